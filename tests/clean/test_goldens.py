"""Golden pages: each folder of tests/pages is read and cleaned exactly as its expectation says."""

import hashlib
import json
from pathlib import Path

import pytest

from reader.clean.pipeline import clean
from reader.core.model import Article, Fact, FileKind, Snapshot
from reader.intake.read import read

PAGES = sorted(folder for folder in (Path(__file__).parents[1] / "pages").iterdir() if folder.is_dir())


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _outcome(article: Article) -> dict[str, object]:
    text = article.text
    return {
        "headline": _value(article.headline),
        "standfirst": _value(article.standfirst),
        "byline": _value(article.byline),
        "authors": [author.value for author in article.authors],
        "outlet": _value(article.outlet),
        "published": article.published.iso if article.published else None,
        "language": _value(article.language),
        "blocks": [[block.kind.value, article.block_text(block)] for block in article.blocks],
        "captions": [[caption.is_credit, caption.span.of(text)] for caption in article.captions],
        "removals": [[gone.rule, gone.reason, gone.span.of(text)] for gone in article.removals],
        "doubts": list(article.doubts),
    }


@pytest.mark.parametrize("folder", PAGES, ids=[folder.name for folder in PAGES])
def test_page_is_cleaned_as_expected(folder: Path, update_goldens: bool) -> None:
    page = next(folder.glob("page.*"))
    content = page.read_bytes()
    kind = FileKind.HTML if page.suffix == ".html" else FileKind.TEXT
    article = clean(read(Snapshot(content, hashlib.sha256(content).hexdigest(), kind, page.name)))
    outcome = _outcome(article)
    golden = folder / "expected.json"
    if update_goldens:
        golden.write_text(json.dumps(outcome, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert outcome == json.loads(golden.read_text("utf-8"))


def test_there_are_eight_pages() -> None:
    assert len(PAGES) >= 8

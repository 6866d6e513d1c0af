"""Saved pages beside this checkout, where they are: their titles, first and last paragraphs come out."""

import hashlib
import html
import json
from pathlib import Path

import pytest

from reader.clean.folding import loosely
from reader.clean.pipeline import clean
from reader.core.model import Article, FileKind, Snapshot
from reader.intake.read import read

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
FORMATS = ("wayback", "amp", "html_only", "html_saved", "encodings_html", "plain_text")
MANIFEST = SAMPLES / "MANIFEST.json"
ROWS = (
    [row for row in json.loads(MANIFEST.read_text("utf-8")) if row["format"] in FORMATS] if MANIFEST.is_file() else []
)
PARAGRAPHS = ("first_paragraph", "last_paragraph", "first_body_sentence_starts", "last_body_sentence_starts")
_BROKEN = "\ufffd"


def cleaned(path: str) -> Article:
    content = (SAMPLES / path).read_bytes()
    kind = FileKind.TEXT if path.endswith(".txt") else FileKind.HTML
    return clean(read(Snapshot(content, hashlib.sha256(content).hexdigest(), kind, path)))


@pytest.mark.parametrize("row", ROWS, ids=[row["path"] for row in ROWS])
def test_sample_gives_its_title_and_paragraphs(row: dict[str, dict[str, str]]) -> None:
    article, expected = cleaned(str(row["path"])), row["expected"]
    text = loosely(article.clean_text)
    for name in PARAGRAPHS:
        assert loosely(expected.get(name, "")) in text, name
    assert article.headline is not None
    title, headline = loosely(html.unescape(expected["title"])), loosely(article.headline.value)
    shared = set(title.split()) & set(headline.split())
    # A title element bears the outlet's name as well, an archive may have kept an earlier wording.
    is_same = headline in title or len(shared) >= 0.4 * len(set(headline.split()))
    assert is_same or _BROKEN in expected["title"]
    assert len(article.body) > 200

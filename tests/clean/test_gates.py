"""The story the program began with: what its manifest says holds exactly."""

import json
from pathlib import Path

import pytest

from reader.clean.pipeline import clean
from tests.clean.pages import text_page

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
STORY = SAMPLES / "plain_text" / "gates-libya.txt"


@pytest.mark.skipif(not STORY.exists(), reason="the samples are not beside this checkout")
def test_first_story_is_cleaned_as_its_manifest_says() -> None:
    manifest = json.loads((SAMPLES / "MANIFEST.json").read_text("utf-8"))
    expected = next(row["expected"] for row in manifest if row["path"] == "plain_text/gates-libya.txt")
    text = STORY.read_text("utf-8")
    article = clean(text_page(text))
    assert article.headline is not None
    assert article.headline.value == expected["title"]
    assert article.standfirst is not None
    assert article.standfirst.value == expected["standfirst"]
    body = article.body.split("\n")
    assert body[0].startswith(expected["first_body_sentence_starts"])
    assert body[-1].startswith(expected["last_body_sentence_starts"])
    assert expected["kept_sentence"] in body
    spans = sorted([c.span for c in article.captions] + [r.span for r in article.removals])
    assert [span.of(article.text) for span in spans] == expected["removed"]
    kept = sum(len("".join(article.block_text(block).split())) for block in article.blocks)
    assert kept + sum(len("".join(gone.split())) for gone in expected["removed"]) == len("".join(text.split()))

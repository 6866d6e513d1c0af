"""Real documents: plain texts, Markdown clips, browsers' PDFs, a Word file; every value that is known of them."""

import pytest

from reader.core.dates import parse_date
from reader.core.model import Article, Snapshot
from reader.intake.decode import decode
from tests.samples.manifest import Sample, articles, findings, samples

_BROKEN = "\ufffd"


def _only(sample: Sample) -> Article:
    (article,) = articles(sample.file)
    return article


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("’", "'").replace("‘", "'").removesuffix("\ufffd")


def _is_like(shown: str, wanted: str) -> bool:
    """Tell whether texts are the same but for blanks and characters that the file's fonts do not name."""
    shown, wanted = _squeezed(shown), _squeezed(wanted)
    broken = shown.count(_BROKEN)
    for at in range(max(1, len(shown) - len(wanted) + 1)):
        there = shown[at : at + len(wanted)]
        if len(there) == len(wanted) and sum(map(str.__ne__, there, wanted)) <= broken:
            return True
    return broken == 0 and wanted in shown


@pytest.mark.parametrize("sample", samples("plain_text"), ids=str)
def test_plain_text_gives_what_is_known_of_it(sample: Sample) -> None:
    article, known = _only(sample), sample.expected
    assert article.headline is not None
    assert article.headline.value == known["title"]
    assert article.standfirst is not None
    assert article.standfirst.value == known["standfirst"]
    body = article.body.split("\n")
    assert body[0].startswith(known["first_body_sentence_starts"])
    assert body[-1].startswith(known["last_body_sentence_starts"])
    assert known["kept_sentence"] in article.body
    for removed in known["removed"]:
        assert removed not in article.clean_text


@pytest.mark.parametrize("sample", samples("markdown_clip"), ids=str)
def test_markdown_clip_gives_what_is_known_of_it(sample: Sample) -> None:
    article, known = _only(sample), sample.expected
    assert article.headline is not None
    assert article.headline.value == known["title"]
    assert article.url is not None
    assert article.url.value == known["url"]
    assert article.saved is not None
    assert article.saved.iso == known["created"]
    assert (article.published.iso if article.published else None) == known["published"]
    assert [author.value for author in article.authors] == [known["author"]]
    assert article.standfirst is None


@pytest.mark.parametrize("sample", samples("pdf_print"), ids=str)
def test_printed_page_gives_address_and_day_of_saving(sample: Sample) -> None:
    article, known = _only(sample), sample.expected
    assert article.url is not None
    assert article.url.value.split("://")[1] == known["url"].split("://")[1]
    assert article.saved is not None
    assert article.saved.iso.startswith(known["saved"])


@pytest.mark.parametrize("sample", samples("pdf_print"), ids=str)
def test_printed_page_gives_title_first_and_last_paragraph(sample: Sample) -> None:
    article, known = _only(sample), sample.expected
    assert article.headline is not None
    title = _squeezed(article.headline.value)
    assert title in _squeezed(known["title"])
    assert len(title) > 0.8 * len(_squeezed(known["title"].split("--")[0]))
    lines = "\n".join([*article.clean_text.split("\n"), article.clean_text.replace("\n", "")]).split("\n")
    assert any(_is_like(line, known["first_paragraph"]) for line in lines)
    assert any(_is_like(line, known["last_paragraph"]) for line in lines)


@pytest.mark.parametrize("sample", samples("pdf_print"), ids=str)
def test_no_printed_page_is_dated_by_its_printing(sample: Sample) -> None:
    article, known = _only(sample), sample.expected
    if article.published is not None:
        assert not article.published.iso.startswith(known["saved"])
        wanted = parse_date(known["published"])
        assert wanted is not None
        days = abs((article.published.value.replace(tzinfo=None) - wanted.value.replace(tzinfo=None)).days)
        assert days <= 1 or article.published.source.value == "file name"


@pytest.mark.parametrize(
    "sample", [one for one in samples("lexisnexis") if one.path.lower().endswith(".docx")], ids=str
)
def test_word_document_that_is_no_export_is_read_as_a_document(sample: Sample) -> None:
    article = _only(sample)
    assert article.clean_text == "LexisNexis Uni Test"
    assert article.saved is not None


@pytest.mark.parametrize("sample", [one for one in samples("encodings") if one.path.endswith(".txt")], ids=str)
def test_text_in_a_legacy_charset_is_read_as_it_was_written(sample: Sample) -> None:
    (found,) = (one for one in findings(sample.file) if isinstance(one, Snapshot))
    text = decode(found.content, None, is_html=False).text
    assert _BROKEN not in text
    passage = sample.expected.get("contains")
    if passage:
        assert " ".join(passage.strip("… ").split()) in " ".join(text.split())

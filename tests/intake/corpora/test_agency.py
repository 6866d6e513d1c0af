"""The XML of news agencies."""

import pytest

from reader.clean.pipeline import clean
from reader.core.errors import InputError
from reader.intake.read import read
from tests.intake.corpora.fixtures import FERRY, FIXTURES, FLUT, NITF, found_in, stories


def test_a_nitf_document() -> None:
    snapshot = stories(found_in(FIXTURES["nitf.xml"], "nitf.xml"))[0]
    article = clean(read(snapshot))
    assert article.body == "\n".join(FERRY)  # the lead paragraph stands in it twice
    assert snapshot.url == "http://times.test/ferry.html"
    facts = (article.headline, article.outlet, article.section, *article.authors)
    assert [fact.value for fact in facts if fact] == ["Ferry Late", "The Test Times", "World", "Jane Roe"]
    assert article.published is not None
    assert article.published.iso == "2007-01-02"


def test_a_newsml_item() -> None:
    article = clean(read(stories(found_in(FIXTURES["newsml.xml"], "newsml.xml"))[0]))
    assert article.body == "\n".join((FLUT[0], "Schäden", "Brücke Nord", FLUT[1]))
    facts = (article.headline, article.outlet, article.language, *article.authors)
    assert [fact.value for fact in facts if fact] == ["Flut zerstört Brücken", "Test-Agentur", "de", "Jana Muster"]
    dates = (article.published, article.modified)
    assert [date.iso for date in dates if date] == ["2020-01-02T03:04:05+01:00", "2020-01-03T03:04:05+01:00"]


def test_several_items_in_a_message() -> None:
    body = NITF.split("?>", 1)[1].split("\n", 2)[2]
    content = f"<?xml version='1.0'?><feed xmlns:n='x'><nitf/>{body}{body}</feed>"
    found = stories(found_in(content.encode(), "a.xml"))
    assert [story.member for story in found] == ["record 2", "record 3"]


def test_cut_off_documents_give_what_is_there() -> None:
    cut = NITF[: NITF.index("</block></body.content>")]
    assert clean(read(stories(found_in(cut.encode(), "a.xml"))[0])).body == "\n".join(FERRY)


def test_entities_and_deep_nesting_do_no_harm() -> None:
    bomb = "<!DOCTYPE nitf [<!ENTITY a 'x'><!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
    content = f"<?xml version='1.0'?>{bomb}<nitf><body><body.content><p>&b;{FERRY[0]}</p></body.content></body></nitf>"
    found = stories(found_in(content.encode(), "a.xml"))
    assert b"root:" not in found[0].content
    deep = "<nitf>" + "<block>" * 5_000 + f"<p>{FERRY[0]}</p>" + "</block>" * 5_000 + "</nitf>"
    try:
        assert stories(found_in(deep.encode(), "a.xml"))
    except InputError as error:
        assert str(error)  # noqa: PT017 - either is right: the text or a sentence


def test_a_document_without_text_is_told() -> None:
    with pytest.raises(InputError, match="no text"):
        found_in(b"<?xml version='1.0'?><nitf><head/><body/></nitf>", "a.xml")

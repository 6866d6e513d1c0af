"""Exports of Retriever's archives as plain text."""

from tests.intake.databases.fixtures import FIXTURES
from tests.intake.databases.help import articles, left_out, said, snapshots
from tests.intake.databases.retriever_exports import FERGE


def test_stories_between_double_lines_give_every_field() -> None:
    first, second = articles("retriever.txt")
    assert said(first) == {
        "headline": "Fergen forsinket igjen",
        "authors": [],
        "outlet": "Nordhavn Avis",
        "section": None,
        "published": "2015-03-10T06:00:00",
        "language": said(first)["language"],  # Norwegian and Danish are hard to tell apart in two sentences
        "saved": None,
    }
    assert first.body.split("\n") == list(FERGE)
    assert said(second)["headline"] == "Fjære sjø"
    assert said(second)["section"] == "Kultur"
    assert second.body == "Sjøen trakk seg tilbake, og den tok seg god tid."
    assert snapshots("retriever.txt")[1].url == "http://oyposten.example/2015/fjaere"
    assert [item.what for item in left_out(FIXTURES["retriever.txt"], "a.txt")] == ["cover pages"]

"""Exports of Europresse: the layouts of 2012, 2015 and today."""

from reader.core.model import Snapshot
from tests.intake.databases.europresse_exports import EUROPRESSE_NEW
from tests.intake.databases.help import articles, captions, findings, left_out, said, snapshots
from tests.intake.databases.texts import PONT


def test_articles_give_every_field() -> None:
    first, second = articles("europresse.html")
    assert said(first) == {
        "headline": "Le pont reste fermé",
        "authors": ["Odile Ruisseau"],
        "outlet": "Le Courrier de Valbrume",
        "section": "Région",
        "published": "2006-03-14",
        "language": "fr",
        "saved": "2015-07-04",
    }
    assert first.body.split("\n") == [*PONT, "Le pont date de 1924, selon les archives."]
    assert captions(first) == ["Le pont vu du quai."]
    assert said(second) == {
        "headline": "Bridge to stay shut",
        "authors": ["Tom Asher", "Ida Bell"],
        "outlet": "The Vale Observer",
        "section": "News",
        "published": "2024-06-13",
        "language": "en",
        "saved": "2015-07-04",
    }
    assert second.standfirst is not None
    assert second.body.endswith("Children walk <twenty> miles.")


def test_pages_and_numbers_are_kept() -> None:
    first, second = snapshots("europresse.html")
    assert first.member == "news·20060315·LV·0q15"
    assert b'<meta name="export-page" content="p. 16">' in first.content
    assert b'<meta name="export-page" content="p. A4">' in second.content


def test_the_older_layout_has_its_documents_in_cells() -> None:
    first, second = articles("europresse_old.html")
    assert said(first) == {
        "headline": "Le pont reste fermé",
        "authors": ["Odile Ruisseau"],
        "outlet": "Le Courrier de Valbrume",
        "section": "Région",
        "published": "2013-10-05",
        "language": "fr",
        "saved": "2013-10-06",
    }
    assert first.body.split("\n") == list(PONT)
    assert second.body == f"{PONT[1]} Ainsi soit-il."
    assert second.authors == ()


def test_a_document_without_anything_to_read_is_told() -> None:
    empty = "<article><header><span class='DocPublicationName'>Mag</span></header><section></section></article>"
    content = EUROPRESSE_NEW.replace("</body>", f"{empty}</body>").encode()
    assert sum(isinstance(one, Snapshot) for one in findings(content, "a.html")) == 2
    assert [bool(item.failure) for item in left_out(content, "a.html")] == [True]

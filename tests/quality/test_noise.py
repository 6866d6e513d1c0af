"""The measure of noise: what it names, what it leaves alone, and that it stays under its ceiling on a sample."""

import pytest

from tests.quality import corpora
from tests.quality.corpora import Labelled
from tests.quality.floors import below, sample
from tests.quality.noise.lines import is_repeated, kind_of, noise_in, share_of_pages
from tests.quality.systems import cross_validated, run

needs_pages = pytest.mark.skipif(not corpora.is_here(), reason="the labelled pages are not beside this checkout")
GOLD = "The ferry will sail again on Friday.\nIts captain said that the storm had passed."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Photo: Ann Lee/AFP", "photo credit"),
        ("Foto: Bo Day", "photo credit"),
        ("Ann Lee/Getty Images", "photo credit"),
        ("Pictured from left: the captain and the mayor", "caption label"),
        ("Read more: The storm in pictures", "related"),
        ("Lesen Sie auch: Der Sturm in Bildern", "related"),
        ("Читайте также: Шторм", "related"),
        ("Sign up for our free newsletter", "call to action"),
        ("Jetzt bei Fähre24 abschließen", "call to action"),
        ("Teilen", "share or comment"),
        ("12 comments", ""),
        ("By Ann Lee and Bo Day", "byline or author box"),
        ("Ann Lee is a staff writer at the Herald.", "byline or author box"),
        ("Aktualisiert am 3. Mai", "dateline"),
        ("Anzeige", "advert"),
        ("© 2024 Herald Ltd.", "copyright"),
        ("Externer Inhalt nicht verfügbar", "consent"),
        ("The ferry will sail again on Friday, the captain said.", ""),
        ("By Friday the storm had passed.", ""),
        ("The photo shows a ferry in the harbour.", ""),
        ("Die Fähre fährt wieder, teilte der Kapitän mit.", ""),
        ("Share prices of the ferry company fell on Monday.", ""),
    ],
)
def test_line_is_named(line: str, kind: str) -> None:
    assert kind_of(line) == kind


def test_repeated_lines_are_long_or_near() -> None:
    assert is_repeated(["word"] * 10, 40)
    assert is_repeated(["word"] * 4, 1)
    assert not is_repeated(["word"] * 4, 5)
    assert not is_repeated(["word"] * 10, 0)


@needs_pages
def test_only_lines_that_are_not_gold_are_noise() -> None:
    page = Labelled("fundus", "none", corpora.CORPORA / "fundus" / "pages" / "0001.html.gz", GOLD, "", "")
    text = f"Photo: Ann Lee/AFP\n{GOLD}\nShare"
    assert [(noise.kind, noise.text) for noise in noise_in(page, text)] == [
        ("photo credit", "Photo: Ann Lee/AFP"),
        ("share or comment", "Share"),
    ]
    assert share_of_pages([page], {page.key: GOLD}) == 0


@needs_pages
def test_the_sample_is_clean_of_named_noise() -> None:
    pages = [page for page in sample() if page.page_set != "wcxb"]
    share = share_of_pages(pages, run(cross_validated, pages).texts)
    assert below({"sample": {"clean": 1 - share}}) == []

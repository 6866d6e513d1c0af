"""Who wrote a story, by the lines around its headline."""

import pytest

from reader.core.model import Source
from reader.intake.metadata.byline import is_byline_class, is_lead, labelled_names, names_in
from tests.intake.metadata.pages import metadata_of

HEADING = "<h1>Ferry sails again</h1>"


def authors_of(before: str = "", head: str = "", after: str = "", lang: str = "en") -> list[str]:
    """Return the authors of a page with ``before`` behind its headline and ``after`` behind its story."""
    return [fact.value for fact in metadata_of(head, HEADING + before, after, lang).authors]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Quill", ["Ada Quill"]),
        ("ByAda Quill", ["Ada Quill"]),
        ("Posted by Ada Quill 59 Comments", ["Ada Quill"]),
        ("Published August 7, 2023 by Ada Quill", ["Ada Quill"]),
        ("Posted on August 15, 2025December 9, 2025 by Ada Quill", ["Ada Quill"]),
        ("March 1, 2020 by Ada Quill in Harbour, Ships, Weather", ["Ada Quill"]),
        ("3. Mai 2024 von Änne Kai", ["Änne Kai"]),
        ("Publicado el 3 de mayo de 2024 por Inés Muelle", ["Inés Muelle"]),
        ("Publié le 3 mai 2024 par Zoé Quai", ["Zoé Quai"]),
        ("3 maja 2024 przez Olga Port", ["Olga Port"]),
        ("By: The Quay Desk on 04-ago-2021 5:11:10", ["The Quay Desk"]),
        ("מאת: נועה רציף", ["נועה רציף"]),
        ("بقلم: ليلى ميناء", ["ليلى ميناء"]),
        ("作者：王码头", ["王码头"]),
        ("執筆：山田埠頭", ["山田埠頭"]),
        ("Автор: Иван Причалов", ["Иван Причалов"]),
    ],
)
def test_names_are_read_before_and_behind_a_date_in_many_languages(line: str, names: list[str]) -> None:
    assert names_in(line, is_byline=False, beside_date=any(char.isdigit() for char in line)) == names


@pytest.mark.parametrize(
    "line",
    [
        "Updated by Ada Quill",
        "Fact checked by Ada Quill",
        "Geprüft von Änne Kai",
        "Last Updated",
        "Marketing Director",
        "Full Bio",
        "More Posts",
        "Expert Reviewer",
    ],
)
def test_other_deeds_and_roles_are_no_authors(line: str) -> None:
    assert names_in(line, is_byline=True, beside_date=False) == []


@pytest.mark.parametrize("line", ["By", "Written by:", "Von", "Por", "作者", "מאת:", "بقلم", "Автор:"])
def test_word_before_a_name_may_be_a_line_of_its_own(line: str) -> None:
    assert is_lead(line)
    assert not is_lead(f"{line} Ada Quill")
    assert authors_of(f"<div>{line}</div><div>Ada Quill</div>") == ["Ada Quill"]


@pytest.mark.parametrize(
    "labels", ["byline", "post-author-name", "authorname wrapper", "written-by-info", "creator-name"]
)
def test_classes_of_bylines_are_known(labels: str) -> None:
    assert is_byline_class(labels)


@pytest.mark.parametrize("labels", ["authority", "underwriter-list", "menu", ""])
def test_classes_that_only_sound_alike_are_not(labels: str) -> None:
    assert not is_byline_class(labels)


def test_parts_of_a_byline_are_told_apart_by_dots() -> None:
    line = "<p>By Ada Quill ⋅ Review Editor ⋅ Updated March 5, 2025</p>"
    found = metadata_of(before=HEADING + line)
    assert [fact.value for fact in found.authors] == ["Ada Quill"]
    assert found.published is not None
    assert found.published.iso == "2025-03-05"


def test_byline_may_be_a_heading_but_a_heading_with_a_preposition_is_none() -> None:
    assert authors_of('<h4 class="author-name">By Ada Quill</h4>') == ["Ada Quill"]
    assert authors_of("<h2>Von Kai Mauer und Anleger</h2>", lang="de") == []


def test_single_name_of_a_byline_counts_only_without_a_full_one() -> None:
    single = '<div class="author">Ada3/4/2025</div>'
    assert authors_of(single) == ["Ada"]
    assert authors_of(f"{single}<p>By Ben Dock</p>") == ["Ben Dock"]


def test_name_alone_counts_if_the_page_tells_more_of_its_bearer() -> None:
    line, about = "<div>Ada Quill</div>", "<p>Ada Quill has written about harbours and ferries for twenty years.</p>"
    assert authors_of(line, after=about) == ["Ada Quill"]
    assert authors_of(line) == []
    assert authors_of('<div class="menu-item">Ada Quill</div>', after=about) == []
    assert authors_of(line, head='<link rel="author" href="https://quay.test/people/ada-quill">') == ["Ada Quill"]


def test_labelled_authors_are_read_anywhere() -> None:
    lines = ["Written by Ada Quill", "Geschrieben von Änne Kai", "Harbour news"]
    lines.append("This post was written by Ben Dock, Harbour Correspondent")
    assert [candidate.value for candidate in labelled_names(lines)] == ["Ada Quill", "Änne Kai", "Ben Dock"]


@pytest.mark.parametrize(
    "label", ["Written by", "Verfasst von", "Escrito por", "Écrit par", "נכתב על ידי", "كُتب بواسطة", "作者", "執筆者"]
)
def test_author_on_a_card_for_social_networks_is_read(label: str) -> None:
    card = f'<meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="Ada Quill">'
    found = metadata_of(card).authors
    assert [(fact.value, fact.source) for fact in found] == [("Ada Quill", Source.META)]


def test_other_fields_of_a_card_name_nobody() -> None:
    card = '<meta name="twitter:label1" content="Est. reading time"><meta name="twitter:data1" content="Six Minutes">'
    assert authors_of(head=card) == []


def test_name_of_an_account_gives_way_to_a_visible_name() -> None:
    head = '<meta name="author" content="ada.quill">'
    assert authors_of("<p>By Ada Quill</p>", head) == ["Ada Quill"]
    assert authors_of(head=head) == ["ada.quill"]


def test_readers_comments_give_neither_authors_nor_dates() -> None:
    comment = (
        '<div class="comment-list"><div class="comment-body"><b itemprop="author">Cora Pier</b> <time itemprop='
        '"datePublished" datetime="2011-03-25T08:00:00Z">25 March</time><p>At last the ferry sails.</p></div></div>'
    )
    found = metadata_of(before=HEADING, after=comment)
    assert (found.authors, found.published) == ((), None)
    own = '<div class="story"><b itemprop="author">Ada Quill</b></div>'
    assert authors_of(own, after=comment) == ["Ada Quill"]


def test_microdata_of_many_listed_stories_is_not_of_this_one() -> None:
    card = '<div><b itemprop="author">Ben Dock</b><time itemprop="datePublished" datetime="2011-04-0{}">x</time></div>'
    cards = "".join(card.format(day) for day in range(1, 6))
    head = '<meta name="date" content="2011-03-22">'
    found = metadata_of(head, HEADING + "<p>By Ada Quill</p>", cards)
    assert [fact.value for fact in found.authors] == ["Ada Quill"]
    assert found.published is not None
    assert found.published.iso == "2011-03-22"
    assert [fact.value for fact in metadata_of("", HEADING, card.format(1)).authors] == ["Ben Dock"]


@pytest.mark.timeout(5)
@pytest.mark.parametrize("line", ["by " * 30_000, "1.1.11 by " * 10_000, "⋅" * 100_000, " in" * 30_000, "By" * 50_000])
def test_hostile_lines_take_no_time(line: str) -> None:
    for _ in range(5):
        names_in(line, is_byline=True, beside_date=True)
        is_lead(line)
        is_byline_class(line)
        labelled_names([line])

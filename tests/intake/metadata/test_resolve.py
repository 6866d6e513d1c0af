"""From what a page declares to one value a field."""

import pytest

from reader.core.model import Field, Precision, Source
from reader.intake.metadata import candidates
from tests.intake.metadata.pages import json_ld, metadata_of, tree_of


def meta(name: str, content: str) -> str:
    """Return a meta tag."""
    return f'<meta property="{name}" content="{content}">'


def test_headline_most_sources_agree_on_wins() -> None:
    head = meta("og:title", "SEO: Ferry! Now!") + "<title>Ferry sails again | The Quay</title>"
    headline = metadata_of(head + json_ld(headline="Ferry sails again")).headline
    assert headline is not None
    assert headline.value == "Ferry sails again"


@pytest.mark.parametrize(
    "title",
    [
        "Ferry sails again | The Quay",
        "Ferry sails again - The Quay",
        "The Quay: Ferry sails again",
        "Ferry sails again — Harbour — The Quay",
    ],
)
def test_names_of_sites_are_cut_off(title: str) -> None:
    head = f"<title>{title}</title>" + meta("og:site_name", "The Quay") + meta("og:title", title)
    headline = metadata_of(head.replace("The Quay: F", "The Quay | F"), before="<h1>Ferry sails again</h1>").headline
    assert headline is not None
    assert headline.value == "Ferry sails again"


def test_dash_within_a_headline_is_kept() -> None:
    title = "Ferry sails - at last"
    headline = metadata_of(meta("og:title", title) + json_ld(headline=title), before=f"<h1>{title}</h1>").headline
    assert headline is not None
    assert headline.value == title


def test_headline_cut_off_by_a_maker_gives_way_to_the_whole_one() -> None:
    whole = "Ferry to the island sails again on Friday after a week of waiting on the quay"
    headline = metadata_of(meta("og:title", whole[:60] + "…"), before=f"<h1>{whole}</h1>").headline
    assert headline is not None
    assert headline.value == whole


def test_section_in_the_h1_is_not_the_headline() -> None:
    headline = metadata_of("<title>Quay.com - Ferry sails again</title>", before="<h1>Harbour</h1>").headline
    assert headline is not None
    assert headline.value == "Ferry sails again"


def test_persons_come_before_the_outlet_and_agencies_stay_beside_them() -> None:
    found = metadata_of(
        meta("og:site_name", "The Quay")
        + json_ld(author=[{"@type": "Organization", "name": "The Quay"}])
        + '<meta name="author" content="Ada Quill, AFP">'
    )
    assert [(fact.value, fact.source) for fact in found.authors] == [("Ada Quill", Source.META), ("AFP", Source.META)]


def test_outlet_is_the_author_only_if_nobody_else_is() -> None:
    found = metadata_of(meta("og:site_name", "The Quay") + json_ld(author="The Quay"))
    assert [fact.value for fact in found.authors] == ["The Quay"]


@pytest.mark.parametrize(
    "line",
    [
        '<div class="byline">Ada Quill</div>',
        "<p>By Ada Quill</p>",
        "<div>22 March 2011 • Ada Quill • 3 min</div>",
        '<span class="article-author">by Ada QuillHarbour Editor</span>',
    ],
)
def test_visible_bylines_are_read(line: str) -> None:
    assert [fact.value for fact in metadata_of(before=f"<h1>Ferry sails again</h1>{line}").authors] == ["Ada Quill"]


def test_credits_of_pictures_are_no_bylines() -> None:
    line = '<figure><figcaption class="credit">Photo: Ben Dock</figcaption></figure>'
    assert metadata_of(before=f"<h1>Ferry sails again</h1>{line}").authors == ()


def test_published_prefers_json_ld_and_keeps_the_offset() -> None:
    head = meta("article:published_time", "2011-03-23T01:00:00Z") + json_ld(datePublished="2011-03-22T21:00:00-04:00")
    published = metadata_of(head).published
    assert published is not None
    assert published.iso == "2011-03-22T21:00:00-04:00"
    assert published.source is Source.JSON_LD
    assert published.written == "2011-03-22T21:00:00-04:00"


def test_midnight_is_a_day_and_a_time_elsewhere_refines_it() -> None:
    alone = metadata_of(json_ld(datePublished="2011-03-22T00:00:00Z")).published
    assert alone is not None
    assert (alone.iso, alone.precision) == ("2011-03-22", Precision.DAY)
    head = json_ld(datePublished="2011-03-22") + meta("article:published_time", "2011-03-22T10:05:00Z")
    refined = metadata_of(head).published
    assert refined is not None
    assert refined.iso == "2011-03-22T10:05:00+00:00"


def test_visible_date_line_counts_but_a_date_in_a_sentence_does_not() -> None:
    line = "<p>22 March 2011, 10:05</p>"
    seen = metadata_of(before=f"<h1>Ferry sails again</h1>{line}").published
    assert seen is not None
    assert (seen.iso, seen.source) == ("2011-03-22T10:05:00", Source.VISIBLE)
    sentence = "<p>The last ferry to the island sailed on 7 January 1999, in a storm, the harbour said.</p>"
    assert metadata_of(before=f"<h1>Ferry sails again</h1>{sentence}").published is None


def test_modified_is_not_before_published() -> None:
    found = metadata_of(json_ld(datePublished="2011-03-22", dateModified="2011-03-01"))
    assert found.modified is None
    later = metadata_of(json_ld(datePublished="2011-03-22", dateModified="2011-03-24")).modified
    assert later is not None
    assert later.iso == "2011-03-24"


@pytest.mark.parametrize("head", [json_ld(dateModified="2011-03-24"), meta("og:updated_time", "2011-03-24")])
def test_page_that_only_tells_its_last_change_is_dated_by_it(head: str) -> None:
    found = metadata_of(head)
    assert found.published is not None
    assert found.published.iso == "2011-03-24"
    dated = metadata_of(head + meta("article:published_time", "2011-03-22")).published
    assert dated is not None
    assert dated.iso == "2011-03-22"


@pytest.mark.parametrize("path", ["2011/03/22", "2011/mar/22", "2011/march/22", "2011/3/22", "2011-03-22"])
def test_dates_in_addresses_are_read_in_their_forms(path: str) -> None:
    published = metadata_of(f'<link rel="canonical" href="https://quay.test/harbour/{path}/ferry">').published
    assert published is not None
    assert published.iso == "2011-03-22"


def test_address_gives_date_section_and_outlet_when_nothing_else_does() -> None:
    found = metadata_of('<link rel="canonical" href="https://www.quay.test/harbour/2011/03/22/ferry.html">')
    assert found.published is not None
    assert (found.published.iso, found.published.source) == ("2011-03-22", Source.URL)
    assert found.section is not None
    assert found.section.value == "harbour"
    assert found.outlet is not None
    assert found.outlet.value == "quay.test"


def test_saver_s_comment_names_the_address_before_the_page_does() -> None:
    tree = tree_of('<link rel="canonical" href="https://quay.test/a">')
    assert Field.CANONICAL_URL in {candidate.field for candidate in candidates(tree, "a.html")}
    found = metadata_of(
        '<!-- saved from url=(0022)https://quay.test/saved --><link rel="canonical" href="https://quay.test/a">'
    )
    assert found.url is not None
    assert found.url.value == "https://quay.test/saved"
    assert found.canonical_url is not None
    assert found.canonical_url.value == "https://quay.test/a"


def test_declared_language_is_checked_against_the_text() -> None:
    wrong, right = metadata_of(lang="de").language, metadata_of(lang="en-GB").language
    assert wrong is not None
    assert right is not None
    assert (wrong.value, wrong.source) == ("en", Source.DETECTED)
    assert (right.value, right.source) == ("en", Source.HTML)


def test_standfirst_is_not_the_cut_off_beginning_of_the_body() -> None:
    start = "The ferry to the island will sail again on Friday, the harbour said, and the…"
    assert metadata_of(meta("og:description", start)).standfirst is None
    own = metadata_of(meta("og:description", "Passengers stranded since Monday go first")).standfirst
    assert own is not None


def test_legal_name_gives_way_to_the_name_of_the_paper() -> None:
    head = json_ld(publisher={"name": "Quay Media Ltd"}) + meta("og:site_name", "The Quay")
    outlet = metadata_of(head).outlet
    assert outlet is not None
    assert outlet.value == "The Quay"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "name", ["og:title", "author", "description", "og:site_name", "article:section", "og:url", "date"]
)
@pytest.mark.parametrize("value", ["By and " * 300, "a | b - c : " * 150, "1.1.11 ab " * 150, "<" * 1_500])
def test_thousands_of_hostile_tags_take_no_time(name: str, value: str) -> None:
    found = metadata_of(meta(name, value.replace("<", "&lt;")) * 2_000, before="<h1>Ferry sails again</h1>" * 100)
    assert found.headline is not None


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "line", ["1" * 100_000, "By " * 30_000, "| - " * 25_000, "(((" * 30_000, "a,b " * 25_000, "&#160;" * 100_000]
)
def test_hostile_lines_of_the_page_take_no_time(line: str) -> None:
    head = f"<title>{line}</title>" + json_ld(headline=line, author=line, datePublished=line, description=line)
    metadata_of(head, before=f"<h1>{line}</h1><p>{line}</p><p class=byline>{line[:150]}</p>")


def test_outlet_is_read_from_the_end_of_a_title_without_any_other_statement() -> None:
    facts = metadata_of(
        "<title>Ferry sails again after nine days - The Quay</title>",
        before="<p><b>Ferry sails again after nine days</b></p>",
    )
    assert facts.headline is not None
    assert facts.headline.value == "Ferry sails again after nine days"
    assert facts.outlet is not None
    assert (facts.outlet.value, facts.outlet.source) == ("The Quay", Source.TITLE)


def test_dash_inside_an_unseen_title_names_no_outlet() -> None:
    facts = metadata_of("<title>Ferry sails again - at last</title>")
    assert facts.outlet is None


@pytest.mark.parametrize("stated", ["© 2011 The Quay", "Copyright The Quay. All rights reserved", "The Quay 2009-2011"])
def test_copyright_words_are_no_part_of_the_outlet(stated: str) -> None:
    outlet = metadata_of(meta("copyright", stated)).outlet
    assert outlet is not None
    assert outlet.value == "The Quay"

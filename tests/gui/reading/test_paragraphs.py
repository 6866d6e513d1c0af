"""Tests of how a story is laid out in its three views."""

from dataclasses import replace

from reader.core.model import Block, BlockKind, Fact, Mark, MarkKind, Removal, Source, Span
from reader.gui.reading.paragraphs import MOST_MARKS, Paragraph, RunKind, Style, View, captions, lay_out
from tests.gui import stories
from tests.gui.articles import article


def text_of(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def test_the_clean_view_holds_headline_meta_standfirst_and_body_and_nothing_removed() -> None:
    laid = lay_out(stories.bridge(), View.CLEAN, "The Harbour Post")
    assert [p.style for p in laid[:4]] == [Style.HEADLINE, Style.META, Style.STANDFIRST, Style.BODY]
    whole = "\n".join(map(text_of, laid))
    assert "Sign up" not in whole
    assert "Photo: Ana Lind" not in whole
    assert whole.count("Bridge over the Orrin opens") == 1


def test_captions_stand_apart_under_their_label() -> None:
    laid = captions(stories.bridge(), "Captions")
    assert text_of(laid[0]) == "Captions"
    assert len(laid) == 3


def test_the_removed_view_holds_all_text_in_the_order_of_the_page() -> None:
    made = stories.bridge()
    laid = lay_out(made, View.REMOVED, "")
    shown = "\n".join("".join(run.text for run in p.runs if run.kind is not RunKind.CHIP) for p in laid)
    assert shown == made.text


def test_every_removal_has_its_reason_after_it() -> None:
    made = stories.bridge()
    runs = [run for p in lay_out(made, View.REMOVED, "") for run in p.runs if run.kind is not RunKind.KEPT]
    told = list(zip(runs[::2], runs[1::2], strict=True))
    assert [removed.text for removed, _ in told] == [r.span.of(made.text) for r in made.removals]
    assert [chip.text.strip() for _, chip in told] == [r.reason for r in made.removals]


def test_a_removal_inside_a_paragraph_stands_where_it_was() -> None:
    text = "One Read more: two"
    made = replace(
        article((("p", text),)),
        blocks=(Block((Span(0, 3), Span(15, 18)), BlockKind.PARAGRAPH),),
        removals=(Removal(Span(4, 14), "glued", "glued link"),),
    )
    clean, removed = (lay_out(made, view, "") for view in (View.CLEAN, View.REMOVED))
    assert [text_of(p) for p in clean] == ["One two"]
    assert len(removed) == 1
    assert [run.kind for run in removed[0].runs].count(RunKind.REMOVED) == 1
    assert text_of(removed[0]).startswith("One Read more:")


def test_the_original_view_holds_every_line_of_the_page() -> None:
    made = stories.bridge()
    laid = lay_out(made, View.ORIGINAL, "ignored")
    assert [text_of(p) for p in laid] == made.text.split("\n")
    assert laid[1].style is Style.HEADLINE
    assert laid[0].style is Style.PLAIN


def test_a_headline_known_only_from_metadata_is_shown() -> None:
    made = replace(article((("p", "Body."),)), headline=Fact("Declared", Source.JSON_LD))
    for view in (View.CLEAN, View.REMOVED):
        assert text_of(lay_out(made, view, "meta")[0]) == "Declared"


def test_thousands_of_marks_inside_each_other_are_laid_out_at_once() -> None:
    marks = tuple(Mark(Span(at, 100_000 - at), MarkKind.STRONG) for at in range(49_000))
    runs = lay_out(article((("p", "word " * 20_000),), marks=marks), View.CLEAN, "")[0].runs
    assert "".join(run.text for run in runs) == "word " * 20_000
    assert MOST_MARKS < len(runs) <= 2 * MOST_MARKS + 1


def test_marks_cut_a_span_into_runs() -> None:
    marks = (Mark(Span(2, 8), MarkKind.EMPHASIS), Mark(Span(4, 10), MarkKind.LINK, "/x"))
    made = article((("p", "0123456789ab"), ("p", "second")), marks=marks)
    runs = lay_out(made, View.CLEAN, "")[0].runs
    assert [run.text for run in runs] == ["01", "23", "4567", "89", "ab"]
    assert [run.href for run in runs] == ["", "", "/x", "/x", ""]
    assert runs[2].marks == (MarkKind.LINK, MarkKind.EMPHASIS)

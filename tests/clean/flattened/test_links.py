"""Inside HTML the links behind a label say where the run ends, and marks are kept where text is kept."""

from dataclasses import replace

from reader.clean.pipeline import clean
from reader.core.model import Mark, MarkKind, Page, Role, Span
from tests.clean.pages import keep_all, marked_page

FIRST = "The museum has bought a lost print by the photographer for a sum it would not name, its director said."
RUN = "RELATED: Old mill to be built again Who was she "
REST = "Director Ira Bell said that the print shows a mill by the river in winter."


def _page() -> Page:
    page = marked_page([(Role.HEADING, "Museum buys a print"), (Role.PARAGRAPH, FIRST), (Role.PARAGRAPH, RUN + REST)])
    spans = [page.text.index(part) for part in ("Old mill", "Who was")]
    ends = [start + len(part) for start, part in zip(spans, ("Old mill to be built again", "Who was she"), strict=True)]
    links = [Mark(Span(start, end), MarkKind.LINK, "/x") for start, end in zip(spans, ends, strict=True)]
    bold = page.text.index("Ira Bell")
    return replace(page, marks=(*links, Mark(Span(bold, bold + 8), MarkKind.STRONG)))


def test_run_ends_where_its_links_end() -> None:
    article = clean(_page(), keep_all)
    assert article.clean_text == f"{FIRST}\n{REST}"
    assert [removal.span.of(article.text) for removal in article.removals] == [RUN.strip()]


def test_marks_are_kept_where_text_is_kept() -> None:
    article = clean(_page(), keep_all)
    assert [(mark.kind, mark.span.of(article.text)) for mark in article.marks] == [(MarkKind.STRONG, "Ira Bell")]


def test_spoken_label_of_a_link_goes_from_the_middle_of_a_sentence() -> None:
    text = "The print (opens in a new window) shows a mill by the river in winter, and it will hang in the east wing."
    article = clean(marked_page([(Role.HEADING, "Museum buys a print"), (Role.PARAGRAPH, text)]), keep_all)
    assert article.clean_text == text.replace("(opens in a new window) ", "")


def test_paragraph_that_is_one_link_goes() -> None:
    teaser = "MUSEUM FINDS A SECOND PRINT"
    page = marked_page([(Role.HEADING, "Museum buys a print"), *((Role.PARAGRAPH, t) for t in (FIRST, teaser, REST))])
    pieces = tuple(replace(p, link_chars=len(p.span)) if p.span.of(page.text) == teaser else p for p in page.pieces)
    assert clean(replace(page, pieces=pieces), keep_all).clean_text == f"{FIRST}\n{REST}"


def test_placeholder_of_the_sites_system_goes_and_a_bracketed_aside_stays() -> None:
    code, aside = '[button link="/kit"]Send us your kit[/button]', "[LAUGHTER]"
    parts = [(Role.HEADING, "Museum buys a print"), *((Role.PARAGRAPH, text) for text in (FIRST, code, aside, REST))]
    assert clean(marked_page(parts), keep_all).clean_text == f"{FIRST}\n{aside}\n{REST}"

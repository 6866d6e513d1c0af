"""Cleans a page: ``clean(page)`` is the whole story of the package in one function."""

from collections.abc import Callable

from reader.clean.assemble import blocks, captions, kept_marks, removals
from reader.clean.choice import choose
from reader.clean.confidence import judge
from reader.clean.draft import Draft
from reader.clean.rules.table import apply_rules
from reader.clean.start import begin
from reader.clean.verdict import Verdict
from reader.clean.visible import Visible, look
from reader.core.model import Article, Fact, FileKind, Page, Source

Choice = Callable[[Page], tuple[Verdict, ...]]


def clean(page: Page, choice: Choice = choose) -> Article:
    """Return the cleaned story: what is kept, captions, and every removal with the rule and the reason.

    Blocks, captions and removals cover every character of the page's text that is not white space exactly once. The
    body is empty only where the page has no sentence of a story. ``choice`` judges HTML pieces.
    """
    verdicts = choice(page) if page.kind is FileKind.HTML else ()
    draft, visible = look(begin(page, verdicts))
    draft = apply_rules(draft)
    confidence, doubts = judge(draft, verdicts)
    return _article(draft, visible, confidence, doubts)


def _article(draft: Draft, visible: Visible, confidence: float, doubts: tuple[str, ...]) -> Article:
    page, facts = draft.page, draft.page.metadata
    made = blocks(draft)
    return Article(
        text=page.text,
        blocks=made,
        captions=captions(draft.decided),
        removals=removals(draft.decided, page.text),
        marks=kept_marks(page.marks, made),
        headline=_first(facts.headline, visible.headline),
        standfirst=_first(facts.standfirst, visible.standfirst),
        byline=visible.byline,
        authors=facts.authors or visible.authors,
        outlet=_first(facts.outlet, visible.outlet),
        section=_first(facts.section, visible.section),
        language=_first(facts.language, visible.language),
        url=_first(facts.url, visible.url),
        canonical_url=facts.canonical_url,
        published=facts.published or visible.published,
        modified=facts.modified,
        saved=page.saved,
        encoding=page.encoding,
        encoding_source=page.encoding_source,
        confidence=confidence,
        doubts=doubts,
    )


def _first(declared: Fact | None, seen: Fact | None) -> Fact | None:
    """Return the declared fact; a name of a file or an address says less than what can be read on the page."""
    if declared is None or (seen is not None and declared.source in (Source.FILE_NAME, Source.URL)):
        return seen or declared
    return declared

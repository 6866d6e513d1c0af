"""Cleans a page: ``clean(page)`` is the whole story of the package in one function."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.clean.assemble import blocks, captions, kept_marks, removals
from reader.clean.choice import choose
from reader.clean.confidence import judge
from reader.clean.draft import Draft
from reader.clean.figures import figures
from reader.clean.passages import locate
from reader.clean.rules.table import apply_evidence, apply_rules
from reader.clean.start import begin
from reader.clean.verdict import Verdict
from reader.clean.visible import Visible, look
from reader.core.evidence import NO_EVIDENCE, Evidence, Passage
from reader.core.model import Article, Fact, Field, FileKind, Moment, Page, Source

Choice = Callable[[Page], tuple[Verdict, ...]]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned story, and its passages to be compared with those of other stories: the same whatever recurs there."""

    article: Article
    passages: tuple[Passage, ...]


def clean(page: Page, choice: Choice = choose, evidence: Evidence = NO_EVIDENCE) -> Article:
    """Return the cleaned story: what is kept, captions, and every removal with the rule and the reason.

    Blocks, captions and removals cover every character of the page's text that is not white space exactly once. The
    body is empty only where the page has no sentence of a story. ``choice`` judges HTML pieces, ``evidence`` is what
    the library knows from the outlet's other stories.
    """
    return _article(*_ruled(page, evidence, choice))


def examine(page: Page, evidence: Evidence = NO_EVIDENCE, choice: Choice = choose) -> Cleaned:
    """Return the cleaned story as ``clean`` does, with its passages."""
    draft, visible, verdicts = _ruled(page, evidence, choice)
    passages = tuple([found.passage for found in locate(draft.lines)])
    return Cleaned(_article(draft, visible, verdicts), passages)


def _ruled(page: Page, evidence: Evidence, choice: Choice) -> tuple[Draft, Visible, tuple[Verdict, ...]]:
    """Return the story as the rules leave it that look at nothing but the page, and what the text and choice said."""
    verdicts = choice(page) if page.kind is FileKind.HTML else ()
    draft, visible = look(begin(page, verdicts, evidence))
    return apply_rules(draft), visible, verdicts


def _article(draft: Draft, visible: Visible, verdicts: tuple[Verdict, ...]) -> Article:
    draft = apply_evidence(draft)
    confidence, doubts = judge(draft, verdicts)
    page, facts = draft.page, draft.page.metadata
    made, about = blocks(draft), captions(draft.decided)
    return Article(
        text=page.text,
        blocks=made,
        captions=about,
        removals=removals(draft.decided, page.text),
        marks=kept_marks(page.marks, made),
        headline=_first(facts.headline, visible.headline) or _named(page),
        standfirst=_first(facts.standfirst, visible.standfirst),
        byline=visible.byline,
        authors=facts.authors or visible.authors,
        outlet=_first(facts.outlet, visible.outlet),
        section=_first(facts.section, visible.section),
        language=_first(facts.language, visible.language),
        url=_first(facts.url, visible.url),
        canonical_url=facts.canonical_url,
        published=_dated(page, visible),
        modified=facts.modified,
        saved=page.saved,
        encoding=page.encoding,
        encoding_source=page.encoding_source,
        confidence=confidence,
        doubts=doubts,
        figures=figures(page, made, about) if page.pictures else (),
    )


def _dated(page: Page, visible: Visible) -> Moment | None:
    """Return when the story was published; a date line in a text says more than the name of its file."""
    stated = page.metadata.published
    is_weak = stated is not None and stated.source is Source.FILE_NAME and page.kind is FileKind.TEXT
    return (visible.published or stated) if is_weak else (stated or visible.published)


def _named(page: Page) -> Fact | None:
    """Return the words of the file's name as the headline of a story that shows none."""
    named = (c for c in page.candidates if c.field is Field.HEADLINE and c.source is Source.FILE_NAME)
    return next((Fact(candidate.value, candidate.source) for candidate in named), None)


def _first(declared: Fact | None, seen: Fact | None) -> Fact | None:
    """Return the declared fact; a name of a file or an address says less than what can be read on the page."""
    if declared is None or (seen is not None and declared.source in (Source.FILE_NAME, Source.URL)):
        return seen or declared
    return declared

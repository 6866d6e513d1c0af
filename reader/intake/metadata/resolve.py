"""From candidates that contradict each other to one value a field, each with its source."""

import re
from collections.abc import Sequence

from reader.core.archives import original_address
from reader.core.language import detect_language
from reader.core.model import Candidate, Fact, Field, Metadata, Source, Span
from reader.intake.html.tree import HtmlTree
from reader.intake.metadata.address import domain, is_address
from reader.intake.metadata.folding import folded
from reader.intake.metadata.headline import calls_itself_news, vote_headline
from reader.intake.metadata.moments import modified_moment, published_moment
from reader.intake.metadata.names import is_agency, is_group, split_names, without_doubles
from reader.intake.metadata.outlet import choose_outlet

_AUTHOR_SOURCES = (
    Source.CONTAINER,
    Source.JSON_LD,
    Source.META,
    Source.OPENGRAPH,
    Source.ITEMPROP,
    Source.LINK,
    Source.VISIBLE,
)
_SECTION_SOURCES = (Source.CONTAINER, Source.OPENGRAPH, Source.JSON_LD, Source.ITEMPROP, Source.META, Source.URL)
_URL_SOURCES = (Source.CONTAINER, Source.OPENGRAPH, Source.JSON_LD, Source.META)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}\Z")
_SURE_LEAD = 0.25
"""How far the text's language must be ahead of the next one to overrule what the page declares."""
_GLANCE = 600
"""So much of the text settles the language when it is the one that the page declares."""
_READ_PIECES = 12
_LONG = 20
"""More characters than this have the pieces that a language is told by or a standfirst is compared with."""
_LEAST_STANDFIRST, _LONGEST_STANDFIRST = 20, 1_000
_MOST_NAMES, _MOST_DESCRIPTIONS = 40, 8


def resolve(candidates: Sequence[Candidate], tree: HtmlTree) -> Metadata:
    """Return the page's metadata by vote and by the sources' trust."""
    outlet_names = _outlet_names(candidates)
    sections = [c.value for c in candidates if c.field is Field.SECTION][:_MOST_NAMES]
    headline = vote_headline(candidates, outlet_names + sections, calls_itself_news(tree.head.json_ld))
    long = [span for piece in tree.pieces if (span := piece.span).end - span.start > _LONG]
    language = _language(candidates, _body_text(tree, long))
    languages = _date_languages(candidates, language)
    published = published_moment(candidates, languages)
    return Metadata(
        headline=headline,
        standfirst=_standfirst(candidates, tree.text, long, headline),
        authors=_authors(candidates, outlet_names),
        outlet=choose_outlet(candidates, headline),
        section=_section(candidates),
        language=language,
        url=_url(candidates),
        canonical_url=_canonical_url(candidates),
        published=published,
        modified=modified_moment(candidates, languages, published),
    )


def resolve_file(candidates: Sequence[Candidate], text: str) -> Metadata:
    """Return what is known of a plain text: what its container states, its language, the weak date of its name."""
    language = _language(candidates, text)
    languages = _date_languages(candidates, language)
    published = published_moment(candidates, languages)
    headline = vote_headline(candidates, (), is_news=True)
    return Metadata(
        headline=headline,
        standfirst=_standfirst(candidates, "", (), headline),
        authors=_authors(candidates, _outlet_names(candidates)),
        outlet=choose_outlet(candidates, None),
        section=_section(candidates),
        language=language,
        url=_url(candidates),
        canonical_url=_canonical_url(candidates),
        published=published,
        modified=modified_moment(candidates, languages, published),
    )


def _section(candidates: Sequence[Candidate]) -> Fact | None:
    found = _first(candidates, Field.SECTION, _SECTION_SOURCES)
    return Fact(found.value.strip(" -–|/:»>"), found.source) if found else None


def _first(candidates: Sequence[Candidate], field: Field, sources: Sequence[Source]) -> Fact | None:
    for source in sources:
        for candidate in candidates:
            if candidate.field is field and candidate.source is source and _is_name(candidate.value):
                return Fact(candidate.value, source)
    return None


def _is_name(value: str) -> bool:
    return 0 < len(value) <= 100 and "://" not in value and any(char.isalpha() for char in value)


def _outlet_names(candidates: Sequence[Candidate]) -> list[str]:
    names = [c.value for c in candidates if c.field is Field.OUTLET and len(c.value) < 80]
    for candidate in candidates:
        if candidate.field in (Field.URL, Field.CANONICAL_URL):
            host = domain(original_address(candidate.value))
            if host:
                names.append(host)
                parts = host.split(".")[:-1] or [host]
                names += [max(parts, key=len), parts[-1]]
    return list(dict.fromkeys(names))[:_MOST_NAMES]


def _authors(candidates: Sequence[Candidate], outlets: Sequence[str]) -> tuple[Fact, ...]:
    """Return persons from the most trusted source that names any; groups only where no source names a person."""
    groups: tuple[Fact, ...] = ()
    given = [candidate for candidate in candidates if candidate.field is Field.AUTHOR]
    for source in _AUTHOR_SOURCES:
        names = _names_of(given, source)
        persons = [name for name in names if not is_group(name, outlets)]
        if persons:
            credited = [name for name in names if name in persons or is_agency(name)]
            return tuple(Fact(name, source) for name in credited)
        if names and not groups:
            groups = tuple(Fact(name, source) for name in names)
    return groups


def _names_of(candidates: Sequence[Candidate], source: Source) -> list[str]:
    given = [c.value for c in candidates if c.source is source]
    return without_doubles([name for value in given[:_MOST_NAMES] for name in split_names(value)])


def _canonical_url(candidates: Sequence[Candidate]) -> Fact | None:
    stated = (c for c in candidates if c.field is Field.CANONICAL_URL and is_address(c.value))
    return next((Fact(c.value, c.source) for c in stated), None)


def _url(candidates: Sequence[Candidate]) -> Fact | None:
    for source in _URL_SOURCES:
        for candidate in candidates:
            if candidate.field is Field.URL and candidate.source is source and is_address(candidate.value):
                return Fact(candidate.value.strip(), source)
    return _canonical_url(candidates)


def _standfirst(candidates: Sequence[Candidate], text: str, long: Sequence[Span], headline: Fact | None) -> Fact | None:
    """Return the first description that is neither the headline again nor the cut-off beginning of a paragraph."""
    title = folded(headline.value) if headline else ""
    described = [c for c in candidates if c.field is Field.DESCRIPTION]
    for candidate in described[:_MOST_DESCRIPTIONS]:
        if not _LEAST_STANDFIRST <= len(candidate.value) <= _LONGEST_STANDFIRST:
            continue
        plain = folded(candidate.value)
        if plain and plain != title and not _is_start_of_body(plain, text, long):
            return Fact(candidate.value, candidate.source)
    return None


def _is_start_of_body(plain: str, text: str, long: Sequence[Span]) -> bool:
    """Tell whether a longer paragraph of the page begins like the description: it was cut from there."""
    begin, length = plain[:60], len(plain) + 20
    for span in long:
        if span.end - span.start > length:
            first = text[span.start]
            if first.isascii() and first.isalnum() and first.lower() != begin[0]:
                continue  # most paragraphs begin with another letter, which needs no folding
            if folded(text[span.start : span.start + 200]).startswith(begin):
                return True
    return False


def _body_text(tree: HtmlTree, long: Sequence[Span]) -> str:
    """Return the longest pieces of the page, up to 4,000 characters: the story rather than the menus."""
    spans = long if len(long) >= _READ_PIECES else [piece.span for piece in tree.pieces]
    longest = sorted(spans, key=len, reverse=True)[:_READ_PIECES]
    return "\n".join(tree.text[span.start : min(span.end, span.start + 1_000)] for span in longest)[:4_000]


def _language(candidates: Sequence[Candidate], text: str) -> Fact | None:
    """Return the declared language, without its region, where the text does not speak against it, else the text's."""
    declared = next(
        (
            Fact(_code(c.value), c.source)
            for source in (Source.CONTAINER, Source.JSON_LD, Source.HTML, Source.META, Source.OPENGRAPH)
            for c in candidates
            if c.field is Field.LANGUAGE and c.source is source and _TAG.match(c.value)
        ),
        None,
    )
    if declared is not None:
        glance = detect_language(text[:_GLANCE])
        if glance is not None and _same_language(declared.value, glance.code):
            return declared
    guess = detect_language(text)
    if guess is None:
        return declared
    if declared is not None and (_same_language(declared.value, guess.code) or guess.lead < _SURE_LEAD):
        return declared
    return Fact(guess.code, Source.DETECTED)


def _code(tag: str) -> str:
    """Return the language of a tag: ``de`` for ``de-AT`` and ``DE_at``; withdrawn codes become today's."""
    code = re.split(r"[-_]", tag.lower(), maxsplit=1)[0]
    return {"iw": "he", "in": "id", "ji": "yi"}.get(code, code)


def _same_language(declared: str, guessed: str) -> bool:
    alike = {"no": "nb", "nn": "nb", "ms": "id", "bs": "hr", "sr": "hr", "fil": "tl"}
    return alike.get(declared, declared) == alike.get(guessed, guessed)


def _date_languages(candidates: Sequence[Candidate], language: Fact | None) -> tuple[str, ...]:
    """Return tags for reading dates: those with a region first, they settle the order of day and month."""
    tags = [language.value] if language else []
    tags += [c.value.replace("_", "-") for c in candidates if c.field is Field.LANGUAGE and _TAG.match(c.value)]
    main = tags[0].lower().split("-")[0] if tags else ""
    regional = [tag for tag in tags if "-" in tag and tag.lower().startswith(main)]
    return tuple(dict.fromkeys(regional + tags))

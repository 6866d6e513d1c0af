"""The story of a page that does not show it: in JSON-LD, in a script's state, in a template or behind ``noscript``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.core.model import Role
from reader.intake.html.fragment import Part, parts_of, squeezed
from reader.intake.html.leaves import LEAST_WORDS, story_in
from reader.intake.html.states import Json, streamed_text, values_in_rows, values_in_script, values_of_json

_OPENING = re.compile(r"<(script|template|noscript)(?=[\s>/])([^>]{0,4000})>", re.IGNORECASE)
_CLOSING = {name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in ("script", "template", "noscript")}
_MOST_ELEMENTS = 5_000
_MARKUP_TYPE = re.compile(r"text/(?:html|template|x-template|x-handlebars|plain)", re.IGNORECASE)
_PROBE_CHARS = 40
_MOST_PROBES = 60
# Letters and digits alone are counted here.
_OPENING_CHARS, _SENTENCE_CHARS = 1_200, 160


@dataclass(frozen=True, slots=True)
class UnseenStory:
    """A story found where nobody sees it: its paragraphs, and the element and data they stand in."""

    parts: tuple[Part, ...]
    tag: str
    source: str

    @property
    def words(self) -> int:
        """The number of words of the story."""
        return sum(part.words for part in self.parts)


def unseen_story(source: str, declared_body: str, titles: tuple[str, ...]) -> UnseenStory | None:
    """Return the story in the data of the page with this source, None if there is none.

    ``declared_body`` is the ``articleBody`` of the page's JSON-LD or "". Linear in the length of ``source``.
    """
    declared = UnseenStory(parts_of(declared_body), "script", "json-ld") if declared_body else None
    if declared is not None and declared.words < LEAST_WORDS:
        declared = None
    scripts = [found for found in _elements(source) if found[0] == "script"]
    state = _of_state(scripts, frozenset(map(squeezed, titles)) - {""})
    if declared is not None:
        # Page states keep paragraphs and sub-headings apart, where an articleBody is often one long line.
        is_same = state is not None and state.words >= declared.words and share_within(declared, _text(state)) > 0.5
        return state if is_same else declared
    markup = _of_markup(source)
    found = [story for story in (state, markup) if story is not None]
    return max(found, key=lambda story: story.words, default=None)


def share_within(story: UnseenStory, text: str) -> float:
    """Return the share, 0 to 1, of a story's places looked up that also stand in ``text``."""
    told = _told(story)
    step = max(_PROBE_CHARS, len(told) // _MOST_PROBES)
    return _share(told, step, squeezed(text))


def begins_within(story: UnseenStory, text: str) -> bool:
    """Return whether ``text`` holds more than a sentence of the story's beginning: an opening, not just its lead."""
    start = _told(story)[:_OPENING_CHARS]
    return _share(start, _PROBE_CHARS, squeezed(text)) * len(start) >= _SENTENCE_CHARS


def _told(story: UnseenStory) -> str:
    return "".join(squeezed(part.text) for part in story.parts if part.role is not Role.HEADING)


def _share(told: str, step: int, whole: str) -> float:
    """Return the share of probes of ``told``, one each ``step`` characters, that stand in ``whole``."""
    probes = [told[at : at + _PROBE_CHARS] for at in range(0, max(1, len(told) - _PROBE_CHARS + 1), step)]
    return sum(probe in whole for probe in probes) / len(probes) if told else 0.0


def _text(story: UnseenStory) -> str:
    return "\n".join(part.text for part in story.parts)


def _elements(source: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, attributes and content of the page's scripts, templates and noscript elements, as written."""
    position = 0
    for _ in range(_MOST_ELEMENTS):
        opening = _OPENING.search(source, position)
        if opening is None:
            return
        name = opening[1].lower()
        closing = _CLOSING[name].search(source, opening.end())
        end = closing.start() if closing else len(source)
        yield name, opening[2], source[opening.end() : end]
        position = end


def _of_state(scripts: list[tuple[str, str, str]], titles: frozenset[str]) -> UnseenStory | None:
    parts = story_in(_values(scripts), titles)
    return UnseenStory(parts, "script", "page-state") if parts else None


def _values(scripts: list[tuple[str, str, str]]) -> Iterator[Json]:
    """Yield all values in the scripts, those that are streamed in parts last."""
    pushed: list[Json] = []
    for _, attributes, content in scripts:
        lower = attributes.lower()
        if "ld+json" in lower or _MARKUP_TYPE.search(attributes) or len(content) < 2 * LEAST_WORDS:
            continue
        if "json" in lower:
            yield from values_of_json(content)
        elif "__next_f" in content:
            pushed.extend(values_in_script(content))
        else:
            yield from values_in_script(content)
    if pushed:
        yield list(values_in_rows(streamed_text(pushed)))


def _of_markup(source: str) -> UnseenStory | None:
    """Return the template, noscript element or script of markup with most words of prose."""
    best: UnseenStory | None = None
    for name, attributes, content in _elements(source):
        if (name == "script" and not _MARKUP_TYPE.search(attributes)) or len(content) < 5 * LEAST_WORDS:
            continue
        story = UnseenStory(parts_of(content), name, f"{name}-markup")
        prose = sum(part.words for part in story.parts if part.text.endswith((".", "!", "?", "”", '"', "。")))
        if prose >= LEAST_WORDS and (best is None or story.words > best.words):
            best = story
    return best

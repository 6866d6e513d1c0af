"""The story inside a page's state: the paragraphs under whatever keys a content system gave them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reader.core.model import Role
from reader.intake.html.fragment import LONGEST_FRAGMENT, Part, parts_of, squeezed, word_count
from reader.intake.html.states import Json

LEAST_WORDS = 60
"""Words of prose below which nothing is taken for a story."""

_MOST_NODES = 400_000
_MOST_CHARS = 20_000_000
_DEEPEST = 80
_MOST_TITLED = 50
_LEAST_PROSE_WORDS = 8
_NARROW = 0.75
_TEXT_NAMES = """
articleBody articlebody bodyHtml bodyHTML body_html contentHtml contentHTML content_html htmlContent bodyText body_text
articleText fullText full_text storyBody story_body body content html text value paragraph copy rendered markdown
"""
_HOLDER_NAMES = """
blocks paragraphs elements content_elements contentElements components article articles story document children
sections items data post page main richText rich_text json nodes contents
"""
# The first of these that an object has is its own text.
_TEXT_KEYS = tuple(_TEXT_NAMES.split())
_BODY_KEYS = frozenset(_TEXT_KEYS) | frozenset(_HOLDER_NAMES.split())
_ELSEWHERE = re.compile(
    r"relat|recommend|comment|author|byline|image|picture|photo|gallery|media|caption|credit|seo|meta|navig|menu|footer"
    r"|promo|newsletter|advert|social|share|tags\b|topics|trending|popular|latest|teaser|translation|i18n|locale|config"
    r"|style|cookie|consent",
    re.IGNORECASE,
)
_TITLE_KEYS = ("headline", "title", "name", "headlines", "basic")
_TYPE_KEYS = ("type", "_type", "nodeType", "__typename", "tag", "tagName", "kind", "style", "blockType")
_INLINE_HOLDER = re.compile(r"(?:^|[-_. ])(?:p|para|paragraph|h[1-6]|heading\d?|header|li|blockquote|quote)$")
_HEADING = re.compile(r"(?:^|[-_. ])(?:h[1-6]|heading\d?|header|subheading|subhead)$")
_QUOTE = re.compile(r"(?:^|[-_. ])(?:blockquote|quote)$")
_SKIPPED_KIND = re.compile(
    r"image|photo|video|gallery|embed|advert|\bad\b|newsletter|related|promo|author|byline|link_list|script|style"
)
_STRIPPED_TAG = re.compile(r"<[^<>]{0,400}>")
_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)]?\s|[。！？।؟]""")
_ENDS = tuple('.!?…。！？।؟"”’»」)>')
_CODE = re.compile(r"[{};]\s*(?:\n|$)|\bfunction\s*\(|=>|^https?:\S*$|^[#./@]\S*$")


@dataclass(frozen=True, slots=True)
class _Leaf:
    text: str
    words: int
    role: Role


class _Reading:
    """One pass over a state: its texts in order, and which runs of them stand under a key that may hold a story."""

    def __init__(self, titles: frozenset[str]) -> None:
        self.leaves: list[_Leaf] = []
        self.runs: list[tuple[int, int]] = []
        self.titled: list[tuple[int, int]] = []
        self._titles = titles
        self._nodes = _MOST_NODES
        self._chars = _MOST_CHARS

    def read(self, value: Json, key: str, depth: int = 0) -> None:
        """Read a value and all below it, as deep and as far as is allowed."""
        self._nodes -= 1
        if self._nodes < 0 or depth > _DEEPEST:
            return
        if isinstance(value, str):
            if key in _BODY_KEYS:
                self._add(value, Role.PARAGRAPH)
        elif isinstance(value, dict):
            self._read_object(value, depth)
        elif isinstance(value, list):
            if len(value) >= 4 and value[0] == "$" and isinstance(value[1], str):
                self._read_element(value[1], value[3], depth)
                return
            for item in value:
                self.read(item, key, depth + 1)

    def _read_element(self, tag: str, props: Json, depth: int) -> None:
        """Read an element as React streams it: ``["$", tag, key, props]``."""
        if not isinstance(props, dict) or tag in ("script", "style", "nav", "footer", "aside", "button", "svg"):
            return
        children = props.get("children")
        if _INLINE_HOLDER.search(tag):
            self._add(_inline_text(children), _role_of(tag))
            return
        markup = props.get("dangerouslySetInnerHTML")
        start = len(self.leaves)
        self.read(markup if isinstance(markup, dict) else children, "children", depth + 1)
        self._note(start)

    def _read_object(self, node: dict[str, Json], depth: int) -> None:
        kind = next((v.lower() for k in _TYPE_KEYS if isinstance(v := node.get(k), str)), "")
        if _SKIPPED_KIND.search(kind):
            return
        start = len(self.leaves)
        own = next((v for k in _TEXT_KEYS if isinstance(v := node.get(k), str) and v.strip()), "")
        if not own and _INLINE_HOLDER.search(kind):
            inline = _inline_text([v for k, v in node.items() if k in _BODY_KEYS])
            if inline.strip():
                self._add(inline, _role_of(kind))
                return
        own_words = self._add(own, _role_of(kind)) if own else 0
        self._note(start)
        if own_words < LEAST_WORDS or not isinstance(node.get("articleBody") or node.get("body"), str):
            self._read_below(node, depth, start, own_words)
        if len(self.titled) < _MOST_TITLED and any(self._is_title(node.get(k)) for k in _TITLE_KEYS):
            self.titled.append((start, len(self.leaves)))

    def _read_below(self, node: dict[str, Json], depth: int, start: int, own_words: int) -> None:
        """Read what an object holds; of its own text and the texts below, the same in two forms, one stays."""
        below = len(self.leaves)
        for key, inner in node.items():
            if isinstance(inner, dict | list) and not _ELSEWHERE.search(key):
                begin = len(self.leaves)
                self.read(inner, key, depth + 1)
                if key in _BODY_KEYS:
                    self._note(begin)
        if below == start or below == len(self.leaves):
            return
        inside = sum(leaf.words for leaf in self.leaves[below:])
        if own_words and (own_words >= LEAST_WORDS or inside <= 1.5 * own_words):
            del self.leaves[below:]
            while self.runs and self.runs[-1][1] > below:
                self.runs.pop()
        else:
            self.leaves[start] = _Leaf("", 0, Role.PARAGRAPH)

    def _is_title(self, value: Json) -> bool:
        if isinstance(value, dict):
            value = value.get("basic") or value.get("rendered")
        return isinstance(value, str) and len(value) < 500 and squeezed(value) in self._titles

    def _add(self, text: str, role: Role) -> int:
        """Add a text if it may be read; return its words of prose."""
        if not text.strip() or self._chars < 0 or len(text) > LONGEST_FRAGMENT:
            return 0
        self._chars -= len(text)
        words = _prose_words(text)
        is_short = len(text) < 300 and (" " in text.strip() or not text.isascii())
        if words or (is_short and not _CODE.search(text)):
            self.leaves.append(_Leaf(text, words, role))
        return words

    def _note(self, start: int) -> None:
        if len(self.leaves) > start:
            self.runs.append((start, len(self.leaves)))

    def best(self) -> tuple[_Leaf, ...]:
        """Return the run with most prose, in the object that bears the page's headline if it holds a story.

        A narrower run is better as long as it has three quarters of the words.
        """
        sums = [0]
        for leaf in self.leaves:
            sums.append(sums[-1] + leaf.words)
        count = len(self.leaves)
        runs = [(start, end, sums[end] - sums[start]) for start, end in self.runs if end <= count]
        for low, high in sorted(self.titled, key=lambda pair: pair[1] - pair[0]):
            inside = [run for run in runs if low <= run[0] and run[1] <= high and run[2] >= LEAST_WORDS]
            if inside:
                runs = inside
                break
        if not runs:
            return ()
        low, high, most = max(runs, key=lambda run: (run[2], run[0] - run[1]))
        within = [run for run in runs if low <= run[0] and run[1] <= high and run[2] >= _NARROW * most]
        low, high, most = min(within, key=lambda run: (run[1] - run[0], -run[2]))
        return tuple(self.leaves[low:high]) if most >= LEAST_WORDS else ()


def story_in(values: Iterable[Json], titles: frozenset[str]) -> tuple[Part, ...]:
    """Return the story in a page's state as paragraphs, () if there is none.

    ``titles`` are the page's headlines, squeezed: they tell the page's story from others in its state.
    """
    reading = _Reading(titles)
    for value in values:
        start = len(reading.leaves)
        reading.read(value, "data")
        reading.runs.append((start, len(reading.leaves)))
    found: list[Part] = []
    seen: set[str] = set()
    for leaf in reading.best():
        for part in parts_of(leaf.text):
            role = leaf.role if part.role is Role.PARAGRAPH else part.role
            if part.text not in seen:
                found.append(Part(part.text, role, part.level or (2 if role is Role.HEADING else 0)))
            seen.add(part.text)
    return tuple(found)


def _inline_text(value: Json) -> str:
    """Return the texts below a paragraph's node, joined as they stand."""
    found: list[str] = []
    waiting: list[Json] = [value]
    for _ in range(5_000):
        if not waiting:
            break
        item = waiting.pop()
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, list):
            is_element = len(item) >= 4 and item[0] == "$" and isinstance(item[3], dict)
            waiting.extend([item[3]] if is_element else reversed(item))
        elif isinstance(item, dict):
            own = next((v for k in ("text", "value", "content", "children") if (v := item.get(k))), None)
            if own is not None:
                waiting.append(own)
    return "".join(found)


def _role_of(kind: str) -> Role:
    if _HEADING.search(kind):
        return Role.HEADING
    return Role.QUOTE if _QUOTE.search(kind) else Role.PARAGRAPH


def _prose_words(text: str) -> int:
    """Return the number of words of a text that reads as sentences, else 0."""
    plain = _STRIPPED_TAG.sub(" ", text) if "<" in text else text
    is_ended = plain.rstrip().endswith(_ENDS) or (plain is not text and _SENTENCE_END.search(plain) is not None)
    if not is_ended or _CODE.search(plain[:2_000]):
        return 0
    words = word_count(plain)
    return words if words >= _LEAST_PROSE_WORDS else 0

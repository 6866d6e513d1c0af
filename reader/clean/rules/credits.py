"""Captions and credits: "(photo credit: REUTERS)", "Photo: Ann Lee/AFP", "Gates 311 (photo credit: REUTERS)"."""

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from reader.clean.draft import Cut, Draft, Fate, Line
from reader.clean.folding import OPENERS, REPEATED_LOOKS, SENTENCE_ENDS, WORD, fold, has_case, level, words_of
from reader.clean.phrases import Phrasebook
from reader.clean.rules.bylines import first_prose, is_date_line, names_in_byline
from reader.clean.rules.rule import whole
from reader.core.model import BlockKind, Role

LONGEST_CREDIT = 120
LONGEST_CAPTION = 600
MOST_CAPTION_WORDS = 50
_MOST_NAME_WORDS, _MOST_TAIL = 9, 3
_TAIL_MARK = re.compile("[|©–/:：]")
_GOES_ON = (":", ",", ";", "|")
_LABEL_ENDS = (":", "：", "|", "/", "-", "–", "—", "©", "=", "＝")


def find_captions(draft: Draft) -> Iterator[Cut]:
    """Yield pieces marked up as captions, credit lines, captions that end in a credit, and a credit's short line."""
    cuts: dict[int, Fate] = {}
    for number, line in enumerate(draft.lines):
        if line.kind in (BlockKind.HEADLINE, BlockKind.STANDFIRST):
            continue
        fate = _fate(line, draft.book)
        if fate is not None:
            cuts[number] = fate
    for number in sorted(cuts):
        if number and number - 1 not in cuts and _is_short_caption(draft, number - 1, cuts):
            cuts[number - 1] = Fate.CAPTION
    for number in sorted(cuts):
        fate = cuts[number]
        name = "credit" if fate is Fate.CREDIT else "caption"
        yield whole(number, draft.lines[number], name, f"picture {name}", fate)


def _fate(line: Line, book: Phrasebook) -> Fate | None:
    if is_credit(line, book):
        return Fate.CREDIT
    if line.role is Role.CAPTION or ends_in_credit(line, book) or has_caption_label(line, book):
        return Fate.CAPTION
    return None


def is_caption_or_credit(line: Line, book: Phrasebook) -> bool:
    """Whether the line by itself is a caption or a credit."""
    return _fate(line, book) is not None


def _is_short_caption(draft: Draft, number: int, cuts: dict[int, Fate]) -> bool:
    """Whether the line before a credit is its picture's caption: short and no sentence, or repeated in another caption.

    Below the first paragraph a short line may be a subheading: there it must be repeated, or be a picture's short name
    ("Gates 311"), in plain text only.
    """
    line = draft.lines[number]
    if line.kind is not None or line.is_long or line.role is Role.HEADING or line.role is Role.QUOTE:
        return False
    if names_in_byline(line, draft.book) or is_date_line(line, draft.book):
        return False
    own = line.said
    around = [draft.lines[n].said for n in cuts if abs(n - number) <= 2]
    if own and any(other.startswith(own) for other in around):
        return True
    is_above = number < first_prose(draft.lines)
    if line.is_sentence:
        return is_above and draft.book.has_word("caption", _cues(line))
    if cuts.get(number + 1) is not Fate.CREDIT or line.words > 8 or line.text.endswith(_GOES_ON):
        return False
    return is_above or (not draft.is_markup and line.words <= 4 and any(map(str.isdigit, line.text)))


def _cues(line: Line) -> list[str]:
    words = line.folded.split()
    return [*words, *(" ".join(pair) for pair in itertools.pairwise(words))]


def is_credit(line: Line, book: Phrasebook) -> bool:
    """Whether the whole line is a credit: a label with a name after it, or names and agencies alone."""
    text = line.text.strip(" \u00a0•*|")
    if line.is_long or len(text) > LONGEST_CREDIT or line.role in (Role.QUOTE, Role.TABLE_CELL):
        return False
    if text[:1] in "([（［" and text[-1:] in ")]）］":
        text = text[1:-1].strip()
    elif text[:1] in OPENERS:
        return False
    return _names_maker(text, book)


@lru_cache(maxsize=REPEATED_LOOKS)
def _names_maker(text: str, book: Phrasebook) -> bool:
    """Whether the whole text says who made a picture; brackets around it are off."""
    if _maker_at(text, book) == 0:
        return True
    rest = after_label(text, book)
    if rest is not None:
        return not rest or is_name_run(rest, book)
    return is_agency_run(text, book)


def ends_in_credit(line: Line, book: Phrasebook) -> bool:
    """Whether the line is a caption whose last part is a credit, in brackets or after a sentence's end."""
    text = line.text.rstrip(" .\u00a0")
    if line.words > MOST_CAPTION_WORDS or line.role in (Role.QUOTE, Role.TABLE_CELL, Role.HEADING):
        return False
    if text[:1] in OPENERS and text[:1] not in "([":
        return False
    if text.endswith((")", "]")):
        at = max(text.rfind("("), text.rfind("["))
        inner = text[at + 1 : -1].strip()
        rest = after_label(inner, book)
        return at > 0 and ((bool(rest) and is_name_run(rest or "", book)) or is_agency_run(inner, book, least=2))
    return _has_credit_tail(text, book)


@lru_cache(maxsize=REPEATED_LOOKS)
def _has_credit_tail(text: str, book: Phrasebook) -> bool:
    """Whether the text ends in "… Photo: Ann Lee/AFP", "… | Getty Images", "… © Reuters" or "…。罗一帆 摄"."""
    if _maker_at(text, book) > 0:
        return True
    if not _TAIL_MARK.search(text):
        return False
    for mark in (" | ", " © ", "©", " – ", " / "):
        at = text.rfind(mark)
        tail = text[at + len(mark) :]
        if at > 0 and is_agency_run(tail, book) and (mark.strip() in "|©" or len(WORD.findall(tail)) <= _MOST_TAIL):
            return True
    colon = max(text.rfind(":"), text.rfind("："))
    return any(_is_label_before(text, at, book) for at in (colon, text.rfind("/")))


def _is_label_before(text: str, at: int, book: Phrasebook) -> bool:
    """Whether a credit label ends at ``at``, a name run stands behind it, and the label begins a word of its own."""
    if at <= 0 or len(text) - at > 80 or not is_name_run(text[at + 1 :].strip(), book):
        return False
    before = level(text)[:at].rstrip()
    labels = book.labels.get("credit", ())
    for label in labels if before.endswith(labels) else ():
        if before.endswith(label):
            gap = text[: len(before) - len(label)].rstrip()
            is_word = before[: len(before) - len(label)][-1:] in ("", " ", "(", ".", "\u00a0", "|", "/")
            starts = text[len(before) - len(label) : len(before)][:1]
            if is_word and gap and (not has_case(starts) or starts.isupper()) and gap[-1] not in _QUOTED:
                return True
    return False


def _maker_at(text: str, book: Phrasebook) -> int:
    """Return where the name of a picture's maker begins that ends in a word such as 摄, or -1.

    The name is short and stands alone or behind the end of a sentence; a space parts it from the word.
    """
    ends = _maker_ends(book)
    for end in ends if text.endswith(ends) else ():
        if not text.endswith(end) or text[-len(end) - 1 : -len(end)] not in _BEFORE_END:
            continue
        at = max(text.rfind(stop, 0, -len(end)) for stop in SENTENCE_ENDS) + 1
        name = text[at : -len(end)].strip(" \u3000/／")
        if 1 < len(name) <= _LONGEST_MAKER and not any(mark in name for mark in "，、,;；:："):
            return at
    return -1


@lru_cache(maxsize=64)
def _maker_ends(book: Phrasebook) -> tuple[str, ...]:
    return tuple(sorted(book.group("credit_end")))


_LONGEST_MAKER = 16
_BEFORE_END = frozenset(" \u00a0\u3000/／")
_QUOTED = frozenset("\"'“‘„«,:")


def has_caption_label(line: Line, book: Phrasebook) -> bool:
    """Whether the line begins with a label such as "Image caption" that only captions have."""
    if line.is_long or len(line.text) > LONGEST_CAPTION or not line.folded:
        return False
    return line.folded.startswith(book.labels.get("caption_start", ()))


def after_label(text: str, book: Phrasebook) -> str | None:
    """Return what stands after a credit label at the beginning ("" if nothing), or None if there is no label."""
    folded = level(text)
    labels = book.labels.get("credit", ())
    for label in labels if folded.startswith(labels) else ():
        if not folded.startswith(label):
            continue
        rest = text[len(label) :]
        stripped = rest.lstrip(" \u00a0")
        if stripped.startswith(_LABEL_ENDS):
            return stripped.lstrip(" :：|/-–—©=＝\u00a0")
        if (label in book.group("credit_by") or label.endswith(".")) and rest[:1].isspace():
            return stripped
    if text.startswith("©"):
        return text.lstrip("© ")
    return None


def is_name_run(text: str, book: Phrasebook) -> bool:
    """Whether the text is names only: capitalised words and what joins them, no sentence; by agency where no case."""
    words = WORD.findall(text)
    if not words or len(words) > _MOST_NAME_WORDS or len(text) > 90:
        return False
    if text[-1:] in "?!:" or text[:1] in OPENERS - frozenset("([") or ". " in text.replace("Jr. ", "").strip():
        return has_agency(text, book) and len(words) <= _MOST_NAME_WORDS
    if not has_case(text):
        return len(text) <= 40 and text[-1] not in "。."
    return _are_names(words, book) or ("@" in text and len(words) <= 4)


def has_agency(text: str, book: Phrasebook) -> bool:
    """Whether one of the parts of the text between slashes, commas and the like is an agency or a picture service.

    Names that are ordinary words as well ("staff", "file") count only beside another part.
    """
    folded = fold(text)
    for mark in ("/", ",", "|", "©", "-", "(", ")", ";", " via ", "+"):
        folded = folded.replace(mark, "\n")
    parts = [bare for part in folded.split("\n") if (bare := part.strip(" .:"))]
    sure, weak = book.group("agencies"), book.group("agency_words")
    return any(part in sure or (part in weak and len(parts) > 1) for part in parts)


def is_agency_run(text: str, book: Phrasebook, least: int = 1) -> bool:
    """Whether the text is names with an agency among them, as "Ann Lee/AFP via Getty Images"; no sentence."""
    text = text.strip(" .()[]\u00a0")
    words = WORD.findall(text)
    if not least <= len(words) <= _MOST_NAME_WORDS:
        return False
    if text.isascii() and _words_of_agencies(book).isdisjoint(map(str.lower, words)):
        return False
    return (_are_names(words, book) or fold(text) in book.group("agencies")) and has_agency(text, book)


def _are_names(words: list[str], book: Phrasebook) -> bool:
    """Whether every word is capitalised, a number, part of an agency's name, or links names."""
    linking = _linking_words(book)
    return all(w != w.lower() or w[0].isdigit() or w.casefold() in linking or not has_case(w) for w in words)


@lru_cache(maxsize=64)
def _words_of_agencies(book: Phrasebook) -> frozenset[str]:
    """Return the words that agencies' names are made of: text without any of them names none."""
    return frozenset(
        word for group in ("agencies", "agency_words") for name in book.group(group) for word in words_of(name)
    )


@lru_cache(maxsize=64)
def _linking_words(book: Phrasebook) -> frozenset[str]:
    return book.group("credit_links") | book.group("agency_parts")

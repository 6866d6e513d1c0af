"""Who wrote a story, by a line of its page: the words, labels and dates that mark a line as a byline, and its names."""

import re
from collections.abc import Sequence
from functools import lru_cache

from reader.core.dates import find_date
from reader.core.model import Candidate, Field, Moment, Source, Span
from reader.intake.metadata.folding import folded
from reader.intake.metadata.names import has_case, is_person_like, split_names

_BYLINE = re.compile(
    r"\A\W{0,3}(?:(?:written|reported|posted|published|researched|words|story|text|analysis|opinion)\s+)?"
    r"(?:(?:by|von|vom|par|por|door|autor(?:in|en)?|author|auteur|autore|texte|text|автор|текст|di|av|af|przez|oleh|skrifar|"
    r"מאת|כתב|כתבה|بقلم|كتب|作者|記者|记者|文|撰文|執筆)(?:\s{0,2}[:：/]\s{0,2}|\s+)\S|(?-i:(?:By|Von|Por)(?=[A-ZÀ-Þ])))",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?<!\w)(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]oor|[Aa]v|[Aa]f|[Pp]rzez|[Oo]leh)\s+(?=[^\W\d_])"
)
"""The word before a name in the middle of a line of dates."""
_LABELLED = re.compile(
    r"\A\W{0,3}(?:(?:autorin/autor|autor(?:in)?|author|auteur|autore|автор|作者|記者|记者|责编|责任编辑|执笔|執筆)s?"
    r"\s{0,2}(?:[:：]\s{0,2}|\s)|(?:th[ei]s?\s(?:post|article|story)\swas\s)?written\sby\s|(?:geschrieben|verfasst)\svon\s|"
    r"escrito\spor\s|[ée]crit\spar\s|scritto\sda\s|geschreven\sdoor\s|skre?ve[nt]\sa[vf]\s|napisa[łl]a?\s)\S",
    re.IGNORECASE,
)
_CLASS_WORDS = ("byline", "author", "autor", "auteur", "reporter", "writer", "written-by", "creator-name")
_CLASS = re.compile(
    rf"(?<![a-z])(?:{'|'.join(_CLASS_WORDS)}|autore)"
    r"(?:s|-?names?|-?links?|-line|-info)?(?![a-z])"
)
_LONE_LEAD = re.compile(
    r"\W{0,3}(?:(?:written|reported|posted|words|story|article|text)\s)?(?:by|von|par|por|di|door|av|af|przez|oleh|author|autor(?:in)?|"
    r"auteur|autore|автор|текст|מאת|בקלם|بقلم|كتب|作者|記者|记者|文|撰文|執筆)\s{0,2}[:：]?\s{0,2}",
    re.IGNORECASE,
)
_IN_SECTION = re.compile(r"(?<=[a-zß-öø-ÿ])In\s|\s[Ii]n\s")
"""What stands between the author and the sections in lines such as "March 1, 2020 by Ada Quill in Harbour"."""
_MENU_CLASS = re.compile(
    r"menu|nav(?![a-z])|navig|button|btn|breadcrumb|categor|topic|(?<![a-z])tags?(?![a-z])|section-?name|kicker"
)
_FIRST_DIGITS = re.compile(r"\s\d[\d:.,]{0,11}(?:\s|\Z)")
_TIME_OF_DAY = re.compile(r"\A[\s,|]*(?:\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?)?[\s,|–-]*", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,4}([./-])\d{1,2}\1\d{2,4}(?!\d)")
_MOST_WORDS = 3
_LONGEST_NAME = 40
_CONFIRMING = 20
"""How much must follow a name that begins a paragraph about its bearer."""


@lru_cache(maxsize=512)
def is_byline_class(labels: str) -> bool:
    """Tell whether the labels of an element call it a byline; the lines of a page share most of those around them."""
    return any(word in labels for word in _CLASS_WORDS) and _CLASS.search(labels) is not None


def is_lead(line: str) -> bool:
    """Tell whether a line is the word before a name and nothing else: the name is the next line."""
    return _LONE_LEAD.fullmatch(line) is not None


@lru_cache(maxsize=256)
def date_in(line: str) -> tuple[Span, Moment] | None:
    """Return the date in a line near the headline, which is asked for by the line's parts and as a whole."""
    return find_date(line)


def has_date(line: str) -> bool:
    """Tell whether a date stands in the line, be it one whose day and month cannot be told apart."""
    return date_in(line) is not None or _NUMERIC_DATE.search(line) is not None


def names_in(segment: str, is_byline: bool, beside_date: bool) -> list[str]:
    """Return the names in a part of a line that a word, a label or the date beside it marks as a byline."""
    if not (is_byline or beside_date or _BYLINE.match(segment)):
        return []
    before, after = _around_date(segment)
    names = _persons(before, is_byline, beside_date)
    within = _WITHIN.search(after) if not names else None
    return _persons(after[within.start() :], is_byline, beside_date) if within else names


def weak_names(segment: str) -> list[str]:
    """Return the one name that a line has which its element calls a byline, such as a first name or a desk's."""
    before, _ = _around_date(segment)
    names = split_names(before)
    if len(names) != 1 or len(names[0].split()) > _MOST_WORDS:
        return []
    return [name for name in names if has_case(name) and name[0].isupper() and len(name) <= _LONGEST_NAME]


def labelled_names(lines: Sequence[str]) -> list[Candidate]:
    """Return the authors in short lines anywhere that say so, such as "Author: …"."""
    found: list[Candidate] = []
    for line in lines:
        if _LABELLED.match(line):
            names = [name for name in split_names(line) if is_person_like(name)]
            found.extend(Candidate(Field.AUTHOR, name, Source.VISIBLE) for name in names)
    return found


def is_confirmed_name(line: str, labels: str, text: str, links: Sequence[str]) -> bool:
    """Tell whether a line is a person's name alone, and the page tells more of its bearer.

    A paragraph of ``text`` begins with the name, or one of ``links``, the page's links to its authors, has it in its
    address.
    """
    words = line.split()
    if (
        not 2 <= len(words) <= _MOST_WORDS
        or not has_case(line)
        or not is_person_like(line)
        or _MENU_CLASS.search(labels)
    ):
        return False
    slug = folded(line).replace(" ", "-")
    if any(slug in link.lower() for link in links):
        return True
    at = text.find(f"\n{line} ")
    return at >= 0 and text.find("\n", at + 1, at + len(line) + _CONFIRMING) < 0


def _around_date(segment: str) -> tuple[str, str]:
    """Return what stands before the date and behind it and its time; all and nothing without a date."""
    if not any(char.isdigit() for char in segment):
        return segment, ""
    found = date_in(segment)
    if found is not None:
        start, end = found[0].start, found[0].end
    elif (match := _NUMERIC_DATE.search(segment)) is not None:
        start, end = match.span()
    else:
        return segment, ""
    return segment[:start].rstrip(" -–"), _TIME_OF_DAY.sub("", segment[end:])


def _persons(text: str, is_byline: bool, beside_date: bool) -> list[str]:
    led = _BYLINE.match(text) is not None
    if led and (digits := _FIRST_DIGITS.search(text)):
        text = text[: digits.start()]
    if led and beside_date:
        text = _IN_SECTION.split(text, maxsplit=1)[0]
    names = split_names(text)
    persons = [name for name in names if is_person_like(name) and (led or has_case(name))]
    if led or is_byline:
        return persons or (names[:1] if led else [])
    if beside_date and len(names) == 1 and len(persons) == 1 and 2 <= len(text.split()) <= _MOST_WORDS:
        return persons
    return []

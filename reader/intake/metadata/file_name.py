"""What the name of a file says of the story in it: its day and its headline, the weakest word on either.

Digits of hashes and of identifiers are no dates, and neither are times of day: those are of programs that save.
"""

import re

from reader.core.dates import find_date
from reader.core.model import Candidate, Field, Precision, Source

_SUFFIX = re.compile(r"(?:\.[A-Za-z][A-Za-z0-9]{0,8}){1,2}\Z")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_TIME_BEHIND = r"(?!\s?[T_ ,]\s?(?:at |um )?\d{1,2}[.:_\-h]\d{2}[.:_\-]\d{2})"
_YEAR = r"((?:19|20)\d\d)"
_YEAR_FIRST = re.compile(rf"(?<!\w){_YEAR}([\-_. ])(\d{{1,2}})\2(\d{{1,2}})(?![0-9A-Za-z]){_TIME_BEHIND}")
_COMPACT = re.compile(rf"(?<![^\W_]){_YEAR}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![^\W_]){_TIME_BEHIND}")
_IN_WORD = re.compile(rf"(?<![^\W_])([^\W\d_]+){_YEAR}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![^\W_])")
_DAY_FIRST = re.compile(rf"(?<![0-9A-Za-z])(\d{{1,2}})([.\-_])(\d{{1,2}})\2{_YEAR}(?![0-9A-Za-z]){_TIME_BEHIND}")
_SHORT_YEAR = re.compile(r"(?<![0-9A-Za-z.])(\d\d)\.(\d\d)\.(\d\d)(?![0-9A-Za-z.])")
_MONTH_ALONE = re.compile(rf"(?<![0-9A-Za-z]){_YEAR}[\-_.](0[1-9]|1[0-2])(?![0-9A-Za-z])(?![\-_.]\d)")
_SEPARATORS = re.compile(r"[\s_+.\-–—,()\[\]]+")
_HEXADECIMAL = re.compile(r"[0-9a-f]+", re.IGNORECASE)
_SHORTEST_PLAIN = 5
_DOUBTFUL_MONTHS = frozenset({"march", "may", "mars", "mai", "mar", "set", "jun", "jan", "ago", "sep", "dec"})
"""Words that are months and much else; without a day beside them they are taken for the latter."""
_COPY = re.compile(r"\s*(?:\(\d{1,3}\)|[-–]\s*(?:copy|kopie|copie|copia)(?:\s*\(\d+\))?|\bcopy of\b)\s*", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{6}")
_MACHINE = re.compile(r"(?=\w*\d)(?=\w*[A-Za-z])\w{8,}|\d{5,}")
_NO_HEADLINE = re.compile(
    r"(?:(?:new|text|untitled|unbenannt|document|dokument|file|article|story|page|saved|print|export|download|scan|img|"
    r"index|sample|test|message|note|part|chapter|section|titlepage|feed|readme|utf|iso|windows|the|a|of|"
    r"\d+)\W*)+",
    re.IGNORECASE,
)
_LEAST_LETTER_SHARE = 0.6
_FEWEST_WORDS, _LONGEST = 2, 300


def name_candidates(name: str) -> list[Candidate]:
    """Return the day and the headline in a file's name, such as ``2011-03-22 gates in moscow.txt``."""
    stem = _UUID.sub(" ", _SUFFIX.sub("", name)[:_LONGEST])
    found: list[Candidate] = []
    date = date_in_name(stem)
    if date:
        found.append(Candidate(Field.PUBLISHED, date, Source.FILE_NAME))
    headline = headline_in_name(stem)
    if headline:
        found.append(Candidate(Field.HEADLINE, headline, Source.FILE_NAME))
    return found


def date_in_name(stem: str) -> str:
    """Return the day or month in a name without its suffix, or "".

    Where day and month cannot be told apart, they are given as they stand, for the story's language to decide.
    """
    for match in _YEAR_FIRST.finditer(stem):
        if 1 <= int(match[3]) <= 12 and 1 <= int(match[4]) <= 31:
            return f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}"
    for match in (*_COMPACT.finditer(stem), *(m for m in _IN_WORD.finditer(stem) if _is_word(m[1]))):
        return "-".join(match.groups()[-3:])
    for match in _DAY_FIRST.finditer(stem):
        if 1 <= min(int(match[1]), int(match[3])) <= 12 and max(int(match[1]), int(match[3])) <= 31:
            return f"{match[1]}.{match[3]}.{match[4]}" if match[2] == "." else f"{match[1]}/{match[3]}/{match[4]}"
    short = _SHORT_YEAR.search(stem)
    if short and 1 <= int(short[1]) <= 31 and 1 <= int(short[2]) <= 12:
        return short.group()
    return _named_month(stem) or _month_alone(stem)


def _is_word(before: str) -> bool:
    """Tell a word that digits are glued to from the beginning of a hash."""
    return len(before) >= _SHORTEST_PLAIN or not _HEXADECIMAL.fullmatch(before)


def _named_month(stem: str) -> str:
    """Return a date with the name of a month, in any language, as ISO 8601."""
    found = find_date(_SEPARATORS.sub(" ", stem))
    if found is None:
        return ""
    moment = found[1]
    if not _LETTER.search(moment.written):
        return ""
    if moment.precision is Precision.MONTH:
        word = moment.written.split()[0].lower()
        return "" if word in _DOUBTFUL_MONTHS else moment.iso
    return moment.value.date().isoformat()


def _month_alone(stem: str) -> str:
    """Return a year and month; 2011-12 may as well be two years."""
    for match in _MONTH_ALONE.finditer(stem):
        if int(match[2]) != (int(match[1]) + 1) % 100:
            return f"{match[1]}-{match[2]}"
    return ""


def headline_in_name(stem: str) -> str:
    """Return the words of a name without its date, or "" where they are too few or a machine's."""
    plain = _COPY.sub(" ", stem)
    for pattern in (_YEAR_FIRST, _COMPACT, _DAY_FIRST, _SHORT_YEAR, _MONTH_ALONE):
        plain = pattern.sub(" ", plain)
    if " " not in plain.strip(" -_."):
        plain = re.sub(r"[\-_+.]+", " ", plain)
    plain = " ".join(plain.replace("_", " ").split()).strip(" -–—_.,|()")
    words = [word for word in plain.split() if len(_LETTER.findall(word)) > 1]
    letters = len(_LETTER.findall(plain))
    if len(words) < _FEWEST_WORDS and not _UNSPACED.search(plain):
        return ""
    if letters < _LEAST_LETTER_SHARE * len(plain.replace(" ", "")) or _MACHINE.search(plain):
        return ""
    return "" if _NO_HEADLINE.fullmatch(plain) else plain

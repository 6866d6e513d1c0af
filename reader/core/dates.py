"""Dates as pages and people write them, in some forty languages, to a Moment. Pure, linear, no third-party import.

Understood: ISO 8601, RFC 2822, ctime and JavaScript texts, "22 March 2011", "March 22, 2011 10:05 a.m. EST",
"22. März 2011", "22 de marzo de 2011", "2011. március 22.", "22.3.2011", "3/22/2011", "2011年3月22日",
"2011년 3월 22일", month and year alone, Unix seconds and milliseconds. Words of other calendars are not.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache

from reader.core.model import Moment, Precision, Source, Span
from reader.core.months import MONTH_NAMES

_READ_CHARS = 400
"""How far into a text a date is looked for; a visible date line is shorter."""
_FIRST_YEAR, _LAST_YEAR = 1600, 2100
_PIVOT = 70
"""Two-digit years from here on are of the last century."""
_MONTH_FIRST = frozenset({"en-us", "en-ca", "en-ph"})

_ISO = re.compile(
    r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(?:\.?(?:T|\s{0,3},?\s{0,3})(?=\d{1,2}:))?", re.IGNORECASE
)
_ISO_INSTANT = re.compile(r"\s*((\d{4})-(\d\d)-(\d\d))T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?\s*")
"""What most pages declare; it is nothing but a date, and needs none of the finders."""
_ISO_MONTH = re.compile(r"\A\s*(\d{4})-(\d{2})\s*\Z")
_ISO_YEAR = re.compile(r"\A\s*(\d{4})\s*\Z")
_COMPACT = re.compile(r"\A\s*(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?\s*\Z")
_UNIX = re.compile(r"\A\s*(\d{10})(\d{3})?\s*\Z")
_EAST_ASIAN = re.compile(
    r"(?:(令和|平成|昭和)\s?(元|\d{1,2})|(\d{4}))\s?[年년]\s{0,2}(\d{1,2})\s?[月월]\s{0,2}(\d{1,2})\s?[日号일]"
)
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})([./\-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d])")
_DAY_FIRST_WORDS = re.compile(
    r"(?<!\d)(\d{1,2})(?:\s?(?:st|nd|rd|th|er|º|ª|°)\b|[.)])?[\s\-/,]{0,3}(?:of\s|de\s|del\s|d['’]|ng[aà]y\s)?\s?"
    r"([^\W\d_][^\s\d,;|/()\[\]]{1,24})[\s,./\-]{0,3}(?:de\s|del\s|of\s)?[\s,']{0,2}(\d{4}|['’]?\d{2}(?=\s*(?:\Z|[,|–—]|at\b|\d\d?:)))(?!\d)"
)
_MONTH_FIRST_WORDS = re.compile(
    r"(?<![^\W\d_])([^\W\d_][^\s\d,;|/()\[\]]{1,24})[\s\-]{1,3}(\d{1,2})(?:st|nd|rd|th)?(?:,|\s|-|\.|\s?,)\s{0,3}"
    r"(?:(\d{1,2}:\d{2}(?::\d{2})?)\s{1,3}(?:[A-Z]{3,4}\s)?)?(\d{4})(?!\d)"
)
_YEAR_FIRST_WORDS = re.compile(
    r"(?<!\d)(\d{4})(?:\.|\s?m\.|\s?г\.|\.\s?gada|ko)?,?[\s\-]{1,3}([^\W\d_][^\s\d,;|/()\[\]]{1,24})[\s\-]{1,3}(\d{1,2})(?!\d)"
)
_VIETNAMESE = re.compile(r"(\d{1,2})\s+th[áa]ng\s+(\d{1,2}),?\s+(?:n[ăa]m\s+)?(\d{4})", re.IGNORECASE)
_MONTH_YEAR = re.compile(r"(?<![^\W\d_])([^\W\d_][^\s\d,;|/()\[\]]{1,24})[\s,]{1,3}(?:de\s|del\s)?(\d{4})(?!\d)")

_TIME = re.compile(
    r"(?<![\d.:/])(\d{1,2})(?:[:時시点时h]|\s?h\s?|:\s)\s?(\d{2})(?!\d)(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r"\s{0,2}([ap]\.?\s?m\b\.?|오전|오후)?\s{0,2}(?:Uhr\s?)?,?\s{0,2}"
    r"\(?((?:UTC|GMT)\s?[+\-−]\s?\d{1,2}(?::?\d{2})?|[+\-−]\d{2}:?\d{2}|[+\-]\d{2}(?!\d)|Z\b|[^\W\d_]{3,4}\b)?",
    re.IGNORECASE,
)
_DOTTED_TIME = re.compile(
    r"(?<![\d.:/])(\d{1,2})\.(\d{2})()\s?(a\.?m\b\.?|p\.?m\b\.?|Uhr|hrs?\b|h\b|(?-i:(?=\s?[A-Z]{3,4}\b)))\s{0,2}([A-Z]{3,4}\b)?",
    re.IGNORECASE,
)
_BARE_HOUR = re.compile(r"(?<![\d.:/])(\d{1,2})()()\s?([ap]\.?\s?m\b\.?)\s{0,2}([A-Z]{3,4}\b)?", re.IGNORECASE)
_BEFORE_NOON = re.compile(r"오전|午前|上午")
_AFTER_NOON = re.compile(r"오후|午後|下午")

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120,
    "hae": -240, "hne": -300, "eet": 120, "eest": 180, "sast": 120, "msk": 180, "мск": 180, "trt": 180, "pkt": 300,
    "ict": 420, "wib": 420, "wita": 480, "wit": 540, "hkt": 480, "sgt": 480, "myt": 480, "pht": 480, "awst": 480,
    "jst": 540, "kst": 540, "acst": 570, "aest": 600, "acdt": 630, "aedt": 660, "nzst": 720, "nzdt": 780,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "brt": -180, "art": -180, "clt": -240,
}  # fmt: skip
"""Minutes east of UTC. Names that mean several zones (IST, ET, AST) are left out: none is better than a wrong one."""


def parse_date(text: str, languages: Iterable[str] = (), source: Source = Source.VISIBLE) -> Moment | None:
    """Return the first date in the first 400 characters of ``text``, or None.

    ``languages`` are BCP 47 tags, likeliest first; they decide between equal month names and the order of day and month
    in 3/4/2011, which is left undecided (None) without a language or region that settles it. The time of day, if one
    stands beside the date, is part of the Moment, with its zone if stated.
    """
    found = find_date(text, languages, source)
    return found[1] if found else None


def find_date(text: str, languages: Iterable[str] = (), source: Source = Source.VISIBLE) -> tuple[Span, Moment] | None:
    """Return where the first date stands (without its time of day) and what it is; see ``parse_date``."""
    head = text[:_READ_CHARS]
    declared = _declared_instant(head, source)
    if declared is not None:
        return declared
    tags = tuple(tag.lower().replace("_", "-") for tag in languages if tag)
    whole = _whole_text(head, source)
    if whole is not None:
        return Span(0, len(head)), whole
    best: tuple[Span, datetime] | None = None
    for finder in _FINDERS:
        found = finder(head, tags)
        if found is not None and (best is None or found[0].start < best[0].start):
            best = found
    if best is not None:
        span, day = best
        written = span.of(head)
        moment = _with_time(head, span, day, source)
        return span, moment or Moment(day, Precision.DAY, source, written)
    return _month_alone(head, tags, source)


def _declared_instant(head: str, source: Source) -> tuple[Span, Moment] | None:
    match = _ISO_INSTANT.fullmatch(head)
    day = _day(match[2], match[3], match[4]) if match else None
    if match is None or day is None:
        return None
    value = _at_time(day, int(match[5]), int(match[6]), int(match[7] or 0), _zone(match[8] or ""))
    return (Span(*match.span(1)), Moment(value, Precision.INSTANT, source, head.strip())) if value else None


def _whole_text(head: str, source: Source) -> Moment | None:
    """Return the moment of forms that only count when nothing else is in the text."""
    written = head.strip()
    if match := _UNIX.match(head):
        seconds = int(match.group(1))
        if 315_532_800 < seconds < 4_102_444_800:
            return Moment(datetime.fromtimestamp(seconds, UTC), Precision.INSTANT, source, written)
    if match := _COMPACT.match(head):
        day = _day(match.group(1), match.group(2), match.group(3))
        if day is not None:
            return _compact_moment(match, day, source, written)
    if match := _ISO_MONTH.match(head):
        day = _day(match.group(1), match.group(2), "1")
        return Moment(day, Precision.MONTH, source, written) if day else None
    if match := _ISO_YEAR.match(head):
        day = _day(match.group(1), "1", "1")
        return Moment(day, Precision.YEAR, source, written) if day else None
    return None


def _compact_moment(match: re.Match[str], day: datetime, source: Source, written: str) -> Moment:
    if match.group(4) is None:
        return Moment(day, Precision.DAY, source, written)
    value = _at_time(
        day, int(match.group(4)), int(match.group(5)), int(match.group(6) or 0), _zone(match.group(7) or "")
    )
    return Moment(value or day, Precision.INSTANT if value else Precision.DAY, source, written)


_Found = tuple[Span, datetime] | None


def _iso(head: str, _tags: tuple[str, ...]) -> _Found:
    for match in _ISO.finditer(head):
        day = _day(match.group(1), match.group(3), match.group(4))
        if day is not None:
            return Span(match.start(), match.end(4)), day
    return None


def _east_asian(head: str, _tags: tuple[str, ...]) -> _Found:
    for match in _EAST_ASIAN.finditer(head):
        era, era_year, year, month, number = match.groups()
        if era:
            year = str(_ERAS[era] + (1 if era_year == "元" else int(era_year)))
        day = _day(year, month, number)
        if day is not None:
            return Span(*match.span()), day
    return None


def _vietnamese(head: str, _tags: tuple[str, ...]) -> _Found:
    match = _VIETNAMESE.search(head)
    day = _day(match.group(3), match.group(2), match.group(1)) if match else None
    return (Span(*match.span()), day) if match and day else None


def _numeric(head: str, tags: tuple[str, ...]) -> _Found:
    for match in _NUMERIC.finditer(head):
        first, mark, second, year = match.groups()
        day = _ordered(int(first), int(second), year, mark, tags)
        if day is not None:
            return Span(*match.span()), day
    return None


def _ordered(first: int, second: int, year: str, mark: str, tags: tuple[str, ...]) -> datetime | None:
    """Return the day of ``first/second/year``: what cannot be a month is the day, else the languages decide."""
    if first > 12 or first == second or mark == ".":
        return _day(year, str(second), str(first))
    if second > 12:
        return _day(year, str(first), str(second))
    if not tags or tags[0] == "en":
        return None
    if tags[0] in _MONTH_FIRST:
        return _day(year, str(first), str(second))
    return _day(year, str(second), str(first))


def _worded(pattern: re.Pattern[str], order: tuple[int, int, int]) -> Callable[[str, tuple[str, ...]], _Found]:
    """Return a finder for a pattern with a month's name; ``order`` is its groups for year, month and day."""

    def find(head: str, tags: tuple[str, ...]) -> _Found:
        at = 0
        while match := pattern.search(head, at):
            month = _month(match.group(order[1]), tags)
            day = _day(match.group(order[0]).strip("'’"), str(month), match.group(order[2])) if month else None
            if day is not None:
                return Span(*match.span()), day
            at = match.start() + 1
        return None

    return find


_FINDERS: tuple[Callable[[str, tuple[str, ...]], _Found], ...] = (
    _iso,
    _east_asian,
    _vietnamese,
    _worded(_DAY_FIRST_WORDS, (3, 2, 1)),
    _worded(_MONTH_FIRST_WORDS, (4, 1, 2)),
    _worded(_YEAR_FIRST_WORDS, (1, 2, 3)),
    _numeric,
)


def _month_alone(head: str, tags: tuple[str, ...], source: Source) -> tuple[Span, Moment] | None:
    for match in _MONTH_YEAR.finditer(head):
        month = _month(match.group(1), tags)
        day = _day(match.group(2), str(month), "1") if month else None
        if day is not None:
            return Span(*match.span()), Moment(day, Precision.MONTH, source, match.group())
    return None


def _month(word: str, tags: tuple[str, ...]) -> int | None:
    """Return the month that ``word`` names, in the first of the languages that has it, else in any."""
    folded = word.strip(".'’-").lower()
    for tag in tags:
        known = _months_of(tag.split("-")[0])
        if folded in known:
            return known[folded]
    return _months_of_all().get(folded)


@cache
def _months_of(language: str) -> dict[str, int]:
    language = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "bs": "hr"}.get(language, language)
    groups = MONTH_NAMES.get(language, "").split("|")
    return {name.replace("_", " "): i for i, names in enumerate(groups, 1) for name in names.split()}


@cache
def _months_of_all() -> dict[str, int]:
    merged: dict[str, int] = {}
    for language in MONTH_NAMES:
        for name, month in _months_of(language).items():
            merged.setdefault(name, month)
    return merged


def _day(year: str, month: str, day: str) -> datetime | None:
    """Return midnight of the day, or None where there is no such day. Thai years of the Buddhist era are converted."""
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= _PIVOT else 2000
    if 2400 < number < 2700:
        number -= 543
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return None
    try:
        return datetime(number, int(month), int(day))  # noqa: DTZ001 -- a day as stated has no zone
    except ValueError:
        return None


def _with_time(head: str, span: Span, day: datetime, source: Source) -> Moment | None:
    """Return ``day`` at the time of day that stands behind the date, or else just before it."""
    after, before = head[span.end : span.end + 60], head[max(0, span.start - 40) : span.start]
    inside = span.of(head)
    for text, written in ((inside, inside), (after, head[span.start : span.end + 40]), (before, before + inside)):
        for pattern in (_TIME, _DOTTED_TIME, _BARE_HOUR):
            for match in pattern.finditer(text):
                zone_text = match.group(5) or ""
                value = _clock(day, match, text)
                if value is None:
                    continue
                zone = _zone(zone_text) or _zone_beside(after if text is inside else "")
                return Moment(value.replace(tzinfo=zone), Precision.INSTANT, source, written.strip())
    return None


def _clock(day: datetime, match: re.Match[str], text: str) -> datetime | None:
    hour, minute, second = int(match.group(1)), int(match.group(2) or 0), int(match.group(3) or 0)
    half = (match.group(4) or "").lower()
    before = text[max(0, match.start() - 4) : match.start()]
    if (half.startswith("p") or half == "오후" or _AFTER_NOON.search(before)) and hour < 12:
        hour += 12
    elif (half.startswith("a") or half == "오전" or _BEFORE_NOON.search(before)) and hour == 12:
        hour = 0
    return _at_time(day, hour, minute, second, None)


def _zone_beside(after: str) -> tzinfo | None:
    """Return the zone in ``after``, for forms where the year stands between time and zone (ctime)."""
    match = re.match(r"\s{0,3}([+\-]\d{2}:?\d{2}|[A-Z]{3,4}\b)", after)
    return _zone(match.group(1)) if match else None


def _at_time(day: datetime, hour: int, minute: int, second: int, zone: tzinfo | None) -> datetime | None:
    if hour == 24 and minute == 0:
        return (day + timedelta(days=1)).replace(tzinfo=zone)
    try:
        return day.replace(hour=hour, minute=minute, second=min(second, 59), tzinfo=zone)
    except ValueError:
        return None


def _zone(written: str) -> tzinfo | None:
    """Return the zone of "Z", "+02:00", "GMT+2", "CEST"; None where it is not known or ambiguous."""
    folded = written.strip().lower().replace("−", "-").replace(" ", "")
    if folded in _ZONES:
        return UTC if _ZONES[folded] == 0 else timezone(timedelta(minutes=_ZONES[folded]))
    digits = folded.removeprefix("utc").removeprefix("gmt")
    match = re.fullmatch(r"([+-])(\d{1,2}):?(\d{2})?", digits)
    if not match:
        return None
    minutes = int(match.group(2)) * 60 + int(match.group(3) or 0)
    if minutes > 14 * 60:
        return None
    if minutes == 0:
        return UTC
    return timezone(timedelta(minutes=minutes if match.group(1) == "+" else -minutes))

"""Values of records, as makers write them, to plain values: text, names, dates, tags, notes, yes and no."""

import ast
import html
import json
import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

_NOTHING = frozenset(
    {"", "nan", "none", "null", "n/a", "na", "nil", "undefined", "-", "--", "[]", "{}", "unknown", "#n/a", "\\n"}
)
_NO = frozenset({"", "0", "false", "no", "none", "null", "nan", "n", "f", "off"})
_TEXT_KEYS = (
    "rendered",
    "content",
    "text",
    "value",
    "html",
    "body",
    "#text",
    "$t",
    "_",
    "full",
    "$numberLong",
    "plain",
)
_NAME_KEYS = (
    "name",
    "fullname",
    "full_name",
    "display_name",
    "displayname",
    "title",
    "original",
    "label",
    "value",
    "tag",
    "slug",
    "text",
    "#text",
)
_RECORD_KEYS = frozenset({"title", "headline", "url", "link"})
_QUOTE_KEYS = ("quote", "highlight", "highlighted_text", "text", "content")
_COMMENT_KEYS = ("annotation", "comment", "note", "notes", "text", "body")
_LIST = re.compile(r"\s*\[.*\]\s*\Z", re.DOTALL)
_LONGEST_LIST = 20_000
_MOST_NAMES = 50
_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"\s*(-?\d{9,19})(?:\.\d+)?\s*\Z")
_TAG = re.compile(r"</?(?:p|br|b|i|em|strong|span|a|div|h[1-6]|sup|sub|u|ul|li)\b[^<>]{0,500}>", re.IGNORECASE)
_LABEL = re.compile(r"user/[^/]*/(?:label|tag|category)/(.+)\Z")
_STATE = re.compile(r"(?:user/[^/]*/(?:state|tag|category)/)")
_1601 = datetime(1601, 1, 1, tzinfo=UTC)
_FIRST, _LAST = 315_532_800, 4_102_444_800
"""Seconds since 1970 of the years 1980 to 2100: other numbers are no dates."""


def text_of(value: object) -> str:
    """Return a value as text: strings as they are, parts of lists as paragraphs, of objects what holds their text."""
    match value:
        case str():
            return whole(value)
        case bool() | None:
            return ""
        case float():
            return "" if math.isnan(value) else str(value)
        case int():
            return str(value)
        case list():
            return "\n\n".join(filter(None, (text_of(part) for part in value if _is_part(part))))
        case dict():
            return next((text for key in _TEXT_KEYS if (text := _plain(value.get(key)))), "")
        case _:
            return ""


def line_of(value: object) -> str:
    """Return a value as one line, "" where it stands for nothing; of objects their name, of lists the first."""
    if isinstance(value, dict):
        value = next((found for key in _NAME_KEYS if (found := _plain(value.get(key)))), "")
    if isinstance(value, list):
        return next(filter(None, map(line_of, value[:_MOST_NAMES])), "")
    line = " ".join(_unmarked(text_of(value)).split())
    return "" if line.casefold() in _NOTHING else line


def names_of(value: object) -> tuple[str, ...]:
    """Return the names in a value: a list, a list written as text, an object with a name, or one line as it is."""
    if isinstance(value, str):
        value = listed(value)
    parts = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(filter(None, (_name(part) for part in parts[:_MOST_NAMES]))))


def tags_of(value: object, *, has_blanks: bool = False) -> tuple[str, ...]:
    """Return tags: of lists and objects their names, of a text what | or else commas divide, or blanks."""
    if isinstance(value, str):
        value = listed(value)
    if isinstance(value, str):
        mark = None if has_blanks else "|" if "|" in value else ";" if ";" in value and "," not in value else ","
        value = value.split(mark)
    if isinstance(value, dict):
        inner = value.get("tags", value)
        value = [line_of(part) or key for key, part in inner.items()] if isinstance(inner, dict) else inner
    found = (_tag(line_of(part)) for part in value) if isinstance(value, list) else iter(())
    return tuple(dict.fromkeys(filter(None, found)))


def notes_of(value: object) -> tuple[str, ...]:
    """Return the reader's notes: highlights as they were quoted, each with the comment on it in the line below."""
    if isinstance(value, dict):
        value = value.get("highlights") or value.get("annotations") or [value]
    parts = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(filter(None, map(_note, parts))))


def is_true(value: object) -> bool:
    """Tell whether a value says yes."""
    if isinstance(value, str):
        return value.strip().casefold() not in _NO
    return bool(value) and value != 0 and not (isinstance(value, float) and math.isnan(value))


def date_of(value: object) -> str:
    """Return a date as it is written, numbers of (milli-, micro-) seconds since 1970 or 1601 as ISO 8601, or ""."""
    if isinstance(value, dict):
        value = next(
            (
                value[key]
                for key in ("$date", "$numberLong", "date", "value", "iso", "_seconds", "seconds")
                if key in value
            ),
            "",
        )
        if isinstance(value, dict):
            value = value.get("$numberLong", "")
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, str) and not _NUMBER.match(value):
        line = line_of(value)
        return (
            "" if line.startswith(("1970-01-01T00:00:00", "1970-01-01 00:00:00", "0001-01-01", "0000-00-00")) else line
        )
    try:
        return _since_epoch(float(value))
    except (ValueError, OverflowError):
        return ""


def whole(text: str) -> str:
    """Return ``text`` with the halves of characters joined that some makers escape singly, NULs dropped."""
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\x00", "").strip()


def listed(text: str) -> str | list[object]:
    """Return the list that a text writes out, in JSON or as Python does, else the text."""
    if len(text) > _LONGEST_LIST or not _LIST.match(text):
        return text
    for read in (json.loads, ast.literal_eval):
        try:
            made = read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
        return list(made) if isinstance(made, list) else text
    return text.strip()[1:-1]


def _is_part(value: object) -> bool:
    """Tell whether an element of a list is a part of a text, not a record of its own."""
    return not isinstance(value, list) and not (isinstance(value, dict) and not _RECORD_KEYS.isdisjoint(value))


def _unmarked(text: str) -> str:
    """Return a line without the tags and entities that makers leave in titles and summaries."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    return html.unescape(text) if "&" in text else text


def _plain(value: object) -> str:
    return text_of(value) if isinstance(value, str | int | float | list) else ""


def _name(part: object) -> str:
    if isinstance(part, Mapping):
        first, last = (line_of(_first(part, keys)) for keys in (("first_name", "firstname"), ("last_name", "lastname")))
        if first and last:
            return f"{first} {last}"
    return line_of(part)


def _tag(line: str) -> str:
    """Return a tag, also of a feed reader's label; its states are none."""
    label = _LABEL.match(line)
    return label.group(1) if label else "" if _STATE.match(line) else line


def _note(part: object) -> str:
    if not isinstance(part, dict):
        return text_of(part) if line_of(part) else ""
    named = {str(key).casefold(): value for key, value in part.items()}
    quote_key = next((key for key in _QUOTE_KEYS if line_of(named.get(key))), "")
    comment_key = next((key for key in _COMMENT_KEYS if key != quote_key and line_of(named.get(key))), "")
    lines = (text_of(named.get(key)) for key in (quote_key, comment_key) if key)
    return "\n".join(lines)


def _first(part: Mapping[str, object], keys: Iterable[str]) -> object:
    return next((part[key] for key in keys if part.get(key)), None)


def _since_epoch(number: float) -> str:
    for divisor in (1, 1_000, 1_000_000, 1_000_000_000):
        if _FIRST < number / divisor < _LAST:
            return datetime.fromtimestamp(number / divisor, UTC).isoformat(timespec="seconds")
    moment = _1601 + timedelta(microseconds=number)  # as Chrome counts
    return moment.isoformat(timespec="seconds") if 1990 < moment.year < 2100 else ""

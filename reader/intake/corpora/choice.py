"""Which layout the records of a file have, told by its first ones, and how it orders day and month."""

import re
from collections.abc import Mapping, Sequence

from reader.core.errors import UnknownFormatError
from reader.intake.corpora.body import is_markup
from reader.intake.corpora.entry import Entry, entry_of
from reader.intake.corpora.layouts import Layout, generic, layout_of, layouts

SAMPLE = 40
_LEAST_CHARS, _LEAST_WORDS, _LEAST_WIDE = 60, 8, 30
_LINKS_SHARE = 0.8
_WIDE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NUMERIC_DATE = re.compile(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](?:\d{4}|\d{2})\b")
_NAMES_TOLD = 8


def chosen(sample: Sequence[Mapping[str, object]], names: Sequence[str]) -> tuple[Layout, bool]:
    """Return the layout of flat records, and whether they are a list of links.

    Raises UnknownFormatError, telling the ``names`` of the fields, where they are neither stories nor links.
    """
    for layout in layouts():
        fitting = [fields for fields in sample if layout.fits(fields)]
        if fitting and len(fitting) * 2 >= len(sample):
            entries = [entry_of(fields, layout) for fields in fitting]
            if any(entry.is_story or (layout.is_list and entry.is_link) for entry in entries):
                return layout, layout.is_list
    entries = [entry_of(fields, generic()) for fields in sample]
    if any(entry.is_story and is_prose(entry.text) for entry in entries):
        return generic(), False
    if _are_links(entries):
        return generic(), True
    raise UnknownFormatError(_refusal(names))


def tells_story(fields: Mapping[str, object]) -> bool:
    """Tell whether a flat record is a story of its own, whatever lists it holds."""
    entry = entry_of(fields, layout_of(fields) or generic())
    return entry.is_story and is_prose(entry.text)


def is_prose(text: str) -> bool:
    """Tell whether a text is long enough to be a story's and made of words, or markup."""
    begin = text[:2_000]
    if len(_WIDE.findall(begin)) >= _LEAST_WIDE:
        return True
    words = sum(any(char.isalpha() for char in word) for word in begin.split())
    return (len(begin) >= _LEAST_CHARS and words >= _LEAST_WORDS) or (is_markup(begin) and words > 1)


def order_of(dates: Sequence[str]) -> tuple[str, ...]:
    """Return the language tags by which numeric dates of one file are read: a number above 12 is no month."""
    pairs = [(int(match[1]), int(match[2])) for date in dates if (match := _NUMERIC_DATE.match(date))]
    if any(first > 12 for first, _ in pairs):
        return ("en-gb",)
    return ("en-us",) if any(second > 12 for _, second in pairs) else ()


def dates_of(entry: Entry) -> tuple[str, ...]:
    """Return the dates of an entry, as written."""
    return (entry.published, entry.modified, entry.saved)


def _are_links(entries: Sequence[Entry]) -> bool:
    """Tell whether records are a list of links: nearly all have an address and a title."""
    linked = sum(entry.is_link and bool(entry.title) for entry in entries)
    return len(entries) > 1 and linked >= _LINKS_SHARE * len(entries)


def _refusal(names: Sequence[str]) -> str:
    told = ", ".join(names[:_NAMES_TOLD]) + (" …" if len(names) > _NAMES_TOLD else "")
    found = f"fields found: {told}" if names else "no fields were found"
    return (
        f"This is data, but no stories are recognised in it ({found}). "
        "A story needs a field with its text, such as text, content or body, and a title, url or date."
    )

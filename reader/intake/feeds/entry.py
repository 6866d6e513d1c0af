"""An entry of a feed, whatever the feed is written in, as a story or a link."""

import html
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from reader.core.dates import parse_date
from reader.core.model import Candidate, Field, FileKind
from reader.core.model import Source as Origin
from reader.intake.format import Item, LeftOut, SavedLink, snapshot
from reader.intake.markup import paragraph, story_markup
from reader.intake.source import Source

NO_TEXT = "entries without text"
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,5000}>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,30});|<!--")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,5000}>")
_WHOLE_PAGE = re.compile(r"\s{0,999}(?:<\?xml[^>]{0,200}>\s{0,99})?<(?:!doctype\s+html|html|body)[\s>]", re.IGNORECASE)
_BETWEEN_PARTS = re.compile(r"\s+[|»>–—·-]\s+|\s*::?\s+")
_ADDRESS = re.compile(r"[^\s@()<>]{1,64}@[^\s@()<>]{1,200}")


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of all its entries."""

    title: str = ""
    link: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()

    @property
    def outlet(self) -> str:
        """The outlet: the part of the title that names the feed's host, where one does, else all of it."""
        parts = [part.strip() for part in _BETWEEN_PARTS.split(self.title) if part.strip()]
        host = _host(self.link)
        named = [part for part in parts if host and _squeezed(part) and _squeezed(part) in host]
        return named[0] if len(parts) > 1 and named else self.title


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry. ``text`` is its full text where it has one, ``summary`` what stands for it; both may be markup.

    ``is_plain`` tells that the text is declared to be no markup.
    """

    title: str = ""
    link: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    text: str = ""
    summary: str = ""
    outlet: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""
    is_plain: bool = False


def item_of(entry: Entry, feed: Feed, source: Source, number: int) -> Item:
    """Return an entry as a story, as a link where it has no text, or as left out where it has neither."""
    text = entry.text if _is_visible(entry.text) else entry.summary
    member = str(number)
    link = _clean_address(entry.link)
    if not _is_visible(text):
        return SavedLink(link, plain(entry.title)) if link else LeftOut(member, NO_TEXT)
    language = entry.language or feed.language
    content, kind = _content(text, language, is_plain=entry.is_plain)
    return snapshot(
        content,
        kind,
        source,
        member=member,
        url=link or None,
        charset="utf-8",
        stated=_stated(entry, feed, language, has_summary=text is entry.text),
    )


def plain(text: str) -> str:
    """Return a title without the tags and entities that it may have."""
    return " ".join(html.unescape(_TAG.sub("", html.unescape(text))).split())


def author_of(written: str) -> str:
    """Return the name in an author as feeds write it: "a@b.test (Edda Quist)", "Edda Quist <a@b.test>"."""
    without = _ADDRESS.sub(" ", plain(written) if "<" not in written else written)
    return " ".join(re.sub(r"[()<>\[\]]|mailto:", " ", without).split()).strip(" ,;-")


def _stated(entry: Entry, feed: Feed, language: str, *, has_summary: bool) -> tuple[Candidate, ...]:
    given = [
        (Field.HEADLINE, plain(entry.title)),
        *((Field.AUTHOR, name) for name in map(author_of, entry.authors or feed.authors)),
        (Field.OUTLET, plain(entry.outlet) or plain(feed.outlet)),
        (Field.PUBLISHED, entry.published),
        (Field.MODIFIED, entry.updated),
        (Field.LANGUAGE, language),
        (Field.DESCRIPTION, plain(entry.summary) if has_summary else ""),
    ]
    found = [Candidate(field, value, Origin.CONTAINER) for field, value in given if value.strip()]
    if entry.updated and not entry.published:  # feeds that know one date alone mean that of publication
        found.append(Candidate(Field.PUBLISHED, entry.updated, Origin.META))
    categories = list(dict.fromkeys(name for name in map(plain, entry.categories) if name))
    found += [Candidate(Field.TAG, name, Origin.CONTAINER) for name in categories]
    if len(categories) == 1:
        found.append(Candidate(Field.SECTION, categories[0], Origin.META))
    return tuple(found)


def dated(*written: str) -> str:
    """Return the first of several texts that is a date, or ""."""
    return next((one.strip() for one in written if one and parse_date(one)), "")


def _content(text: str, language: str, *, is_plain: bool) -> tuple[bytes, FileKind]:
    """Return the bytes of a text and its kind, judged by its looks where it is not declared to be plain."""
    if not is_plain and _WHOLE_PAGE.match(text):
        return text.encode("utf-8", "replace"), FileKind.HTML
    if not is_plain and _MARKUP.search(text):
        return story_markup([text], language), FileKind.STORY
    lines = text.strip().split("\n\n") if "\n\n" in text.strip() else text.strip().split("\n")
    return story_markup([paragraph(line) for line in lines], language), FileKind.STORY


def _is_visible(text: str) -> bool:
    return any(char.isalnum() for char in html.unescape(_TAG.sub("", text)))


def _clean_address(link: str) -> str:
    """Return an address fit to be kept: blanks escaped, nothing but http and https."""
    flat = "".join(link.strip().split("\n")).replace(" ", "%20").replace("\t", "")
    return flat if flat.startswith(("http://", "https://")) else ""


def _host(link: str) -> str:
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return ""
    return host.replace("-", "").removeprefix("www.")


def _squeezed(part: str) -> str:
    squeezed = "".join(char for char in part.lower() if char.isalnum())
    return squeezed if len(squeezed) > 2 else ""

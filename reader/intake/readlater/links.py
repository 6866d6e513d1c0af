"""Lists of bookmarks as web pages: what browsers and bookmark services export, and lists of Pocket and Instapaper."""

import html
import re
from collections.abc import Iterator, Mapping

from reader.core.model import Curation
from reader.core.terms import Terms
from reader.intake.corpora.entry import moment
from reader.intake.corpora.values import date_of, is_true, tags_of
from reader.intake.decode import decode
from reader.intake.format import Format, Item, LeftOut, SavedLink
from reader.intake.source import Source

NO_PAGES = "links that lead to no web page"
_NETSCAPE = re.compile(rb"<!DOCTYPE\s+NETSCAPE-Bookmark-file-1\s*>", re.IGNORECASE)
_SERVICE = re.compile(
    rb"<title>\s*(?:Pocket Export|Read It Later Export|Instapaper:? Export)\s*</title>", re.IGNORECASE
)
_TIME_ADDED = re.compile(rb"<li>\s*<a\s[^>]{0,4000}\btime_added=", re.IGNORECASE)
_GLANCE = 4_096
_MARK = re.compile(r"<(/?)(a|h[1-6]|dd|dl|dt|ul|ol)\b", re.IGNORECASE)
_REST_OF_TAG = re.compile(r"((?:[^>\"'=]|=\s*\"[^\"]*\"|=\s*'[^']*'|[\"'=])*+)>")
"""Up to the end of a tag as browsers see it; where there is none, nothing behind is a tag."""
_ATTRIBUTE = re.compile(r"(?<![\w\-:])([\w\-:]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_TAG = re.compile(r"<[^<>]{0,500}>")
_ROOTS = ("personal_toolbar_folder", "unfiled_bookmarks_folder", "mobile_bookmarks_folder")
_READ_SECTIONS, _STARRED_SECTIONS = (
    frozenset({"read archive", "archive", "read"}),
    frozenset({"starred", "liked", "likes", "favorites"}),
)
_NO_SECTIONS = frozenset({"unread", "home", "bookmarks", "pocket export"}) | _READ_SECTIONS | _STARRED_SECTIONS
_MOST_FOLDERS = 20


def _is_list(source: Source) -> bool:
    head = source.head
    return bool(
        _NETSCAPE.search(head, 0, _GLANCE)
        or _SERVICE.search(head, 0, _GLANCE)
        or (b"time_added" in head and _TIME_ADDED.search(head))
    )


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    text = decode(source.read_document(terms), None, is_html=True).text
    has_titles = bool(_NETSCAPE.search(source.head, 0, _GLANCE))  # whose h1 is the title of the list, not of a part
    folders: list[tuple[str, bool]] = []
    waiting: tuple[str, bool] | None = None  # the heading behind which a list may begin
    link: tuple[Mapping[str, str], str] | None = None
    note = ""
    for closing, tag, attributes, inside in _pieces(text):
        if link is not None and (tag == "dd" or (tag == "a" and closing)):
            note = note or (_plain(inside) if tag == "dd" and not closing else "")
            continue
        if link is not None:
            yield _item(*link, note, folders, waiting)
            link, note = None, ""
        if tag == "a" and not closing:
            link = (attributes, _plain(inside))
        elif tag[0] == "h" and not closing:
            waiting = (_plain(inside), any(name in attributes for name in _ROOTS) or (has_titles and tag == "h1"))
        elif tag in {"dl", "ul", "ol"}:
            if not closing:
                folders.append(waiting or ("", True))
            elif folders:
                folders.pop()
            waiting = None
    if link is not None:
        yield _item(*link, note, folders, waiting)


BOOKMARKS = Format("lists of bookmarks", _is_list, _unpack, is_container=True)


def _pieces(text: str) -> Iterator[tuple[bool, str, Mapping[str, str], str]]:
    """Yield the marks that matter: whether one closes, its name, its attributes, and what stands behind it."""
    found = _MARK.search(text)
    while found is not None:
        rest = _REST_OF_TAG.match(text, found.end())
        if rest is None:
            return
        after = _MARK.search(text, rest.end())
        end = after.start() if after is not None else len(text)
        attributes = {
            name.casefold(): html.unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(rest.group(1))
        }
        yield bool(found.group(1)), found.group(2).casefold(), attributes, text[rest.end() : end]
        found = after


def _item(
    attributes: Mapping[str, str],
    title: str,
    note: str,
    folders: list[tuple[str, bool]],
    section: tuple[str, bool] | None,
) -> Item:
    url = attributes.get("href", "").strip()
    if not url[:8].casefold().startswith(("http://", "https://")):
        return LeftOut(title[:80], NO_PAGES)
    places = [name for name, _ in folders] + ([section[0]] if section else [])
    named = {name.casefold() for name in places}
    tags = [tag for key in ("tags", "data-tags") for tag in tags_of(attributes.get(key, ""))]
    tags += [
        name
        for name, is_root in folders[:_MOST_FOLDERS]
        if name and not is_root and name.casefold() not in _NO_SECTIONS
    ]
    curation = Curation(
        tags=tuple(dict.fromkeys(tags)),
        is_starred=is_true(attributes.get("data-important", "")) or bool(named & _STARRED_SECTIONS),
        is_read=attributes.get("toread") == "0" or bool(named & _READ_SECTIONS),
        notes=(note,) if note else (),
    )
    added = next(
        (date for key in ("time_added", "add_date", "date_added") if (date := date_of(attributes.get(key)))), ""
    )
    return SavedLink(url, title if title != url else "", moment(added), curation)


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())

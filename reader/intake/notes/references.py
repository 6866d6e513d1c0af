"""Lists of references without texts: BibTeX, RIS, CSL-JSON and Zotero's CSV, as links to be matched with stories."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.core.dates import parse_date
from reader.core.errors import UnreadableFileError
from reader.core.model import Curation
from reader.core.model import Source as Origin
from reader.core.terms import Terms
from reader.intake.decode import decode
from reader.intake.format import Format, Item, LeftOut, SavedLink
from reader.intake.source import Source

NO_ADDRESS = "references without an address"
_BIBTEX = re.compile(r"(?:\s|%[^\n]{0,1000}\n){0,200}@[A-Za-z]{2,30}\s{0,9}[{(]\s{0,9}[^\s{}(),=]{0,200}\s{0,9}[,=\"{]")
_RIS = re.compile(r"\ufeff?\s{0,99}TY  ?- ?[A-Z]{3,6}\s{0,9}\r?\n")
_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
_CSL_FIELDS = ('"type"', '"title"')
_CSV_HEADER = re.compile(r'\ufeff?"Key","Item Type","Publication Year"')
_ENTRY = re.compile(r"@([A-Za-z]{2,30})\s{0,9}[{(]\s{0,9}([^\s{}(),=]{0,200})\s{0,9},")
_FIELD = re.compile(r"\s{0,99}([A-Za-z][\w-]{0,40})\s{0,99}=\s{0,99}")
_ACCENT = re.compile(r"\{?\\([\"'`^~=.uvHckr])\s{0,3}\{?\\?([A-Za-z])\}?\}?")
_COMBINING = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
              "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a"}  # fmt: skip
_LETTERS = {r"\ss": "ß", r"\o": "ø", r"\O": "Ø", r"\ae": "æ", r"\AE": "Æ", r"\aa": "å", r"\AA": "Å", r"\l": "ł",
            r"\L": "Ł", r"\i": "i"}  # fmt: skip
_NO_REFERENCES = frozenset({"comment", "preamble", "string"})


@dataclass(frozen=True, slots=True)
class _Reference:
    """What a list says of a text: all as written."""

    title: str
    url: str
    added: str = ""
    tags: tuple[str, ...] = ()


def _items(references: Iterable[_Reference]) -> Iterator[Item]:
    for one in references:
        url = one.url.strip()
        if url.startswith(("http://", "https://")):
            added = parse_date(one.added, (), Origin.CONTAINER) if one.added else None
            tags = tuple(dict.fromkeys(tag for tag in (tag.strip() for tag in one.tags) if tag))
            yield SavedLink(url, " ".join(one.title.split()), added, Curation(tags=tags))
        else:
            yield LeftOut(" ".join(one.title.split()), NO_ADDRESS)


def _head(source: Source) -> str:
    return decode(source.head, None, False).text


def _text(source: Source, terms: Terms) -> str:
    return decode(source.read_document(terms), None, False).text


def _is_bibtex(source: Source) -> bool:
    return b"@" in source.head[:20_000] and _BIBTEX.match(_head(source).lstrip("\ufeff")) is not None


def _unpack_bibtex(source: Source, terms: Terms) -> Iterator[Item]:
    yield from _items(_bibtex(_text(source, terms)))


def _is_ris(source: Source) -> bool:
    return b"TY" in source.head[:200] and _RIS.match(_head(source)) is not None


def _unpack_ris(source: Source, terms: Terms) -> Iterator[Item]:
    yield from _items(_ris(_text(source, terms)))


def _is_csl(source: Source) -> bool:
    head = source.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"["):
        return False
    text = head.decode("utf-8", "replace")
    return '"date-parts"' in text and all(one in text for one in _CSL_FIELDS)


def _unpack_csl(source: Source, terms: Terms) -> Iterator[Item]:
    try:
        found = json.loads(_text(source, terms).lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError("The list of references is damaged: it is no whole JSON. Export it again.") from error
    yield from _items(_csl(one) for one in found if isinstance(one, dict))


def _is_zotero_csv(source: Source) -> bool:
    return b'"Item Type"' in source.head[:200] and _CSV_HEADER.match(_head(source)) is not None


def _unpack_csv(source: Source, terms: Terms) -> Iterator[Item]:
    rows = csv.DictReader(io.StringIO(_text(source, terms).lstrip("\ufeff")))
    try:
        yield from _items(_row(row) for row in rows)
    except csv.Error as error:
        raise UnreadableFileError("The table of references is damaged. Export it again.") from error


BIBTEX = Format("BibTeX lists", _is_bibtex, _unpack_bibtex, is_container=True, is_never_page=True)
RIS = Format("RIS lists", _is_ris, _unpack_ris, is_container=True, is_never_page=True)
CSL_JSON = Format("CSL-JSON lists", _is_csl, _unpack_csl, is_container=True, is_never_page=True)
ZOTERO_CSV = Format("Zotero tables", _is_zotero_csv, _unpack_csv, is_container=True, is_never_page=True)


def _bibtex(text: str) -> Iterator[_Reference]:
    at = 0
    while (match := _ENTRY.search(text, at)) is not None:
        at = match.end()
        if match.group(1).lower() in _NO_REFERENCES:
            continue
        said: dict[str, str] = {}
        while (name := _FIELD.match(text, at)) is not None:
            value, at = _value(text, name.end())
            said.setdefault(name.group(1).lower(), value)
            comma = re.compile(r"\s{0,99},").match(text, at)
            if comma is None:
                break
            at = comma.end()
        address = said.get("url") or _address_in(said.get("howpublished", "") + " " + said.get("note", ""))
        tags = tuple(re.split(r"[,;]", _plain(said.get("keywords", ""))))
        added = said.get("urldate") or said.get("timestamp") or ""
        yield _Reference(_plain(said.get("title", "")), address.replace("\\", "").strip("{} "), added, tags)


def _value(text: str, at: int) -> tuple[str, int]:
    """Return the value that begins at ``at`` and where it ends: in braces, in quotes, or a word."""
    if text[at : at + 1] not in {"{", '"'}:
        word = re.compile(r"[^\s,}]{0,200}").match(text, at)
        return (word.group(), word.end()) if word is not None else ("", at)
    quoted, depth = text[at] == '"', 0
    for mark in re.compile(r'\\.|[{}"]', re.DOTALL).finditer(text, at):
        sign = mark.group()
        depth += (sign == "{") - (sign == "}")
        is_end = mark.start() > at and sign == '"' if quoted else sign == "}"
        if depth == 0 and is_end:
            return text[at + 1 : mark.start()], mark.end()
    return text[at + 1 :], len(text)


def _plain(latex: str) -> str:
    """Return the text of a value, without braces and with the accents that LaTeX spells out."""
    text = _ACCENT.sub(lambda match: unicodedata.normalize("NFC", match[2] + _COMBINING[match[1]]), latex)
    text = re.sub(r"\\(?:ss|ae|AE|aa|AA|[oOlLi])(?![A-Za-z])\s?", lambda match: _LETTERS[match.group().strip()], text)
    text = re.sub(r"\\([&%$#_{}])", r"\1", text)
    return " ".join(re.sub(r"[{}]", "", text).replace("--", "–").split())


def _address_in(text: str) -> str:
    found = re.search(r"https?://[^\s{}]{1,3000}", text)
    return found.group() if found is not None else ""


def _ris(text: str) -> Iterator[_Reference]:
    said: dict[str, list[str]] = {}
    for line in text.splitlines():
        match = _RIS_LINE.fullmatch(line.strip())
        if match is None:
            continue
        name, value = match.group(1), match.group(2).strip()
        if name == "TY" and said:
            yield _of_ris(said)
            said = {}
        if name == "ER":
            if said:
                yield _of_ris(said)
            said = {}
        else:
            said.setdefault(name, []).append(value)
    if said:
        yield _of_ris(said)


def _of_ris(said: dict[str, list[str]]) -> _Reference:
    title = next((said[name][0] for name in ("TI", "T1", "CT", "BT") if name in said), "")
    addresses = [value for name in ("UR", "L2", "LK") for value in said.get(name, ()) if "://" in value]
    return _Reference(title, next(iter(addresses), ""), said.get("Y2", [""])[0].strip("/ "), tuple(said.get("KW", ())))


def _csl(one: dict[str, object]) -> _Reference:
    accessed = one.get("accessed")
    parts = accessed.get("date-parts") if isinstance(accessed, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    added = "-".join(f"{int(part):02}" for part in first if str(part).isdigit())
    keywords = one.get("keyword")
    tags = tuple(keywords.split(",")) if isinstance(keywords, str) else ()
    return _Reference(str(one.get("title") or ""), str(one.get("URL") or ""), added, tags)


def _row(row: dict[str | None, str | None]) -> _Reference:
    tags = f"{row.get('Manual Tags') or ''};{row.get('Automatic Tags') or ''}".split(";")
    added = row.get("Access Date") or row.get("Date Added") or ""
    return _Reference(row.get("Title") or "", row.get("Url") or "", added, tuple(tags))

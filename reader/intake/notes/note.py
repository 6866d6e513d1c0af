"""A note of Evernote: its text (ENML) as markup, its pictures and files, and what Evernote knows of it."""

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reader.core.dates import parse_date
from reader.core.model import Attached, Candidate, Curation, Field, FileKind, Moment
from reader.core.model import Source as Origin
from reader.intake.format import Inner, Item, LeftOut, SavedLink, snapshot
from reader.intake.mail.header import lenient_base64
from reader.intake.source import Source
from reader.intake.xmltree import flat_text, local_name, prolog, tree_of

NO_TEXT = "notes without text"
ENCRYPTED = "notes with nothing but encrypted text"
_UNTITLED = frozenset(
    {
        "untitled note", "untitled", "unbenannte notiz", "note sans titre", "nota sin título", "nota senza titolo",
        "naamloze notitie", "nota sem título", "无标题笔记", "無標題記事", "無題ノート", "제목 없는 노트",
        "без названия", "namnlös anteckning",
    }
)  # fmt: skip
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z")
_CLIPPED = re.compile(r"--en-clipped-content:\s{0,3}([a-zA-Z]{1,30})")
_CHOSEN_CLIPS = frozenset({"simplified", "selection", "bookmark", "screenshot", "email", "pdf", "youtube", "linkedin"})
_CLIP_SOURCES = ("web.clip", "clipper", "webclipper", "mobile.clip")
_ATTRIBUTES = r"((?:[^<>\"']|\"[^\"<]{0,100000}\"|'[^'<]{0,100000}'){0,500}?)"
_MEDIA = re.compile(rf"<en-media\b{_ATTRIBUTES}/?>", re.IGNORECASE)
_HASH = re.compile(r"""\bhash\s{0,9}=\s{0,9}["']([0-9a-fA-F]{32})["']""")
_TYPE = re.compile(r"""\btype\s{0,9}=\s{0,9}["']([\w.+-]{1,60}/[\w.+-]{1,60})""")
_TODO = re.compile(r"<en-todo\b([^<>]{0,200})>", re.IGNORECASE)
_CRYPT = re.compile(r"<en-crypt\b[^<>]{0,1000}>[^<>]{0,10000000}</en-crypt>", re.IGNORECASE)
_SELF_CLOSED = re.compile(rf"<([a-zA-Z][\w-]{{0,30}}){_ATTRIBUTES}/>")
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "wbr", "source", "base", "link", "meta"})
_TAG = re.compile(r"<[^<>]{0,100000}>")
_DATA = re.compile(rb"<data\b[^<>]{0,200}>")
_READABLE = re.compile(
    r"application/(?:pdf|msword|rtf|epub\+zip|vnd\.openxmlformats-officedocument\.wordprocessingml\.document|xhtml\+xml)"
    r"|text/(?:html|plain|rtf|markdown)|message/rfc822|multipart/related"
)


@dataclass(frozen=True, slots=True)
class _Resource:
    """A file in a note: its base64 as it is written, its media type and name."""

    encoded: bytes
    media_type: str
    name: str

    @property
    def content(self) -> bytes:
        """The file."""
        return lenient_base64(self.encoded)


def items_of(raw: bytes, source: Source, number: int) -> Iterator[Item]:
    """Yield what is in the bytes of a note: its text as a story, or its link, and documents in it."""
    plain, files = _without_data(raw)
    if plain.rfind(b"<![CDATA[") > plain.rfind(b"]]>"):
        plain += b"]]></content></note>"  # cut off within the text, which parsers would then drop
    root = tree_of(plain)
    said = {local_name(one): flat_text(one) for one in root if local_name(one) not in {"tag", "content", "resource"}}
    attributes = next((one for one in root if local_name(one) == "note-attributes"), None)
    said |= {local_name(one): flat_text(one) for one in (attributes if attributes is not None else ())}
    content = next((one for one in root if local_name(one) == "content"), None)
    enml = "".join(content.itertext()) if content is not None else ""
    resources = _resources(root, files)
    title = "" if said.get("title", "").lower() in _UNTITLED else said.get("title", "")
    member = (title or f"note {number}").replace("/", "∕")[:120]
    saved = moment_of(said.get("created", "")) or moment_of(said.get("updated", ""))
    tags = tuple(dict.fromkeys(name for one in root if local_name(one) == "tag" if (name := flat_text(one))))
    url = said.get("source-url", "")
    url = url if url.startswith(("http://", "https://")) else ""
    markup = markup_of(enml)
    has_text = any(char.isalnum() for char in html.unescape(_TAG.sub("", markup)))
    curation = Curation(tags=tags)
    if has_text:
        is_clip = said.get("source", "").lower().startswith(_CLIP_SOURCES) or _CLIPPED.search(enml) is not None
        yield snapshot(
            markup.encode("utf-8", "replace"),
            FileKind.HTML if is_clip and not _is_chosen(enml) else FileKind.STORY,
            source,
            member=member,
            url=url or None,
            saved=saved,
            charset="utf-8",
            stated=stated_of(title, said.get("author", ""), is_clip=is_clip),
            curation=curation,
            attached=_attached(resources),
        )
    documents = [one for one in resources if _READABLE.fullmatch(one.media_type)]
    for nth, one in enumerate(documents, 1):
        name = one.name or f"file {nth}"
        stated = () if has_text else stated_of(title, "", is_clip=True)
        inner = Source.of_bytes(one.content, name)
        yield Inner(inner, f"{member}/{name}", url or None, saved, stated=stated, curation=curation)
    if has_text or documents:
        return
    if url:
        yield SavedLink(url, title, saved, curation)
    else:
        yield LeftOut(member, ENCRYPTED if "<en-crypt" in enml else NO_TEXT)


def moment_of(written: str) -> Moment | None:
    """Return the moment of a date of Evernote's, or None for what makes no sense, such as the year 1."""
    match = _DATE.fullmatch(written.strip())
    if match is None:
        return None
    return parse_date("{}-{}-{}T{}:{}:{}Z".format(*match.groups()), (), Origin.CONTAINER)


def markup_of(enml: str) -> str:
    """Return the text of a note as HTML: pictures by their hash, boxes as signs, encrypted text cut out."""
    before = prolog(enml)
    text = enml[before.start :] if before is not None else enml
    text = _CRYPT.sub("", text)
    text = _MEDIA.sub(_picture, text)
    text = re.sub(r"</en-(?:media|todo)\s{0,9}>", "", text)
    text = _TODO.sub(lambda match: "☑ " if "true" in match.group(1) else "☐ ", text)
    text = _SELF_CLOSED.sub(_opened, text)
    return re.sub(r"(</?)en-note\b", r"\1div", text)


def _opened(match: re.Match[str]) -> str:
    """Return a closed element as HTML writes it, where only some elements may close themselves."""
    name = match.group(1)
    return match.group() if name.lower() in _VOID else f"<{name}{match.group(2)}></{name}>"


def _picture(match: re.Match[str]) -> str:
    attributes = match.group(1)
    found, kind = _HASH.search(attributes), _TYPE.search(attributes)
    if found is None or (kind is not None and not kind.group(1).startswith("image/")):
        return ""
    return f'<img src="{found.group(1).lower()}" {_HASH.sub("", attributes)}>'


def _is_chosen(enml: str) -> bool:
    """Tell a clip whose story the clipper or the reader has chosen already."""
    found = _CLIPPED.search(enml[:100_000])
    return found is not None and found.group(1).lower() in _CHOSEN_CLIPS


def stated_of(title: str, author: str, *, is_clip: bool) -> tuple[Candidate, ...]:
    """Return title and author. Those of a clip are weak: the page's title, and as often the reader as the author."""
    found = []
    if title:
        found.append(Candidate(Field.HEADLINE, title, Origin.TITLE if is_clip else Origin.CONTAINER))
    if author and "@" not in author:
        found.append(Candidate(Field.AUTHOR, author, Origin.VISIBLE if is_clip else Origin.CONTAINER))
    return tuple(found)


def _without_data(raw: bytes) -> tuple[bytes, list[bytes]]:
    """Return a note without the files in it, and these, as they are written."""
    kept: list[bytes] = []
    files: list[bytes] = []
    at = 0
    for match in _DATA.finditer(raw):
        if match.start() < at:
            continue
        end = raw.find(b"</data", match.end())
        end = len(raw) if end < 0 else end
        kept.append(raw[at : match.end()])
        files.append(raw[match.end() : end])
        at = end
    kept.append(raw[at:])
    return b"".join(kept), files


def _resources(root: etree._Element, files: list[bytes]) -> list[_Resource]:
    """Return the files of a note; the data of each, cut out before, stands in the order of their places."""
    found: list[_Resource] = []
    waiting = iter(files)
    for one in root:
        if local_name(one) != "resource":
            continue
        parts = {local_name(part): part for part in one.iter()}
        encoded = next(waiting, b"") if "data" in parts else b""
        if encoded.strip():
            name = flat_text(parts.get("file-name")).replace("\\", "/").rsplit("/", 1)[-1]
            found.append(_Resource(encoded, flat_text(parts.get("mime")).lower(), name))
    return found


def _attached(resources: list[_Resource]) -> Attached | None:
    """Return the way to the pictures of a note, by the MD5 of their bytes, worked out when first asked for."""
    if not resources:
        return None
    places: dict[str, int] = {}

    def found(reference: str) -> bytes | None:
        if not places:
            for nth, one in enumerate(resources):
                places[hashlib.md5(one.content, usedforsecurity=False).hexdigest()] = nth
        place = places.get(reference.strip().lower(), -1)
        return resources[place].content if place >= 0 else None

    return found

"""ProQuest's documents as XML, as its historical newspapers and its text mining service give them: a record a story."""

from collections.abc import Iterator
from contextlib import closing

from lxml import etree

from reader.core.errors import UnreadableFileError
from reader.core.terms import Terms
from reader.intake.databases.labels import language_code
from reader.intake.databases.pages import page_parts, parsed
from reader.intake.databases.parts import lines_of
from reader.intake.databases.proquest import without_edition
from reader.intake.databases.story import Block, Story, names, plain, story_snapshot
from reader.intake.format import Format, Item, LeftOut
from reader.intake.source import Source

_ROOTS = (b"<Record>", b"<Record ", b"<RECORD>", b"<RECORD ")
_MARKS = (
    b"<RecordID>", b"<RecordTitle>", b"<NumericPubDate>", b"<AlphaPubDate>", b"<URLDocView>", b"<FullText>", b"<GOID>",
    b"<NumericDate>", b"<TitleAtt", b"<PubFrosting", b"<TextInfo>", b"<ObjectType>",
)  # fmt: skip
_LEAST_MARKS = 3
_IDENTIFIERS = ("RecordID", "GOID", "DocumentID")
_TITLES = (("RecordTitle",), ("TitleAtt", "Title"), ("TitleInfo", "Title"))
_OUTLETS = (("Publication", "Title"), ("PubFrosting", "Title"), ("Publication", "PubFrosting", "Title"))
_DATES = ("NumericPubDate", "AlphaPubDate", "NumericDate", "AlphaDate", "StartDate")
_LANGUAGES = ("LanguageCode", "ISOCode", "RawLang")
_TEXTS = (("FullText",), ("TextInfo", "Text"), ("Text",))
_ABSTRACTS = (("Abstract", "AbsText"), ("AbsText",), ("Abstract",))
_ADDRESSES = ("URLDocView", "DocURL")
_FACTS = (
    "StartPage",
    "Pagination",
    "SourceType",
    "ObjectType",
    "Publisher",
    "Qualifier",
    "URLFullText",
    "Volume",
    "Issue",
)
_DAMAGED = "This XML file of ProQuest is damaged. What could be read of it was kept; get the rest again."
_NO_RECORDS = "This XML file of ProQuest has no records that can be read. Get it again."
_EMPTY = "A record of this export has no text that could be read. Look at the file itself."


def _is_export(source: Source) -> bool:
    head = source.head
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or not any(root in head for root in _ROOTS):
        return False
    return sum(mark in head for mark in _MARKS) >= _LEAST_MARKS


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:  # noqa: ARG001 -- read one record after another
    found = 0
    with closing(source.open()) as stream:
        records = etree.iterparse(
            stream,
            tag=("{*}Record", "{*}RECORD"),
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        try:
            for _, record in records:
                found += 1
                story = _story(record, f"document {found}")
                is_empty = not story.body and not story.headline
                yield LeftOut(story.member, failure=_EMPTY) if is_empty else story_snapshot(story, source)
                record.clear()
        except etree.XMLSyntaxError as error:
            if not found:
                raise UnreadableFileError(_NO_RECORDS) from error
        is_damaged = any(entry.level_name == "FATAL" for entry in records.error_log)
    if not found:
        raise UnreadableFileError(_NO_RECORDS)
    if is_damaged:
        yield LeftOut("", failure=_DAMAGED)


def _story(record: etree._Element, place: str) -> Story:
    identifier = _first(record, *((name,) for name in _IDENTIFIERS))
    text = _text(record, _TEXTS)
    abstract = _text(record, _ABSTRACTS)
    return Story(
        member=f"document {identifier}" if identifier else place,
        body=tuple(_blocks(text or abstract)),
        headline=_first(record, *_TITLES),
        standfirst=" ".join(abstract.split()) if text and "<" not in abstract else "",
        shows_standfirst=False,
        authors=tuple(_authors(record)),
        outlet=without_edition(_first(record, *_OUTLETS)),
        language=next(filter(None, (language_code(_first(record, (name,))) for name in _LANGUAGES)), ""),
        published=_first(record, *((name,) for name in _DATES)),
        record_url=_first(record, *((name,) for name in _ADDRESSES)),
        facts=tuple((name, value) for name in _FACTS if (value := _first(record, (name,)))),
    )


def _authors(record: etree._Element) -> Iterator[str]:
    for one in record.iter("{*}Contributor"):
        given, family = _first(one, ("FirstName",)), _first(one, ("LastName",))
        written = _first(one, ("OriginalForm",), ("NormalizedForm",), ("PersonName",))
        role = _first(one, ("ContribRole",)) or one.get("ContribRole") or ""
        if role.lower() in ("", "author", "reporter"):
            yield from names(f"{given} {family}") if family else names(written, are_turned=True)


def _blocks(text: str) -> Iterator[Block]:
    """Yield the paragraphs of a text, which may be markup written as text."""
    if "<p" in text or "<body" in text:
        root = parsed(text)
        yield from (block for part in (page_parts(root) if root is not None else []) for block in part.body)
        return
    yield from (plain(" ".join(line.split())) for line in lines_of(text) if line.strip())


def _text(record: etree._Element, paths: tuple[tuple[str, ...], ...]) -> str:
    """Return the text at the first path that has one, markup in it as markup."""
    for path in paths:
        found = _at(record, path)
        if found is not None and len(found):
            return etree.tostring(found, encoding="unicode", with_tail=False)
        if found is not None and (found.text or "").strip():
            return found.text or ""
    return ""


def _first(record: etree._Element, *paths: tuple[str, ...]) -> str:
    for path in paths:
        found = _at(record, path)
        value = " ".join("".join(found.itertext()).split()) if found is not None else ""
        if value:
            return value
    return ""


def _at(record: etree._Element, path: tuple[str, ...]) -> etree._Element | None:
    return record.find(".//" + "/".join(f"{{*}}{name}" for name in path))


PROQUEST_XML = Format("ProQuest exports", _is_export, _unpack, is_container=True, is_never_page=True)

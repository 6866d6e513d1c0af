"""A snapshot to a page, whatever its kind."""

from collections.abc import Callable
from pathlib import PurePath

from reader.core.errors import EmptyFileError
from reader.core.model import ElementTable, EncodingSource, FileKind, Page, Snapshot
from reader.intake.decode import Decoded, decode
from reader.intake.embedded import Embedded
from reader.intake.from_data import with_story_from_data
from reader.intake.html import read_html
from reader.intake.metadata import candidates, candidates_of_file, own_links, resolve, resolve_file, saved_moment
from reader.intake.prepare import prepare
from reader.intake.text import read_text

_BROKEN = "\ufffd"


def read(snapshot: Snapshot) -> Page:
    """Return the page in ``snapshot``. Raises EmptyFileError when nothing in it is visible text."""
    decoded = decode(snapshot.content, snapshot.charset, snapshot.kind is not FileKind.TEXT)
    page = _READERS[snapshot.kind](snapshot, decoded)
    if not page.pieces:
        raise EmptyFileError(
            "The file has no visible text. If it is a page that a script fills in, "
            "open it in a browser and save it again when the story can be seen."
        )
    return page


def _read_page(snapshot: Snapshot, decoded: Decoded) -> Page:
    prepared = prepare(decoded.text)
    tree = read_html(prepared.text)
    found = snapshot.stated + candidates(tree, snapshot.member or snapshot.path, snapshot.url)
    if snapshot.kind is FileKind.HTML:
        tree = with_story_from_data(tree, prepared.text, found)
    return Page(
        text=tree.text,
        pieces=tree.pieces,
        elements=tree.elements,
        marks=own_links(tree),
        candidates=found,
        metadata=resolve(found, tree),
        kind=snapshot.kind,
        encoding=decoded.encoding,
        encoding_source=decoded.source,
        saved=snapshot.saved or saved_moment(tree, snapshot.url),
        warnings=_warnings(decoded),
        pictures=tree.pictures,
        embedded=Embedded(prepared) if tree.pictures else None,
    )


def _read_plain(snapshot: Snapshot, decoded: Decoded) -> Page:
    tree = read_text(decoded.text)
    name = PurePath(snapshot.member or snapshot.path).name
    found = snapshot.stated + candidates_of_file(name, snapshot.url)
    return Page(
        text=tree.text,
        pieces=tree.pieces,
        elements=ElementTable(),
        marks=(),
        candidates=found,
        metadata=resolve_file(found, tree.text),
        kind=FileKind.TEXT,
        encoding=decoded.encoding,
        encoding_source=decoded.source,
        saved=snapshot.saved,
        warnings=_warnings(decoded),
    )


_READERS: dict[FileKind, Callable[[Snapshot, Decoded], Page]] = {
    FileKind.HTML: _read_page,
    FileKind.STORY: _read_page,
    FileKind.TEXT: _read_plain,
}


def _warnings(decoded: Decoded) -> tuple[str, ...]:
    """Return sentences about what may have been lost in decoding."""
    found: list[str] = []
    broken = decoded.text.count(_BROKEN)
    if broken:
        places = "1 character" if broken == 1 else f"{broken:,} characters"
        found.append(f"{places} could not be read in the file's encoding ({decoded.encoding}) and show as {_BROKEN}.")
    if decoded.source is EncodingSource.DEFAULT:
        found.append("The encoding of the file is a guess; letters with accents may be wrong.")
    return tuple(found)

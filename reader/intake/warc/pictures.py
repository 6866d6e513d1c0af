"""The pictures of pages in a web archive: where they lie, found in a second reading once one is asked for."""

from collections.abc import Iterator

from reader.core.errors import InputError
from reader.core.terms import Terms
from reader.intake.source import Source
from reader.intake.warc.chunks import unpacked
from reader.intake.warc.evidence import resolved
from reader.intake.warc.http import Answer, decoded, media_type, read_head
from reader.intake.warc.records import Record, records
from reader.intake.warc.stream import ArchiveStream

_PICTURE_BYTES = 20_000_000
_MOST_PICTURES = 200_000
_LONGEST_REFERENCE = 4_000


class Pictures:
    """The pictures in files of one archive; ``sources`` can be sought in, the others have none."""

    def __init__(self, sources: tuple[Source, ...], terms: Terms) -> None:
        self._sources = sources
        self._terms = terms
        self._places: dict[int, tuple[int, int]] | None = None

    def of(self, page: str, reference: str) -> bytes | None:
        """Return the picture that a page means by ``reference``, or None."""
        url = resolved(page, reference.strip()) if len(reference) <= _LONGEST_REFERENCE else ""
        if not url.startswith(("http:", "https:")):
            return None
        if self._places is None:
            self._places = self._found()
        other = "http:" + url[6:] if url.startswith("https:") else "https:" + url[5:]
        place = self._places.get(hash(url)) or self._places.get(hash(other))
        return self._read(*place) if place else None

    def _found(self) -> dict[int, tuple[int, int]]:
        """Return which source has the picture of an address (as a hash), and where."""
        places: dict[int, tuple[int, int]] = {}
        for number, source in enumerate(self._sources):
            try:
                for record, place in self._picture_records(source):
                    if len(places) >= _MOST_PICTURES:
                        return places
                    places.setdefault(hash(record.url), (number, place))
            except (InputError, OSError):
                continue  # told where the pages are read
        return places

    def _picture_records(self, source: Source) -> Iterator[tuple[Record, int]]:
        with source.open_beside() as stream:
            if not stream.seekable():
                return
            for record in records(ArchiveStream(unpacked(stream, self._terms))):
                if record.place is not None and _picture_head(record) is not None:
                    yield record, record.place

    def _read(self, number: int, place: int) -> bytes | None:
        try:
            with self._sources[number].open_beside() as stream:
                stream.seek(place)
                record = next(records(ArchiveStream(unpacked(stream, self._terms, place))), None)
                head = _picture_head(record) if record is not None else None
                raw = record.block.read(_PICTURE_BYTES) if record is not None and head is not None else None
                return decoded(raw, head.fields, self._terms) if raw and head is not None else None
        except (InputError, OSError):
            return None


def _picture_head(record: Record) -> Answer | None:
    """Return the head of a record that is a picture, read up to its first byte, or None."""
    if record.kind == "resource":
        return Answer(200, {}) if media_type(record.content_type).startswith("image/") else None
    if record.kind != "response":
        return None
    answer = read_head(record.block)
    is_picture = media_type(answer.fields.get("content-type", record.content_type)).startswith("image/")
    return answer if is_picture and answer.status == 200 else None

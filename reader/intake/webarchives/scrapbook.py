"""What ScrapBook, the old Firefox add-on, noted of a page in the index.dat beside its index.html."""

from dataclasses import dataclass
from pathlib import Path

from reader.core.archives import web_address
from reader.core.dates import parse_date
from reader.core.model import NO_CURATION, Curation, Moment, Source

_LARGEST = 100_000
_LINE_END = " __BR__ "


@dataclass(frozen=True, slots=True)
class Noted:
    """Address, moment of saving, charset and the reader's comment."""

    url: str | None = None
    saved: Moment | None = None
    charset: str | None = None
    curation: Curation = NO_CURATION


def noted_beside(page: Path) -> Noted:
    """Return what is noted of a page on the disk; nothing where there is no index.dat of ScrapBook's."""
    file = page.with_name("index.dat")
    if not page.name.lower().startswith("index."):
        return Noted()
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > _LARGEST:
            return Noted()
        text = file.read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return Noted()
    pairs = (line.partition("\t") for line in text.removeprefix("\ufeff").splitlines())
    facts = {key: value.strip() for key, mark, value in pairs if mark}
    if not {"id", "source"} <= facts.keys():
        return Noted()
    comment = facts.get("comment", "").replace(_LINE_END, "\n").strip()
    return Noted(
        url=web_address(facts["source"]),
        saved=parse_date(facts["id"], (), Source.CONTAINER) if facts["id"].isdigit() else None,
        charset=facts.get("chars") or None,
        curation=Curation(notes=(comment,)) if comment else NO_CURATION,
    )

"""The labelled pages beside the checkout: loading, their sites, and their own scorer."""

import gzip
import importlib.util
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

CORPORA = Path(__file__).resolve().parents[2].parent / "shared" / "corpora"
TEXT_SETS = ("scrapinghub", "fundus", "wcxb")
SEGMENT_SET = "trafilatura"
SETS = (*TEXT_SETS, SEGMENT_SET)
# Second-level names under which anybody can register: there the registered domain has three parts.
_SHARED_SUFFIX = re.compile(
    r"^(?:co|com|net|org|gov|edu|ac|go|or|ne)\.[a-z]{2}$|^(?:blogspot|wordpress|substack|github|medium|tumblr)\.[a-z]+$"
)
_LABELLED_NAME = re.compile(r"^(?:[a-z]+::)?((?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page with its gold: ``text`` is None in the set that has segments only; ``site`` its registered domain."""

    page_set: str
    page_id: str
    path: Path
    text: str | None
    url: str
    site: str
    wanted: tuple[str, ...] = field(default=())
    unwanted: tuple[str, ...] = field(default=())
    country: str = ""

    @property
    def key(self) -> str:
        """A name that is unique over all sets."""
        return f"{self.page_set}/{self.page_id}"

    def content(self) -> bytes:
        """Return the bytes of the page."""
        return gzip.decompress(self.path.read_bytes())


def is_here() -> bool:
    """Return whether the labelled pages are beside this checkout."""
    return (CORPORA / "score.py").is_file()


def load(page_set: str) -> list[Labelled]:
    """Return the pages of a set, in the order of its gold file."""
    folder = CORPORA / page_set
    pages: list[Labelled] = []
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        pages.append(
            Labelled(
                page_set=page_set,
                page_id=row["id"],
                path=folder / row["page"],
                text=row.get("text") if page_set != SEGMENT_SET else None,
                url=row.get("url") or "",
                site=site_of(row.get("url") or ""),
                wanted=tuple(row.get("with") or ()),
                unwanted=tuple(row.get("without") or ()),
                country=row.get("country") or "",
            )
        )
    return pages


def site_of(url: str) -> str:
    """Return the registered domain of a URL (or of a set's own page name), "" if it has none."""
    host = urlsplit(url).hostname or ""
    if not host:
        match = _LABELLED_NAME.match(url.removesuffix(".html"))
        host = match[1] if match else url
    parts = host.lower().removeprefix("www.").split(".")
    length = 3 if _SHARED_SUFFIX.match(".".join(parts[-2:])) else 2
    return ".".join(parts[-length:])


def scorer() -> ModuleType:
    """Return the corpora's own scoring module, loaded from where it stands."""
    spec = importlib.util.spec_from_file_location("corpora_score", CORPORA / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(CORPORA / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

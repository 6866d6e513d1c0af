"""What a window remembers until its next start, in an INI file in the settings folder: places, sizes, choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from reader.core.filters import NO_FILTERS, Filters, from_json
from reader.core.model import ArticleId
from reader.core.query import SortKey

FILE_NAME = "window.ini"


@dataclass(frozen=True, slots=True)
class Session:
    """Where the reader was: the query, its order, the story and how far down it (0 to 1)."""

    query: str = ""
    sort: SortKey = SortKey.RELEVANCE
    article_id: ArticleId | None = None
    place: float = 0.0
    filters: Filters = NO_FILTERS


class WindowState:
    """Reads and writes ``window.ini``; what cannot be read falls back."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._settings = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)

    def bytes_of(self, name: str) -> QByteArray:
        """Return saved bytes (a geometry, a splitter), empty where there are none."""
        value = self._settings.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def save_bytes(self, name: str, value: QByteArray) -> None:
        """Remember bytes."""
        self._settings.setValue(name, value)

    def text(self, name: str, default: str = "") -> str:
        """Return a saved word."""
        value = self._settings.value(name, default)
        return value if isinstance(value, str) else default

    def save_text(self, name: str, value: str) -> None:
        """Remember a word."""
        self._settings.setValue(name, value)

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a saved yes or no."""
        return str(self._settings.value(name, str(default))).lower() == "true"

    def save_flag(self, name: str, *, value: bool) -> None:
        """Remember a yes or no."""
        self._settings.setValue(name, str(value))

    def names(self, name: str) -> tuple[str, ...]:
        """Return a saved list of names."""
        return tuple(filter(None, str(self._settings.value(name, "")).split(" ")))

    def save_names(self, name: str, names: Sequence[str]) -> None:
        """Remember a list of names without spaces."""
        self._settings.setValue(name, " ".join(names))

    def session(self) -> Session:
        """Return where the reader was."""
        query = str(self._settings.value("query", ""))
        sort = str(self._settings.value("sort", SortKey.RELEVANCE.value))
        story = str(self._settings.value("story", ""))
        place = str(self._settings.value("place", "0"))
        return Session(
            query,
            SortKey(sort) if sort in {key.value for key in SortKey} else SortKey.RELEVANCE,
            ArticleId(int(story)) if story.isdecimal() else None,
            _fraction(place),
            from_json(str(self._settings.value("filters", ""))),
        )

    def save_session(self, session: Session) -> None:
        """Remember where the reader is."""
        self._settings.setValue("query", session.query)
        self._settings.setValue("filters", session.filters.as_json())
        self._settings.setValue("sort", session.sort.value)
        self._settings.setValue("story", "" if session.article_id is None else str(session.article_id))
        self._settings.setValue("place", f"{session.place:.6f}")
        self._settings.sync()


def _fraction(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 0.0

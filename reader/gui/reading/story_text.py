"""Sentences about a story: the line under its headline and the badge of its cleaning."""

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QGuiApplication

from reader.core.model import Article
from reader.gui.language.dates import short_date
from reader.gui.reading.html import safe_text

META_GAP = "  ·  "
"""What stands between the facts of a story."""


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("StoryText", text, "", number)


def counted(number: int) -> str:
    """Return a number with the separators of the reader's language."""
    return QLocale().toString(number)


def isolated(text: str) -> str:
    """Return text whose direction does not touch what stands around it (FSI … PDI)."""
    return f"\u2068{text}\u2069"


def own_way(text: str) -> str:
    """Return text that keeps its order in a mirrored window: numbers before units, marks at the end of sentences."""
    return isolated(text) if QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft else text


def unbroken(text: str) -> str:
    """Return text that no line is broken in."""
    return text.replace(" ", "\u00a0")


def meta_line(article: Article, words: int) -> str:
    """Return outlet, byline, dates and length in one line, leaving out what is not known."""
    byline = article.byline.value if article.byline else ", ".join(author.value for author in article.authors)
    published = short_date(article.published.iso) if article.published else ""
    saved = short_date(article.saved.iso) if article.saved else ""
    parts = (
        article.outlet.value if article.outlet else "",
        byline,
        unbroken(published),
        unbroken(_tr("saved {date}").format(date=saved)) if saved else "",
        unbroken(_tr("%n words", words)),
    )
    return META_GAP.join(isolated(safe_text(part)) for part in parts if part)


def badge(article: Article, removed_words: int, kept_words: int) -> str:
    """Return the badge of the cleaning, e.g. ``Clean 94 % · 61 words removed (7 %)``."""
    sure = _tr("Clean {percent} %").format(percent=round(article.confidence * 100))
    if not removed_words:
        return f"{sure} · {_tr('nothing removed')}"
    share = removed_words / (removed_words + kept_words)
    percent = _tr("under 1 %") if share < 0.01 else _tr("{percent} %").format(percent=round(100 * share))
    return f"{sure} · {_tr('%n words removed', removed_words)} ({percent})"

"""Opens exports in the way an import does."""

from reader.clean.pipeline import clean
from reader.core.model import Article, Snapshot
from reader.intake.format import Finding, LeftOut
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.unfold import recognise, unfold
from tests.intake.databases.fixtures import FIXTURES

EXPORTS = frozenset(f"{maker} exports" for maker in ("Nexis", "Factiva", "ProQuest", "Europresse", "Retriever"))


def findings(content: bytes, name: str) -> list[Finding]:
    """Return everything that is found in a file of these bytes."""
    return list(unfold(Source.of_bytes(content, name)))


def snapshots(name: str) -> list[Snapshot]:
    """Return the snapshots in a fixture."""
    return [found for found in findings(FIXTURES[name], name) if isinstance(found, Snapshot)]


def left_out(content: bytes, name: str) -> list[LeftOut]:
    """Return what of a file is no story."""
    return [found for found in findings(content, name) if isinstance(found, LeftOut)]


def articles(name: str) -> list[Article]:
    """Return the cleaned stories of a fixture."""
    return [clean(read(found)) for found in snapshots(name)]


def format_name(content: bytes, name: str) -> str:
    """Return what a file of these bytes is taken for."""
    return recognise(Source.of_bytes(content, name)).name


def said(article: Article) -> dict[str, object]:
    """Return the facts of a story as plain values."""
    return {
        "headline": article.headline.value if article.headline else None,
        "authors": [author.value for author in article.authors],
        "outlet": article.outlet.value if article.outlet else None,
        "section": article.section.value if article.section else None,
        "published": article.published.iso if article.published else None,
        "language": article.language.value if article.language else None,
        "saved": article.saved.iso if article.saved else None,
    }


def captions(article: Article) -> list[str]:
    """Return the captions of a story."""
    return [caption.span.of(article.text) for caption in article.captions]

"""What tests of documents share: a file in memory to its stories."""

from reader.clean.pipeline import clean
from reader.core.model import Article, Snapshot
from reader.intake.format import Finding
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.unfold import unfold


def found_in(content: bytes, name: str) -> list[Finding]:
    """Return everything found in bytes."""
    return list(unfold(Source.of_bytes(content, name)))


def snapshots(content: bytes, name: str) -> list[Snapshot]:
    """Return the stories in bytes, not yet cleaned."""
    return [one for one in found_in(content, name) if isinstance(one, Snapshot)]


def articles_in(content: bytes, name: str) -> list[Article]:
    """Return the cleaned stories in bytes."""
    return [clean(read(one)) for one in snapshots(content, name)]


def article_in(content: bytes, name: str) -> Article:
    """Return the one cleaned story in bytes."""
    (one,) = articles_in(content, name)
    return one


def texts(article: Article) -> list[str]:
    """Return the texts of the blocks."""
    return [article.block_text(block) for block in article.blocks]

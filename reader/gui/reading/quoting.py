"""What is copied out of a story: quotes with their citation, and the line that cites it. Pure."""

from reader.core.model import Article
from reader.gui.language.dates import short_date


def cited(article: Article) -> tuple[str, ...]:
    """Return author, headline, outlet, date and address, leaving out what is not known."""
    authors = ", ".join(author.value for author in article.authors) or (article.byline.value if article.byline else "")
    address = article.canonical_url or article.url
    parts = (
        authors,
        article.headline.value if article.headline else "",
        article.outlet.value if article.outlet else "",
        short_date(article.published.iso) if article.published else "",
        address.value if address else "",
    )
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def citation(article: Article) -> str:
    """Return what a story is cited by in one line."""
    return ", ".join(cited(article))


def quote(words: str, article: Article) -> str:
    """Return words in quotation marks with their citation; marks that stand around them already are not doubled."""
    bare = words.strip()
    if bare[:1] in '“"' and bare[-1:] in '”"' and sum(bare.count(mark) for mark in '“”"') == 2:
        bare = bare[1:-1]
    return f"“{bare}” — {citation(article)}"

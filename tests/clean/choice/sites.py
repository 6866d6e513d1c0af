"""Small pages made for these tests: one site's frame, and parts to fill it with."""

from reader.clean.choice import choose
from reader.clean.verdict import Verdict
from reader.core.model import FileKind, Page, Snapshot
from reader.intake.read import read

HEADLINE = "Ferry to the island will sail again on Friday"
DECK = "Passengers who have been stranded since Monday will be carried first, the harbour master said."
BODY = (
    "The ferry to the island will sail again on Friday after five days of storm, the harbour master said on Thursday.",
    "Some two hundred passengers have waited in the town since Monday, many of them in the gym of the school, where "
    "the fire brigade had set up beds.",
    "“We will carry those first who have waited longest,” said Marta Olsen, who runs the harbour with a crew of six. "
    "“Nobody has to hurry, there is room for all.”",
    "Two extra crossings are planned for Saturday. Freight has to wait until Sunday, because the larger of the two "
    "ships is still being repaired at the yard.",
    "The storm tore a buoy from its chain and pushed it onto the northern mole, where it damaged the lamp. Divers are "
    "to examine the foundations as soon as the water is clear.",
    "It was the longest interruption of the service since the winter of 1987, according to the town's records.",
)
NAVIGATION = "".join(f"<li><a href=/{name.lower()}>{name}</a></li>" for name in ("Home", "Politics", "Sports", "Arts"))
TEASERS = (
    "Council argues over the price of parking near the market",
    "School choir wins the national contest for a third time",
    "Why the old lighthouse will not be sold after all",
    "Ten recipes for a cold evening by the sea",
)


def paragraphs(texts: tuple[str, ...] = BODY, attributes: str = "") -> str:
    """Return paragraphs of markup."""
    return "".join(f"<p {attributes}>{text}</p>" for text in texts)


def teasers() -> str:
    """Return a list of links to other stories."""
    items = "".join(f"<li><a href=/s/{n}><h3>{text}</h3></a></li>" for n, text in enumerate(TEASERS))
    return f"<section class=more-stories><h2>More stories</h2><ul>{items}</ul></section>"


def site(article: str, *, after: str = "", head: str = "", main: str = "main") -> str:
    """Return a page with header, navigation and footer around an article."""
    return f"""<!doctype html><html lang=en><head><title>{HEADLINE} | The Coast Mail</title>
    <meta property=og:title content="{HEADLINE}">{head}</head><body>
    <header class=site-header><a href=/>The Coast Mail</a><nav><ul>{NAVIGATION}</ul></nav></header>
    <{main}>{article}</{main}>{after}
    <footer class=site-footer><ul><li><a href=/about>About us</a><li><a href=/privacy>Privacy</a></ul>
    <p>© 2021 The Coast Mail. All rights reserved.</p></footer></body></html>"""


def story(body: str = "", *, deck: str = "") -> str:
    """Return an article element with headline, byline and body."""
    return f"""<article><h1>{HEADLINE}</h1>{deck}<div class=byline>By <a href=/w/quill>Ada Quill</a></div>
    <time datetime=2021-03-04>4 March 2021</time><div class=article-body>{body or paragraphs()}</div></article>"""


def page_of(source: str) -> Page:
    """Return the page of HTML source."""
    return read(Snapshot(source.encode(), "", FileKind.HTML, "page.html"))


def judged(source: str) -> list[tuple[str, Verdict]]:
    """Return each piece's text with its verdict."""
    page = page_of(source)
    return [(piece.span.of(page.text), verdict) for piece, verdict in zip(page.pieces, choose(page), strict=True)]


def kept(source: str) -> list[str]:
    """Return the texts of the kept pieces."""
    return [text for text, verdict in judged(source) if verdict.kept]


def rule_of(source: str, text: str) -> str:
    """Return the rule that left out the piece with this text ("" where it is kept)."""
    return next(verdict.rule for own, verdict in judged(source) if text in own)

"""What a page says about its story: candidates from everywhere it may stand, and the vote among them."""

from reader.core.model import Moment
from reader.intake.html.tree import HtmlTree
from reader.intake.metadata.gather import candidates, candidates_of_file
from reader.intake.metadata.resolve import resolve, resolve_file
from reader.intake.metadata.saved import saved_moment_of

__all__ = ["candidates", "candidates_of_file", "resolve", "resolve_file", "saved_moment"]


def saved_moment(tree: HtmlTree) -> Moment | None:
    """Return when the page was saved, where its saver noted it."""
    return saved_moment_of(tree.head)

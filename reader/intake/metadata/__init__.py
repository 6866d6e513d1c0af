"""What a page says about its story: candidates from everywhere it may stand, and the vote among them."""

from dataclasses import replace

from reader.core.archives import original_address
from reader.core.model import Mark, Moment
from reader.intake.html.tree import HtmlTree
from reader.intake.metadata.gather import candidates, candidates_of_file
from reader.intake.metadata.resolve import resolve, resolve_file
from reader.intake.metadata.saved import saved_moment_of

__all__ = ["candidates", "candidates_of_file", "own_links", "resolve", "resolve_file", "saved_moment"]


def saved_moment(tree: HtmlTree, url: str | None = None) -> Moment | None:
    """Return when the page was saved, where its saver noted it; ``url`` is the address that a container states."""
    return saved_moment_of(tree.head, url)


def own_links(tree: HtmlTree) -> tuple[Mark, ...]:
    """Return the marks of the text; links of a page shown by a web archive lead to the pages behind the archive's."""
    if not tree.head.archived.keeper:
        return tree.marks
    return tuple(replace(mark, href=original_address(mark.href)) if mark.href else mark for mark in tree.marks)

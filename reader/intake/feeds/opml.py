"""OPML: a list of feeds, which holds no stories; said in a sentence."""

from collections.abc import Iterator

from reader.core.errors import UnknownFormatError
from reader.core.terms import Terms
from reader.intake.format import Format, Item
from reader.intake.source import Source
from reader.intake.xmltree import beginning, prolog


def _is_opml(source: Source) -> bool:
    text = beginning(source.head)
    found = prolog(text) if text else None
    return found is not None and found.root == "opml"


def _unpack(_source: Source, _terms: Terms) -> Iterator[Item]:
    raise UnknownFormatError(
        "This is a list of feeds (OPML), which holds no stories. "
        "Open the feeds in it and save the pages of the stories."
    )


OPML = Format("lists of feeds", _is_opml, _unpack, is_never_page=True)

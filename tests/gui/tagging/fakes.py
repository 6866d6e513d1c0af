"""What a library in memory knows of tags, rules and links without a story."""

from collections.abc import Mapping

from reader.core.queries import TagRule
from reader.core.records import MissingLink


class KeptBeside:
    """Rules, colours and links, as a test has said."""

    tagging: tuple[TagRule, ...] = ()
    colours: Mapping[str, int] = {}
    links: tuple[MissingLink, ...] = ()

    def tag_rules(self) -> tuple[TagRule, ...]:
        """Return the rules."""
        return self.tagging

    def tag_colours(self) -> dict[str, int]:
        """Return the colours."""
        return dict(self.colours)

    def missing_links(self) -> tuple[MissingLink, ...]:
        """Return the links."""
        return self.links

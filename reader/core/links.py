"""Links of imported lists whose stories are not here: what the reader may want of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DismissLinks:
    """Leave links without a story out of their list, or put them back; they still serve their stories if these come."""

    urls: tuple[str, ...]
    is_dismissed: bool = True


@dataclass(frozen=True, slots=True)
class LinksChanged:
    """Links without a story were dismissed or put back."""

    urls: tuple[str, ...]

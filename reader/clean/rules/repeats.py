"""What stands twice: the headline or the standfirst again in the text, and lines repeated word for word."""

from collections.abc import Iterator
from dataclasses import replace

from reader.clean.draft import Cut, Draft, Line
from reader.clean.rules.rule import whole
from reader.core.model import BlockKind, Role

_FEWEST_REPEATED = 4
_FEWEST_COPIED, _FEWEST_IN_ITEM = 3, 5


def find_repeated_headline(draft: Draft) -> Iterator[Cut]:
    """Yield lines that say the headline again, or the standfirst below itself."""
    standfirsts = {one.said for one in draft.lines if one.kind is BlockKind.STANDFIRST}
    for number, line in enumerate(draft.lines):
        if line.kind is not None or line.is_long:
            continue
        said = line.said
        if said and said in draft.headlines:
            yield replace(whole(number, line, "headline-repeated", "headline repeated"), is_certain=True)
        elif said and said in standfirsts:
            yield replace(whole(number, line, "standfirst-repeated", "standfirst repeated"), is_certain=True)


def find_repeated_lines(draft: Draft) -> Iterator[Cut]:
    """Yield a line that has stood before in the same words: long ones anywhere, short ones when neighbours."""
    seen: dict[str, int] = {}
    for number, line in enumerate(draft.lines):
        if line.is_long or line.role in (Role.TABLE_CELL, Role.PREFORMATTED, Role.LIST_ITEM):
            continue
        said = line.said
        before = seen.get(said)
        if said and before is not None and line.kind is None and _counts(line, number - before):
            yield replace(whole(number, line, "line-repeated", "line repeated"), is_certain=True)
        else:
            seen[said] = number


def find_copied_lists(draft: Draft) -> Iterator[Cut]:
    """Yield the items of a list that stands a second time: three or more in the order they had before."""
    places: dict[str, int] = {}
    run: list[int] = []
    before = -1
    for number, line in enumerate((*draft.lines, None)):
        is_item = line is not None and line.role is Role.LIST_ITEM and line.words >= _FEWEST_IN_ITEM
        place = places.setdefault(line.said, number) if line is not None and is_item else number
        if run and place < number and place == before + 1:
            run.append(number)
        else:
            if len(run) >= _FEWEST_COPIED:
                yield from (
                    replace(whole(n, draft.lines[n], "line-repeated", "list repeated"), is_certain=True) for n in run
                )
            run = [number] if place < number else []
        before = place


def _counts(line: Line, distance: int) -> bool:
    """Whether a repetition at this distance is one: verse and dialogue repeat short lines, pages repeat long ones."""
    if line.role is Role.QUOTE or line.text[:1] in "\"“„«'‘":
        return line.words >= 8
    return line.words >= _FEWEST_REPEATED + 4 or (line.words >= _FEWEST_REPEATED and distance <= 1)

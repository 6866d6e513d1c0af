"""What stands twice: the headline or the standfirst again in the text, and lines repeated word for word."""

from collections.abc import Iterator
from dataclasses import replace

from reader.clean.draft import Cut, Draft, Line
from reader.clean.rules.rule import is_prose, whole
from reader.core.model import BlockKind, Role

_FEWEST_REPEATED = 4
_FEWEST_IN_PASSAGE, _NEAR = 8, 2
_REACH = 3
"""How far apart, in lines that are no list, the lines of a passage may stand: what is between them is new."""
_FEWEST_COPIED, _FEWEST_IN_ITEM = 3, 5
_FEWEST_IN_PULLED = 5


def find_repeated_headline(draft: Draft) -> Iterator[Cut]:
    """Yield lines that say the headline again, or the standfirst below itself.

    A guide has a chapter of its own title: below a paragraph, with text to follow, that heading is a subheading.
    """
    standfirsts = {one.said for one in draft.lines if one.kind is BlockKind.STANDFIRST}
    is_below = False
    for number, line in enumerate(draft.lines):
        if line.kind is not None or line.is_long:
            continue
        said = line.said
        if said and said in draft.headlines:
            if not (is_below and _heads_text(draft, number)):
                yield replace(whole(number, line, "headline-repeated", "headline repeated"), is_certain=True)
        elif said and said in standfirsts:
            yield replace(whole(number, line, "standfirst-repeated", "standfirst repeated"), is_certain=True)
        is_below = is_below or is_prose(line)


def _heads_text(draft: Draft, number: int) -> bool:
    """Whether a line is a heading below the first rank, and no other heading follows right behind it."""
    line = draft.lines[number]
    following = draft.lines[number + 1 : number + 2]
    return line.role is Role.HEADING and line.level > 1 and any(one.role is not Role.HEADING for one in following)


def find_repeated_lines(draft: Draft) -> Iterator[Cut]:
    """Yield the lines of a passage that stands a second time, and lines that are repeated where they stand.

    A line that returns alone, among others, is the story's own: a refrain, the same terms for several offers.
    """
    numbers = [
        number
        for number, line in enumerate(draft.lines)
        if line.said and line.role not in (Role.TABLE_CELL, Role.PREFORMATTED, Role.LIST_ITEM)
    ]
    lines = [draft.lines[number] for number in numbers]
    nearest: dict[str, int] = {}
    gaps: list[int] = []
    for number, line in zip(numbers, lines, strict=True):
        gaps.append(number - nearest.get(line.said, number))
        nearest[line.said] = number
    for run in _copied_runs(lines):
        long = sum(lines[at].words >= _FEWEST_IN_PASSAGE for at, _ in run)
        for at, _ in run:
            if long >= _FEWEST_COPIED or _is_echo(lines[at], gaps[at]):
                yield replace(whole(numbers[at], lines[at], "line-repeated", "line repeated"), is_certain=True)


def _copied_runs(lines: list[Line]) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of repeated lines, each with its place before: in the same order there, and as near to each other."""
    places: dict[str, int] = {}
    run: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        before = places.setdefault(line.said, at)
        if before == at or line.kind is not None:
            continue
        if run and not (at - run[-1][0] <= _REACH and 0 < before - run[-1][1] <= _REACH):
            yield run
            run = []
        run.append((at, before))
    if run:
        yield run


def _is_echo(line: Line, distance: int) -> bool:
    """Whether a line is repeated where it stands, ``distance`` lines below; verse and dialogue repeat short ones."""
    if line.role is Role.QUOTE or line.text[:1] in "\"“„«'‘":
        return line.words >= _FEWEST_IN_PASSAGE and distance <= _NEAR
    return line.words >= _FEWEST_REPEATED and distance <= (_NEAR if line.words >= _FEWEST_IN_PASSAGE else 1)


def find_pull_quotes(draft: Draft) -> Iterator[Cut]:
    """Yield quotations set apart that repeat, word for word, a part of one paragraph of the story."""
    quotes = [n for n, line in enumerate(draft.lines) if line.role is Role.QUOTE and line.words >= _FEWEST_IN_PULLED]
    if not quotes or not draft.is_markup:
        return
    told = [f" {line.said} " for line in draft.lines if line.role in (Role.PARAGRAPH, Role.LOOSE)]
    for number in quotes:
        line = draft.lines[number]
        if line.said and any(f" {line.said} " in one for one in told):
            yield replace(whole(number, line, "pull-quote", "quotation repeated from the text"), is_certain=True)


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

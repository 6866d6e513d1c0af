"""Works out the structure of saved pages, in a process that may crash or take too long without harm."""

import logging
from collections.abc import Callable, Iterator
from itertools import groupby

from reader.core.changes import Event
from reader.core.model import ArticleId, Block, BlockKind, Page, Piece, Role
from reader.core.outlines import OriginalOutlined, Outline
from reader.service.extraction import Original
from reader.service.pool import ExtractionPool
from reader.service.wiring import Wiring
from reader.store import Store

log = logging.getLogger(__name__)

WAIT_S = 0.02
_KINDS = {
    Role.HEADING: BlockKind.HEADING,
    Role.LIST_ITEM: BlockKind.LIST_ITEM,
    Role.QUOTE: BlockKind.QUOTE,
    Role.PREFORMATTED: BlockKind.PREFORMATTED,
    Role.TABLE_CELL: BlockKind.TABLE_ROW,
}


def outline_of(page: Page) -> Outline:
    """Return the structure of a page; cells of one row of a table are one block."""
    return Outline(page.text, tuple(_blocks(page)), page.marks)


def _blocks(page: Page) -> Iterator[Block]:
    rows = _rows(page)

    def row_of(numbered: tuple[int, Piece]) -> int:
        return rows.get(numbered[0], -1 - numbered[0])

    for row, group in groupby(enumerate(page.pieces), key=row_of):
        pieces = [piece for _, piece in group]
        if row >= 0:
            yield Block(tuple(piece.span for piece in pieces), BlockKind.TABLE_ROW)
        else:
            yield from (_block(piece) for piece in pieces)


def _block(piece: Piece) -> Block:
    kind = _KINDS.get(piece.role, BlockKind.PARAGRAPH)
    is_title = kind is BlockKind.HEADING and piece.level == 1
    return Block((piece.span,), BlockKind.HEADLINE if is_title else kind, piece.level)


def _rows(page: Page) -> dict[int, int]:
    """Return the element of the row that each piece of a table stands in, by the number of the piece."""
    elements = page.elements
    row_of: list[int] = []
    for parent, tag in zip(elements.parents, elements.tags, strict=True):
        row_of.append(len(row_of) if tag == "tr" else row_of[parent] if parent >= 0 else -1)
    return {
        number: row_of[piece.element]
        for number, piece in enumerate(page.pieces)
        if piece.role is Role.TABLE_CELL and piece.element >= 0 and row_of[piece.element] >= 0
    }


class Outliner:
    """Takes wishes for the structure of saved pages, the last one first, and tells each as it is known."""

    def __init__(self, store: Store, wiring: Wiring, tell: Callable[[Event], None]) -> None:
        self._store, self._tell = store, tell
        self._pool = ExtractionPool(wiring)
        self._waiting: dict[int, tuple[ArticleId, int]] = {}

    @property
    def has_work(self) -> bool:
        """Whether ``step`` would do something."""
        return bool(self._waiting)

    def fulfil(self, article_id: ArticleId) -> None:
        """Have the page of a story read again. Raises LibraryError."""
        story = self._store.story(article_id)
        file = self._store.recleaning.file(story.original_sha256) if story is not None else None
        if file is None:
            return
        place = next((place for place, each in file.articles if each == article_id), -1)
        folder = str(self._store.folder / "originals")
        original = Original(folder, file.sha256, file.size_bytes, (), file.snapshots, wants_outline=True)
        self._waiting[self._pool.submit(file.path, original)] = article_id, place

    def step(self) -> None:
        """Tell what is known by now, waiting for a moment at most."""
        for answer in self._pool.collect(WAIT_S):
            article_id, place = self._waiting.pop(answer.ticket, (None, -1))
            stories = answer.extraction.stories
            outline = stories[place].outline if 0 <= place < len(stories) else None
            if article_id is not None and outline is not None:
                self._tell(OriginalOutlined(article_id, outline))
            else:
                log.info("The structure of a page is not known: %s", answer.extraction.failure)

    def close(self) -> None:
        """End the process."""
        self._pool.close()

"""``rebuild``: the search index anew, from the library."""

from pathlib import Path

from reader.cli.console import Console
from reader.cli.conversation import Conversation
from reader.core.changes import IndexState


def rebuild(console: Console, library: Path) -> int:
    """Build the index anew and wait for its end. Raises LibraryError."""
    with Conversation(library) as conversation:
        progress = conversation.start_rebuilding()
        while progress.state is not IndexState.READY:
            console.progress(f"{progress.done}/{progress.total} stories")
            progress = conversation.next_index_progress()
    if console.as_json:
        console.answer({"indexed": progress.done})
    else:
        console.line(f"{progress.done} stories in the new search index.")
    return 0

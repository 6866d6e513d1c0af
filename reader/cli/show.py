"""``show``, ``stats`` and ``verify``: what the library holds."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from reader.cli.console import Console
from reader.cli.options import Options
from reader.cli.stories import headline, pictures_json, removal_lines, removals_json, story_json, story_lines
from reader.core.model import ArticleId
from reader.core.records import LibraryStats, Story, StoryRelative
from reader.service.library import Library


def show(options: Options, console: Console, library: Library) -> int:
    """Print a story, what was taken out of it, or all of its page's text."""
    story = library.story(ArticleId(options.article_id))
    if console.as_json:
        relatives = library.relatives(story.article_id)
        console.answer(_story_value(story, options, relatives))
        return 0
    if options.removed:
        lines: Iterator[str] = removal_lines(story.article)
    elif options.original:
        lines = iter((story.article.text,))
    else:
        lines = story_lines(story.article)
    for line in lines:
        console.line(line)
    return 0


def stats(console: Console, library: Library) -> int:
    """Print the counts of the library."""
    counts = library.stats()
    if console.as_json:
        value = asdict(counts)
        value["outlets"] = dict(counts.outlets)
        value["languages"] = dict(counts.languages)
        console.answer({"library": str(library.folder), **value})
        return 0
    console.line(f"Library: {library.folder}")
    for line in _stats_lines(counts):
        console.line(line)
    return 0


def verify(console: Console, library: Library) -> int:
    """Check the whole library and print what is wrong with it."""
    console.progress("Checking every story and every original…")
    faults = tuple(library.verify())
    if console.as_json:
        console.answer({"ok": not faults, "faults": [asdict(fault) for fault in faults]})
        return 1 if faults else 0
    for fault in faults:
        mending = " The program can mend this: news-reader rebuild." if fault.mendable else ""
        console.line(fault.message + mending)
    if not faults:
        console.line("Everything is as it should be.")
    return 1 if faults else 0


def _story_value(story: Story, options: Options, relatives: Sequence[StoryRelative]) -> dict[str, object]:
    if options.removed or options.original:
        value: dict[str, object] = {"id": int(story.article_id), "headline": headline(story.article)}
        if options.removed:
            value["removals"] = removals_json(story.article)
        else:
            value["original"] = story.article.text
        return value
    return {
        "id": int(story.article_id),
        **story_json(story.article, story.source_path),
        "imported": story.imported,
        "original_sha256": story.original_sha256,
        "is_read": story.is_read,
        "is_starred": story.is_starred,
        "pictures": pictures_json(story),
        "member": story.member,
        "tags": list(story.tags),
        "notes": list(story.notes),
        "copies": [int(one.article_id) for one in relatives if one.is_copy],
        "versions": [int(one.article_id) for one in relatives if not one.is_copy],
    }


def _stats_lines(counts: LibraryStats) -> Iterator[str]:
    yield f"{counts.stories} stories, {counts.words} words kept, {counts.removed_words} words taken out"
    yield f"{counts.unread} unread, {counts.starred} starred, {counts.check} to be checked"
    yield f"{counts.originals} originals, {_size(counts.original_bytes)}, kept in {_size(counts.stored_bytes)}"
    yield f"{counts.indexed} stories in the search index"
    if counts.earliest:
        yield f"published {counts.earliest[:10]} to {counts.latest[:10]}"
    for title, values in (("outlets", counts.outlets), ("languages", counts.languages)):
        if values:
            yield f"{title}: " + ", ".join(f"{name or '(unknown)'} {stories}" for name, stories in values)


def _size(size_bytes: int) -> str:
    if size_bytes < 1_000_000:
        return f"{size_bytes / 1_000:.0f} kB"
    return f"{size_bytes / 1_000_000:.1f} MB"

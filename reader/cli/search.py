"""``search``: one query, or a file of them."""

import codecs
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.cli.console import Console
from reader.cli.conversation import Conversation
from reader.cli.options import Options
from reader.core.changes import IndexState
from reader.core.errors import LibraryError, ReaderError, UnreadableFileError
from reader.core.query import FACETS, Explanation, FacetCount, ResultRow, SearchAnswer, SearchRequest
from reader.service.library import BEHIND, Library
from reader.service.unindexed import BUILDING

MOST_PRINTED = 20
"""Values of a facet that are printed for reading."""


def search(options: Options, console: Console, library: Library) -> int:
    """Answer the query, or every line of the batch file in its order."""
    failed = 0
    for number, query in _queries(options):
        if query is None:
            failed += 1
            console.message(f"Line {number} of {options.batch} is not UTF-8 and was left out.")
            continue
        request = SearchRequest(
            query, limit=options.limit, sort=options.sort, facets=options.facets, facet_names=FACETS
        )
        try:
            answer = answer_with_index(library, request, console)
            explanation = library.explain(request) if options.explain else None
        except ReaderError as error:
            failed += 1
            console.message(f"{query}: {error}")
            continue
        if console.as_json:
            value = answer_json(answer, with_facets=options.facets)
            if explanation is not None:
                value["explained"] = explanation_json(explanation)
            console.answer(value)
        else:
            print_answer(answer, console, with_query=options.batch is not None)
            if explanation is not None:
                print_explanation(explanation, console)
    return 1 if failed else 0


def answer_with_index(library: Library, request: SearchRequest, console: Console) -> SearchAnswer:
    """Answer a query; an index that is missing or behind is first brought up to date, if nobody else writes."""
    answer = library.search(request)
    if BUILDING in answer.notes or BEHIND in answer.notes:
        try:
            with Conversation(library.folder) as conversation:
                progress = conversation.next_index_progress()
                while progress.state is not IndexState.READY:
                    console.progress(f"{progress.reason} {progress.done}/{progress.total}")
                    progress = conversation.next_index_progress()
        except LibraryError as error:
            console.message(str(error))
            return answer
        library.refresh()
        answer = library.search(request)
    return answer


def answer_json(answer: SearchAnswer, *, with_facets: bool) -> dict[str, object]:
    """Return the answer under the keys of the contract. Marks are [start, end) pairs of code points."""
    value: dict[str, object] = {
        "query": answer.query,
        "reads_as": answer.reads_as,
        "total": answer.total,
        "hits": answer.hits,
        "took_ms": round(answer.took_ms, 3),
        "results": [_row_json(row) for row in answer.rows],
        "notes": list(answer.notes),
        "suggestions": [each.query for each in answer.suggestions],
    }
    if with_facets:
        value["facets"] = {name: {count.value: count.stories for count in counts} for name, counts in answer.facets}
    return value


def explanation_json(explanation: Explanation) -> dict[str, object]:
    """Return how a query was read and run under the keys of the contract."""
    return {
        "tree": explanation.tree.split("\n"),
        "expansions": [
            {"written": each.written, "total": each.total, "words": list(each.words)} for each in explanation.expansions
        ],
        "steps_ms": {name: round(spent, 3) for name, spent in explanation.steps_ms},
    }


def print_explanation(explanation: Explanation, console: Console) -> None:
    """Print how a query was read and run."""
    console.line()
    console.line("read as:")
    for line in explanation.tree.split("\n"):
        console.line(f"    {line}")
    for each in explanation.expansions:
        more = f" and {each.total - len(each.words)} more" if each.total > len(each.words) else ""
        console.line(f"{each.written} stands for: {', '.join(each.words) or 'no word'}{more}")
    console.line("time: " + ", ".join(f"{name} {spent:.1f} ms" for name, spent in explanation.steps_ms))


def print_answer(answer: SearchAnswer, console: Console, *, with_query: bool) -> None:
    """Print the answer for reading."""
    if with_query:
        console.line(f"# {answer.query}")
    total = "1 story" if answer.total == 1 else f"{answer.total} stories"
    hits = "1 hit" if answer.hits == 1 else f"{answer.hits} hits"
    console.line(f"{total} · {hits} · {answer.took_ms:.0f} ms")
    if answer.reads_as:
        console.line(f"reads as: {answer.reads_as}")
    for note in answer.notes:
        console.message(note)
    for row in answer.rows:
        console.line()
        console.marked(row.headline or "(no headline)", row.headline_marks, f"{row.article_id:>5}  ")
        facts = (row.outlet, row.published[:16].replace("T", " "), f"{row.words} words")
        console.line("       " + " · ".join(fact for fact in facts if fact))
        if row.snippet:
            console.marked(row.snippet, row.marks, "       ")
    for name, counts in answer.facets:
        print_facet(name, counts, console)
    if with_query:
        console.line()


def print_facet(name: str, counts: Sequence[FacetCount], console: Console) -> None:
    """Print the values of a facet that most stories have, a line each, in the order of the answer."""
    if not counts:
        return
    places = sorted(range(len(counts)), key=lambda place: -counts[place].stories)[:MOST_PRINTED]
    console.line()
    console.line(f"{name}:")
    for place in sorted(places):
        console.line(f"{counts[place].stories:>9,}  {counts[place].value}")
    if len(counts) > MOST_PRINTED:
        console.line(f"{'':9}  and {len(counts) - MOST_PRINTED:,} more (--json has all)")


def _row_json(row: ResultRow) -> dict[str, object]:
    return {
        "id": int(row.article_id),
        "headline": row.headline,
        "outlet": row.outlet,
        "published": row.published,
        "score": round(row.score, 4),
        "snippet": row.snippet,
        "marks": [[mark.start, mark.end] for mark in row.marks],
        "headline_marks": [[mark.start, mark.end] for mark in row.headline_marks],
        "words": row.words,
    }


def _queries(options: Options) -> Iterator[tuple[int, str | None]]:
    """Yield the queries asked for with their line numbers, None for a line that cannot be read.

    Empty lines of a batch are passed over. Raises UnreadableFileError.
    """
    if options.batch is None:
        yield 1, " ".join(options.query)
        return
    try:
        content = sys.stdin.buffer.read() if options.batch == "-" else Path(options.batch).read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{options.batch} cannot be read ({error.strerror or error}).") from error
    for number, line in enumerate(content.removeprefix(codecs.BOM_UTF8).split(b"\n"), 1):
        try:
            query = line.decode("utf-8").strip()
        except UnicodeDecodeError:
            yield number, None
            continue
        if query:
            yield number, query

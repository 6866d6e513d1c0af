"""``export``: the stories of a result into a file."""

from reader.cli.console import Console
from reader.cli.options import Options
from reader.cli.search import answer_with_index
from reader.core.query import SearchRequest
from reader.export.stories import StoryFormat
from reader.service.exporting import StoryExport
from reader.service.library import Library


def export(options: Options, console: Console, library: Library) -> int:
    """Write all stories that match the query; with an empty one all of the library."""
    request = SearchRequest(" ".join(options.query), sort=options.sort)
    for note in answer_with_index(library, request, console).notes:
        console.message(note)
    if options.out is None:
        raise AssertionError("the parser asks for a file")
    job = StoryExport(options.out, StoryFormat(options.form))
    try:
        while job.step(library, request):
            console.progress(f"{job.done}/{job.total} stories")
    except KeyboardInterrupt:
        job.cancel()
        raise
    written = job.done - job.missing
    if console.as_json:
        console.answer({"stories": written, "missing": job.missing, "file": str(options.out)})
    else:
        console.line(f"{'1 story' if written == 1 else f'{written} stories'} written to {options.out}")
    return 1 if job.missing else 0

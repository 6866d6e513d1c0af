"""The command line: what may be typed, as typed values."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from reader import __version__
from reader.core.query import SortKey
from reader.export.stories import StoryFormat

DESCRIPTION = "Imports saved news articles, strips what is not the story, and makes them searchable, offline."
EPILOG = "Without a command the window opens. Exit status: 0 done, 1 some items failed, 2 wrong use."
MOST_WORKERS = 64


class Options(argparse.Namespace):
    """A parsed command line; which of the fields count depends on ``command`` ("" means the window)."""

    command: str = ""
    library: Path | None = None
    as_json: bool = False
    tour: bool = False
    paths: list[str]
    report: Path | None = None
    out: Path | None = None
    query: list[str]
    batch: str | None = None
    limit: int = 50
    sort: SortKey = SortKey.RELEVANCE
    form: str = ""
    facets: bool = False
    explain: bool = False
    article_id: int = 0
    removed: bool = False
    original: bool = False
    dry_run: bool = False
    retry: int | None = None
    workers: int | None = None
    columns: str = ""
    import_id: int | None = None
    doing: str = ""
    folder: Path | None = None


def parse(argv: Sequence[str] | None) -> Options:
    """Return the options; wrong use prints how it goes and exits with status 2, as argparse does."""
    parser = build_parser()
    options = parser.parse_args(argv, namespace=Options())
    if options.command == "import" and bool(options.paths) == (options.retry is not None):
        parser.error("import takes either paths or --retry ID")
    if options.command == "import" and options.dry_run and options.retry is not None:
        parser.error("--dry-run goes with paths, not with --retry")
    if options.command == "watch" and (options.doing in ("add", "remove")) != (options.folder is not None):
        parser.error("watch add DIR, watch remove DIR, watch list, or watch look")
    if options.command == "search" and bool(options.query) == bool(options.batch):
        parser.error("search takes either a query or --batch FILE")
    return options


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="news-reader", description=DESCRIPTION, epilog=EPILOG, parents=[_shared_options()]
    )
    parser.add_argument("--version", action="version", version=f"News Archive Reader {__version__}")
    parser.add_argument("--tour", action="store_true", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    commands.required = False
    _add_import(_command(commands, "import", "add files and folders of saved articles to the library"))
    _add_imports(_command(commands, "imports", "list the imports of the past, or what became of the files of one"))
    _add_watch(_command(commands, "watch", "import new files of some folders by themselves"))
    _add_clean(_command(commands, "clean", "clean files without a library"))
    _add_search(_command(commands, "search", "search the library"))
    _add_export(_command(commands, "export", "write the stories of a result into a file"))
    _add_show(_command(commands, "show", "print a story"))
    _command(commands, "stats", "print what the library holds")
    _command(commands, "verify", "check every story, every original and the index")
    _command(commands, "rebuild", "build the search index anew")
    return parser


def _shared_options() -> argparse.ArgumentParser:
    """Options that may stand before or after the command; left out, they leave no trace in the namespace."""
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--library", metavar="DIR", type=Path, help="the library's folder")
    shared.add_argument("--json", dest="as_json", action="store_true", help="print one JSON value a line")
    return shared


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, help_text: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name, help=help_text, description=help_text[0].upper() + help_text[1:] + ".", parents=[_shared_options()]
    )


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="*", help="a file or a folder")
    _add_report(parser)
    parser.add_argument("--dry-run", action="store_true", help="only count what the files hold; import nothing")
    parser.add_argument("--retry", metavar="ID", type=_count, help="import the files of a past import that failed")
    parser.add_argument("--workers", metavar="N", type=_workers, help="how many processes read files")
    parser.add_argument(
        "--columns",
        metavar="FIELD=COLUMN,…",
        default="",
        help="what the columns of tables mean, such as title=Headline,text=Body,date=Day; remembered",
    )


def _add_report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--report", metavar="FILE", type=Path, help="write a row a file as CSV, or as JSON if it ends in .json"
    )


def _add_imports(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("import_id", metavar="ID", type=_count, nargs="?", help="the number of an import")
    _add_report(parser)


def _add_watch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "doing",
        metavar="WHAT",
        choices=("list", "add", "remove", "look"),
        nargs="?",
        default="list",
        help="list (the default), add DIR, remove DIR, or look: import now what is new",
    )
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", help="a folder")


def _add_clean(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="FILE", nargs="+", help="HTML or plain text, .gz of it, or - (standard input)")
    parser.add_argument("--out", metavar="FILE.jsonl", type=Path, help="write the stories there, a JSON value a line")


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", nargs="*", help="what to look for")
    parser.add_argument("--batch", metavar="FILE", help="run every line of a file (or of -) as a query")
    parser.add_argument("--limit", metavar="N", type=_count, default=50, help="how many stories to list (50)")
    parser.add_argument(
        "--sort",
        metavar="KEY",
        type=_sort_key,
        default=SortKey.RELEVANCE,
        help="one of " + ", ".join(key.value for key in SortKey),
    )
    parser.add_argument(
        "--facets", action="store_true", help="count the results by outlet, date, language, section, tag and author"
    )
    parser.add_argument("--explain", action="store_true", help="tell how the query was read, and what took how long")


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", nargs="*", help="what to look for; nothing means all stories")
    forms = [form.value for form in StoryFormat]
    parser.add_argument("--format", dest="form", metavar="F", choices=forms, required=True, help=", ".join(forms))
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help="the file to write")
    parser.add_argument("--sort", metavar="KEY", type=_sort_key, default=SortKey.RELEVANCE, help="as for search")


def _add_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article_id", metavar="ID", type=int, help="a story's number, as search prints it")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--removed", action="store_true", help="what was taken out, and why")
    what.add_argument("--original", action="store_true", help="all of the page's visible text")


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _workers(text: str) -> int:
    number = _count(text)
    if not 1 <= number <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{number} is not between 1 and {MOST_WORKERS}")
    return number


def _sort_key(text: str) -> SortKey:
    try:
        return SortKey(text.lower())
    except ValueError:
        keys = ", ".join(key.value for key in SortKey)
        raise argparse.ArgumentTypeError(f"'{text}' is not one of {keys}") from None

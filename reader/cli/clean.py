"""``clean``: files to clean stories, without a library."""

import contextlib
import json
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.cli.console import Console
from reader.cli.options import Options
from reader.cli.stories import story_json, story_lines
from reader.core.errors import ReaderError
from reader.core.model import Article
from reader.core.terms import Terms
from reader.service import cleaning, places
from reader.service.collecting import rare_collections
from reader.service.terms import saved_terms

log = logging.getLogger(__name__)

Deliver = Callable[[Article, str], None]


def clean_files(options: Options, console: Console) -> int:
    """Clean the files one after the other; what fails is told and left out, and makes the exit status 1."""
    failed = 0
    terms = saved_terms(places.settings_folder())
    with _delivery(options, console) as deliver, rare_collections() as between:
        for done, name in enumerate(options.paths, start=1):
            between()
            is_whole = True
            try:
                for one in _stories(name, terms):
                    if isinstance(one, Article):
                        deliver(one, name)
                    else:
                        is_whole = False
                        console.message(f"{name}{f' ({one.member})' if one.member else ''}: {one.sentence}")
            except ReaderError as error:
                is_whole = False
                console.message(f"{name}: {error}")
            except (BrokenPipeError, KeyboardInterrupt):
                raise
            except Exception as error:
                is_whole = False
                log.exception("Cleaning failed")
                console.message(f"{name}: The program made a mistake reading this file ({type(error).__name__}).")
            failed += not is_whole
            if options.out and len(options.paths) > 1:
                console.progress(f"{done}/{len(options.paths)} files cleaned, {failed} failed")
    return 1 if failed else 0


def _stories(name: str, terms: Terms) -> Iterator[Article | cleaning.MemberFailure]:
    if name == "-":
        return iter(cleaning.clean_bytes(sys.stdin.buffer.read(), "standard input", terms))
    return cleaning.clean_file(Path(name), terms)


@contextlib.contextmanager
def _delivery(options: Options, console: Console) -> Iterator[Deliver]:
    """Hand out the function that takes a finished story to where it was asked for."""
    if options.out is None:
        yield (lambda article, source: _print(article, source, console))
        return
    with options.out.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as target:

        def write(article: Article, source: str) -> None:
            target.write(json.dumps(story_json(article, source), ensure_ascii=False) + "\n")

        yield write


def _print(article: Article, source: str, console: Console) -> None:
    if console.as_json:
        console.answer(story_json(article, source))
        return
    for line in story_lines(article):
        console.line(line)
    console.line()

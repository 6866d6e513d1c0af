"""Where commands write."""

import io

from reader.cli.console import QUIET_S, Console
from reader.core.model import Span


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def test_progress_keeps_one_line_on_a_terminal_and_takes_it_away() -> None:
    out, err = io.StringIO(), Terminal()
    console = Console(as_json=False, out=out, err=err)
    console.progress("10/20 files")
    console.progress("20/20")
    console.line("done")
    assert err.getvalue() == "\r10/20 files\r20/20      \r     \r"
    assert out.getvalue() == "done\n"


def test_progress_into_a_file_is_a_line_now_and_then() -> None:
    now, err = [0.0], io.StringIO()
    console = Console(as_json=False, out=io.StringIO(), err=err, clock=lambda: now[0])
    for second in range(int(QUIET_S) * 2 + 1):
        now[0] = float(second)
        console.progress(f"{second} files")
    assert err.getvalue() == "10 files\n20 files\n"


def test_marks_are_bold_on_a_terminal_only() -> None:
    plain, terminal = io.StringIO(), Terminal()
    for out in (plain, terminal):
        Console(as_json=False, out=out, err=io.StringIO()).marked("the old bridge", (Span(4, 7),), "  ")
    assert plain.getvalue() == "  the old bridge\n"
    assert terminal.getvalue() == "  the \x1b[1mold\x1b[0m bridge\n"


def test_json_keeps_every_script_readable_and_every_line_whole() -> None:
    out = io.StringIO()
    Console(as_json=True, out=out, err=io.StringIO()).answer({"text": "גשר\nПорт"})
    assert out.getvalue() == '{"text": "גשר\\nПорт"}\n'

"""Rules for the source: size, layers, signals, enums, what tests may not do."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt

from tests.house.files import ROOT, calls, named, python_files, tree

MOST_LINES = 400


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {
        named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files("reader", "tests")
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_every_package_of_the_program_has_a_layer() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = [
        contract["layers"] for contract in settings["tool"]["importlinter"]["contracts"] if contract["type"] == "layers"
    ]
    named_there = {name.strip() for layer in layers for name in layer.split("|")}
    packages = {f"reader.{path.stem}" for path in (ROOT / "reader").glob("*.py") if path.stem != "__init__"} | {
        f"reader.{path.parent.name}" for path in (ROOT / "reader").glob("*/__init__.py")
    }
    assert packages - named_there == set()


def test_every_folder_of_code_says_what_it_is() -> None:
    folders = {path.parent for path in python_files("reader", "tests") if "stubs" not in path.parts}
    silent = [
        named(folder)
        for folder in folders
        if not (folder / "__init__.py").is_file() or not ast.get_docstring(tree(folder / "__init__.py"))
    ]
    assert silent == []


def test_no_check_is_switched_off_for_a_line_of_types() -> None:
    pieces = ("type: " + "ignore", "mypy: " + "ignore", "@no_type" + "_check")
    found = [
        f"{named(path)}:{number}"
        for path in python_files("reader", "tests")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if any(piece in line for piece in pieces)
    ]
    assert found == []


def test_signals_carry_one_value_or_nothing() -> None:
    """A signal of an int or a str turns a value of the wrong type into 0 or nothing without an error."""
    wrong = [
        f"{named(path)}:{call.lineno}"
        for path in python_files("reader")
        for call in calls(path, "Signal")
        if [ast.unparse(argument) for argument in call.args] not in ([], ["object"])
    ]
    assert wrong == []


def test_enums_of_qt_have_their_full_names() -> None:
    """The short form is forty times slower."""
    short = [
        f"{named(path)}:{node.lineno} {ast.unparse(node)}"
        for path in python_files("reader", "tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Qt"
        and not isinstance(getattr(Qt, node.attr, type), type)
        and not callable(getattr(Qt, node.attr))
    ]
    assert short == []


def test_the_window_has_no_style_sheet() -> None:
    """One rule of QSS spoils the native look of scroll bars; themes are palettes."""
    found = [f"{named(path)}:{call.lineno}" for path in python_files("reader") for call in calls(path, "setStyleSheet")]
    assert found == []


def test_tests_of_the_window_wait_for_signals() -> None:
    found = [
        f"{named(path)}:{call.lineno} {name}"
        for path in python_files("tests")
        if "gui" in path.parts or "journeys" in path.parts
        for name in ("sleep", "processEvents")
        for call in calls(path, name)
    ]
    assert found == []


def test_files_are_not_opened_in_the_systems_encoding() -> None:
    """What a file is read as must not depend on where the program runs."""
    found = [
        f"{named(path)}:{call.lineno}"
        for path in python_files("reader")
        for name in ("read_text", "write_text")
        for call in calls(path, name)
        if not _names_an_encoding(call)
    ]
    assert found == []


def test_every_resource_that_is_named_exists() -> None:
    missing = [
        f"{named(path)}:{call.lineno} {place}"
        for path in python_files("reader", "tests")
        for call in calls(path, "resource")
        for place in _places(call)
        if not (ROOT / "resources").joinpath(place).exists()
    ]
    assert missing == []


def _names_an_encoding(call: ast.Call) -> bool:
    return bool(call.args) or any(keyword.arg in ("encoding", None) for keyword in call.keywords)


def _places(call: ast.Call) -> Iterator[Path]:
    parts = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    names = [part for part in parts if isinstance(part, str)]
    if names and len(names) == len(call.args):
        yield Path(*names)


def test_tests_do_not_read_the_processor_clock() -> None:
    """A limit in seconds fails on a crowded machine; costs are told by ``tests.effort`` or shown in ``tests/bench``."""
    clocks = {"process_time", "perf_counter", "thread_time"}
    allowed = ("tests/bench/", "tests/quality/", "tests/effort.py")
    found = [
        named(path)
        for path in python_files("tests")
        if not named(path).startswith(allowed)
        for clock in clocks
        if any(calls(path, clock))
    ]
    assert found == []

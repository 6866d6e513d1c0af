"""Finds every text of the window that can be translated, in its source and in its tables."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from pathlib import Path

from reader.core.settings import Settings
from reader.core.survey import LeftOutKind
from reader.gui.frame.actions import ACTIONS, MENUS
from reader.gui.imports.columns import NAMES
from reader.gui.notes.colours import INKS
from reader.gui.reading.scripts import HAS_LETTERS
from reader.gui.study import collocates, model, view
from reader.gui.views.tabs import TITLES
from reader.intake.table import FORMATS

GUI = Path(__file__).resolve().parents[2] / "reader" / "gui"


def all_texts() -> list[str]:
    """Return every translatable text once, in the order of modules and lines, then those of tables."""
    found = [
        text
        for path in sorted(GUI.rglob("*.py"))
        if path.name != "plurals.py"
        for text in texts_of(path.read_text(encoding="utf-8"))
    ]
    return list(dict.fromkeys((*found, *_of_tables())))


def texts_of(code: str) -> Iterator[str]:
    """Yield what is given to ``tr``, ``_tr`` and ``translate``, and every text that counts with ``%n``."""
    tree = ast.parse(code)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            asked = _asked(node)
            if asked is not None:
                yield from _literals(asked)
        elif isinstance(node, ast.Constant) and id(node) not in docstrings and "%n " in str(node.value):
            yield str(node.value)


def _asked(call: ast.Call) -> ast.expr | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = {"tr": 0, "_tr": 0, "translatable": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1}.get(name)
    return call.args[place] if place is not None and len(call.args) > place else None


def _literals(expression: ast.expr) -> Iterator[str]:
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield expression.value
    elif isinstance(expression, ast.IfExp):
        yield from _literals(expression.body)
        yield from _literals(expression.orelse)


def _of_formats() -> Iterator[str]:
    yield from dict.fromkeys(one.name for one in FORMATS)


def _of_tables() -> Iterator[str]:
    yield from _of_formats()
    yield from MENUS.values()
    yield from (spec.text for spec in ACTIONS)
    yield from NAMES.values()
    yield from (kind.value for kind in LeftOutKind)
    yield from ("File", "Outcome", "Reason or headline")
    yield from TITLES.values()
    yield from (*(name for name, _, _ in HAS_LETTERS), "Emoji")
    yield from (ink.name for ink in INKS)
    yield from (*model.TITLES, *collocates.TITLES, *collocates.TIPS, *view.LEVELS.values(), *view.MEASURES.values())
    for declared in fields(Settings):
        yield from (declared.metadata[part] for part in ("page", "title", "help"))
        value = getattr(Settings(), declared.name)
        if isinstance(value, Enum):
            yield from (str(each.value).capitalize() for each in type(value) if len(str(each.value)) > 2)

"""The good files of every format, as the packages beside this module make them: what is fuzzed, cut and hidden."""

import pkgutil
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import tests.intake


@cache
def all_fixtures() -> dict[str, bytes]:
    """Return the files of all packages' ``FIXTURES`` by package and name, such as ``warc/crawl.warc``."""
    gathered: dict[str, bytes] = {}
    for package in pkgutil.iter_modules(tests.intake.__path__):
        module = f"tests.intake.{package.name}.fixtures"
        if package.ispkg and find_spec(module) is not None:
            files: dict[str, bytes] = getattr(import_module(module), "FIXTURES", {})
            gathered |= {f"{package.name}/{name}": content for name, content in files.items()}
    return gathered

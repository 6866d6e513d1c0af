"""The services of the program for the terminal and for scripts. ARCHITECTURE.md has the contract."""

from reader.cli.commands import run
from reader.cli.options import Options, parse

__all__ = ["Options", "parse", "run"]

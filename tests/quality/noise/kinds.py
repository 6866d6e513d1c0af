"""The patterns of ``kinds.toml``, and the few that look at a line's own spelling."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path


def _read() -> dict[str, tuple[re.Pattern[str], ...]]:
    tables = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8"))
    found: dict[str, tuple[re.Pattern[str], ...]] = {}
    for kind, row in tables["kinds"].items():
        found[kind] = tuple(re.compile(_filled(pattern, tables["parts"])) for pattern in row)
    return found


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    for name, words in parts.items():
        pattern = pattern.replace(f"{{{name}}}", words)
    return pattern


PATTERNS = _read()
"""Kind -> the patterns of its lines, searched in the folded line."""
BYLINE = re.compile(
    r"^(?:(?:[Bb]y|BY|Von|[Pp]ar|[Pp]or|Di|[Dd]oor|Av|Af|Autor(?:in)?|Texte?|Автор|Tekst|Teksti|Od|De|Written by):? )"
    r"(?:[A-ZÀ-ÞА-Я][\w.'’-]+,? ?(?:(?:and|und|et|y|e|i|von|van|de) )?){1,7}$"
)
"""A byline in the line's own spelling: the opening word and one to seven capitalised words."""
SIGNED = re.compile(
    r"^[a-z]{2,3} [A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?$|[.!?] Von [A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+){1,2}$"
)
"""Initials with a place ("ku Frankfurt"), and a byline glued to the end of a sentence."""
PLACE = re.compile(r"^[A-ZÀ-ÞА-Я][\w-]+(?:[ /-][A-ZÀ-ÞА-Я][\w-]+){0,2}\.$")
"""A place alone with a full stop, as datelines above the first paragraph are."""

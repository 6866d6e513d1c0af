"""The JSON values in a page's scripts: whole scripts, assigned page states, and what React streams. Nothing is run.

Forgiving: JavaScript's own notations inside a state (``undefined``, bare names, single quotes) become JSON's. Every
step is linear in the script, and what fails is paid from a budget.
"""

import json
import re
from collections.abc import Iterator

Json = dict[str, "Json"] | list["Json"] | str | float | bool | None

LONGEST_SCRIPT = 16_000_000
"""Characters of a script that is looked at; a longer one is left alone."""

_MOST_TRIES = 3_000
_MOST_LOST_CHARS = 20_000_000
_MOST_VALUES = 200
# Before a JSON value: an assignment, JSON.parse(…), an array that is pushed, a function's result.
_START = re.compile(r"""(?:=|\bparse\(|\bpush\(|\breturn)\s{0,9}(?=[\[{"'])""")
_NAMED_STATE = re.compile(r"""(?:__\w{2,40}|\bwindow(?:\.\w{1,60}|\[["']\w{1,60}["']\]))\s{0,5}=\s{0,5}\Z""")
_SINGLE_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*+)'", re.DOTALL)
_NOTATION = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*+")|(?P<single>'(?:[^'\\]|\\.)*+')|(?P<comma>,(?=\s*+[}\]]))"""
    r"""|(?P<yes>!0)|(?P<no>!1)|void\s0|(?P<key>[A-Za-z_$][\w$]*+\s{0,5}:)|(?P<name>[A-Za-z_$][\w$.]*+(?:\(\))?)""",
    re.DOTALL,
)
_LITERALS = frozenset({"true", "false", "null", "NaN", "Infinity"})
_HEX = re.compile(r"\\x([0-9a-fA-F]{2})")
_ODD_ESCAPE = re.compile(r"""\\([^"\\/bfnrtu])""", re.DOTALL)
_ROW = re.compile(r"([0-9a-f]{0,8}):")
_TEXT_ROW = re.compile(r"T([0-9a-f]{1,7}),")
_DECODER = json.JSONDecoder(strict=False)


def values_of_json(script: str) -> Iterator[Json]:
    """Yield the value of a script that is JSON as a whole; nothing where it is broken."""
    text = script.strip().removeprefix("<!--").removesuffix("-->")
    if len(text) <= LONGEST_SCRIPT:
        value, _ = _decoded(text.strip(), 0)
        yield value


def values_in_script(script: str) -> Iterator[Json]:
    """Yield the objects and arrays that a JavaScript assigns, parses or pushes, in order."""
    if len(script) > LONGEST_SCRIPT:
        return
    position, lost, found = 0, 0, 0
    for _ in range(_MOST_TRIES):
        match = _START.search(script, position)
        if match is None or lost > _MOST_LOST_CHARS or found > _MOST_VALUES:
            return
        at = match.end()
        value, end = _value_at(script, at)
        if isinstance(value, dict | list):
            found += 1
            yield value
            position = end
            continue
        lost += max(0, end - at)
        position = max(at, end if isinstance(value, str) else at)
        if value is None and script[at] == "{" and _NAMED_STATE.search(script[max(0, at - 100) : at]):
            yield _decoded(_as_json(script[at:]), 0)[0]
            return


def _value_at(script: str, at: int) -> tuple[Json, int]:
    """Return the value at a place, one inside a string included, and where it ends, or how far it could be read."""
    if script[at] == "'":
        match = _SINGLE_QUOTED.match(script, at)
        if match is None:
            return None, len(script)
        text, end = _decoded(_as_string(match[1]), 0)[0], match.end()
    else:
        text, end = _decoded(script, at)
    if isinstance(text, str):
        inner = text.lstrip()
        return (_decoded(inner, 0)[0] or text, end) if inner[:1] in ("{", "[") else (text, end)
    return text, end


def _decoded(text: str, at: int) -> tuple[Json, int]:
    """Return the JSON value at a place and its end; None and where it broke if there is none."""
    try:
        value, end = _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        return None, max(at, error.pos)
    except (ValueError, RecursionError):
        return None, len(text)
    return value, end


def _as_string(inner: str) -> str:
    """Return the inside of a single-quoted string as a JSON string."""
    text = _HEX.sub(r"\\u00\1", inner.replace("\\'", "'"))
    text = re.sub(r'(\\.)|"', lambda match: match[1] or '\\"', text, flags=re.DOTALL)
    text = _ODD_ESCAPE.sub(r"\1", text)
    return f'"{text}"'


def _as_json(text: str) -> str:
    """Return a JavaScript object literal in JSON's notation, names without a meaning there as null."""
    return _NOTATION.sub(_noted, text)


def _noted(match: re.Match[str]) -> str:
    whole = match[0]
    match match.lastgroup:
        case "string":
            return whole
        case "single":
            return _as_string(whole[1:-1])
        case "comma":
            return ""
        case "key":
            return f'"{whole[:-1].strip()}":'
        case "yes" | "no":
            return "true" if match.lastgroup == "yes" else "false"
        case _:
            return whole if whole in _LITERALS else "null"


def streamed_text(values: Iterator[Json] | list[Json]) -> str:
    """Return what ``self.__next_f.push([1, "…"])`` calls push, joined: React's rows."""
    return "".join(
        value[1] for value in values if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str)
    )


def values_in_rows(text: str) -> Iterator[Json]:
    """Yield the values of React's rows: ``id:JSON`` to the end of a line, or ``id:Tlength,`` and as many bytes."""
    source = text.encode("utf-8", "replace")
    position = 0
    while position < len(source):
        head = _ROW.match(source[position : position + 10].decode("ascii", "replace"))
        start = position + head.end() if head else position
        long = _TEXT_ROW.match(source[start : start + 10].decode("ascii", "replace")) if head else None
        if long is not None:
            end = start + long.end() + int(long[1], 16)
            yield [source[start + long.end() : end].decode("utf-8", "replace")]
            position = end
            continue
        end = source.find(b"\n", start)
        end = len(source) if end < 0 else end
        if source[start : start + 1] in (b"{", b"["):
            yield _decoded(source[start:end].decode("utf-8", "replace"), 0)[0]
        position = end + 1

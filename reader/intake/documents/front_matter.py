"""The head of a note that says what it is: YAML, TOML or JSON in front of the text, or properties by line."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import yaml

_LONGEST = 64_000
_MOST_VALUES, _MOST_LEVELS = 60, 4
_MOST_BRACKETS = 400
_YAML = re.compile(r"\A\s*---[ \t]*\r?\n(.{0,64000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\r?\n(.{0,64000}?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_PROPERTY = re.compile(r"\s{0,8}(?:[-*+]\s+)?(\*{0,2})([^\W\d_][\w \-]{0,40}?)\1::\1[ \t]+(\S.{0,2000})")
_LABELLED = re.compile(r"([^\W\d_][\w \-]{0,30}):[ \t]+(\S.{0,2000}|)")
_BULLET = re.compile(r"\s{0,8}[-*+]\s+(\*{0,2})([^\W\d_][\w \-]{0,40}?)(?::\1|\1:)\s+(\S.{0,2000})")
_METADATA_HEADING = re.compile(r"#{1,6}\s+metadata\s*", re.IGNORECASE)
_LINE_KEY = re.compile(r"([^\W\d_][\w .\-]{0,40}?)\s*:(?:\s+(.*)|\s*)\Z")
_PROPERTY_LINES = 40
_FEWEST_LABELLED = 2
Values = dict[str, tuple[str, ...]]


class _PlainLoader(yaml.SafeLoader):
    """Makes texts, lists and mappings alone: no dates, numbers or booleans are guessed."""


_PlainLoader.yaml_implicit_resolvers = {}


def folded_key(key: str) -> str:
    """Return a key as the table of keys has it."""
    return re.sub(r"[\s_\-.*:]+", "", key).lower()


def split_front_matter(text: str, is_known: Callable[[str], bool]) -> tuple[Values, str]:
    """Return what the head of a note states, by folded key, and the text behind it.

    ``is_known`` tells the keys that mean something: heads without marks of their own are taken for one by those alone.
    """
    text = text.removeprefix("\ufeff")
    for pattern, parse in ((_YAML, _from_yaml), (_TOML, _from_toml)):
        match = pattern.match(text)
        if match:
            found = parse(match.group(1))
            if found or not match.group(1).strip():
                values, rest = _by_line(text[match.end() :], is_known)
                return values | found, rest
    if text.lstrip()[:1] == "{":
        found, rest = _from_json(text)
        if found:
            return found, rest
    if text.startswith("% "):
        return _from_pandoc(text)
    return _by_line(text, is_known)


def _from_yaml(head: str) -> Values:
    if sum(map(head.count, "[{")) > _MOST_BRACKETS:
        return _by_key(head)
    try:
        made = yaml.load(head, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader that guesses no types
    except (yaml.YAMLError, ValueError, RecursionError):
        return _by_key(head)
    return _flat(made) if isinstance(made, dict) else {}


def _by_key(head: str) -> Values:
    """Return the lines "key: value" of YAML that is broken, such as by a colon in a title without quotes."""
    found: dict[str, list[str]] = {}
    key = ""
    for line in head.splitlines():
        match = _LINE_KEY.match(line)
        if match and match.group(1):
            key = folded_key(match.group(1))
            value = (match.group(2) or "").strip()
            found.setdefault(key, []).extend([_unquoted(value)] if value else [])
        elif key and line.lstrip().startswith("- "):
            found[key].append(_unquoted(line.lstrip()[2:].strip()))
    return {name: tuple(values[:_MOST_VALUES]) for name, values in found.items()}


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _from_toml(head: str) -> Values:
    if sum(map(head.count, "[{")) > _MOST_BRACKETS:
        return {}
    try:
        return _flat(tomllib.loads(head.replace("\r\n", "\n")))
    except (ValueError, RecursionError):
        return _by_key(re.sub(r"(?m)^(\w+)\s*=\s*", r"\1: ", head))


def _from_json(text: str) -> tuple[Values, str]:
    try:
        made, end = json.JSONDecoder().raw_decode(text[:_LONGEST].lstrip())
    except (ValueError, RecursionError):
        return {}, text
    rest = text.lstrip()[end:]
    return (_flat(made), rest) if isinstance(made, dict) and rest[:1] in ("\n", "\r") else ({}, text)


def _from_pandoc(text: str) -> tuple[Values, str]:
    """Return the title block of Pandoc: title, authors, date, each on a line after a per cent sign."""
    lines = text.split("\n")
    found: Values = {}
    for name in ("title", "author", "date"):
        if lines and lines[0].startswith("%"):
            value = lines.pop(0)[1:].strip()
            found[name] = tuple(part.strip() for part in value.split(";")) if name == "author" else (value,)
    return {key: values for key, values in found.items() if any(values)}, "\n".join(lines)


def _flat(made: Mapping[Any, object]) -> Values:
    """Return texts by folded key; of nested values what is text, within limits whatever refers to what."""
    found: Values = {}
    for key, value in list(made.items())[: 4 * _MOST_VALUES]:
        texts: list[str] = []
        _collect([value], texts, 0)
        found[folded_key(str(key))] = tuple(texts)
    return found


def _collect(values: Iterable[object], texts: list[str], level: int) -> None:
    for value in values:
        if len(texts) >= _MOST_VALUES or level > _MOST_LEVELS:
            return
        if isinstance(value, dict):
            named = [value[key] for key in ("name", "title", "label", "url") if key in value][:1]
            _collect(named or value.values(), texts, level + 1)
        elif isinstance(value, list):
            _collect(value, texts, level + 1)
        elif value is not None and (text := " ".join(str(value).split())):
            texts.append(text)


def _by_line(text: str, is_known: Callable[[str], bool]) -> tuple[Values, str]:
    """Return properties that stand by line at the top ("title:: …", "- URL: …" under "Metadata"), and the rest."""
    lines = text.split("\n", _PROPERTY_LINES)
    found: Values = {}
    used: set[int] = set()
    in_list = False
    for number, line in enumerate(lines[:_PROPERTY_LINES]):
        stripped = line.rstrip("\r ")
        match = _PROPERTY.fullmatch(stripped) or (_BULLET.fullmatch(stripped) if in_list else None)
        if match and is_known(folded_key(match.group(2))):
            found.setdefault(folded_key(match.group(2)), (match.group(3).strip(),))
            used.add(number)
        elif _METADATA_HEADING.fullmatch(stripped):
            in_list = True
            used.add(number)
        elif match is None and stripped and not stripped.startswith("#"):
            break
    if found:
        return found, "\n".join(line for number, line in enumerate(lines) if number not in used)
    return _labelled(text, is_known)


def _labelled(text: str, is_known: Callable[[str], bool]) -> tuple[Values, str]:
    """Return the lines "Title: …" at the very top, as MultiMarkdown has them: two at least, and nothing else."""
    head, _, rest = text.lstrip("\r\n").replace("\r\n", "\n").partition("\n\n")
    matches = [_LABELLED.fullmatch(line.rstrip()) for line in head.split("\n")[:_PROPERTY_LINES]]
    known = [match for match in matches if match and is_known(folded_key(match.group(1)))]
    if len(known) < _FEWEST_LABELLED or len(known) < len(matches):
        return {}, text
    return {folded_key(match.group(1)): (match.group(2).strip(),) for match in known if match.group(2)}, rest

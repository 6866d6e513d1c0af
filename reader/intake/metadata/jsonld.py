"""JSON-LD as pages have it: broken, wrapped, nested. Parsed forgivingly, flattened to nodes; never raises."""

import html
import json
import re

Json = dict[str, "Json"] | list["Json"] | str | float | bool | None
Node = dict[str, Json]

_LONGEST = 4_000_000
_DEEPEST = 6
_MOST_NODES = 800
_WRAPPERS = re.compile(r"\A[\s;]*(?:(?:<!--|/?/?\s?<!\[CDATA\[|/\*\s?<!\[CDATA\[\s?\*/|/\*\s?\*/)\s*)+")
_WRAPPER_ENDS = re.compile(r"(?:-->|/\*\s?\]\]>\s?\*/|//\s?\]\]>|\]\]>|;)\s*\Z")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[,:]', re.DOTALL)
_NEEDLESS = re.compile(r"\s*[,}\]]")
_BAD_ESCAPE = re.compile(r"""\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})""")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_LOOSE_STRING = re.compile(
    r'"(@type|headline|datePublished|dateModified|description|articleSection|inLanguage)"\s{0,9}:\s{0,9}"((?:[^"\\]|\\.){1,2000})"',
    re.DOTALL,
)


def nodes_of(scripts: tuple[str, ...]) -> list[tuple[Node, int]]:
    """Return the objects in all scripts with their depth, outermost first; ``@graph`` and arrays add no depth.

    References by ``@id`` are not resolved here; see ``by_id``.
    """
    found: list[tuple[Node, int]] = []
    for script in scripts:
        for value in parse(script):
            found.extend(_flattened(value, _MOST_NODES - len(found)))
    return sorted(found, key=lambda pair: pair[1])


def by_id(nodes: list[tuple[Node, int]]) -> dict[str, Node]:
    """Return the nodes that have an ``@id`` and say more than that, by it."""
    return {
        identity: node for node, _ in reversed(nodes) if isinstance(identity := node.get("@id"), str) and len(node) > 1
    }


def parse(script: str) -> list[Json]:
    """Return the JSON values in a script's text, mended where it is broken, or what strings can be saved from it."""
    if len(script) > _LONGEST:
        return []
    text = script.strip()
    if text[:1] not in "{[" or text[-1:] not in "}]":
        text = _WRAPPER_ENDS.sub("", _WRAPPERS.sub("", text)).strip()
    if not text:
        return []
    for mend in (str, _mended, _mended_entities):
        values = _decode_all(mend(text))
        if values:
            return values
    loose: Node = {}
    for match in _LOOSE_STRING.finditer(text):
        loose.setdefault(match.group(1), _ESCAPED.sub(r"\1", match.group(2)))
    return [loose] if loose else []


def _decode_all(text: str) -> list[Json]:
    """Return all JSON values that stand one behind the other in ``text``; none if the first is broken."""
    decoder = json.JSONDecoder(strict=False)
    values: list[Json] = []
    at = 0
    while at < len(text) and len(values) < 50:
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
        while at < len(text) and (text[at].isspace() or text[at] in ",;"):
            at += 1
    return values


def _mended(text: str) -> str:
    """Return ``text`` without needless commas, with null for missing values and stray backslashes doubled."""
    parts: list[str] = []
    done = 0
    for match in _TOKEN.finditer(text):
        if match.group() in {",", ":"}:
            if _NEEDLESS.match(text, match.end()):
                parts.append(text[done : match.start()])
                parts.append(": null" if match.group() == ":" else "")
                done = match.end()
        elif "\\" in match.group():
            parts.append(text[done : match.start()])
            parts.append(_BAD_ESCAPE.sub(r"\\\\", match.group().replace("\\'", "'")))
            done = match.end()
    parts.append(text[done:])
    return "".join(parts)


def _mended_entities(text: str) -> str:
    return _mended(html.unescape(text)) if "&quot;" in text or "&#34;" in text or "&#x22;" in text else text


def _flattened(value: Json, room: int) -> list[tuple[Node, int]]:
    found: list[tuple[Node, int]] = []
    waiting: list[tuple[Json, int]] = [(value, 0)]
    at = 0
    while at < len(waiting) and len(found) < room:
        item, depth = waiting[at]
        at += 1
        if isinstance(item, list):
            waiting.extend((inner, depth) for inner in item[:500])
        elif isinstance(item, dict) and depth < _DEEPEST:
            found.append((item, depth))
            for key, inner in item.items():
                if isinstance(inner, dict | list):
                    waiting.append((inner, depth if key == "@graph" else depth + 1))
    return found


def text_of(value: Json) -> str:
    """Return a string for a JSON value that should be one: the string, a number, a name inside, the first of a list."""
    for _ in range(5):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = next(
                (value[key] for key in ("name", "@value", "@id", "alternateName", "url") if value.get(key)), None
            )
        else:
            break
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else ""


def clean_text(text: str) -> str:
    """Return ``text`` with entities resolved, tags cut out, white space folded; it is read to 5,000 characters."""
    text = text[:5_000]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", text)
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def types_of(node: Node) -> tuple[str, ...]:
    """Return the node's types without their vocabulary's address."""
    given = node.get("@type") or node.get("type")
    names = given if isinstance(given, list) else [given]
    return tuple(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if isinstance(name, str))

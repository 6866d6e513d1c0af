"""A record with nested objects to one mapping of folded names to values, by which fields are found."""

from collections.abc import Mapping

from reader.intake.corpora.layouts import folded

_MOST_FIELDS = 2_000
_DEEPEST = 3
_WRAPPERS = frozenset({
    "article", "data", "fields", "attributes", "meta", "metadata", "document", "doc", "story", "item", "news",
    "post", "record", "result", "node", "entry", "payload", "info",
})  # fmt: skip
"""Objects of which a record may consist: what is in them may be named without them."""


def flat(record: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of a record by folded name, nested ones as ``outer.inner``; of lists the first object's.

    The fields of an object that only wraps the record (``_source``, ``article``) are there by their own names too.
    """
    found: dict[str, object] = {}
    waiting: list[tuple[str, Mapping[str, object], int]] = [("", record, 1)]
    inner: list[Mapping[str, object]] = []
    while waiting and len(found) < _MOST_FIELDS:
        prefix, level, depth = waiting.pop(0)
        for key, value in level.items():
            name = f"{prefix}.{part}" if (part := folded(str(key).replace(".", ""))) and prefix else part
            if not name:
                continue
            if key != "_source":  # which Elasticsearch puts around a record; "source" is the outlet elsewhere
                found.setdefault(name, value)
            below = _object(value)
            if below is not None and depth < _DEEPEST:
                waiting.append((name, below, depth + 1))
                if depth == 1 and (part in _WRAPPERS or key == "_source") and isinstance(value, dict):
                    inner.append(below)
    for wrapped in inner:
        for key, value in wrapped.items():
            found.setdefault(folded(str(key).replace(".", "")), value)
    return found


def _object(value: object) -> Mapping[str, object] | None:
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, dict) else None

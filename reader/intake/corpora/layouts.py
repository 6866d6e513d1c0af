"""What the fields of records mean: by known layouts, else by their names in many languages; both are data files."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from reader.resources import resource

MEANINGS = (
    "text", "title", "url", "canonical", "published", "modified", "saved", "author", "outlet", "section", "language",
    "description", "keyword", "tag", "note", "starred", "read",
)  # fmt: skip
_LONGEST_NAME = 100
_SIGN = re.compile(r"[=~>]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A name whose value says yes.

    It is true as it is (``sign`` ""), if it is one of ``values`` ("="), contains one ("~"), or is above zero (">").
    """

    name: str
    sign: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The names of fields by meaning, folded, in the order of preference; ``marks`` tell what the reader marked.

    ``is_list`` tells a reader's list, whose records without text are links; ``empty`` has beginnings of texts and
    titles that stand for none, ``has_blank_tags`` tells that blanks divide tags,
    ``order`` are language tags by which numeric dates are read.
    """

    name: str
    names: Mapping[str, tuple[str, ...]]
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    is_list: bool = False
    empty: tuple[str, ...] = ()
    has_blank_tags: bool = False
    order: tuple[str, ...] = ()
    places: Mapping[str, tuple[tuple[str, int], ...]] = field(init=False, default_factory=dict)
    """Of each name the meanings it has and its place among the names of each."""

    def __post_init__(self) -> None:
        places: dict[str, tuple[tuple[str, int], ...]] = {}
        for meaning, names in self.names.items():
            for place, name in enumerate(names):
                places[name] = (*places.get(name, ()), (meaning, place))
        object.__setattr__(self, "places", places)

    def fits(self, names: Collection[str]) -> bool:
        """Tell whether a record with fields of these folded names is of this layout."""
        return bool(self.needs) and self.needs.issubset(names) and self.lacks.isdisjoint(names)


def folded(name: str) -> str:
    """Return a field's name without case, accents, blanks and punctuation; dots between names of nested fields stay."""
    return ".".join(filter(None, (_folded_part(part) for part in name[:_LONGEST_NAME].split("."))))


@cache
def layouts() -> tuple[Layout, ...]:
    """Return the known layouts, the particular before the general."""
    with resource("corpora", "layouts.toml").open("rb") as stream:
        return tuple(_layout(table) for table in tomllib.load(stream)["layout"])


@cache
def generic() -> Layout:
    """Return the layout of records of any maker, by what fields are usually called."""
    with resource("corpora", "fields.toml").open("rb") as stream:
        return Layout("", _names(tomllib.load(stream)))


@cache
def meaning_of(name: str) -> str:
    """Return what a column of this name usually means, or ""; what stands for a story's own text comes first."""
    plain = folded(name)
    return next((meaning for meaning in MEANINGS if plain in generic().names.get(meaning, ())), "")


def layout_of(names: Collection[str]) -> Layout | None:
    """Return the first known layout that fits folded names, or None."""
    return next((layout for layout in layouts() if layout.fits(names)), None)


def _folded_part(part: str) -> str:
    if part.isascii():
        return "".join(filter(str.isalnum, part.casefold()))
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", part.casefold())))


def _layout(table: Mapping[str, object]) -> Layout:
    return Layout(
        name=str(table["name"]),
        names=_names(table),
        marks=MappingProxyType({key: tuple(map(_mark, _strings(table.get(key)))) for key in ("starred", "read")}),
        needs=frozenset(map(folded, _strings(table["needs"]))),
        lacks=frozenset(map(folded, _strings(table.get("lacks")))),
        is_list=bool(table.get("is_list")),
        empty=tuple(text.casefold() for text in _strings(table.get("empty"))),
        has_blank_tags=bool(table.get("has_blank_tags")),
        order=tuple(_strings(table.get("order"))),
    )


def _names(table: Mapping[str, object]) -> Mapping[str, tuple[str, ...]]:
    made = {key: tuple(dict.fromkeys(map(folded, _strings(table.get(key))))) for key in MEANINGS}
    return MappingProxyType({key: names for key, names in made.items() if names and key not in {"starred", "read"}})


def _mark(written: str) -> Mark:
    sign = _SIGN.search(written)
    if sign is None:
        return Mark(folded(written))
    values = tuple(value.casefold() for value in written[sign.end() :].split("|"))
    return Mark(folded(written[: sign.start()]), sign.group(), values)


def _strings(value: object) -> Iterable[str]:
    return [str(item) for item in value] if isinstance(value, list) else ()

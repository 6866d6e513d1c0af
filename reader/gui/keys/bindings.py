"""Which keys an action has: those of the table of actions, or those the reader gave it.

A key is written as Qt writes it for files (``Ctrl+Shift+O``, ``N``, ``F3``). A letter is a key that types something by
itself: it acts only while the list or the story has the focus, and only some actions may have one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from reader.core.settings import KeyChoice
from reader.gui.frame.actions import ACTIONS, ActionSpec
from reader.gui.keys.writing import is_letter, normal, parts

Keys = Mapping[str, tuple[str, ...]]
"""For each action, by name, its keys; the first one stands in the menu."""

MOST = 2
_OF_FIELDS = frozenset(
    {"Tab", "Backtab", "Return", "Enter", "Backspace", "Del", "Left", "Right", "Up", "Down", "Home", "End", "PgUp"}
    | {"PgDown"}
)
_EDITING = frozenset({"Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+Y"})


class Refusal(Enum):
    """Why an action cannot have a key."""

    TYPES = "types"
    OF_FIELDS = "of fields"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Taken:
    """A key that another action has."""

    key: str
    name: str


def defaults_of(spec: ActionSpec) -> tuple[str, ...]:
    """Return the keys an action has as the program comes."""
    keys = tuple(key for key in (spec.letter, spec.key) if key)
    return (*keys, "Ctrl+=") if spec.key == "Ctrl++" else keys


DEFAULTS: Keys = {spec.name: defaults_of(spec) for spec in ACTIONS}


def keys_in(changed: Iterable[KeyChoice]) -> dict[str, tuple[str, ...]]:
    """Return the keys of every action; what is changed for an action there is not, or to a key it may not have, goes.

    Where two actions would have one key, that of the earlier change stands, then that of the earlier action.
    """
    wanted = {choice.action: choice.keys for choice in changed if choice.action in DEFAULTS}
    found: dict[str, tuple[str, ...]] = {}
    given: set[str] = set()
    for spec in sorted(ACTIONS, key=lambda spec: spec.name not in wanted):
        keys = (normal(key) for key in wanted.get(spec.name, DEFAULTS[spec.name]))
        own = tuple(dict.fromkeys(key for key in keys if key and key not in given and refusal(spec, key) is None))
        found[spec.name] = own[:MOST]
        given.update(own[:MOST])
    return {spec.name: found[spec.name] for spec in ACTIONS}


def changes_in(keys: Keys) -> tuple[KeyChoice, ...]:
    """Return what is to be saved: the actions whose keys are not those the program comes with."""
    return tuple(KeyChoice(name, own) for name, own in keys.items() if own != DEFAULTS.get(name))


def with_key(keys: Keys, name: str, place: int, key: str) -> dict[str, tuple[str, ...]]:
    """Return all keys after an action got a key as its first or second; "" takes it off. Nobody else keeps that key."""
    own = [*keys[name], "", ""][:MOST]
    own = ["" if each == key else each for each in own]
    own[place] = key
    taken = {other: tuple(each for each in theirs if each != key) for other, theirs in keys.items()}
    return {**taken, name: tuple(filter(None, own))}


def owner(keys: Keys, name: str, key: str) -> Taken | None:
    """Return which other action has a key."""
    return next((Taken(key, other) for other, theirs in keys.items() if other != name and key in theirs), None)


def refusal(spec: ActionSpec, key: str) -> Refusal | None:
    """Return why an action cannot have a key at all; None where it can."""
    found = parts(key)
    if found is None:
        return Refusal.SEVERAL
    held, pressed = found
    if key in _EDITING or (pressed in _OF_FIELDS and not held & {"Ctrl", "Alt", "Meta"}):
        return Refusal.OF_FIELDS
    return Refusal.TYPES if is_letter(key) and not takes_letters(spec) else None


def takes_letters(spec: ActionSpec) -> bool:
    """Tell whether an action does something to the list or the story, so that a letter may stand for it."""
    return bool(spec.letter) or spec.menu in {"story", "view"}

"""Tags as small numbers: what is asked of the tags of all elements at once is looked up in tables by these numbers."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from reader.clean.choice.letters import Flags

_NAMES = (
    "a abbr acronym address article aside b bdi bdo big blockquote body button caption center cite code data dd del "
    "details dfn dialog div dl dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 header html i iframe img ins "
    "kbd label li main mark nav nobr o:p ol p pre q ruby s samp section small span strike strong sub summary sup table "
    "tbody td th time tr tt u ul var video"
)
_CODES = {name: code for code, name in enumerate(_NAMES.split(), 1)}
_OTHER = 0

Codes = NDArray[np.intp]


def codes_of(tags: Sequence[str]) -> Codes:
    """Return the number of each tag; those that nothing asks after share one."""
    return np.fromiter(map(_CODES.get, tags, repeat(_OTHER)), dtype=np.intp, count=len(tags))


def table_of(values: Mapping[str, float], other: float = 0.0) -> NDArray[np.float64]:
    """Return the value of each tag's number, ``other`` for tags that ``values`` lacks. Raises KeyError."""
    table = np.full(len(_CODES) + 1, other)
    for name, value in values.items():
        table[_CODES[name]] = value
    return table


def flags_of(names: Iterable[str]) -> Flags:
    """Return for each tag's number whether it is one of ``names``. Raises KeyError."""
    return table_of(dict.fromkeys(names, 1.0)) > 0

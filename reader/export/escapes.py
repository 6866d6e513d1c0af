"""Text made harmless for the form it goes into, and names for files. Pure."""

import re
import unicodedata

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet takes a text that begins so for a formula."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_MARKDOWN_START = re.compile(r"^(\s*)(\d+(?=[.)]\s)|[-+=](?=\s|$|[-=]))", re.MULTILINE)
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "#": r"\#",
    "&": r"\&",
    "$": r"\$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "_": r"\_",
}
_UNSAFE_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)
LONGEST_NAME_BYTES = 120


def clean(text: str) -> str:
    """Return text without controls, lone surrogates and overrides of direction; tabs and line ends stay."""
    return _BIDI.sub("", _CONTROLS.sub("", text))


def line(text: str) -> str:
    """Return text on one line."""
    return " ".join(clean(text).split())


def cell(text: str) -> str:
    """Return text for a cell of a table, which no spreadsheet takes for a formula."""
    text = clean(text)
    return f"'{text}" if text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS[:4]) else text


def bibtex(text: str) -> str:
    """Return text for a field of BibTeX."""
    return "".join(_BIBTEX.get(char, char) for char in line(text))


def markdown(text: str) -> str:
    """Return text that Markdown shows as it is."""
    text = _MARKDOWN.sub(r"\\\1", clean(text))
    return _MARKDOWN_START.sub(lambda found: f"{found[1]}{_escaped_start(found[2])}", text)


def _escaped_start(mark: str) -> str:
    return f"{mark}\\" if mark[0].isdigit() else f"\\{mark}"


def file_name(text: str, ending: str = "", fallback: str = "stories") -> str:
    """Return a name that every system takes for a file, of at most ``LONGEST_NAME_BYTES`` with its ending."""
    name = _UNSAFE_IN_NAMES.sub(" ", unicodedata.normalize("NFC", line(text)))
    name = " ".join(name.split()).strip(". ")
    room = LONGEST_NAME_BYTES - len(ending.encode())
    name = name.encode()[:room].decode(errors="ignore").rstrip(". ")
    if not name:
        name = fallback
    if name.split(".")[0].strip().lower() in _RESERVED:
        name = f"_{name}"
    return name + ending

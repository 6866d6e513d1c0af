"""Rich text cut into its words: groups, controls and bytes of text, in one pass."""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|'([0-9a-fA-F]{2})|(.))|([{}])|([\r\n]+)|([^\\{}\r\n]+)|\\", re.DOTALL
)
OPEN, CLOSE, WORD, BYTES = "{", "}", "word", "bytes"
Token = tuple[str, str, int | None]
"""What it is, the word or the bytes (a character each), and the number behind a word."""


def tokens(content: bytes) -> Iterator[Token]:
    """Yield the tokens of ``content``; binary data of pictures is passed over."""
    text = content.decode("latin-1")
    at, end = 0, len(text)
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            at += 1
            continue
        at = match.end()
        word, number, code, symbol, brace, _, plain = match.groups()
        if plain is not None:
            yield BYTES, plain, None
        elif word is not None:
            value = int(number) if number else None
            if word == "bin":
                at += max(0, value or 0)
            else:
                yield WORD, word, value
        elif brace is not None:
            yield brace, "", None
        elif code is not None:
            yield BYTES, chr(int(code, 16)), None
        elif symbol is not None:
            yield WORD, symbol, None

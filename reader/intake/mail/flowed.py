"""Text that a mail program has broken into lines (format=flowed, RFC 3676), joined to paragraphs again."""


def unflowed(text: str, *, deletes_space: bool) -> str:
    """Return ``text`` with its flowed lines joined, each at its depth of quoting.

    ``deletes_space`` is the parameter DelSp: the blank that marks a line as flowed is then no part of the text.
    """
    out: list[str] = []
    depth, paragraph = 0, list[str]()
    for line in text.replace("\r\n", "\n").split("\n"):
        rest = line.lstrip(">")
        quoted = len(line) - len(rest)
        rest = rest.removeprefix(" ")
        if paragraph and quoted != depth:
            out.append(_quoted("".join(paragraph), depth))
            paragraph = []
        depth = quoted
        if rest.endswith(" ") and rest != "-- ":
            paragraph.append(rest[:-1] if deletes_space else rest)
            continue
        out.append(_quoted("".join([*paragraph, rest]), depth))
        paragraph = []
    if paragraph:
        out.append(_quoted("".join(paragraph), depth))
    return "\n".join(out)


def _quoted(paragraph: str, depth: int) -> str:
    return "> " * depth + paragraph

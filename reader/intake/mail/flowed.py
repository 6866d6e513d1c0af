"""Text that a mail program has broken into lines (format=flowed, RFC 3676), joined to paragraphs again."""


def unflowed(text: str, *, deletes_space: bool) -> str:
    """Return ``text`` with its flowed lines joined, each at its depth of quoting.

    ``deletes_space`` is the parameter DelSp: the blank that marks a line as flowed is then no part of the text.
    """
    out: list[str] = []
    depth, paragraph = 0, ""
    is_open = False
    for line in text.replace("\r\n", "\n").split("\n"):
        rest = line.lstrip(">")
        quoted = len(line) - len(rest)
        rest = rest.removeprefix(" ")
        if is_open and quoted != depth:
            out.append("> " * depth + paragraph if depth else paragraph)
            is_open = False
        depth = quoted
        paragraph = paragraph + rest if is_open else rest
        is_open = rest.endswith(" ") and rest != "-- "
        if is_open and deletes_space:
            paragraph = paragraph[:-1]
        if not is_open:
            out.append("> " * depth + paragraph if depth else paragraph)
    if is_open:
        out.append(paragraph)
    return "\n".join(out)

"""Shadow trees that a saver wrote as templates: their text was on the screen, so it is opened as text of the page."""

import re

_TEMPLATE = re.compile(r"<template(?=[\s>/])([^>]{0,2000})>|</template\s{0,20}>", re.IGNORECASE)
_IS_SHADOW = re.compile(r"(?:^|\s)(?:shadow(?:root)?(?:mode)?|data-savepage-shadowroot)(?=[\s=/]|\Z)", re.IGNORECASE)


def opened(text: str) -> str:
    """Return the source with shadow trees as plain elements.

    Chrome's MHTML, SingleFile and the standard write ``<template shadowrootmode>`` or the like; other templates stay.
    """
    if "shadow" not in text:
        return text
    parts: list[str] = []
    at = 0
    kinds: list[bool] = []
    for match in _TEMPLATE.finditer(text):
        if match.group(1) is not None:
            kinds.append(_IS_SHADOW.search(match.group(1)) is not None)
            written = "<div>" if kinds[-1] else match.group()
        else:
            written = "</div>" if kinds and kinds.pop() else match.group()
        parts += [text[at : match.start()], written]
        at = match.end()
    parts.append(text[at:])
    return "".join(parts)

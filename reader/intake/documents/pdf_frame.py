"""What a browser prints around a page: title and date at its head, address and page number at its foot."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.intake.documents.pdf_pages import PdfPage, TextRun

_MARGIN = 54.0
_REPEATED_SHARE = 0.4
_NEAR = 3.0
_SHORTEST_TITLE, _REST = 4, 8
_ADDRESS = re.compile(r"(?:https?|file)://[^\s|]{3,2000}|\babout:blank\b")
_PAGE_NUMBER = re.compile(
    r"(?<![\w/.])(?:(?:page|seite|página|pagina|strona|sida|side|страница|стр\.?|第)\s*)?"
    r"\d{1,4}\s*(?:/|of|von|sur|de|di|van|z|av|из|／|共|\s页\s)\s*\d{1,4}(?:\s*[页頁])?(?![\w/.])",
    re.IGNORECASE,
)
_PAGE_ALONE = re.compile(r"\W*(?:page|seite|página|pagina|стр\.?|p\.)?\s*\d{1,4}\W*", re.IGNORECASE)
_DATE = re.compile(
    r"\d{1,4}\s?[./\-年]\s?\d{1,2}\s?[./\-月]\s?\d{1,4}日?,?\s*(?:(?:at|um|à|a las)?\s*(?:[上下]午|午[前後])?\s*"
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\.?)?)?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Frame:
    """The runs of the heads and feet, and what they say. ``title`` is "" where a head has none beside its date."""

    runs: frozenset[int]
    url: str = ""
    title: str = ""
    date: str = ""
    is_browser: bool = False


def find_frame(pages: Sequence[PdfPage], title: str) -> Frame:
    """Return the frame of a document; ``title`` is its property of that name."""
    rows = [(page, row) for page in pages for row in _margin_rows(page)]
    seen = Counter(key for _, key in {(page.number, _key(page, row)) for page, row in rows})
    least = max(2, _REPEATED_SHARE * len(pages))
    chosen = [
        row
        for page, row in rows
        if seen[_key(page, row)] >= least or _is_browsers(row, title) or _is_number(row, page.number + 1, len(pages))
    ]
    texts = [" ".join(run.text.strip() for run in row) for row in chosen]
    url = next((found.group().rstrip(",;") for text in texts if (found := _ADDRESS.search(text))), "")
    head = next((text for text in texts if _DATE.match(text) and not _ADDRESS.search(text)), "")
    date = _DATE.match(head)
    return Frame(
        frozenset(id(run) for row in chosen for run in row),
        url if url.startswith("http") and not url.endswith(("…", "...")) else "",
        head[date.end() :].strip() if date else "",
        date.group().strip() if date else "",
        bool(url) and (bool(head) or any(map(_PAGE_NUMBER.search, texts))),
    )


def _margin_rows(page: PdfPage) -> list[list[TextRun]]:
    """Return the lines near the upper and lower edge, each from left to right."""
    rows: dict[int, list[TextRun]] = {}
    for run in page.runs:
        if run.base < _MARGIN or run.base > page.height - _MARGIN:
            place = next((key for key in rows if abs(key - run.base) < _NEAR), round(run.base))
            rows.setdefault(place, []).append(run)
    return [sorted(row, key=lambda run: run.left) for row in rows.values()]


def _key(page: PdfPage, row: list[TextRun]) -> tuple[int, str]:
    """Return what is the same for a head or foot on all pages: its place and its text without numbers."""
    base = row[0].base
    place = round((page.height - base if base > page.height / 2 else -base) / 4)
    return place, _DIGITS.sub("#", "".join(run.text for run in row))[:200]


def _is_browsers(row: list[TextRun], title: str) -> bool:
    """Tell a head or foot on a single page: two of address, page number, date and title, and nothing else."""
    text = " ".join(run.text.strip() for run in row)
    rest, parts = text, 0
    for pattern in (_ADDRESS, _DATE, _PAGE_NUMBER):
        found = pattern.search(rest)
        if found:
            rest = f"{rest[: found.start()]} {rest[found.end() :]}"
            parts += 1
    rest = " ".join(rest.split()).strip(" |-–—•")
    if rest and title.startswith(rest[:40].rstrip("…. ")) and len(rest) > _SHORTEST_TITLE:
        return parts > 0
    return parts > 1 and len(rest) <= _REST


def _is_number(row: list[TextRun], number: int, count: int) -> bool:
    """Tell a line that is a page's number and nothing else; on a single page it has to be the right one."""
    text = " ".join(run.text.strip() for run in row).strip()
    is_one = bool(_PAGE_NUMBER.fullmatch(text) or _PAGE_ALONE.fullmatch(text))
    return is_one and (count > 1 or _DIGITS.findall(text)[:1] == [str(number)])

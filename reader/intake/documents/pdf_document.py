"""A PDF to the markup of its story, with what its head, feet and properties say. The one user of pdfium's document."""

import html
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import pypdfium2
from pypdfium2 import raw

from reader.core.errors import EmptyFileError, UnreadableFileError
from reader.core.model import Candidate, Field, FileKind, Moment, Precision, Source
from reader.intake.documents.facts import plain_title
from reader.intake.documents.pdf_frame import Frame, find_frame
from reader.intake.documents.pdf_joining import Joiner
from reader.intake.documents.pdf_layout import Layout
from reader.intake.documents.pdf_pages import MOST_PAGES, PdfPage, TextRun, read_pages
from reader.intake.documents.pdf_plain import plain_markup
from reader.intake.documents.pdf_tagged import tagged_markup
from reader.intake.markup import paragraph, story_markup

NO_TEXT = (
    "This PDF has no text, only pictures of its pages, as scanners make them. "
    "Run a program for text recognition (OCR) over it and import what that makes."
)
LOCKED = "This PDF is protected by a password. Open it, print it into a new PDF without one, and import that."
DAMAGED = "The PDF is damaged and cannot be read. Get it again from where it came, or print the story's page anew."
_BROWSERS = re.compile(
    r"mozilla|firefox|chrom|safari|edg|opera|webkit|wkhtmltopdf|qtwebengine|headless|skia|brave|vivaldi", re.IGNORECASE
)
_DATE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+\-])(\d\d)'?(\d\d)?)?")
_PROPERTIES = ("Title", "Creator", "CreationDate", "ModDate")
_TAGGED_SHARE = 0.6
_BROKEN = "\ufffd"
_NUMBERS = re.compile(r"\d+")
_TAG = re.compile(r"<[^>]*>")
_MAIN_HEADING = re.compile(r"<h1>(.{1,2000}?)</h1>", re.DOTALL)
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FEWEST_WORDS, _FEWEST_SIGNS = 2, 10


@dataclass(frozen=True, slots=True)
class PdfStory:
    """What a PDF gives. ``pages_left`` counts those past the limit, whose text is not in it."""

    markup: bytes
    kind: FileKind
    url: str | None
    saved: Moment | None
    stated: tuple[Candidate, ...]
    pages_left: int = 0


def read_pdf(content: bytes) -> PdfStory:
    """Return the story of a PDF. Raises UnreadableFileError, and EmptyFileError for one without text."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise UnreadableFileError(LOCKED if is_locked else DAMAGED) from error
    try:
        pages = list(read_pages(document))
        properties = {key: _property(document, key) for key in _PROPERTIES}
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFileError(DAMAGED) from error
    finally:
        document.close()
    if not any(char.isalnum() for page in pages for run in page.runs for char in run.text):
        raise EmptyFileError(NO_TEXT if pages else DAMAGED)
    return _story(pages, properties, max(0, count - max(len(pages), min(count, MOST_PAGES))))


def _property(document: pypdfium2.PdfDocument, key: str) -> str:
    """Return a property, "" where it is missing or no text."""
    try:
        return document.get_metadata_value(key).replace("\x00", "")
    except (UnicodeError, pypdfium2.PdfiumError):
        return ""


def _story(pages: list[PdfPage], properties: dict[str, str], pages_left: int) -> PdfStory:
    written = " ".join(properties.get("Title", "").split())
    frame = find_frame(pages, written)
    runs = [run for page in pages for run in page.runs if id(run) not in frame.runs] or pages[0].runs
    layout, joiner = Layout(runs), Joiner(run.text for run in runs)
    is_tagged = _is_tagged(pages, runs)
    from_browser = frame.is_browser or bool(_BROWSERS.search(properties.get("Creator", "")))
    if is_tagged:
        markup = tagged_markup(pages, frame.runs, layout, joiner)
    else:
        markup = plain_markup(runs, layout, joiner, is_printed=from_browser)
    title = plain_title(written) or frame.title
    return PdfStory(
        story_markup([f"<main>\n{markup}\n</main>", _framed(pages, frame) if from_browser else ""]),
        FileKind.HTML if from_browser else FileKind.STORY,
        frame.url or None,
        pdf_date(properties.get("CreationDate", "")) or pdf_date(properties.get("ModDate", "")),
        tuple(_stated(title, markup)),
        pages_left,
    )


def _is_tagged(pages: list[PdfPage], runs: list[TextRun]) -> bool:
    """Tell whether most of the text has its place in the structure."""
    marked = sum(len(run.text) for run in runs if run.mark >= 0)
    return any(page.roots for page in pages) and marked > _TAGGED_SHARE * sum(len(run.text) for run in runs)


def _framed(pages: list[PdfPage], frame: Frame) -> str:
    """Return the heads and feet of the pages as what they are, those that differ in numbers alone once."""
    rows: dict[tuple[int, int], list[str]] = {}
    for page in pages:
        for run in page.runs:
            if id(run) in frame.runs:
                rows.setdefault((page.number, round(run.base / 4)), []).append(" ".join(run.text.split()))
    texts = {_NUMBERS.sub("#", text): text for text in reversed([" ".join(row) for row in rows.values()])}
    lines = "".join(map(paragraph, reversed(texts.values())))
    return f'<footer class="site-footer print-frame">{lines}</footer>' if lines else ""


def _stated(title: str, markup: str) -> list[Candidate]:
    """Return the title property, and the one main heading, the better word on the headline where it is no name."""
    headings = {html.unescape(_TAG.sub(" ", found)) for found in _MAIN_HEADING.findall(markup)}
    headings = {" ".join(one.split()) for one in headings}
    found = [Candidate(Field.HEADLINE, title, Source.TITLE)] if title else []
    heading = headings.pop() if len(headings) == 1 else ""
    if _names_a_story(heading, title):
        repaired = _repaired(heading, title)
        source = Source.CONTAINER if repaired else Source.META
        found.append(Candidate(Field.HEADLINE, repaired or heading, source))
    return found


def _names_a_story(heading: str, title: str) -> bool:
    """Tell a headline from the name of a site, which is short or stands at the end of the title."""
    is_long = len(heading.split()) >= _FEWEST_WORDS or len(_EAST_ASIAN.findall(heading)) >= _FEWEST_SIGNS
    return is_long and not title.casefold().endswith(f" {heading.casefold()}")


def _repaired(heading: str, title: str) -> str:
    """Return a heading with glyphs missing as the title has it, or ""."""
    if _BROKEN not in heading or heading.count(_BROKEN) * 3 > len(heading):
        return ""
    pattern = re.escape(heading).replace(_BROKEN, r"\S").replace(r"\ ", r"\s*")
    match = re.search(pattern, title)
    return match.group() if match else ""


def pdf_date(written: str) -> Moment | None:
    """Return the moment in a PDF's date, such as ``D:20110322100500+02'00'``, or None."""
    match = _DATE.match(written.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, utc, sign, hours, minutes = match.groups()
    zone = timezone(timedelta(0)) if utc else None
    if sign:
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        zone = timezone(offset if sign == "+" else -offset) if offset < timedelta(hours=24) else None
    try:
        value = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), 0, zone)
    except ValueError:
        return None
    return Moment(value, Precision.INSTANT if hour else Precision.DAY, Source.CONTAINER, written)

"""PDFs: pages that browsers print, and documents. Printed pages are cleaned as pages, documents kept whole."""

from collections.abc import Iterator

from reader.core.terms import Terms
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.source import Source


def _is_pdf(source: Source) -> bool:
    return source.head[:1_024].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").startswith(b"%PDF-")


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    from reader.intake.documents.pdf_document import read_pdf  # noqa: PLC0415 - loads pdfium, 9 MB

    found = read_pdf(source.read_document(terms))
    yield snapshot(
        found.markup,
        found.kind,
        source,
        url=found.url,
        saved=found.saved,
        charset="utf-8",
        stated=found.stated,
    )
    if found.pages_left:
        yield LeftOut(
            "last pages",
            failure=f"The last {found.pages_left:,} pages of this PDF were not read: it is too long for a saved story. "
            "Print the pages that are wanted into a PDF of their own.",
        )


PDF = Format("PDFs", _is_pdf, _unpack, is_never_page=True)

"""Exports of news databases by file name; each is read in full by the tests beside this."""

from tests.intake.databases.europresse_exports import EUROPRESSE_NEW, EUROPRESSE_OLD
from tests.intake.databases.factiva_exports import (
    FACTIVA_CODED_LINES,
    FACTIVA_CODES,
    FACTIVA_LINE_DOCUMENTS,
    FACTIVA_LINES,
    FACTIVA_XML,
)
from tests.intake.databases.nexis_exports import (
    NEXIS_ENGLISH,
    NEXIS_FRENCH,
    NEXIS_GERMAN,
    NEXIS_PAGE,
    NEXIS_PAGE_UNMARKED,
    UNI_COVER,
    UNI_FIRST,
    UNI_GERMAN,
    UNI_SECOND,
)
from tests.intake.databases.proquest_exports import (
    PROQUEST_FORWARDED,
    PROQUEST_MAIL,
    PROQUEST_MINED,
    PROQUEST_PAGE,
    PROQUEST_SPANISH,
    PROQUEST_TEXT,
    PROQUEST_XML,
)
from tests.intake.databases.retriever_exports import RETRIEVER
from tests.intake.databases.texts import rich_file, word_file

FIXTURES: dict[str, bytes] = {
    "nexis_en.TXT": NEXIS_ENGLISH.replace("\n", "\r\n").encode("utf-8"),
    "nexis_de.txt": NEXIS_GERMAN.encode("utf-8"),
    "nexis_fr.txt": NEXIS_FRENCH.encode("cp1252"),
    "nexis.html": NEXIS_PAGE.encode("utf-8"),
    "nexis_unmarked.html": NEXIS_PAGE_UNMARKED.encode("utf-8"),
    "nexis_uni.docx": word_file([*UNI_COVER, *UNI_FIRST, *UNI_SECOND]),
    "nexis_uni_single.docx": word_file(UNI_SECOND),
    "nexis_uni_de.docx": word_file(UNI_GERMAN),
    "nexis_uni.rtf": rich_file([*UNI_COVER, *UNI_FIRST, *UNI_SECOND]),
    "factiva_codes.html": FACTIVA_CODES.encode("utf-8"),
    "factiva_lines.html": FACTIVA_LINES.encode("utf-8"),
    "factiva.xml": FACTIVA_XML.encode("utf-8"),
    "factiva_lines.rtf": rich_file(FACTIVA_LINE_DOCUMENTS, ["Ferry late again", "Low tide"]),
    "factiva_lines.docx": word_file(FACTIVA_LINE_DOCUMENTS),
    "factiva_codes.rtf": rich_file(FACTIVA_CODED_LINES),
    "factiva_lines.txt": "\n\n".join(FACTIVA_LINE_DOCUMENTS).encode("utf-8"),
    "factiva_codes.txt": "\n".join(FACTIVA_CODED_LINES).encode("utf-8"),
    "proquest.html": PROQUEST_PAGE.encode("utf-8"),
    "proquest_es.html": PROQUEST_SPANISH.encode("utf-8"),
    "proquest.eml": PROQUEST_MAIL.encode("utf-8"),
    "proquest_forwarded.eml": PROQUEST_FORWARDED.encode("utf-8"),
    "proquest.xml": PROQUEST_XML.encode("utf-8"),
    "proquest_mined.xml": PROQUEST_MINED.encode("utf-8"),
    "proquest.txt": PROQUEST_TEXT.encode("utf-8"),
    "retriever.txt": RETRIEVER.encode("cp1252"),
    "europresse.html": EUROPRESSE_NEW.encode("utf-8"),
    "europresse_old.html": EUROPRESSE_OLD.encode("cp1252"),
}

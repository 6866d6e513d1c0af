"""Texts of invented stories, and files made of them."""

import io
import textwrap
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape as escape_xml

FERRY = (
    "The ferry between Norderhaven and the outer islands was late again on Monday, and some four hundred passengers "
    "waited in the rain until the evening.",
    'The harbour master said that a well-known fault in the "free-fall" davits was to blame, and '
    "that repairs would take "
    "no longer than a week.",
    "Nobody was hurt. The company will pay for the nights in hotels, its speaker Lena Holm said on Tuesday.",
)
HAFEN = (
    "Die Fähre nach Süderoog ist am Montag erneut ausgefallen, und rund vierhundert Fahrgäste "
    "mussten bis zum Abend im "
    "Regen warten.",
    "Der Hafenmeister sprach von einem bekannten Fehler; die Reparatur werde höchstens eine Woche dauern, sagte er.",
)
PONT = (
    "Le pont de Valbrume restera fermé jusqu'à l'été, a annoncé lundi la mairie, après la découverte "
    "d'une fissure dans "
    "le pilier central.",
    "Les habitants de la rive droite devront faire un détour de vingt kilomètres pour se rendre à "
    "l'école ou au marché.",
)


def wrapped(paragraphs: Iterable[str], width: int = 78) -> str:
    """Return paragraphs as lines of a width, with a blank line between them."""
    return "\n\n".join(textwrap.fill(text, width, break_on_hyphens=True) for text in paragraphs)


def centred(*lines: str) -> str:
    """Return lines in the middle of a page."""
    return "\n".join(line.center(78).rstrip() for line in lines)


def word_file(paragraphs: Iterable[str]) -> bytes:
    """Return a Word document of plain paragraphs; ``**hit**`` is written as databases mark search hits."""
    body = "".join(f"<w:p>{_word_runs(text)}</w:p>" for text in paragraphs)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            f"{body}</w:body></w:document>",
        )
    return made.getvalue()


def _word_runs(text: str) -> str:
    made = ""
    for number, run in enumerate(text.split("**")):
        look = "<w:rPr><w:b/><w:i/><w:u w:val='single'/></w:rPr>" if number % 2 else ""
        made += f'<w:r>{look}<w:t xml:space="preserve">{escape_xml(run)}</w:t></w:r>' if run else ""
    return made.replace("\u2028", "</w:t><w:br/><w:t>")


def rich_file(paragraphs: Iterable[str], bold: Iterable[str] = ()) -> bytes:
    """Return a rich text of plain paragraphs; those in ``bold`` are bold."""
    loud = set(bold)
    lines = []
    for text in paragraphs:
        coded = "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in text.replace("\t", "\\tab "))
        lines.append(f"\\pard {{\\b {coded}}}\\par" if text in loud else f"\\pard {coded}\\par")
    return ("{\\rtf1\\ansi\\ansicpg1252 {\\fonttbl{\\f0 Arial;}}\n" + "\n".join(lines) + "\n}").encode("ascii")

"""Exports of ProQuest as it makes them, with invented papers and stories."""

import quopri
from collections.abc import Iterable, Sequence
from html import escape

from tests.intake.databases.texts import FERRY


def _proquest_field(label: str, value: str) -> str:
    return f'<p style="margin-bottom:5pt;"><strong>{label}: </strong>{value}</p>'


def _proquest_document(number: int, title: str, fields: Sequence[tuple[str, str]], text: Iterable[str]) -> str:
    inner = "".join(f"<p>{escape(one, quote=False)}</p>      " for one in text)
    before = [(label, value) for label, value in fields if label in ("Author", "Abstract", "Autor")]
    after = [pair for pair in fields if pair not in before]
    return (
        '<div style="margin-bottom:20px;border-bottom:2px solid #ccc;padding-bottom:5px">'
        f'<a name="DocID_MSTAR_{number}"></a><p></p><p style="font-weight:bold;">{title}</p>'
        + "".join(_proquest_field(label, value) for label, value in before)
        + f'<p><a href="https://search.example/docview/{number}">ProQuest document link</a></p>'
        '<div style="clear:both"></div><div><strong>Links: </strong><a href="https://links.example/">Get it</a></div>'
        f'<p><strong>Full text: </strong><Text WordCount="9" '
        f'HTMLContent="true"><html><head><title></title></head><body>'
        f"{inner}</body></html></Text></p>"
        + "".join(_proquest_field(label, value) for label, value in after)
        + "</div>"
    )


PROQUEST_DOCUMENTS = [
    _proquest_document(
        251439,
        "Ferry late again: [Final Edition]",
        [
            ("Author", "Quill, Mara; Ebb, Jonas"),
            ("Abstract", "None available."),
            ("Subject", "Ferries; Harbors"),
            ("Publication title", "Harbour Gazette, Late Edition (Islands); Norderhaven"),
            ("Pages", "A.6"),
            ("Publication date", "May 8, 2010"),
            ("Section", "News; Islands Desk"),
            ("Language of publication", "English"),
            ("ProQuest document ID", "251439"),
            ("Document URL", "https://search.example/news papers/docview/251439"),
            ("Last updated", "2017-11-07"),
            ("Database", "Gazettes"),
        ],
        [*FERRY, "Location: the quay, where this sentence of the text begins."],
    ),
    _proquest_document(
        251440,
        "Low tide",
        [
            ("Author", "Anonymous"),
            ("Abstract", "The tide took its time, and a summary of it says so in other words."),
            ("Publication title", "Slack Water Weekly"),
            ("Publication date", "May 9, 2010"),
            ("Language of publication", "English"),
            ("URL", "https://slackwater.example/2010/low-tide"),
            ("ProQuest document ID", "251440"),
            ("Document URL", "https://search.example/docview/251440"),
            ("Database", "Gazettes"),
        ],
        ["The tide went out, and it took its time to come back."],
    ),
]
PROQUEST_PAGE = (
    "<!DOCTYPE html><html><head><title>ProQuest Export</title></head><body><p>Reader sent you the following:</p>"
    + "".join(PROQUEST_DOCUMENTS)
    + '<div class="copyright"><p>Contact ProQuest</p><p>Database copyright &copy; 2020 ProQuest '
    "LLC.</p></div></body></html>"
)
PROQUEST_SPANISH = (
    "<html><body>"
    + (
        '<a name="DocID_9001"></a><p><b>El puente sigue cerrado</b></p>'
        + _proquest_field("Autor", "Ríos Vega, Ana")
        + "<p><strong>Texto completo: </strong></p><p>El puente de Valbruma seguirá cerrado hasta el "
        "verano, dijo la alcaldía.</p>"
        + _proquest_field("Título de publicación", "El Correo de Valbruma; Valbruma")
        + _proquest_field("Fecha de publicación", "14 de marzo de 2016")
        + _proquest_field("Idioma de la publicación", "Spanish")
        + _proquest_field("ID del documento de ProQuest", "9001")
        + _proquest_field("URL del documento", "https://search.example/docview/9001")
        + _proquest_field("Base de datos", "Gacetas")
    )
    + "</body></html>"
)


def _quoted_printable(text: str) -> str:
    return quopri.encodestring(text.encode()).decode("ascii")


PROQUEST_MAIL = (
    "Received: by 127.0.0.1 with SMTP\nFrom: noreply@proquest.com\nTo: reader@library.example\n"
    'Subject: Your ProQuest Research\nContent-Type: multipart/mixed;\n\tboundary="B1"\n'
    "Date: Tue, 15 Aug 2023 01:02:03 -0400 (EDT)\nMIME-Version: 1.0\n\n"
    '--B1\nContent-Type: text/html; charset="UTF-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
    + _quoted_printable("html>" + PROQUEST_PAGE)
    + "\n--B1--\n"
)
_PLAIN_DOCUMENTS = [
    [
        "Ferry late again",
        "Author: Quill, Mara",
        "Publication info: Harbour Gazette ; Norderhaven [Norderhaven]08 May 2010: A.6.",
        "ProQuest document link",
        "Abstract: None available.",
        "Links: Get it",
        "Full text: " + FERRY[0],
        *FERRY[1:],
        "Subject: Ferries",
        "Title: Ferry late again",
        "Publication title: Harbour Gazette; Norderhaven",
        "Publication date: May 8, 2010",
        "Language of publication: English",
        "ProQuest document ID: 251439",
        "Document URL: https://search.example/docview/251439",
        "Last updated: 2017-11-07",
        "Database: Gazettes",
    ],
    [
        "Low tide",
        "Author: Reed, Pia",
        "Full text: The tide went out, and it took its time to come back.",
        "Publication title: Slack Water Weekly",
        "Publication date: May 9, 2010",
        "Language of publication: English",
        "ProQuest document ID: 251440",
        "Document URL: https://search.example/docview/251440",
        "Database: Gazettes",
    ],
]
PROQUEST_FORWARDED = (
    "From: Reader <reader@library.example>\nSubject: Fwd: Your ProQuest Research\nMIME-Version: 1.0\n"
    'Content-Type: text/plain; charset="utf-8"\nDate: Sat, 17 Oct 2020 01:02:03 -0400\n\n'
    "Please see below.\n\n" + "\n".join(f"> {line}\n>" for one in _PLAIN_DOCUMENTS for line in one) + "\n"
)
_RULE = "_" * 60
PROQUEST_TEXT = "\n\n".join(
    [
        _RULE,
        "Report Information from ProQuest",
        "30 November 2019 10:10",
        _RULE,
        "Document 1 of 2",
        *_PLAIN_DOCUMENTS[0],
        _RULE,
        "Document 2 of 2",
        *_PLAIN_DOCUMENTS[1],
        _RULE,
        "Bibliography",
        "Citation style: Harvard",
        "Database copyright 2019 ProQuest LLC.",
    ]
)

PROQUEST_XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<Record><Version>V1</Version><RecordID>498123</RecordID><RecordTitle>Ferry late again</RecordTitle>
<Publication><PublicationID>1</PublicationID><Title>Harbour Gazette (1861-current)</Title></Publication>
<Publisher>Harbour Press</Publisher><AlphaPubDate>May 8, 1910</AlphaPubDate><NumericPubDate>19100508</NumericPubDate>
<SourceType>Historical Newspapers</SourceType><ObjectType>Article</ObjectType>
<Contributor><ContribRole>Author</ContribRole><LastName>Quill</LastName><FirstName>Mara</FirstName></Contributor>
<LanguageCode>ENG</LanguageCode><StartPage>9</StartPage><URLDocView>https://search.example/docview/498123</URLDocView>
<Abstract>A summary of the ferry in other words.</Abstract><FullText>{chr(10).join(FERRY)}</FullText></Record>
"""
_MARKUP = escape("".join(f"<p>{text}</p>" for text in FERRY))
PROQUEST_MINED = f"""<RECORD version="1"><ControlStructure><ActionCode>add</ActionCode></ControlStructure>
<GOID>251439</GOID>
<Obj><TitleAtt><Title>Ferry late again</Title></TitleAtt><NumericDate>2010-05-08</NumericDate>
<Contributors><Contributor ContribRole="Author"><OriginalForm>Quill, Mara</OriginalForm></Contributor></Contributors>
<Language><RawLang>English</RawLang></Language></Obj>
<DFS><PubFrosting><Title>Harbour Gazette; Norderhaven</Title></PubFrosting></DFS>
<TextInfo><Text HTMLContent="true" WordCount="71">{_MARKUP}</Text></TextInfo></RECORD>
"""

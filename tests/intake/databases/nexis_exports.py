"""Exports of Nexis as it makes them, with invented papers and stories."""

from collections.abc import Iterable, Sequence
from html import escape

from tests.intake.databases.texts import FERRY, HAFEN, PONT, centred, wrapped

NEXIS_ENGLISH = "\ufeff" + "\n".join(
    [
        "",
        "Download Request: Selected Items: 1-3",
        "Time Of Request: Tuesday, March 21, 2017  10:05:09",
        "",
        "Send To:",
        "LIBRARY OF NORDERHAVEN",
        "",
        "Terms: (ferry AND harbour)",
        "",
        "",
        centred("1 of 3 DOCUMENTS"),
        "",
        "",
        centred("The Harbour Gazette (Norderhaven)"),
        "",
        centred("March 14, 2017 Tuesday", "Edition 1;", "Islands"),
        "",
        "Ferry late again;\nFour hundred wait in the rain",
        "",
        "BYLINE: By Mara Quill and Jonas Ebb, Shipping Correspondent",
        "",
        "SECTION: NEWS; Pg. 6",
        "",
        "LENGTH: 71 words",
        "",
        "HIGHLIGHT: An old fault in the davits keeps the islands waiting, and not for the first time this year.",
        "",
        "",
        wrapped(FERRY),
        "",
        "LOAD-DATE: March 15, 2017",
        "",
        "LANGUAGE: ENGLISH",
        "",
        "GRAPHIC: Passengers in the rain at Norderhaven.",
        "",
        "PUBLICATION-TYPE: Newspaper",
        "",
        "JOURNAL-CODE: HGN",
        "",
        "",
        centred("Copyright 2017 Harbour Press Ltd", "All Rights Reserved"),
        "",
        centred("2 of 3 DOCUMENTS"),
        "",
        centred("The Harbour Gazette (Norderhaven)"),
        "",
        centred("March 15, 2017 Wednesday"),
        "",
        "SECTION: Pg. 2",
        "",
        "LENGTH: 20 words",
        "",
        "What a day it was: the harbour slept, and so did we.",
        "",
        "PHOTO: in the middle of a text this is a line of the text, as the story goes on and on below it.",
        "",
        *[f"Paragraph {number} of the long day goes on here.\n" for number in range(1, 9)],
        "CORRECTION-DATE: March 16, 2017",
        "",
        "CORRECTION:",
        "",
        "An earlier edition had the harbour awake.",
        "",
        "LOAD-DATE: March 16, 2017",
        "",
        centred("3 of 3 DOCUMENTS"),
        "",
        centred("Copyright 1994 Slack Water Weekly"),
        "",
        centred("Slack Water Weekly"),
        "",
        centred("May, 1994"),
        "",
        "SECTION: Life; Page 3",
        "",
        "LENGTH: 30 words",
        "",
        "HEADLINE: Low tide",
        "",
        "BYLINE: PIA REED",
        "",
        "BODY:",
        "",
        "The tide went out, and it took its time to come back, as tides here do when nobody is looking.",
        "",
        "LANGUAGE: ENGLISH",
        "",
    ]
)

NEXIS_GERMAN = "\n".join(
    [
        "Ausgabeauftrag: Dokument(e) 1-2",
        "Zeit der Anfrage: Montag, 20. März 2017 16:51:31",
        "",
        centred("Dokument 1 von 2"),
        "",
        centred("Süderooger Nachrichten"),
        "",
        centred("27. Februar 2017 Montag 9:50 PM GMT+1"),
        "",
        "Fähre fällt wieder aus",
        "",
        "AUTOR: Frieda Sund",
        "",
        "RUBRIK: LOKALES; S. 3",
        "",
        "LÄNGE: 41 Wörter",
        "",
        wrapped(HAFEN),
        "",
        "UPDATE: 28. Februar 2017",
        "",
        "SPRACHE: GERMAN; DEUTSCH",
        "",
        "GRAFIK: Wartende am Anleger.",
        "",
        centred("Copyright 2017 Sund Verlag GmbH", "Alle Rechte vorbehalten"),
        "",
        centred("Dokument 2 von 2"),
        "",
        centred("Süderooger Nachrichten"),
        "",
        centred("28. Februar 2017"),
        "",
        "Fähre fährt wieder",
        "",
        "LÄNGE: 20 Wörter",
        "",
        "Seit dem Morgen fährt die Fähre nach Süderoog wieder, und die Gäste kommen trocken an.",
        "",
        "SPRACHE: GERMAN; DEUTSCH",
        "",
    ]
)

NEXIS_FRENCH = "\n".join(
    [
        centred("Document 1 de 1"),
        "",
        centred("Le Courrier de Valbrume"),
        "",
        centred("14 mars 2016 lundi"),
        "",
        "Le pont reste fermé",
        "",
        "AUTEUR: Odile Ruisseau",
        "",
        "RUBRIQUE: RÉGION; Pg. 4",
        "",
        "LONGUEUR: 50 mots",
        "",
        "ENCART: Une fissure dans le pilier central inquiète les ingénieurs de la ville.",
        "",
        wrapped(PONT),
        "",
        "DATE-CHARGEMENT: 15 mars 2016",
        "",
        "LANGUE: FRENCH; FRANÇAIS",
        "",
        "TYPE-PUBLICATION: Journal",
        "",
        centred("Copyright 2016 Valbrume Presse", "Tous Droits Réservés"),
        "",
    ]
)


def _nexis_html_document(number: int, lines: Sequence[str]) -> str:
    return (
        f'<A NAME="DOC_ID_0_{number - 1}"></A><!-- Hide XML section from browser\n<DOC '
        f"NUMBER={number}>\n<DOCFULL> -->\n"
        + "\n".join(lines)
        + "\n<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->\n"
    )


def _bare(text: str, style: str = "c2") -> str:
    return f'<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="{style}">{text}</SPAN></P>\n</DIV>'


def _labelled(label: str, value: str) -> str:
    return (
        f'<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">{label}: </SPAN><SPAN '
        f'CLASS="c2">{value}</SPAN></P>\n</DIV>'
    )


def _text(paragraphs: Iterable[str]) -> str:
    inner = "\n".join(f'<P CLASS="c9"><SPAN CLASS="c2">{escape(text, quote=False)}</SPAN></P>' for text in paragraphs)
    return f'<BR><DIV CLASS="c5">{inner}\n</DIV>'


NEXIS_PAGE = (
    '<HTML>\n<HEAD>\n<STYLE TYPE="text/css"><!--\n.c8 { font-weight: bold; }\n--></STYLE>\n'
    '<TITLE>&nbsp;</TITLE>\n<META TOPIC="null" DOCUMENTS="2" UPDATED="Monday" /></HEAD>\n<BODY>\n'
    '<DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c27">Download Request: Selected Items: 1-2<BR>'
    "Time Of Request: Saturday, October 21, 2017 &nbsp;18:07:13<BR>Terms: bridge</SPAN></P></DIV>\n"
    + _nexis_html_document(
        1,
        [
            _bare("7 of 146 DOCUMENTS"),
            _bare("The Vale Observer"),
            '<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c4">December</SPAN><SPAN CLASS="c2"> 19, '
            "1991, Thursday, Late"
            " Edition - Final<BR>Correction Appended</SPAN></P></DIV>",
            _bare("Bridge to stay shut;<BR>Crack in the pillar", "c7"),
            _labelled("BYLINE", "By TOM ASHER"),
            _labelled("SECTION", "Section 5; Page 16; Metro Desk"),
            _labelled("LENGTH", "584 words"),
            _text(["The bridge stays shut until summer, the town said.", "Children walk <twenty> miles."]),
            "<TABLE><TR><TD><P>Bridge</P></TD><TD><P>Age</P></TD></TR>"
            "<TR><TD><P>Old</P></TD><TD><P>92</P></TD></TR><TR><TD><P>New</P></TD><TD><P>4</P></TD></TR></TABLE>",
            _labelled("LOAD-DATE", "December 20, 1991"),
            _labelled("LANGUAGE", "ENGLISH"),
            _labelled("CORRECTION", "") + "<P CLASS='c9'>The pillar is the western one.</P>",
            _labelled("GRAPHIC", "Photo: The pillar."),
            _bare("Copyright 1991 The Vale Company"),
        ],
    )
    + '<DIV CLASS="c10"/>\n'
    + _nexis_html_document(
        2,
        [
            _bare("8 of 146 DOCUMENTS"),
            _bare("Süderooger Nachrichten"),
            _bare("27. Februar 2012 Montag"),
            _bare("Die Fähre", "c7"),
            _labelled("AUTOR", "Sund, Frieda"),
            _labelled("L&Auml;NGE", "1285 W&ouml;rter"),
            _labelled("HIGHLIGHT", "Der Hafen wartet, und die Reederei schweigt zu den Gründen."),
            _text(HAFEN),
            _labelled("UPDATE", "28. Februar 2012"),
            _labelled("SPRACHE", "GERMAN; DEUTSCH"),
            _labelled("ZEITUNGS-CODE", "suon"),
            _bare("Copyright 2012 Sund Verlag<BR>Alle Rechte vorbehalten"),
        ],
    )
    + "</BODY></HTML>\n"
)

NEXIS_PAGE_UNMARKED = (
    "<html><body>"
    + "".join(
        _bare(f"{number} of 2 DOCUMENTS")
        + _bare("The Vale Observer")
        + _bare(f"May {number}, 2003 Thursday")
        + _bare(f"Vale story {number}", "c7")
        + _labelled("LENGTH", "20 words")
        + _text([f"The vale was quiet on day {number} of the month, and the fog did not lift."])
        + _labelled("LOAD-DATE", "May 9, 2003")
        for number in (1, 2)
    )
    + "</body></html>"
)

UNI_COVER = [
    "User Name: Reader One",
    "Date and Time: Wednesday, December 19, 2018 7:08:00 PM JST",
    "Job Number: 79564983",
    "Documents (2)",
    "1. Ferry late again",
    "Client/Matter: -None-",
    "Search Terms: ferry",
    "Search Type: Natural Language ",
    "Narrowed by: ",
    "2. Low tide",
    "Client/Matter: -None-",
    "Search Terms: ferry",
]
UNI_FIRST = [
    "Ferry late again",
    "The Harbour Gazette (Norderhaven)",
    "July 1, 2019 Monday 9:20 AM GMT",
    "Copyright 2019 Harbour Press Ltd All Rights Reserved",
    "Section:\u00a0NEWS; Pg. 6",
    "Length:\u00a071 words",
    "Byline:\u00a0Mara Quill",
    "Highlight:\u00a0An old fault in the davits keeps the islands waiting, and not for the first time.",
    "Body",
    *FERRY,
    "Subject: this line opens a sentence of the text and is none of the labels.",
    "It goes on for a while.",
    "Graphic",
    "Passengers in the rain at Norderhaven.",
    "Classification",
    "Language: ENGLISH",
    "Publication-Type: Newspaper",
    "Journal Code: HGN",
    "Subject: FERRIES (90%); HARBOURS (78%)",
    "Load-Date: July 2, 2019",
    "End of Document",
]
UNI_SECOND = [
    "Low tide",
    "Slack Water Weekly",
    "July 2019",
    "Copyright 2019 Slack Water",
    "Length:\u00a030 words",
    "Body",
    "The tide went out, and it took its time to come back, as tides here do when nobody is looking.",
    "Load-Date: July 3, 2019",
    "End of Document",
]
UNI_GERMAN = [
    "Fähre fällt wieder aus",
    "Süderooger Nachrichten",
    "27. Februar 2021 Samstag",
    "Copyright 2021 Sund Verlag GmbH Alle Rechte vorbehalten",
    "Rubrik: LOKALES; S. 3",
    "Länge: 41 Wörter",
    "Autor: Frieda Sund",
    "Text",
    *HAFEN,
    "Klassifizierung",
    "Sprache: GERMAN; DEUTSCH",
    "Update: 28. Februar 2021",
    "Ende des Dokuments",
]

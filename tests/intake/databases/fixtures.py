"""Exports as the databases make them, with invented papers and stories."""

import io
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from xml.sax.saxutils import escape as escape_xml

FERRY = (
    "The ferry between Norderhaven and the outer islands was late again on Monday, and some four hundred passengers "
    "waited in the rain until the evening.",
    'The harbour master said that a well-known fault in the "free-fall" davits was to blame, and that repairs would take '
    "no longer than a week.",
    "Nobody was hurt. The company will pay for the nights in hotels, its speaker Lena Holm said on Tuesday.",
)
HAFEN = (
    "Die Fähre nach Süderoog ist am Montag erneut ausgefallen, und rund vierhundert Fahrgäste mussten bis zum Abend im "
    "Regen warten.",
    "Der Hafenmeister sprach von einem bekannten Fehler; die Reparatur werde höchstens eine Woche dauern, sagte er.",
)
PONT = (
    "Le pont de Valbrume restera fermé jusqu'à l'été, a annoncé lundi la mairie, après la découverte d'une fissure dans "
    "le pilier central.",
    "Les habitants de la rive droite devront faire un détour de vingt kilomètres pour se rendre à l'école ou au marché.",
)


def _wrapped(paragraphs: Iterable[str], width: int = 78) -> str:
    return "\n\n".join(textwrap.fill(text, width, break_on_hyphens=True) for text in paragraphs)


def _centred(*lines: str) -> str:
    return "\n".join(line.center(78).rstrip() for line in lines)


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
        _centred("1 of 3 DOCUMENTS"),
        "",
        "",
        _centred("The Harbour Gazette (Norderhaven)"),
        "",
        _centred("March 14, 2017 Tuesday", "Edition 1;", "Islands"),
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
        _wrapped(FERRY),
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
        _centred("Copyright 2017 Harbour Press Ltd", "All Rights Reserved"),
        "",
        _centred("2 of 3 DOCUMENTS"),
        "",
        _centred("The Harbour Gazette (Norderhaven)"),
        "",
        _centred("March 15, 2017 Wednesday"),
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
        _centred("3 of 3 DOCUMENTS"),
        "",
        _centred("Copyright 1994 Slack Water Weekly"),
        "",
        _centred("Slack Water Weekly"),
        "",
        _centred("May, 1994"),
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
        _centred("Dokument 1 von 2"),
        "",
        _centred("Süderooger Nachrichten"),
        "",
        _centred("27. Februar 2017 Montag 9:50 PM GMT+1"),
        "",
        "Fähre fällt wieder aus",
        "",
        "AUTOR: Frieda Sund",
        "",
        "RUBRIK: LOKALES; S. 3",
        "",
        "LÄNGE: 41 Wörter",
        "",
        _wrapped(HAFEN),
        "",
        "UPDATE: 28. Februar 2017",
        "",
        "SPRACHE: GERMAN; DEUTSCH",
        "",
        "GRAFIK: Wartende am Anleger.",
        "",
        _centred("Copyright 2017 Sund Verlag GmbH", "Alle Rechte vorbehalten"),
        "",
        _centred("Dokument 2 von 2"),
        "",
        _centred("Süderooger Nachrichten"),
        "",
        _centred("28. Februar 2017"),
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
        _centred("Document 1 de 1"),
        "",
        _centred("Le Courrier de Valbrume"),
        "",
        _centred("14 mars 2016 lundi"),
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
        _wrapped(PONT),
        "",
        "DATE-CHARGEMENT: 15 mars 2016",
        "",
        "LANGUE: FRENCH; FRANÇAIS",
        "",
        "TYPE-PUBLICATION: Journal",
        "",
        _centred("Copyright 2016 Valbrume Presse", "Tous Droits Réservés"),
        "",
    ]
)


def _nexis_html_document(number: int, lines: Sequence[str]) -> str:
    return (
        f'<A NAME="DOC_ID_0_{number - 1}"></A><!-- Hide XML section from browser\n<DOC NUMBER={number}>\n<DOCFULL> -->\n'
        + "\n".join(lines)
        + "\n<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->\n"
    )


def _bare(text: str, style: str = "c2") -> str:
    return f'<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="{style}">{text}</SPAN></P>\n</DIV>'


def _labelled(label: str, value: str) -> str:
    return (
        f'<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">{label}: </SPAN><SPAN CLASS="c2">{value}</SPAN></P>\n</DIV>'
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
            '<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c4">December</SPAN><SPAN CLASS="c2"> 19, 1991, Thursday, Late'
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


def word_file(paragraphs: Iterable[str]) -> bytes:
    """Return a Word document of plain paragraphs; \"**hit**\" is written as the database marks its hits."""
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
    return made


def rich_file(paragraphs: Iterable[str], bold: Iterable[str] = ()) -> bytes:
    """Return a rich text of plain paragraphs; those in ``bold`` are bold."""
    loud = set(bold)
    lines = []
    for text in paragraphs:
        coded = "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in text.replace("\t", "\\tab "))
        lines.append(f"\\pard {{\\b {coded}}}\\par" if text in loud else f"\\pard {coded}\\par")
    return ("{\\rtf1\\ansi\\ansicpg1252 {\\fonttbl{\\f0 Arial;}}\n" + "\n".join(lines) + "\n}").encode("ascii")


def _coded_rows(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<tr><td align="right" valign="top" class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>'
        for code, value in rows
    )


def _factiva_paragraphs(paragraphs: Iterable[str], language: str) -> str:
    return "\n".join(f'<p class="articleParagraph {language}articleParagraph">{text}</p>' for text in paragraphs)


FACTIVA_CODES = (
    '<html><head><title>\n\tFactiva\n</title><style type="text/css">#postProcessingNav .icon{margin:0}</style></head>'
    '<body><div id="contentLeft"><span></span><div class="article frArticle"><table>'
    + _coded_rows(
        [
            ("SE", "Région"),
            ("HD", "<b class='frHeadline'>Le pont reste fermé</b>"),
            ("BY", "Par Odile Ruisseau"),
            ("CR", "Valbrume Presse"),
            ("PG", "26"),
            ("WC", "50 mots"),
            ("PD", "29 décembre 2011"),
            ("ET", "15:32"),
            ("SN", "Le Courrier de Valbrume"),
            ("SC", "COVAL"),
            ("LA", "Français"),
            ("CY", "(c) Valbrume Presse."),
            ("LP", _factiva_paragraphs(PONT[:1], "fr")),
            ("TD", _factiva_paragraphs([PONT[1].replace("marché", "<b>marché</b>")], "fr")),
            ("ART", "Le pont de Valbrume."),
            ("NS", "gpol : Domestic Politics"),
            ("AN", "Document COVAL00020111229e7ct0001r"),
        ]
    )
    + '</table><br/></div><br/><span></span><div class="article enArticle"><table>'
    + _coded_rows(
        [
            ("HD", "Ferry late again"),
            ("PD", "3 April 2017"),
            ("SN", "The Harbour Gazette"),
            ("LA", "English"),
            ("TD", _factiva_paragraphs(FERRY, "en")),
            ("AN", "Document HGN0000020170403ed430008m"),
        ]
    )
    + '</table></div><div id="pageFooter"><span>&copy; 2017 Factiva, Inc.</span></div></div></body></html>'
)


def _factiva_article(number: str, inner: str) -> str:
    return f'<div id="article-{number}" class="article"><div class="article deArticle">{inner}</div></div><br>'


FACTIVA_LINES = (
    "<html><head><title>Factiva</title></head><body><span></span>"
    + _factiva_article(
        "SUON000020170403ed430008m",
        '<p>\n</p><div>Lokales</div><div id="hd"><span class="deHeadline counted">85) Fähre fällt <b>wieder</b> aus</span>'
        '\n</div><div class="author">Frieda Sund, Ole Brand </div><div>1.400 Wörter</div><div>3 April 2017</div>'
        "<div>06:30</div><div>Süderooger Nachrichten Online</div><div>SUON</div><div>Ausgabe Nord</div><div>Deutsch</div>"
        "<div>© 2017 Sund Verlag. All rights reserved. </div>\n<p></p>\n"
        + _factiva_paragraphs([HAFEN[0], HAFEN[1].replace("Woche", "<b>Woche</b>")], "de")
        + "\n<p>Wartende am Anleger. </p>\n<p>Sund Verlag GmbH</p><p>Dokument SUON000020170403ed430008m</p>",
    )
    + _factiva_article(
        "SUON000020170404ed430008n",
        '<div id="hd"><span class="deHeadline">Die Fähre fährt</span></div><div>20 Wörter</div><div>4 April 2017</div>'
        "<div>Süderooger Nachrichten Online</div><div>SUON</div><div>Deutsch</div><div>© 2017 Sund Verlag.</div>"
        + _factiva_paragraphs(["Seit dem Morgen fährt die Fähre nach Süderoog wieder."], "de")
        + "<p>Dokument SUON000020170404ed430008n</p>",
    )
    + "</body></html>"
)

_LEAD = "\nThe ferry was late,\nas it often is.\n    The harbour master blamed the davits, and\nnobody was hurt.\n  "
FACTIVA_XML = f"""<?xml version="1.0" encoding="utf-8"?>
<PPSResponse>
 <ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">
  <ppsarticleResultSet count="2">
   <ppsarticle><article>
    <accessionNo>HGN0000020120109e51700030</accessionNo>
    <baseLanguage>EN</baseLanguage><copyright>(c) 2012 Harbour Press</copyright>
    <byline>By Mara Quill</byline>
    <headline><paragraph lang="EN"><hlt>Ferry</hlt> late again</paragraph></headline>
    <leadParagraph><paragraph>{escape_xml(FERRY[0])}</paragraph></leadParagraph>
    <pages><page>4</page></pages><sectionName>News</sectionName>
    <publicationDate><dateTime>2012-01-09T01:35:58Z</dateTime></publicationDate>
    <sourceName>The Harbour Gazette</sourceName>
    <newsSubject code="gwea"><name>Weather</name></newsSubject>
    <tailParagraphs><paragraph>{escape_xml(FERRY[1])}</paragraph><paragraph>{escape_xml(FERRY[2])}</paragraph></tailParagraphs>
    <wordCount>71</wordCount>
   </article></ppsarticle>
   <ppsarticle><article>
    <accessionNo>HGN0000020120110e51700031</accessionNo><baseLanguage>EN</baseLanguage>
    <headline>Plain lead</headline><leadParagraph>{_LEAD}</leadParagraph>
    <publicationDate><date>2012-01-10</date></publicationDate><sourceName>The Harbour Gazette</sourceName>
   </article></ppsarticle>
  </ppsarticleResultSet>
 </ppsArticleResponse>
</PPSResponse>
"""

FACTIVA_LINE_DOCUMENTS = [
    "News",
    "Ferry late again",
    "By Mara Quill",
    "1,071 words",
    "3 April 2017",
    "10:15",
    "The Harbour Gazette",
    "HGN",
    "English",
    "© 2017 Harbour Press Ltd. All rights reserved.",
    *FERRY,
    "Document HGN0000020170403ed430008m",
    "Low tide",
    "30 words",
    "4 April 2017",
    "Slack Water Weekly",
    "SLACK",
    "English",
    "(c) 2017 Slack Water",
    "The tide went out, and it took its time to come back, as tides here do when nobody is looking.",
    "Document SLACK00020170404ed440001a",
    "Search Summary",
]
FACTIVA_CODED_LINES = [
    "HD\tFerry late again",
    "BY\tBy Mara Quill",
    "WC\t71 words",
    "PD\t3 April 2017",
    "SN\tThe Harbour Gazette",
    "SC\tHGN",
    "LA\tEnglish",
    "LP\t" + FERRY[0],
    "TD\t" + FERRY[1],
    FERRY[2],
    "NS\tgwea : Weather",
    "AN\tDocument HGN0000020170403ed430008m",
]


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
        f'<p><strong>Full text: </strong><Text WordCount="9" HTMLContent="true"><html><head><title></title></head><body>'
        f"{inner}</body></html></Text></p>" + "".join(_proquest_field(label, value) for label, value in after) + "</div>"
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
    + '<div class="copyright"><p>Contact ProQuest</p><p>Database copyright &copy; 2020 ProQuest LLC.</p></div></body></html>'
)
PROQUEST_SPANISH = "<html><body>" + (
    '<a name="DocID_9001"></a><p><b>El puente sigue cerrado</b></p>'
    + _proquest_field("Autor", "Ríos Vega, Ana")
    + "<p><strong>Texto completo: </strong></p><p>El puente de Valbruma seguirá cerrado hasta el verano, dijo la alcaldía.</p>"
    + _proquest_field("Título de publicación", "El Correo de Valbruma; Valbruma")
    + _proquest_field("Fecha de publicación", "14 de marzo de 2016")
    + _proquest_field("Idioma de la publicación", "Spanish")
    + _proquest_field("ID del documento de ProQuest", "9001")
    + _proquest_field("URL del documento", "https://search.example/docview/9001")
    + _proquest_field("Base de datos", "Gacetas")
) + "</body></html>"


def _quoted_printable(text: str) -> str:
    import quopri

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


def _europresse_article(header: str, text: Iterable[str], aside: str = "", number: str = "news·20060315·LV·0q15") -> str:
    inner = "".join(f"<p>{escape(one, quote=False)}</p>" for one in text)
    return (
        f"<article> <header> {header} </header> <section> <div class='DocText'> <div class='docOcurrContainer'> {inner} "
        f"</div> </div> </section> <aside>{aside}</aside> <footer> <small>© 2006 Valbrume Presse. Tous droits réservés.</small>"
        f"<p>Numéro de document : {number}</p> <div id='divPubliC'><div><span id='PubliC_lblNodoc'>{number}</span></div>"
        "<div><span id='PubliC_lblCertificatIssuedTo'>Ce certificat est émis à <b>Bibliothèque</b></span></div>"
        "<div><span>Date d'émission : <b><span id='PubliC_lblEndDate'>2015-07-04</span></b></span></div></div></footer></article>"
    )


EUROPRESSE_NEW = (
    "<!DOCTYPE html> <html> <head> <meta charset='utf-8'><style>.DocPublicationName{color:#83724e}</style></head> <body> "
    + _europresse_article(
        '<div> <span class="DocPublicationName">Le Courrier de Valbrume, no. 5968   </span> </div> <div> '
        '<span class="DocHeader">Région, mardi 14 mars 2006, p. 16</span> </div> <div><p>TRAVAUX</p></div> '
        '<div class="titreArticle"> <p class="sm-margin-bottom">Ponts</p> <p class="titreArticleVisu">Le pont reste fermé</p> '
        "</div> <div>Odile Ruisseau</div>",
        PONT,
        "<div> <p><b>Illustration(s) : </b></p> <p></p> <div><p>Le pont vu du quai.</p> </div> </div>"
        "<div> <b>Note(s) : </b><p>Le pont date de 1924, selon les archives.</p></div>",
    )
    + _europresse_article(
        '<div class="rdp__DocPublicationName"><span class="DocPublicationName">The Vale Observer (web site)</span></div>'
        '<span class="DocHeader">News, Thursday, June 13, 2024 134 words, p. A4</span>'
        '<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Bridge to stay shut</p></div>'
        '<div class="rdp__subtitle">A crack in the pillar worries the engineers of the town.</div>'
        '<div class="docAuthors">Tom Asher and Ida Bell</div>',
        ["The bridge stays shut until summer, the town said on Thursday morning.", "Children walk <twenty> miles."],
        number="news·20240613·VOW·99",
    )
    + " </body> </html>"
)


def _old_europresse(title: str, before: str, after: str, number: str) -> str:
    return (
        '<table style="width: 96%;"><tr><td style="TEXT-ALIGN: justify" ><table id="tbHeaderImages"><tr>'
        '<td id="celPublication"><img src="http://www.bpe.europresse.com/Docviewer.aspx"><br></td>'
        '<td id="celPdf"></td></tr></table><span class="DocPublicationName">Le Courrier de Valbrume</span><br>'
        '<span class="DocHeader">Région, </span><span class="DocHeader">jeudi </span>'
        f'<span class="DocHeader">5 octobre 2013</span><br><br>{before}<span class="TitreArticleVisu">{title}</span><br><br>'
        f"{after}<p></p><b><i>© 2013 Valbrume Presse. Tous droits réservés.</i></b><p></p>Numéro de document : {number}"
        '<br><br><br><table><tr><td align="center">Ce certificat est émis à <b>Bibliothèque</b> à des fins privées.</td></tr>'
        "<tr><td>Date d'émission : <b>2013-10-06</b></td></tr></table></td></tr></table>\n<p><br><br>"
    )


EUROPRESSE_OLD = (
    "<html><head>\n<META http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'></head><body><form></form>"
    + _old_europresse(
        "Le pont reste <span style='color:red'>fermé</span>",
        "Travaux<br>",
        f"Odile Ruisseau<br><p></p>{PONT[0]}<p></p>{PONT[1]}",
        "news·20131005·CV·204",
    )
    + _old_europresse("Marché ouvert", "", f"{PONT[1]}<font> Ainsi soit-il.</font>", "news·20131005·CV·205")
    + "</body></html>"
)

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
    "proquest.txt": PROQUEST_TEXT.encode("utf-8"),
    "europresse.html": EUROPRESSE_NEW.encode("utf-8"),
    "europresse_old.html": EUROPRESSE_OLD.encode("cp1252"),
}

"""Exports of Factiva as it makes them, with invented papers and stories."""

from collections.abc import Iterable
from xml.sax.saxutils import escape as escape_xml

from tests.intake.databases.texts import FERRY, HAFEN, PONT


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
        '<p>\n</p><div>Lokales</div><div id="hd"><span class="deHeadline counted">85) Fähre fällt '
        "<b>wieder</b> aus</span>"
        '\n</div><div class="author">Frieda Sund, Ole Brand </div><div>1.400 Wörter</div><div>3 April 2017</div>'
        "<div>06:30</div><div>Süderooger Nachrichten Online</div><div>SUON</div><div>Ausgabe "
        "Nord</div><div>Deutsch</div>"
        "<div>© 2017 Sund Verlag. All rights reserved. </div>\n<p></p>\n"
        + _factiva_paragraphs([HAFEN[0], HAFEN[1].replace("Woche", "<b>Woche</b>")], "de")
        + "\n<p>Wartende am Anleger. </p>\n<p>Sund Verlag GmbH</p><p>Dokument SUON000020170403ed430008m</p>",
    )
    + _factiva_article(
        "SUON000020170404ed430008n",
        '<div id="hd"><span class="deHeadline">Die Fähre fährt</span></div><div>20 '
        "Wörter</div><div>4 April 2017</div>"
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

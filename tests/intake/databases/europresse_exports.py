"""Exports of Europresse as it makes them, with invented papers and stories."""

from collections.abc import Iterable
from html import escape

from tests.intake.databases.texts import PONT


def _europresse_article(
    header: str, text: Iterable[str], aside: str = "", number: str = "news·20060315·LV·0q15"
) -> str:
    inner = "".join(f"<p>{escape(one, quote=False)}</p>" for one in text)
    return (
        f"<article> <header> {header} </header> <section> <div class='DocText'> <div "
        f"class='docOcurrContainer'> {inner} "
        f"</div> </div> </section> <aside>{aside}</aside> <footer> <small>© 2006 Valbrume Presse. "
        f"Tous droits réservés.</small>"
        f"<p>Numéro de document : {number}</p> <div id='divPubliC'><div><span "
        f"id='PubliC_lblNodoc'>{number}</span></div>"
        "<div><span id='PubliC_lblCertificatIssuedTo'>Ce certificat est émis à <b>Bibliothèque</b></span></div>"
        "<div><span>Date d'émission : <b><span "
        "id='PubliC_lblEndDate'>2015-07-04</span></b></span></div></div></footer></article>"
    )


EUROPRESSE_NEW = (
    "<!DOCTYPE html> <html> <head> <meta "
    "charset='utf-8'><style>.DocPublicationName{color:#83724e}</style></head> <body> "
    + _europresse_article(
        '<div> <span class="DocPublicationName">Le Courrier de Valbrume, no. 5968   </span> </div> <div> '
        '<span class="DocHeader">Région, mardi 14 mars 2006, p. 16</span> </div> <div><p>TRAVAUX</p></div> '
        '<div class="titreArticle"> <p class="sm-margin-bottom">Ponts</p> <p '
        'class="titreArticleVisu">Le pont reste fermé</p> '
        "</div> <div>Odile Ruisseau</div>",
        PONT,
        "<div> <p><b>Illustration(s) : </b></p> <p></p> <div><p>Le pont vu du quai.</p> </div> </div>"
        "<div> <b>Note(s) : </b><p>Le pont date de 1924, selon les archives.</p></div>",
    )
    + _europresse_article(
        '<div class="rdp__DocPublicationName"><span class="DocPublicationName">The Vale Observer '
        "(web site)</span></div>"
        '<span class="DocHeader">News, Thursday, June 13, 2024 134 words, p. A4</span>'
        '<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu '
        'rdp__articletitle">Bridge to stay shut</p></div>'
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
        f'<span class="DocHeader">5 octobre 2013</span><br><br>{before}<span '
        f'class="TitreArticleVisu">{title}</span><br><br>'
        f"{after}<p></p><b><i>© 2013 Valbrume Presse. Tous droits réservés.</i></b><p></p>Numéro de "
        f"document : {number}"
        '<br><br><br><table><tr><td align="center">Ce certificat est émis à <b>Bibliothèque</b> à '
        "des fins privées.</td></tr>"
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

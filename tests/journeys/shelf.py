"""A folder of saved pages for the journeys: three outlets, eight languages, lines that recur, a copy and a version.

All of it is written for these tests; every name is made up.
"""

from html import escape
from pathlib import Path

POST, LEDGER = "The Quayside Post", "Fenland Ledger"
COVERAGE = "Click for full Quayside Post coverage of the river"
RELATED = "Related: Kestrelmoor pier to be sold at auction"
SUBJECTS = (
    ("Council keeps the night ferry for another year", "ferry"),
    ("Grain harbour reports its best season", "grain"),
    ("Storm tide closes the lower quay", "storm"),
    ("Museum buys the last paddle steamer", "steamer"),
    ("Engineers find cracks in the sea lock", "lock"),
    ("Orchard fair ends with one escaped goat", "goat"),
    ("Library opens its attic of newspapers", "library"),
    ("Railway to the coast will reopen", "railway"),
)
FOREIGN = (
    ("de", "Fenland-Bote", "Die alte Hafenbrücke wird gesperrt", "Die Stadt sperrt die alte Brücke am Hafen. Die "
     "Fährleute freuen sich, denn die Fähre fährt nun auch am Abend. Der Bürgermeister bittet um Geduld."),
    ("fr", "Le Courrier du Quai", "Le vieux pont rouvre après la crue", "Le vieux pont du port est de nouveau ouvert. "
     "Les habitants le traversent à pied depuis ce matin, et les bateaux passent dessous comme avant."),
    ("es", "El Faro de la Ría", "El puente viejo vuelve a abrir", "El puente viejo del puerto está otra vez abierto. "
     "Los vecinos lo cruzan a pie desde esta mañana y los barcos pasan por debajo como siempre."),
    ("he", "קול הרציף", "הגשר הישן נפתח מחדש", "הגשר הישן בנמל נפתח הבוקר מחדש. התושבים חצו אותו ברגל, "
     "והסירות עברו מתחתיו כמו פעם. ראש העיר ביקש סבלנות עד סוף העבודות."),
    ("ar", "صوت الرصيف", "إعادة فتح الجسر القديم", "أعيد هذا الصباح فتح الجسر القديم في الميناء. عبره السكان سيرا "
     "على الأقدام ومرت القوارب تحته كما في الماضي. وطلب رئيس البلدية الصبر حتى نهاية الأعمال."),
    ("zh", "码头日报", "旧桥重新开放", "港口的旧桥今天早上重新开放。居民们步行过桥，"
     "船只像从前一样从桥下驶过。市长请大家耐心等待工程结束。"),
    ("ja", "岸壁新聞", "古い橋が再び開通", "港の古い橋が今朝、再び開通した。"
     "住民は歩いて橋を渡り、船は以前のように橋の下を通った。"
     "市長は工事が終わるまで待ってほしいと話した。"),
)  # fmt: skip


def page(headline: str, outlet: str, day: str, paragraphs: list[str], *, around: tuple[str, ...] = ("en", "")) -> str:
    """Return a saved page: ``around`` is its language and the markup that stands after its story."""
    language, after = around
    address = f"https://{'-'.join(outlet.lower().split())}.example/{day}/{abs(hash_of(headline))}.html"
    body = "\n".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(headline)}</title>'
        f'<meta property="og:site_name" content="{escape(outlet)}"><link rel="canonical" href="{address}">'
        f'<meta property="article:published_time" content="{day}T08:00:00Z"><meta property="og:type" content="article">'
        f'</head><body><nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>'
        f"<article><h1>{escape(headline)}</h1>\n{body}\n</article>{after}"
        f"<footer>© {escape(outlet)}. All rights reserved.</footer></body></html>"
    )


def hash_of(text: str) -> int:
    """Return a number of a text that is the same in every process."""
    return sum((place + 1) * ord(letter) for place, letter in enumerate(text))


def paragraphs_of(number: int, word: str) -> list[str]:
    """Return the text of an English story, with its own word in each paragraph."""
    return [
        f"The council heard on Monday what the {word} means to the town. It sat for {number + 2} hours, and nobody "
        f"left before the end, although the harbour bridge was lit for the first time that evening.",
        f"Report number {number + 1} on the {word} fills forty pages. The harbour master, Tilda Brack, had read all of "
        f"them, and said that most could be summed up in one sentence, which she did not say.",
        "Work begins in spring. The river stood two metres above its summer mark, and the quays were closed to carts.",
    ]


STORIES = 24 + len(FOREIGN) + 2
"""How many stories :func:`write` makes of its pages, with the copy and the later version."""


def write(folder: Path) -> Path:
    """Write the pages, and one file that is none, and return their folder."""
    folder.mkdir(parents=True)
    for number in range(24):
        (title, word), outlet = SUBJECTS[number % len(SUBJECTS)], (POST, LEDGER)[number % 2]
        headline = title if number < len(SUBJECTS) else f"{title}, report {number}"
        day = f"{2009 + number % 7}-{1 + number % 12:02}-{1 + number:02}"
        text = paragraphs_of(number, word)
        after = ""
        if outlet == POST:
            text.insert(2, COVERAGE)
            after = f'<div class="related"><h3>More</h3><p>{RELATED}</p></div>'
        (folder / f"{number:02}-{word}.html").write_text(
            page(headline, outlet, day, text, around=("en", after)), encoding="utf-8"
        )
    for number, (language, outlet, headline, story) in enumerate(FOREIGN):
        made = page(headline, outlet, f"201{number}-03-0{number + 1}", [story], around=(language, ""))
        (folder / f"{language}.html").write_text(made, encoding="utf-8")
    copied = page(SUBJECTS[0][0], LEDGER, "2009-01-02", [*paragraphs_of(0, "ferry")])
    (folder / "copy.html").write_text(copied, encoding="utf-8")
    later = page(
        SUBJECTS[1][0], LEDGER, "2010-02-02", [*paragraphs_of(1, "grain"), "This story was made longer at noon."]
    )
    (folder / "version.html").write_text(later, encoding="utf-8")
    (folder / "empty.html").write_bytes(b"")
    return folder

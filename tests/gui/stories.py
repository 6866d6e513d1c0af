"""Stories for the tests and pictures of the window, written by us."""

from reader.core.model import Article, Mark, MarkKind, Span
from tests.gui.articles import article

BRIDGE = (
    ("r:menu", "Home | News | Sport | Weather"),
    ("h", "Bridge over the Orrin opens after nine years"),
    ("s", "The crossing links the harbour district with the old town for the first time since the flood"),
    ("r:byline", "By Mira Olsen, harbour correspondent"),
    ("r:share line", "Share this story  Print  E-mail"),
    (
        "p",
        "The new bridge over the river Orrin was opened on Sunday by the mayor, nine years after the flood carried "
        "the old one away. Several thousand people walked across it in the first hour, many of them with flowers.",
    ),
    (
        "p",
        "“We have waited for this bridge longer than it took to build the cathedral,” said Tomas Brand, who runs a "
        "ferry that will now stop. He laughed, and looked at the river. The ferry carried 1,100 people a day.",
    ),
    ("r:related links", "Related: Flood relief fund still holds 2 million"),
    ("k", "The bridge at dusk on Saturday, seen from the customs house"),
    ("k", "Photo: Ana Lind / The Harbour Post"),
    ("g", "A long argument"),
    (
        "p",
        "The council argued for four years over who should pay. The harbour board wanted a bridge high enough for "
        "the grain ships; the old town wanted one low enough to see over. In the end the engineers drew a bridge that "
        "opens, and both sides claimed it as their own.",
    ),
    ("q", "A bridge that opens is a bridge that listens, the engineer Ida Moss told the council in 2007."),
    ("l", "Length: 412 metres, in seven spans"),
    ("l", "Cost: 94 million, of which the harbour board paid a third"),
    ("l", "Opens for ships twice a day, at high water"),
    (
        "p",
        "Tolls will not be charged. A night bus crosses the bridge from Monday, and the ferry makes its last "
        "journey on the first of March, weather permitting.",
    ),
    ("r:call to action", "Sign up for our morning letter and never miss a story."),
    ("r:copyright", "© 2011 The Harbour Post. All rights reserved."),
)
FERRY = (
    ("h", "Last ferry on the Orrin sails on the first of March"),
    (
        "p",
        "The ferry that carried the harbour district through nine years without a bridge makes its last journey in "
        "March. Its owner, Tomas Brand, has had offers from three museums and a restaurant.",
    ),
    ("p", "The boat was built in 1931 and has crossed the river, by his count, more than 600,000 times."),
)
HEBREW = (
    ("h", "הגשר החדש נפתח לאחר תשע שנים"),
    ("s", "אלפי תושבים חצו את הנהר ברגל בשעה הראשונה"),
    ("r:תפריט", "ראשי | חדשות | ספורט"),
    (
        "p",
        "הגשר החדש מעל הנהר נפתח ביום ראשון על ידי ראש העיר, תשע שנים לאחר שהשיטפון סחף את הגשר הישן. אלפי אנשים "
        "חצו אותו בשעה הראשונה, רבים מהם עם פרחים בידיהם.",
    ),
    (
        "p",
        "״חיכינו לגשר הזה זמן רב,״ אמר תומאס ברנד, בעל מעבורת שתפסיק עכשיו להפליג. הוא צחק והביט בנהר. חברת "
        "Harbour Lines הודיעה כי תמכור את הסירה.",
    ),
    ("p", "According to the engineers, the bridge will open for ships twice a day."),
)
ARABIC = (
    ("h", "افتتاح الجسر الجديد بعد تسع سنوات"),
    (
        "p",
        "افتتح رئيس البلدية يوم الأحد الجسر الجديد فوق النهر، بعد تسع سنوات من الفيضان الذي جرف الجسر القديم. وعبره "
        "آلاف الأشخاص سيراً على الأقدام في الساعة الأولى.",
    ),
)
TOPICS = (
    ("Council votes to keep the night bus", "The Alder Courier", "2009-11-23"),
    ("Grain harbour reports its best year since the war", "Northern Ledger", "2008-01-14"),
    ("Storm closes three schools and a museum", "The Harbour Post", "2010-10-02"),
    ("Museum buys the last river ferry", "The Alder Courier", "2011-03-09"),
    ("Engineers warn of cracks in the sea wall", "Northern Ledger", "2007-05-30"),
    ("Orchard festival draws a record crowd, and one escaped goat", "The Harbour Post", "2012-09-17"),
    ("Library opens its newspaper archive to everyone", "Meridian Weekly", "2013-02-01"),
    ("Rail line to the coast will reopen, minister says", "Meridian Weekly", "2006-06-21"),
)
FILLER = (
    "The decision came late in the evening, after three hours in which nobody seemed to want it and nobody could "
    "name a better one. The river stood two metres above its summer mark, and the bridge was lit for the first time.",
    "Officials said that the work would begin in spring. They did not say which spring, and the question drew a laugh.",
    "For the people of the harbour district the news was old. They had read it in the water, as Mrs Lund put it, "
    "long before it stood in any newspaper.",
)


def bridge() -> Article:
    """Return the story most tests read: removals of several kinds, a heading, a quote, a list, a link."""
    made = article(BRIDGE, url="https://harbourpost.example/2011/bridge.html")
    at = made.text.index("Tomas Brand")
    emphasis = made.text.index("longer than it took")
    marks = (
        Mark(Span(at, at + 11), MarkKind.LINK, "/people/brand"),
        Mark(Span(emphasis, emphasis + 6), MarkKind.EMPHASIS),
    )
    return article(BRIDGE, url="https://harbourpost.example/2011/bridge.html", marks=marks)


def ferry() -> Article:
    """Return a second story about the same things."""
    return article(FERRY, published="2011-02-20", outlet="Meridian Weekly")


def hebrew() -> Article:
    """Return a story in Hebrew with an English paragraph."""
    return article(HEBREW, language="he", outlet="הארכיון", author="", published="2011-02-07")


def arabic() -> Article:
    """Return a story in Arabic."""
    return article(ARABIC, language="ar", outlet="صحيفة الميناء", author="", published="2011-02-08")


def short(number: int) -> Article:
    """Return one of any number of short stories."""
    title, outlet, day = TOPICS[number % len(TOPICS)]
    doubts = ("the date stands only in the file name",) if number % 5 == 4 else ()
    lines = (("h", title), *(("p", FILLER[(number + each) % len(FILLER)]) for each in range(3)))
    return article(lines, outlet=outlet, published=day, doubts=doubts, confidence=0.71 if doubts else 0.96)


def long_story(words: int, every: int = 70) -> Article:
    """Return a story of about so many words in which “bridge” stands once in ``every`` words."""
    sentence = "The harbour district waited while the council argued about money and the river rose again and again. "
    paragraphs = []
    count = since = 0
    while count < words:
        text = sentence * 5
        since += len(text.split())
        if since >= every:
            text += f"{'bridge ' * (since // every)}was the word."
            since = 0
        count += len(text.split())
        paragraphs.append(("p", text.strip()))
    return article((("h", "A long story"), *paragraphs))


def shelf_of_stories() -> list[Article]:
    """Return the stories of a small library."""
    return [*(short(number) for number in range(8)), hebrew(), arabic(), ferry(), bridge()]

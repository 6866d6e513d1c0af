"""What is kept of a word beside its folded form: its letter case, and whether a full stop after it ends a sentence."""

NO_CAPITAL, FIRST_CAPITAL, ALL_CAPITALS, OTHER_CAPITALS = range(4)
CASE = 3
"""The bits of the letter case in a trait."""
BEGINS_LOWER = 4

TITLE = 1
"""An abbreviation when it is written with a capital: ``Gen.``"""
BEFORE_NUMBER = 2
"""An abbreviation when a number follows: ``No. 5``, ``Jan. 5``"""
ABBREVIATION = 4
"""Never ends a sentence: initials, ``U.S.``, ``z.B.``"""
MONTH = 8
"""A month that may follow an ordinal: ``5. Mai``"""

_KINDS = {
    TITLE: """mr mrs ms messrs mx dr prof rev hon gov sen rep gen col lt sgt cpl pvt capt cmdr cdr adm maj brig supt
        insp st ste mt ft jr sr mme mmes mlle sra srta dna lic ing arq sig dott avv fr hr dipl phil""",
    BEFORE_NUMBER: """no nos nr num vol p pp fig figs art arts abs ch sec jan feb mar apr jun jul aug sep sept oct nov
        dec okt dez janv fevr avr juil ene abr ago dic""",
    ABBREVIATION: "vs bzw ca cf viz approx dept univ evtl ggf inkl sog usw vgl resp",
    MONTH: """januar februar marz april mai juni juli august september oktober november dezember marts maj desember
        elokuuta""",
}
_KIND_OF = {word.encode(): kind for kind, words in _KINDS.items() for word in words.split()}
_MOST_BYTES = 4
"""A character of UTF-8 takes so many at most."""


def trait(text: str) -> int:
    """Return the trait of a word as it stands in a text."""
    begins_lower = BEGINS_LOWER if text[:1].islower() else 0
    capitals = 0 if text == text.lower() else sum(map(str.isupper, text))
    if not capitals:
        return NO_CAPITAL | begins_lower
    if capitals > 1 and text.isupper():
        return ALL_CAPITALS
    return FIRST_CAPITAL if capitals == 1 and text[0].isupper() else OTHER_CAPITALS | begins_lower


def word_kind(word: bytes) -> int:
    """Return which kinds of abbreviation a folded word may be."""
    if len(word) > 1 and b"." not in word and (word.isascii() or len(word) > _MOST_BYTES):
        return _KIND_OF.get(word, 0)
    text = word.decode("utf-8", "surrogatepass")
    letters = text.split(".")
    are_initials = all(len(letter) == 1 and letter.lower() != letter.upper() for letter in letters)
    return ABBREVIATION if are_initials else _KIND_OF.get(word, 0)

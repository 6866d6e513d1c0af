"""The language of a text by its script and its commonest words: some forty languages, no model, no third-party import.

Good for a story of twenty words and more; a headline alone is too short for languages that share a script.
"""

import re
import string
from collections import Counter
from functools import cache
from typing import NamedTuple

_READ_CHARS = 4_000
_WORD = re.compile(r"""[^\s\d.,;:!?()"“”„«»|/।،؛–—\-]+""")
_MIN_SHARE = 0.06
"""Least share of a language's function words among all words, on news bodies of the fundus development pages."""
_MIN_LETTERS = 20
_ASCII_LETTERS = string.ascii_letters.encode()
_ASCII = re.compile(r"[\x00-\x7f]+")

_SCRIPTS: tuple[tuple[str, str, str], ...] = (
    ("\u3040", "\u30ff", "kana"),
    ("\uac00", "\ud7af", "ko"),
    ("\u4e00", "\u9fff", "han"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u06ff", "arabic"),
    ("\u0400", "\u04ff", "cyrillic"),
    ("\u0370", "\u03ff", "el"),
    ("\u0e00", "\u0e7f", "th"),
    ("\u0900", "\u097f", "devanagari"),
    ("\u0980", "\u09ff", "bn"),
    ("\u0b80", "\u0bff", "ta"),
    ("\u0c00", "\u0c7f", "te"),
    ("\u0a80", "\u0aff", "gu"),
    ("\u0c80", "\u0cff", "kn"),
    ("\u0d00", "\u0d7f", "ml"),
    ("\u0a00", "\u0a7f", "pa"),
    ("\u0d80", "\u0dff", "si"),
    ("\u1000", "\u109f", "my"),
    ("\u1780", "\u17ff", "km"),
    ("\u0e80", "\u0eff", "lo"),
    ("\u10a0", "\u10ff", "ka"),
    ("\u0530", "\u058f", "hy"),
    ("\u1200", "\u137f", "am"),
    ("A", "\u024f", "latin"),
)

_FUNCTION_WORDS: dict[str, dict[str, str]] = {
    "latin": {
        "en": "the of and to in that is for on with was as at by it be from have has are his he this an which said",
        "de": "der die und den das von mit sich des auf für ist im dem nicht ein eine auch es an werden aus er hat",
        "fr": "le la les de des et du en un une est que dans pour qui sur au par plus pas avec ce il sont aux cette",
        "es": "el la de que y en los del las un por con una se su para al es lo más como pero sus ha este fue",
        "pt": "o a de que e do da em os no um uma para com não na por mais dos das ao se foi como mas são pelo",
        "it": "di che il la e in un è per del una della con non i gli le si da sono anche dei alla nel più ha al",
        "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij door naar wordt hij",
        "sv": "och att det som en på är av för med den till inte har om ett men de i var så han från vid kan sig",
        "da": "og at det en er på til af for med den der ikke de har som i et var han fra også om men jeg blev efter",
        "nb": "og det en er på til av for med den som ikke de har i et at var han fra også om men jeg ble etter seg",
        "fi": "ja on ei että se oli hän ovat mutta myös kun mukaan kuin joka ole sekä tai jo sen niin vain nyt mitä",
        "is": "og að í á sem er til var það við um en með fyrir ekki hann af því þá hún eru hafa þess hafi verið",
        "pl": "i w na z że się do nie jest o to jak po od za przez dla oraz ale są był który co tym tego może",
        "cs": "a v na se je že z s do o i k ve pro za by podle ale jako jsou po který jeho již také být byl od",
        "sk": "a v na sa je že z s do o aj k vo pre za by podľa ale ako sú po ktorý jeho už však byť bol od",
        "hu": "a az és hogy nem is egy meg volt csak már de ha ez mint azt még vagy pedig szerint után aki lesz",
        "ro": "de și în a la cu pe că nu este din o un care pentru mai au fost sunt sau după dar prin ce fi lui",
        "hr": "i u je da na se za su od s o nije kako koji što iz će te bi kao ili ali biti prema nakon rekao",
        "sl": "in je v na da se za so ki z pa po od ne bi tudi ali kot iz še bo pri s do to je bil več sta",
        "sq": "të e në dhe për me një që nga është i se ka si më do nuk ky kjo janë por edhe pas deri",
        "tr": "ve bir bu da de için ile olarak çok en daha olan gibi sonra kadar ise ama olduğunu var ne değil dedi",
        "id": "yang dan di dengan untuk dari pada ini dalam itu tidak akan ke juga oleh sebagai adalah kata bisa ada",
        "ms": "yang dan di dengan untuk dari pada ini dalam itu tidak akan ke juga oleh sebagai kata beliau ialah",
        "tl": "ang ng sa na at mga ay si ni para hindi nang kung ito siya kay pero may isang rin din ayon",
        "vi": "và của là có được cho trong không với các những một đã người này tại khi từ đến về theo ra như",
        "sw": "ya na wa kwa katika ni la za kuwa hiyo alisema yake hii huo cha pia baada lakini kama wao huyo",
        "af": "die van en in het is wat vir nie om te op dat met hy sy aan sal ook by as was deur",
        "lt": "ir į kad yra iš su bei tai o jis buvo ne už apie kaip dėl po jau tik bus pat nuo jo",
        "lv": "un ir ka ar no par uz kas tika tas arī bet viņš pēc nav kā lai ja gan savu tiek pie",
        "et": "ja on et ei see oli ka kui oma ning mis ta aga kes või nii pole seda veel välja juba",
        "ca": "de la el i que a en les els per del un una amb al és no se més dels com ha són també però va",
        "eu": "eta da ez du dute dira bat zuen izan zen ere dela egin baina hori den baino ditu dio",
        "gl": "de que e a o en do da unha un para os con as non por ao no se máis na como dos foi pola",
        "cy": "y yn i a ac o ar wedi mae i'r o'r bod am gan ei eu ond fod hefyd oedd yw sydd",
        "ga": "an na agus ar a i go le de do is ag bhí tá sé ach mar atá air sin nach",
        "zu": "ukuthi kodwa futhi uma lo le ngoba kanye wathi abantu kusho kube ngesikhathi ukuze lokhu nge yakhe",
        "xh": "ukuba kwaye kodwa ngoku le kunye xa okanye uthi abantu kule ukuze oku njengoko kwakhona yakhe ngeli",
        "az": "və bu bir ilə üçün da də ki o olan olub deyib edib daha çox isə onun sonra kimi ölkə",
    },
    "cyrillic": {
        "ru": "и в не на что с по как из за от для это к его о он был но а до также было при или чтобы",
        "uk": "і в на що з не до за про та у від для як це його він але є було також які щоб року",
        "be": "і ў на што з не да за пра у ад для як гэта яго ён але ёсць таксама якія каб было года",
        "bg": "на и в да за се от че с не са по е до като това но при след или той беше бъде има",
        "sr": "и у је да на се за су од са о није како који што из ће те би као или али бити",
        "mk": "на и во да за се од дека со не ќе по е до како ова но при или тој беше има",
        "kk": "және мен бұл үшін деп да де бір бар деді болып оның жоқ еді туралы осы",
        "mn": "нь байна бол болон энэ юм гэж байгаа монгол улсын дээр тухай олон",
    },
    "arabic": {
        "ar": "في من على أن إلى التي عن مع هذا كان قد ما لا هذه الذي بعد ذلك بين كما لم وقال أو",
        "fa": "در به از که این را با است برای آن می یک شود کرد تا هم بود شده ها وی اما",
        "ur": "کے میں کی ہے اور سے کا کو نے پر کہ ہیں اس یہ بھی نہیں تھا لیے گیا ایک",
        "ps": "د په چې او له ته کې دي يې نه سره دا هم کړي شوي",
    },
    "devanagari": {
        "hi": "के में की है और से का को ने पर कि हैं इस यह भी नहीं था लिए गया एक",
        "mr": "आहे आणि या ते हे केली च्या होते नाही की ही असे केले यांनी मध्ये",
        "ne": "छ र को मा ले भएको गरेको छन् पनि यो हुने भने गर्ने उनले",
    },
}


class LanguageGuess(NamedTuple):
    """A language code (ISO 639-1) and how far it is ahead of the next one, from 0 to 1."""

    code: str
    lead: float


def detect_language(text: str) -> LanguageGuess | None:
    """Return the likeliest language of the first 4,000 characters of ``text``, or None where nothing speaks for one."""
    head = text[:_READ_CHARS]
    scripts = _script_counts(head)
    letters = sum(scripts.values())
    if letters < _MIN_LETTERS:
        return None
    script, count = scripts.most_common(1)[0]
    if scripts["kana"] * 10 > letters:
        return LanguageGuess("ja", 1.0)
    if script == "han":
        return LanguageGuess("zh", 1.0)
    if script not in _FUNCTION_WORDS:
        return LanguageGuess(script, count / letters)
    return _by_words(head, script)


def _script_counts(head: str) -> Counter[str]:
    plain = head.encode("ascii", "ignore")
    letters = len(plain) - len(plain.translate(None, _ASCII_LETTERS))
    counts: Counter[str] = Counter()
    if letters:
        counts["latin"] = letters
    for char, number in Counter(_ASCII.sub("", head)).items() if len(plain) < len(head) else ():
        for first, last, script in _SCRIPTS:
            if first <= char <= last and char.isalpha():
                counts[script] += number
                break
    return counts


def _by_words(head: str, script: str) -> LanguageGuess | None:
    words = _WORD.findall(head.lower())
    scores: dict[str, float] = {}
    weights = _word_weights(script)
    for word, number in Counter(words).items():
        for language, weight in weights.get(word, ()):
            scores[language] = scores.get(language, 0.0) + number * weight
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    best, score = ranked[0]
    if score < _MIN_SHARE * len(words):
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    return LanguageGuess(best, (score - second) / score)


@cache
def _word_weights(script: str) -> dict[str, tuple[tuple[str, float], ...]]:
    """Return what each function word of the script's languages speaks for; a word of many languages says less."""
    owners: dict[str, list[str]] = {}
    for language, words in _FUNCTION_WORDS[script].items():
        for word in set(words.split()):
            owners.setdefault(word, []).append(language)
    return {word: tuple((name, 1 / len(names) ** 0.5) for name in names) for word, names in owners.items()}


def function_words(language: str) -> frozenset[str]:
    """Return the commonest words of a language, lower-case; none where they are not known here."""
    code = language.split("-", maxsplit=1)[0].lower()
    listed = (words[code] for words in _FUNCTION_WORDS.values() if code in words)
    return frozenset(word for words in listed for word in words.split())

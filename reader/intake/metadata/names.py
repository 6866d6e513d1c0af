"""Authors' names: taken apart, cleaned, without doubles; pure functions with their words as data."""

import re
from collections.abc import Iterable, Sequence

from reader.intake.metadata.folding import folded, word_set

_LONGEST_NAME = 80
_MOST_AUTHORS = 30
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|(?<!\w)@\w+")
_LEADS = re.compile(
    r"\A\W*(?:(?:written|reported|report|reporting|story|words|text|review|analysis|opinion|interview|edited|compiled|posted|"
    r"article|column|photographs?|photos?|pictures?)\s+)?(?:by|von|vom|par|por|di|da|door|av|af|przez|yazan|oleh|autor(?:in|en)?|author|"
    r"authors|auteur|autore|texte|text|door|автор|текст|作者|記者|记者|撰文|文)(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*[,;|/•·&、，；\n]\s*|\s+(?:and|und|et|e|y|og|och|en|i|ja|és|ve|dan|și|и|та|και|with|mit|avec|con|com|med)\s+"
)
_ROLE_TAIL = re.compile(
    r"\s+(?:in|aus|à|de|w)\s+[A-ZÀ-Þ]\w+\Z|\s*[(\[][^()\[\]]{0,80}[)\]]\s*\Z|\s+[-–—]\s+.{0,80}\Z|\s*[.:]\s*\Z"
)
_ROLE_WORDS = word_set(
    "correspondent reporter editor writer columnist journalist staff contributor redakteur redakteurin redaktion "
    "redactie journaliste rédacteur rédaction redacción redacao redação redazione redakcja редакция korrespondent "
    "korrespondentin chefredakteur politics business economics political chief senior deputy assistant news sports "
    "sport newsroom desk bureau team crime health science technology education environment media diplomatic royal "
    "foreign world"
)
_AGENCIES = word_set(
    "reuters ap afp dpa apa epa upi pa ansa efe tass lusa ritzau tt ntb anp belga ats sda sid xinhua kyodo jiji yonhap "
    "pti ians ani bloomberg cnn bbc dts keystone afx rtr itar interfax ria"
)
_GROUP_WORDS = re.compile(
    r"(?<!\w)(?:staff|team|desk|bureau|newsroom|editors?|editorial|agency|agencies|agence|agentur(?:en)?|news|press|online|redaktion|redactie|"
    r"redacci[oó]n|redaç[aã]o|redazione|rédaction|redakcja|redakce|redaksi|редакция|media|newspaper|gazette|times|post|associated|"
    r"admin|administrator|webmaster|author|guest|web|tv|radio|magazine|wire|services?|report(?:er)?s?|correspondents?|contributors?|"
    r"network|group|gmbh|ltd|inc|llc|com|org|net|編集部|新聞|通信|新闻|新华社|社)(?!\w)",
    re.IGNORECASE,
)
_PLACEHOLDERS = word_set(
    "none null undefined nan unknown n a na admin administrator author authors anonymous default user test"
)


def split_names(text: str) -> list[str]:
    """Return the names in a byline or an author field: without "By", addresses and roles, in order, not yet compared.

    A comma between family and given name ("Doe, Jane") is not taken for a list when both parts are single words.
    """
    text = _ADDRESS.sub(" ", text[:1_000]).replace("\u00a0", " ").strip()
    text = _LEADS.sub("", text)
    names: list[str] = []
    for part in _SPLIT.split(text):
        name = _cleaned(part)
        if name:
            names.append(name)
    return names


def _cleaned(part: str) -> str:
    name = _LEADS.sub("", " ".join(part.split()))
    for _ in range(3):
        shorter = _ROLE_TAIL.sub("", name) if len(name.split()) > 2 or "(" in name else name.rstrip(":")
        if shorter == name or not shorter:
            break
        name = shorter
    name = name.strip(" \t-–—:;,|*•\"“”«»'")
    if not name or len(name) > _LONGEST_NAME or not any(char.isalpha() for char in name):
        return ""
    if folded(name) in _PLACEHOLDERS:
        return ""
    words = name.lower().split()
    if all(word.strip(".") in _ROLE_WORDS for word in words):
        return ""
    return name


def is_group(name: str, outlets: Iterable[str] = ()) -> bool:
    """Tell whether a name is an agency's, a desk's or the outlet's own rather than a person's."""
    plain = folded(name)
    if not plain or plain in _AGENCIES or any(word in _AGENCIES for word in plain.split()[:1]):
        return True
    squeezed = plain.replace(" ", "")
    for outlet in outlets:
        other = folded(outlet).replace(" ", "")
        if other and (squeezed == other or (len(other) > 4 and other in squeezed)):
            return True
    return bool(_GROUP_WORDS.search(name))


def without_doubles(names: Sequence[str]) -> list[str]:
    """Return the names, each once, as first written; a name that is part of a fuller one in the list goes too."""
    kept: list[str] = []
    seen: set[str] = set()
    for name in names[:_MOST_AUTHORS]:
        plain = folded(name)
        if plain and plain not in seen:
            seen.add(plain)
            kept.append(name)
    return kept

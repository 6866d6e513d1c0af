"""Authors' names: taken apart, cleaned, without doubles; pure functions with their words as data."""

import re
from collections.abc import Iterable, Sequence

from reader.intake.metadata.folding import folded, word_set

_LONGEST_NAME = 80
_MOST_AUTHORS = 30
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{3,200}|(?<!\w)@\w+")
_LEADS = re.compile(
    r"\A\W*(?:(?:th[ei]s?\s(?:post|article|story)\swas\s)?(?:written|reported|report|reporting|story|words|text|review|analysis|"
    r"opinion|interview|edited|compiled|posted|published|researched|article|column|photographs?|photos?|pictures?|geschrieben|"
    r"verfasst|escrito|écrit|scritto|geschreven|skrevet|skriven|napisała?)\s+)?"
    r"(?:(?:by|von|vom|par|por|di|da|door|av|af|przez|yazan|oleh|autorin/autor|autor(?:in|en)?|authors?|auteur|autore|texte|text|"
    r"автор|текст|מאת|כתבה?|بقلم|كتب|作者|記者|记者|撰文|執筆|执笔|文|责编|责任编辑)(?:\s*[:：]\s*|\s+)|(?-i:(?:By|Von|Por)(?=[A-ZÀ-Þ])))",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*[,;|/•·⋅∙&、，；\n]\s*|\s+\+\s+|\s+(?:and|und|et|e|y|og|och|en|i|ja|és|ve|dan|și|и|та|και|with|mit|avec|con|com|med)\s+"
)
_ROLE_TAIL = re.compile(
    r"\s+(?:in|aus|à|de|w)\s+[A-ZÀ-Þ]\w+\Z|\s*[(\[][^()\[\]]{0,80}[)\]]\s*\Z|\s+[-–—]\s+.{0,80}\Z|\s*[.:]\s*\Z"
)
_TAIL_WORD = re.compile(r"\s(?:at|on|am|um|le|el|il|den|der|op|à|a)\Z")
"""What a date or a time that was cut off leaves behind a name."""
_ROLE_WORDS = word_set(
    "correspondent reporter editor writer columnist journalist staff contributor redakteur redakteurin redaktion "
    "redactie journaliste rédacteur rédaction redacción redacao redação redazione redakcja редакция korrespondent "
    "korrespondentin chefredakteur politics business economics political chief senior deputy assistant news sports "
    "sport newsroom desk bureau team crime health science technology education environment media diplomatic royal "
    "foreign world"
)
_NO_NAME_WORDS = word_set(
    "bio updated modified written by checked fact disclosure expert director manager marketing developer analyst "
    "reviewer reviewed review founder cofounder co-founder ceo educator officer specialist strategist strategy "
    "consultant engineer published posted more posts paid content last full article categories category tags "
    "uncategorized comments minutes newsletter subscribe sponsored about contact "
    "aktualisiert veröffentlicht kommentare minuten geprüft actualizado publicado comentarios minutos mis publié "
    "commentaires aggiornato pubblicato commenti bijgewerkt reacties"
)
"""Words of lines that look like a name in its capitals: roles, and what stands beside bylines."""
_OTHER_DEEDS = re.compile(
    r"\A\W*(?:(?:medically|fact|last)[\s-])?(?:updated|reviewed|checked|verified|approved|sponsored|translated|aktualisiert|geprüft|"
    r"übersetzt|traducido|traduit|tradotto)\s+(?:by|von|par|por|da)\s",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"[a-z][a-z0-9._-]{2,}")
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
_TURNED = re.compile(r"\A([^\W\d_][\w'’-]{1,30}),\s([^\W\d_][\w'’.-]{1,30})\Z")
_PARTICLES = word_set(
    "von van de der den del della di da do dos das du la le el al bin ben ibn zu zum zur ter ten y e af av i"
)
_GLUED = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-Þ][a-zß-ÿ])")
_UNGLUED_STARTS = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz", "O")
_PICTURE_LEADS = re.compile(
    r"\A\W{0,3}(?:image|photo|foto|picture|bild|fotograf|photograph|illustration|grafik|credit)", re.IGNORECASE
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
    if _PICTURE_LEADS.match(text):
        return []
    turned = _TURNED.match(text)
    if turned:
        return (
            [f"{turned.group(2)} {turned.group(1)}"] if turned.group(1).lower() not in _AGENCIES else [*turned.groups()]
        )
    names = [name for part in _SPLIT.split(text) if (name := _cleaned(part))]
    if any(" " in name and is_person_like(name) for name in names):  # then "MD", "PhD" and places are no authors
        return [name for name in names if " " in name or not has_case(name) or is_group(name)]
    return names


def _cleaned(part: str) -> str:
    name = _LEADS.sub("", " ".join(part.split()))
    for _ in range(3):
        shorter = _ROLE_TAIL.sub("", name) if len(name.split()) > 2 or "(" in name else name.rstrip(":")
        if shorter == name or not shorter:
            break
        name = shorter
    name = _unglued(_TAIL_WORD.sub("", name)).strip(" \t-–—:;,|*•()\"“”«»'")
    if (
        not name
        or _PICTURE_LEADS.match(name)
        or _OTHER_DEEDS.match(name)
        or _is_phrase(name)
        or len(name) > _LONGEST_NAME
        or not any(char.isalpha() for char in name)
    ):
        return ""
    if folded(name) in _PLACEHOLDERS or folded(name) in ("no author", "unknown author", "guest author"):
        return ""
    words = {word.strip(".:") for word in name.lower().split()}
    if words <= _ROLE_WORDS or words <= _NO_NAME_WORDS:
        return ""
    return name


def _unglued(name: str) -> str:
    """Return ``name`` without a role that lost its blank ("Jane DoePolitics Editor")."""
    for seam in _GLUED.finditer(name):
        before = name[: seam.start()]
        if len(before.split()) >= 2 and not before.split()[-1].startswith(_UNGLUED_STARTS):
            return before
    return name


def _is_phrase(name: str) -> bool:
    """Tell whether most words of a longer part begin with small letters: a title or a sentence, no name."""
    words = name.split()
    small = sum(word[0].islower() and word.lower() not in _PARTICLES for word in words)
    return len(words) >= 3 and small * 2 > len(words)


def has_case(name: str) -> bool:
    """Tell whether the name's script has capital letters."""
    return any(char.isupper() or char.islower() for char in name)


def is_person_like(name: str) -> bool:
    """Tell whether a visible name looks like a person's: two to five words that begin with capitals, no role in it."""
    words = name.split()
    if not name or any(char.isdigit() for char in name) or len(name) > 50:
        return False
    if not has_case(name):
        return len(words) <= 4 and len(name) <= 24
    if not 2 <= len(words) <= 5 or is_group(name):
        return False
    if any(bare in _ROLE_WORDS or bare in _NO_NAME_WORDS for bare in (word.strip(".:").lower() for word in words)):
        return False
    return all(word[0].isupper() or word.lower() in _PARTICLES for word in words) and words[-1][0].isupper()


def is_agency(name: str) -> bool:
    """Tell whether the name is a news agency's, credited beside the author by custom."""
    return folded(name) in _AGENCIES


def is_group(name: str, outlets: Iterable[str] = ()) -> bool:
    """Tell whether a name is an agency's, a desk's or the outlet's own rather than a person's."""
    plain = folded(name)
    if not plain or plain in _AGENCIES or any(word in _AGENCIES for word in plain.split()[:1]):
        return True
    if _LOGIN.fullmatch(name):  # the name of an account, as editing systems write it where no other was given
        return True
    squeezed = plain.replace(" ", "")
    initials = "".join(word[0] for word in plain.split()) if " " in plain else ""
    for outlet in outlets:
        other = folded(outlet).replace(" ", "")
        if other and (other in {initials, squeezed} or (len(other) > 4 and other in squeezed)):
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

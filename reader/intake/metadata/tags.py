"""Candidates from a page's meta tags, links, microdata and time elements; whose field a name is stands in one table."""

import re
from functools import lru_cache

from reader.core.model import Candidate, ElementTable, Field, Source
from reader.intake.html.tree import HeadFacts, ItemProp, TimeTag
from reader.intake.metadata.jsonld import clean_text

_NAMESPACE = re.compile(r"\Ahttps?://(?:www\.)?ogp\.me/ns(?:/(\w+))?#")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_COMMENT = re.compile(
    r"(?<![\w-])(?:comments?|comment-?list|comments?-(?:list|area|body|item|author|content|meta\w*))(?![\w-])"
)
_COMMENT_DEPTH = 8
_CARD_LABEL = re.compile(r"twitter:label(\d)")
_WRITTEN_BY = re.compile(
    r"(?:written|posted)\sby|by|author|(?:geschrieben|verfasst)\svon|autor(?:/in|in)?|escrito\spor|(?:écrit|rédigé)\spar|auteur|"
    r"scritto\sda|autore|geschreven\sdoor|skre?v[ei][nt]\sa[vf]|napisane\sprzez|kirjoittanut|автор|написано\sавтором|yazan|"
    r"作者|執筆者|작성자|كُ?تب\sبواسطة|نویسنده|נכתב\sעל\sידי|ditulis\soleh|γράφτηκε\sαπό|scris\sde|napsal\(a\)",
    re.IGNORECASE,
)
_MOST_STORIES = 3
"""More days of publication than this in microdata are those of other stories, listed around this one."""
_LONGEST = 2_000
_LONGEST_NAME = 200
_MOST_TAGS = 2_000

_META_FIELDS: dict[Field, str] = {
    # Names with their punctuation squeezed out, best first: og:title and og_title are both "ogtitle".
    Field.HEADLINE: "ogtitle twittertitle parselytitle sailthrutitle cxenseparsetitle "
    "cxenseparserecstitle dctitle dctermstitle citationtitle headline obheadline "
    "taboolaheadline hdl fulltitle articletitle title obtitle mediatortitle smarttitle",
    Field.DESCRIPTION: "ogdescription description twitterdescription sailthrudescription dcdescription "
    "dctermsabstract cxenseparsedescription abstract",
    Field.AUTHOR: "author parselyauthor sailthruauthor byl byline authors articleauthorname "
    "cxenseparseauthor dccreator dctermscreator dccontributor citationauthor "
    "articleauthor bylineauthor ogauthor bookauthor mediatorauthor "
    "shareaholicarticleauthorname writer contentcreator rbauthors twittermiscwrittenby "
    "creator",
    Field.OUTLET: "ogsitename sitename applicationname publisher dcpublisher dctermspublisher "
    "prismpublicationname citationjournaltitle citationpublisher copyright "
    "applemobilewebapptitle",
    Field.SECTION: "articlesection parselysection prismsection ogarticlesection section ogsection "
    "category pagesection channel articlesubsection taboolasection mrfsections "
    "cxenseparsecategory",
    Field.LANGUAGE: "contentlanguage dclanguage dctermslanguage language inlanguage oglocale oglanguage",
    Field.URL: "ogurl twitterurl parselylink cxenseparseurl url",
    Field.PUBLISHED: "articlepublishedtime articlepublished datepublished publisheddate publishdate "
    "pubdate publisheddatetime parselypubdate sailthrudate cxenseparserecspublishtime "
    "cxenseparsepublishtime contentpublishdate publishedat publicationdate "
    "publicationtime publishtime datepublication originalpublicationdate "
    "articlefirstpublished cxenseparserecspublishedtime dcdateissued dctermsissued "
    "dcdatecreated dctermscreated dctermsdate dcdate dateissued dateavailable datecreated "
    "createddate firstcreate releasedate ogpublishedtime ogpubdate ogpublishdate "
    "citationpublicationdate citationdate citationonlinedate prismpublicationdate "
    "rnewsdatepublished displaydate articlecreated articledate articledateoriginal ptime "
    "pdate date yaovsuploaddate bloombergpublisheddate lastpublished "
    "mediatorpublishedtime shareaholicarticlepublishedtime",
    Field.MODIFIED: "articlemodifiedtime ogupdatedtime datemodified lastmodified modified articleupdated "
    "dctermsmodified dcdatemodified datelastmodified updatedat lastupdate lastupdated "
    "lastupdateddate cxenseparsemodifiedtime dateupdated utime revised updatedtime "
    "shareaholicarticlemodifiedtime modificationdate",
}
_ORDER: dict[str, tuple[Field, int]] = {
    name: (field, rank) for field, names in _META_FIELDS.items() for rank, name in enumerate(names.split())
}
_OF_ONE_STORY = (Field.AUTHOR, Field.PUBLISHED, Field.MODIFIED)
_LAST_RESORT = {"author": Field.AUTHOR, "authors": Field.AUTHOR, "byline": Field.AUTHOR}
"""Last words of makers' own names (``xyz:authors``) that mean a field all the same."""

_ITEM_FIELDS = {
    "headline": Field.HEADLINE,
    "alternativeheadline": Field.DESCRIPTION,
    "description": Field.DESCRIPTION,
    "author": Field.AUTHOR,
    "creator": Field.AUTHOR,
    "publisher": Field.OUTLET,
    "articlesection": Field.SECTION,
    "inlanguage": Field.LANGUAGE,
    "datepublished": Field.PUBLISHED,
    "datecreated": Field.PUBLISHED,
    "datemodified": Field.MODIFIED,
    "isaccessibleforfree": Field.PAYWALLED,
}


def meta_candidates(head: HeadFacts) -> list[Candidate]:
    """Return what the meta tags say, the best name of each field first; OpenGraph's are told from the rest."""
    ranked: list[tuple[int, int, Candidate]] = []
    for i, tag in enumerate(head.meta[:_MOST_TAGS]):
        place = _place_of(tag.name)
        value = clean_text(tag.content[:_LONGEST]) if place else ""
        if place and value:
            field, rank, source = place
            ranked.append((rank, i, Candidate(field, value, source)))
    return [candidate for _, _, candidate in sorted(ranked, key=lambda row: row[:2])] + _card_authors(head)


def _card_authors(head: HeadFacts) -> list[Candidate]:
    """Return the author in the free fields of a card for social networks: a label in any language, and its value."""
    cards = [tag for tag in head.meta[:_MOST_TAGS] if tag.name.startswith("twitter:")]
    labels = ((_CARD_LABEL.fullmatch(tag.name), tag.content) for tag in cards)
    wanted = {f"twitter:data{match[1]}" for match, label in labels if match and _WRITTEN_BY.fullmatch(label.strip())}
    given = (clean_text(tag.content[:_LONGEST]) for tag in cards if tag.name in wanted)
    return [Candidate(Field.AUTHOR, value, Source.META) for value in given if value]


@lru_cache(maxsize=1_024)
def _place_of(name: str) -> tuple[Field, int, Source] | None:
    """Return a meta tag's field, its rank there and its source, or None for a name of something else."""
    name = name[:_LONGEST_NAME]
    squeezed = _squeezed(name)
    place = _ORDER.get(squeezed) or _by_last_word(name)
    if place is None:
        return None
    return *place, Source.OPENGRAPH if squeezed.startswith(("og", "article")) else Source.META


def _squeezed(name: str) -> str:
    namespace = _NAMESPACE.match(name)
    if namespace:
        name = (namespace.group(1) or "og") + name[namespace.end() :]
    squeezed = _NOT_WORD.sub("", name)
    return squeezed.removeprefix("og") if squeezed.startswith("ogarticle") else squeezed


def _by_last_word(name: str) -> tuple[Field, int] | None:
    words = _NOT_WORD.split(name)
    field = _LAST_RESORT.get(words[-1]) if len(words) > 1 else None
    return (field, 90) if field else None


def item_candidates(items: tuple[ItemProp, ...], elements: ElementTable, dated: frozenset[str]) -> list[Candidate]:
    """Return what microdata says. An author's nested ``name`` stands for the text of the whole author element.

    What readers' comments say of themselves is left out; and so are authors and dates where many stories are listed and
    the page is dated elsewhere: ``dated`` is what else says when it was published.
    """
    found: list[Candidate] = []
    for i, item in enumerate(items[:500]):
        if item.element >= 0 and _is_in_comment(item.element, elements):
            continue
        for name in item.name.lower().split():
            field = _ITEM_FIELDS.get(name)
            if field is None:
                continue
            value = clean_text(item.value[:_LONGEST])
            if field in (Field.AUTHOR, Field.OUTLET):
                value = _nested_name(items, i) or value
            if value:
                found.append(Candidate(field, value, Source.ITEMPROP))
    days = {candidate.value for candidate in found if candidate.field is Field.PUBLISHED}
    if 0 < len(dated) <= _MOST_STORIES < len(days):
        return [candidate for candidate in found if candidate.field not in _OF_ONE_STORY]
    return found


def _nested_name(items: tuple[ItemProp, ...], i: int) -> str:
    """Return the ``name`` that follows an author or publisher within the next properties, before another one begins."""
    for item in items[i + 1 : i + 6]:
        name = item.name.lower()
        if name == "name":
            return clean_text(item.value)
        if name in _ITEM_FIELDS:
            return ""
    return ""


def link_candidates(head: HeadFacts) -> list[Candidate]:
    """Return what links and the title say."""
    found = [
        Candidate(Field.CANONICAL_URL, link.href.strip(), Source.LINK)
        for link in head.links[:500]
        if link.rel == "canonical" and link.href.strip()
    ]
    if head.language.strip():
        found.append(Candidate(Field.LANGUAGE, head.language.strip(), Source.HTML))
    title = clean_text(head.title)
    if title:
        found.append(Candidate(Field.HEADLINE, title, Source.TITLE))
    return found


def _is_in_comment(element: int, elements: ElementTable) -> bool:
    """Tell whether an element is part of a reader's comment, by its labels and those around it."""
    for _ in range(_COMMENT_DEPTH):
        if element < 0:
            return False
        if _COMMENT.search(elements.labels[element]):
            return True
        element = elements.parents[element]
    return False


def time_candidates(times: tuple[TimeTag, ...], elements: ElementTable) -> list[Candidate]:
    """Return what the time elements outside of comments say, those marked as the publication's first."""
    marked: list[Candidate] = []
    plain: list[Candidate] = []
    for tag in times[:60]:
        value = (tag.datetime or tag.text).strip()[:200]
        if not value or _is_in_comment(tag.element, elements):
            continue
        field = Field.MODIFIED if "modified" in tag.itemprop else Field.PUBLISHED
        is_marked = tag.is_pubdate or "datepublished" in tag.itemprop or field is Field.MODIFIED
        (marked if is_marked else plain).append(Candidate(field, value, Source.TIME))
    return marked + plain

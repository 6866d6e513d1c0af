"""Candidates from a page's meta tags, links, microdata and time elements; whose field a name is stands in one table."""

import re
from functools import lru_cache

from reader.core.model import Candidate, Field, Source
from reader.intake.html.tree import HeadFacts, ItemProp
from reader.intake.metadata.jsonld import clean_text

_NAMESPACE = re.compile(r"\Ahttps?://(?:www\.)?ogp\.me/ns(?:/(\w+))?#")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
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
    return [candidate for _, _, candidate in sorted(ranked, key=lambda row: row[:2])]


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


def item_candidates(items: tuple[ItemProp, ...]) -> list[Candidate]:
    """Return what microdata says. An author's nested ``name`` stands for the text of the whole author element."""
    found: list[Candidate] = []
    for i, item in enumerate(items[:500]):
        for name in item.name.lower().split():
            field = _ITEM_FIELDS.get(name)
            if field is None:
                continue
            value = clean_text(item.value[:_LONGEST])
            if field in (Field.AUTHOR, Field.OUTLET):
                value = _nested_name(items, i) or value
            if value:
                found.append(Candidate(field, value, Source.ITEMPROP))
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


def time_candidates(head: HeadFacts) -> list[Candidate]:
    """Return what the time elements say, those marked as the publication's first."""
    marked: list[Candidate] = []
    plain: list[Candidate] = []
    for tag in head.times[:60]:
        value = (tag.datetime or tag.text).strip()[:200]
        if not value:
            continue
        field = Field.MODIFIED if "modified" in tag.itemprop else Field.PUBLISHED
        is_marked = tag.is_pubdate or "datepublished" in tag.itemprop or field is Field.MODIFIED
        (marked if is_marked else plain).append(Candidate(field, value, Source.TIME))
    return marked + plain

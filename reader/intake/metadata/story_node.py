"""Which JSON-LD node is about the story of this page, and what it says, as candidates."""

from functools import lru_cache
from urllib.parse import urlsplit

from reader.core.archives import original_address
from reader.core.model import Candidate, Field, Source
from reader.intake.metadata.folding import folded
from reader.intake.metadata.jsonld import Json, Node, by_id, clean_text, nodes_of, text_of, types_of

_STORY_TYPES = {
    "NewsArticle": 6.0,
    "ReportageNewsArticle": 6.0,
    "AnalysisNewsArticle": 6.0,
    "BackgroundNewsArticle": 6.0,
    "OpinionNewsArticle": 6.0,
    "ReviewNewsArticle": 6.0,
    "AskPublicNewsArticle": 6.0,
    "LiveBlogPosting": 5.5,
    "Article": 5.0,
    "BlogPosting": 5.0,
    "Report": 4.5,
    "TechArticle": 4.5,
    "ScholarlyArticle": 4.5,
    "AdvertiserContentArticle": 4.5,
    "SocialMediaPosting": 4.0,
    "Recipe": 4.0,
    "Review": 4.0,
    "CreativeWork": 2.5,
    "VideoObject": 1.5,
    "PodcastEpisode": 1.5,
    "WebPage": 1.0,
    "ItemPage": 1.0,
}
_DEPTH_COST = 1.2
_SAME_PAGE, _SAME_TITLE = 3.0, 3.0
_READ_NODES = 4

_FIELDS: tuple[tuple[Field, tuple[str, ...]], ...] = (
    (Field.HEADLINE, ("headline", "name", "alternativeHeadline")),
    (Field.DESCRIPTION, ("description", "alternativeHeadline", "abstract")),
    (Field.OUTLET, ("publisher", "sourceOrganization", "isPartOf")),
    (Field.SECTION, ("articleSection",)),
    (Field.LANGUAGE, ("inLanguage",)),
    (Field.PUBLISHED, ("datePublished", "dateCreated", "uploadDate")),
    (Field.MODIFIED, ("dateModified",)),
    (Field.URL, ("url", "mainEntityOfPage")),
    (Field.PAYWALLED, ("isAccessibleForFree",)),
    (Field.WORD_COUNT, ("wordCount",)),
)
_PEOPLE_KEYS = ("author", "creator", "contributor")


def story_candidates(scripts: tuple[str, ...], addresses: frozenset[str], titles: frozenset[str]) -> list[Candidate]:
    """Return what the nodes about this page say, the likeliest node first.

    ``addresses`` are the page's own URLs, normalised; ``titles`` its folded headlines elsewhere: both tell the node of
    this page from the nodes of other stories.
    """
    nodes = nodes_of(scripts)
    if not nodes:
        return []
    known = by_id(nodes)
    scored = [(_score(node, depth, addresses, titles), i, node) for i, (node, depth) in enumerate(nodes)]
    chosen = [node for score, _, node in sorted(scored, key=lambda row: (-row[0], row[1])) if score > 0][:_READ_NODES]
    found: list[Candidate] = []
    for node in chosen:
        if found and _is_other_story(node, chosen[0], titles):
            continue
        given = {candidate.field for candidate in found} - {Field.HEADLINE}
        found.extend(candidate for candidate in _of_node(node, known) if candidate.field not in given)
    found.extend(_breadcrumbs(nodes))
    return found


def _is_other_story(node: Node, first: Node, titles: frozenset[str]) -> bool:
    """Tell whether a node is headed otherwise than the best node and the page."""
    title = folded(text_of(node.get("headline")))
    return bool(title) and title not in titles and title != folded(text_of(first.get("headline")))


def _score(node: Node, depth: int, addresses: frozenset[str], titles: frozenset[str]) -> float:
    kind = node.get("@type")
    names = (kind,) if isinstance(kind, str) and kind.isalpha() else types_of(node)
    rank = max((_STORY_TYPES.get(name, 0.0) for name in names), default=0.0)
    if not rank:
        rank = 3.0 if node.get("headline") and node.get("datePublished") else 0.0
    if not rank:
        return 0.0
    score = rank - _DEPTH_COST * depth
    score += _SAME_TITLE * (folded(text_of(node.get("headline") or node.get("name"))) in titles)
    urls = {normalised(text_of(node.get(key))) for key in ("url", "mainEntityOfPage", "@id")} - {""}
    if urls & addresses:
        score += _SAME_PAGE
    score += 0.5 * bool(node.get("datePublished")) + 0.5 * bool(node.get("author"))
    return score


@lru_cache(maxsize=512)
def normalised(url: str) -> str:
    """Return host and path of ``url`` for comparing, without scheme, www, query, fragment and trailing slash.

    Of an address of a web archive, those of the page behind it.
    """
    try:
        parts = urlsplit(original_address(url.strip()))
    except ValueError:
        return ""
    if not parts.netloc:
        return ""
    return parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/")


def _of_node(node: Node, known: dict[str, Node]) -> list[Candidate]:
    found: list[Candidate] = []
    for field, keys in _FIELDS:
        for key in keys:
            value = text_of(_resolved(node.get(key), known))
            if value:
                found.append(Candidate(field, value, Source.JSON_LD))
    for key in _PEOPLE_KEYS:
        names = people(node.get(key), known)
        found.extend(Candidate(Field.AUTHOR, name, Source.JSON_LD) for name in names)
        if names:
            break
    body = node.get("articleBody")
    if isinstance(body, str) and body.strip():
        found.append(Candidate(Field.BODY, body, Source.JSON_LD))
    return found


def people(value: Json, known: dict[str, Node]) -> list[str]:
    """Return the names in an author property; organisations only where no person is named."""
    persons: list[str] = []
    organisations: list[str] = []
    waiting: list[Json] = [value]
    for _ in range(200):
        if not waiting:
            break
        item = _resolved(waiting.pop(0), known)
        if isinstance(item, list):
            waiting[:0] = item[:100]
        elif isinstance(item, str):
            persons.append(clean_text(item))
        elif isinstance(item, dict):
            name = item.get("name")
            if isinstance(name, list | dict):
                waiting.insert(0, name)
            elif isinstance(name, str):
                is_organisation = any(kind.endswith("Organization") for kind in types_of(item))
                (organisations if is_organisation else persons).append(clean_text(name))
            elif item.get("givenName") or item.get("familyName"):
                persons.append(f"{text_of(item.get('givenName'))} {text_of(item.get('familyName'))}".strip())
    return [name for name in persons if name] or [name for name in organisations if name]


def _resolved(value: Json, known: dict[str, Node]) -> Json:
    """Return the node that a bare reference points to, else ``value``."""
    if isinstance(value, dict) and not value.get("name"):
        identity = value.get("@id")
        if isinstance(identity, str) and identity in known:
            return known[identity]
    return value


def _breadcrumbs(nodes: list[tuple[Node, int]]) -> list[Candidate]:
    """Return the name of the last step but one of the first breadcrumb list: the story's section."""
    for node, _ in nodes:
        items = node.get("itemListElement")
        if "BreadcrumbList" in types_of(node) and isinstance(items, list):
            names = [text_of(item.get("name") or item.get("item")) for item in items[:20] if isinstance(item, dict)]
            names = [name for name in names if name and "://" not in name]
            if len(names) >= 2:
                return [Candidate(Field.SECTION, names[1], Source.JSON_LD)]
    return []

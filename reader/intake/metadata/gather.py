"""Everything a page declares about its story, as candidates: each field's best first within a source."""

from collections.abc import Iterable

from reader.core.archives import is_of_archive_today, original_address
from reader.core.model import Candidate, Field, Source
from reader.intake.html.tree import HtmlTree
from reader.intake.metadata.address import address_candidates, is_address
from reader.intake.metadata.file_name import name_candidates
from reader.intake.metadata.folding import folded
from reader.intake.metadata.headline import calls_itself_news, vote_headline
from reader.intake.metadata.saved import own_words, saved_candidates
from reader.intake.metadata.story_node import normalised, story_candidates
from reader.intake.metadata.tags import item_candidates, link_candidates, meta_candidates, time_candidates
from reader.intake.metadata.visible import heading_candidates, line_candidates


def candidates(tree: HtmlTree, path: str, url: str | None = None) -> tuple[Candidate, ...]:
    """Return what ``tree`` declares. ``path`` is the file's name or path, ``url`` the address a container states."""
    head = tree.head
    found: list[Candidate] = []
    if url and not is_of_archive_today(original_address(url)):
        found.append(Candidate(Field.URL, url, Source.CONTAINER))
    found.extend(saved_candidates(head))
    found.extend(link_candidates(head))
    found.extend(meta_candidates(head))
    found = own_words(found, head)
    found.extend(heading_candidates(tree))
    addresses = frozenset(normalised(value) for value in _values(found, Field.URL, Field.CANONICAL_URL)) - {""}
    titles = frozenset(folded(value) for value in _values(found, Field.HEADLINE))
    found.extend(story_candidates(head.json_ld, addresses, titles))
    found.extend(item_candidates(head.item_props, tree.elements, frozenset(_values(found, Field.PUBLISHED))))
    found.extend(time_candidates(head.times, tree.elements))
    found = own_words(found, head)
    headline = vote_headline(found, (), calls_itself_news(head.json_ld))
    found.extend(line_candidates(tree, headline.value if headline else ""))
    addressed = next(filter(is_address, _values(found, Field.CANONICAL_URL, Field.URL)), "")
    if addressed:
        found.extend(address_candidates(addressed))
    found.extend(name_candidates(path.replace("\\", "/").rsplit("/", 1)[-1]))
    return tuple(found)


def candidates_of_file(name: str, url: str | None = None) -> tuple[Candidate, ...]:
    """Return what can be known of a plain text from outside: date and words of its name, a container's address."""
    found = name_candidates(name)
    if url:
        found.append(Candidate(Field.URL, original_address(url), Source.CONTAINER))
        found.extend(address_candidates(original_address(url)))
    return tuple(found)


def _values(found: Iterable[Candidate], *fields: Field) -> list[str]:
    return [candidate.value for candidate in found if candidate.field in fields]

"""Evidence from the outlet's other stories: what it cuts, what it never cuts, and what is told apart by counts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.clean.folding import passage_key
from reader.clean.pipeline import clean, examine
from reader.clean.repetition import Finding, Sightings, judge
from reader.core.evidence import Evidence, Repetition, Trait
from reader.core.model import Article, Role
from tests.clean.pages import marked_page, text_page
from tests.clean.test_coverage import LINES, any_line, assert_covers

PROSE = "The council voted on Tuesday to close the harbour bridge for two years because of cracks in both arches."
MORE = "Engineers who looked at the bridge in spring said that lorries of more than ten tons had damaged the deck."
LAST = "The ferry will run every ten minutes until the new bridge is opened by the mayor in the following summer."
NOTE = "The Harbour Herald is a paper of the Lantern Trust of Old Quay"


def evidence(*texts: str, anywhere: bool = False) -> Evidence:
    return Evidence({passage_key(text): Repetition(41, 57, anywhere=anywhere) for text in texts})


def cleaned(known: Evidence, *lines: str) -> Article:
    parts = [(Role.HEADING, "Bridge closed"), *((Role.PARAGRAPH, line) for line in lines)]
    return clean(marked_page(parts), evidence=known)


def removed(article: Article) -> list[tuple[str, str]]:
    return [(one.span.of(article.text), one.reason) for one in article.removals if one.rule == "repeated-in-outlet"]


def test_repeated_line_goes_with_its_counts() -> None:
    article = cleaned(evidence(NOTE), PROSE, MORE, LAST, NOTE)
    assert article.body.split("\n") == [PROSE, MORE, LAST]
    assert removed(article) == [(NOTE, "in 41 of 57 stories of this outlet")]
    assert article.removals[-1].passage == passage_key(NOTE)


def test_repeated_sentence_goes_from_the_end_of_a_line() -> None:
    article = cleaned(evidence(NOTE + "."), PROSE, MORE, f"{LAST} {NOTE}.")
    assert article.body.split("\n") == [PROSE, MORE, LAST]
    assert removed(article) == [(NOTE + ".", "in 41 of 57 stories of this outlet")]


def test_passage_of_the_edges_stays_between_paragraphs() -> None:
    lines = (PROSE, MORE, NOTE, *(f"{LAST} {word}." for word in ("One", "Two", "Three", "Four", "Five")))
    assert removed(cleaned(evidence(NOTE), *lines)) == []
    assert len(removed(cleaned(evidence(NOTE, anywhere=True), *lines))) == 1


def test_only_paragraph_stays_whatever_is_known_of_it() -> None:
    assert cleaned(evidence(PROSE), PROSE).body == PROSE
    assert cleaned(evidence(PROSE, NOTE), PROSE, NOTE).body.startswith(PROSE)


def test_reason_says_when_the_outlet_is_not_known() -> None:
    assert Repetition(4, 9, is_outlet_known=False).reason == "in 4 of 9 stories without a known outlet"


def test_passages_do_not_depend_on_what_recurs() -> None:
    parts = [(Role.PARAGRAPH, line) for line in (PROSE, MORE, LAST, NOTE)]
    with_evidence = examine(marked_page(parts), evidence(NOTE, LAST))
    assert with_evidence.passages == examine(marked_page(parts)).passages


TEXTS = st.lists(any_line, min_size=1, max_size=12)
KNOWN = st.sets(st.sampled_from(LINES)).flatmap(
    lambda lines: st.booleans().map(lambda anywhere: evidence(*lines, anywhere=anywhere))
)


@settings(max_examples=200, deadline=None)
@given(TEXTS, KNOWN)
def test_text_cleaned_with_evidence_is_covered_once_and_in_order(lines: list[str], known: Evidence) -> None:
    assert_covers(clean(text_page("\n".join(lines)), evidence=known))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(Role)), any_line.map(str.strip).filter(bool)), max_size=12), KNOWN)
def test_page_cleaned_with_evidence_is_covered_once(parts: list[tuple[Role, str]], known: Evidence) -> None:
    assert_covers(clean(marked_page(parts), evidence=known))


@settings(max_examples=200, deadline=None)
@given(TEXTS, KNOWN, st.data())
def test_restored_passage_is_cut_by_no_rule(lines: list[str], known: Evidence, data: st.DataObject) -> None:
    text = text_page("\n".join(lines))
    article = clean(text, evidence=known)
    keys = [passage_key(one.span.of(article.text)) for one in article.removals]
    restored = frozenset(data.draw(st.sets(st.sampled_from(keys)))) if keys else frozenset[int]()
    again = clean(text, evidence=Evidence(known.repeated, restored))
    assert_covers(again)
    assert restored.isdisjoint(passage_key(one.span.of(again.text)) for one in again.removals)


def seen(stories: int, of: int, traits: Trait, weeks: int = 12) -> Sightings:
    by_week = tuple(stories // weeks + (week < stories % weeks) for week in range(weeks))
    return Sightings(stories, of, ((traits, stories),), tuple(count for count in by_week if count))


def test_line_at_the_end_of_many_stories_is_boilerplate() -> None:
    assert judge(seen(41, 57, Trait.END)) == Finding(is_boilerplate=True)
    assert judge(seen(4, 40, Trait.TOP)).is_boilerplate
    assert not judge(seen(3, 10, Trait.END)).is_boilerplate
    assert not judge(seen(4, 60, Trait.END)).is_boilerplate
    assert judge(seen(60, 4_000, Trait.END)).is_boilerplate


def test_what_was_published_within_days_is_news_unless_it_is_in_most_stories() -> None:
    assert not judge(seen(20, 60, Trait.TOP | Trait.SENTENCE, weeks=2)).is_boilerplate
    assert not judge(seen(12, 40, Trait.END, weeks=1)).is_boilerplate
    assert judge(seen(30, 40, Trait.END, weeks=1)).is_boilerplate


def test_a_burst_with_a_few_echoes_is_news() -> None:
    burst = Sightings(20, 60, ((Trait.TOP | Trait.SENTENCE, 20),), (17, 1, 1, 1))
    assert not judge(burst).is_boilerplate


def test_sentence_of_reporting_needs_more() -> None:
    sentence = Trait.END | Trait.SENTENCE
    assert not judge(seen(6, 60, sentence)).is_boilerplate
    assert judge(seen(14, 60, sentence)).is_boilerplate
    assert not judge(seen(14, 60, sentence | Trait.DATED)).is_boilerplate
    assert judge(seen(30, 60, sentence | Trait.LONG)).is_boilerplate


def test_short_line_between_paragraphs_stays_and_a_bare_one_in_half_of_the_stories_goes_anywhere() -> None:
    assert not judge(seen(40, 60, Trait.SENTENCE)).is_boilerplate
    assert not judge(seen(12, 60, Trait(0))).is_boilerplate
    assert judge(seen(40, 60, Trait(0))) == Finding(is_boilerplate=True, anywhere=True)
    assert not judge(seen(40, 60, Trait.HEADING)).is_boilerplate

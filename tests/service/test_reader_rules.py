"""What the reader wants removed goes, here or everywhere in the outlet, stays gone, and comes back when asked."""

from collections.abc import Iterator

import pytest

from reader.core.changes import ForgetRule, Reclean, RemovePassage, Restore, UpkeepFinished, WorkerReady
from reader.core.model import Article, ArticleId
from reader.service.library import Library
from reader.service.restoring import key_of, key_of_part, key_of_text
from reader.service.wiring import Wiring
from tests.service.worker_tools import RunningWorker

WIRING = Wiring(search="tests.service.fakes:fake_search", children=1)
APPEAL = "Readers who liked this walk may write to the walking desk at the old lighthouse."
pytestmark = pytest.mark.timeout(120)


def page(number: int, outlet: str = "Harbour Herald") -> str:
    paragraphs = [
        f"On walk number {number} the group of walkers went along the sea wall and counted the boats of the bay.",
        f"The weather on walk {number} was fair, as it had been on the day before, said the guide, who had seen worse.",
        APPEAL,
        f"After {number} hours the walkers came back to the harbour, where soup was waiting for all of them.",
    ]
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    meta = f'<meta property="og:site_name" content="{outlet}">'
    return f"<html><head><title>Walk {number}</title>{meta}</head><body><article><h1>Walk {number}</h1>{body}</article>"


@pytest.fixture
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningWorker]:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "in").mkdir()
    for number in range(3):
        (folder / "in" / f"{number}.html").write_text(page(number), encoding="utf-8")
    (folder / "in" / "other.html").write_text(page(9, "Meridian Weekly"), encoding="utf-8")
    with RunningWorker(folder, WIRING) as running:
        running.run_import(folder / "in")
        settle(running).close()
        yield running


def settle(worker: RunningWorker) -> Library:
    worker.wait_for(UpkeepFinished)
    return worker.library()


def stories(library: Library) -> dict[str, tuple[ArticleId, Article]]:
    found = {}
    for record in library.imports():
        for row in library.import_rows(record.import_id):
            assert row.article_id is not None
            found[row.path.rpartition("/")[2]] = row.article_id, library.story(row.article_id).article
    return found


def having(library: Library) -> set[str]:
    return {name for name, (_, article) in stories(library).items() if APPEAL in article.body}


def test_a_passage_goes_from_one_story_and_stays_gone_until_the_rule_is_deleted(worker: RunningWorker) -> None:
    library = worker.library()
    assert having(library) == {"0.html", "1.html", "2.html", "other.html"}
    article_id, _ = stories(library)["1.html"]
    key = key_of_text(APPEAL)
    worker.send(RemovePassage(article_id, key, APPEAL))
    settle(worker).close()
    assert having(library) == {"0.html", "2.html", "other.html"}
    article = stories(library)["1.html"][1]
    removal = next(one for one in article.removals if one.rule == "unwanted")
    assert (removal.reason, key_of(article, removal)) == ("removed by you", key)
    worker.send(Reclean())
    settle(worker).close()
    worker.client.close()
    worker.client.start()
    worker.wait_for(WorkerReady)
    settle(worker).close()
    assert having(library) == {"0.html", "2.html", "other.html"}
    (rule,) = library.reader_rules()
    assert (rule.article_id, rule.key, rule.text, rule.is_everywhere) == (article_id, key, APPEAL, False)
    worker.send(ForgetRule(article_id, key))
    settle(worker).close()
    assert having(library) == {"0.html", "1.html", "2.html", "other.html"}
    assert library.reader_rules() == ()
    library.close()


def test_a_rule_for_the_outlet_changes_just_the_stories_it_said_and_those_that_come(worker: RunningWorker) -> None:
    library = worker.library()
    here = stories(library)
    key = key_of_text(APPEAL)
    losing = library.dry_run(RemovePassage(here["0.html"][0], key, APPEAL, everywhere=True))
    assert {one.article_id for one in losing} == {here[name][0] for name in ("0.html", "1.html", "2.html")}
    worker.send(RemovePassage(here["0.html"][0], key, APPEAL, everywhere=True))
    settle(worker).close()
    assert having(library) == {"other.html"}
    late = worker.folder.parent / "late.html"
    late.write_text(page(7), encoding="utf-8")
    worker.run_import(late)
    settle(worker).close()
    assert having(library) == {"other.html"}
    (rule,) = library.reader_rules()
    assert (rule.outlet, rule.is_everywhere) == ("Harbour Herald", True)
    worker.send(ForgetRule(rule.article_id, key, everywhere=True))
    settle(worker).close()
    assert having(library) == {*here, "late.html"}
    library.close()


def test_what_was_removed_by_a_rule_can_be_restored_in_one_story(worker: RunningWorker) -> None:
    library = worker.library()
    here = stories(library)
    key = key_of_text(APPEAL)
    worker.send(RemovePassage(here["0.html"][0], key, APPEAL, everywhere=True))
    settle(worker).close()
    worker.send(Restore(here["2.html"][0], key))
    settle(worker).close()
    assert having(library) == {"2.html", "other.html"}
    library.close()


SENTENCE = "said the guide, who had seen worse"


def saying(library: Library) -> set[str]:
    return {name for name, (_, article) in stories(library).items() if SENTENCE in article.body}


def test_words_within_a_paragraph_go_from_one_story_and_come_back(worker: RunningWorker) -> None:
    library = worker.library()
    here = stories(library)
    article_id = here["1.html"][0]
    key = key_of_part(SENTENCE)
    worker.send(RemovePassage(article_id, key, SENTENCE, is_part=True))
    settle(worker).close()
    assert saying(library) == {"0.html", "2.html", "other.html"}
    article = stories(library)["1.html"][1]
    assert "as it had been on the day before, ." in article.body
    removal = next(one for one in article.removals if one.rule == "unwanted")
    assert (removal.span.of(article.text), key_of(article, removal)) == (SENTENCE, key)
    assert removal.reason == "removed by you"
    (rule,) = library.reader_rules()
    assert (rule.text, rule.is_part, rule.is_everywhere) == (SENTENCE, True, False)
    worker.send(Restore(article_id, key))
    settle(worker).close()
    assert saying(library) == set(here)
    assert library.reader_rules() == ()
    library.close()


def test_words_go_from_every_story_the_dry_run_said_and_those_that_come(worker: RunningWorker) -> None:
    library = worker.library()
    here = stories(library)
    key = key_of_part(SENTENCE)
    wish = RemovePassage(here["0.html"][0], key, SENTENCE.upper(), everywhere=True, is_part=True)
    losing = library.dry_run(wish)
    assert {one.article_id for one in losing} == {here[name][0] for name in ("0.html", "1.html", "2.html")}
    assert {(one.words, one.behind) for one in losing} == {(SENTENCE, ".")}
    assert all(one.before.endswith("on the day before, ") for one in losing)
    worker.send(wish)
    settle(worker).close()
    assert saying(library) == {"other.html"}
    assert library.dry_run(wish) == ()
    late = worker.folder.parent / "late.html"
    late.write_text(page(7), encoding="utf-8")
    worker.run_import(late)
    settle(worker).close()
    assert saying(library) == {"other.html"}
    worker.send(Restore(here["2.html"][0], key))
    settle(worker).close()
    assert saying(library) == {"2.html", "other.html"}
    worker.send(ForgetRule(here["0.html"][0], key, everywhere=True))
    settle(worker).close()
    assert saying(library) == {*here, "late.html"}
    library.close()


def test_a_dry_run_names_the_wording_of_a_paragraph_in_each_story(worker: RunningWorker) -> None:
    library = worker.library()
    here = stories(library)
    wish = RemovePassage(here["0.html"][0], key_of_text(APPEAL), APPEAL, everywhere=True)
    assert {one.words for one in library.dry_run(wish)} == {APPEAL}
    assert {one.headline for one in library.dry_run(wish)} == {"Walk 0", "Walk 1", "Walk 2"}
    only = RemovePassage(here["1.html"][0], key_of_text(APPEAL), APPEAL)
    assert [one.headline for one in library.dry_run(only)] == ["Walk 1"]
    library.close()

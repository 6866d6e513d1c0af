"""Tests of the reading thread."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from reader.core.cancel import CancelToken
from reader.core.errors import LibraryDamagedError, ReaderError, SearchCancelledError
from reader.gui.wiring.jobs import MOST_UNRESTED, Answer, Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()
    made.deleteLater()


def same(number: int, _: CancelToken) -> int:
    return number


def never(value: object) -> None:
    raise AssertionError(value)


def test_a_call_runs_on_the_reading_thread_and_its_answer_comes_to_this_one(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[tuple[str, str]] = []
    jobs.run(
        lambda _: threading.current_thread().name,
        done=lambda name: answers.append((name, threading.current_thread().name)),
        failed=never,
    )
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [("reading", threading.current_thread().name)]


def test_calls_are_answered_in_order(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[int] = []
    for number in range(20):
        jobs.run(partial(same, number), done=answers.append, failed=never)
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert answers == list(range(20))


def test_late_answer_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    begun, may_end, answers = threading.Event(), threading.Event(), list[str]()

    def slow(_: CancelToken) -> str:
        begun.set()
        may_end.wait(5)
        return "old"

    token = jobs.run(slow, done=answers.append, failed=never)
    assert begun.wait(5)
    with qtbot.waitSignal(jobs.answered, check_params_cb=lambda answer: answer.token is token):
        token.cancel()
        may_end.set()
    jobs.run(lambda _: "new", done=answers.append, failed=never)
    qtbot.waitUntil(lambda: "new" in answers)
    assert answers == ["new"]


def test_an_answer_that_waits_in_the_queue_is_dropped_when_it_is_cancelled(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[str] = []
    ended = threading.Event()

    def call(_: CancelToken) -> str:
        ended.set()
        return "old"

    token = jobs.run(call, done=answers.append, failed=never)
    assert ended.wait(5)
    token.cancel()
    jobs.run(lambda _: "new", done=answers.append, failed=never)
    qtbot.waitUntil(lambda: "new" in answers)
    assert answers == ["new"]


def test_a_call_cancelled_before_its_turn_is_not_begun(qtbot: QtBot, jobs: Jobs) -> None:
    may_end, begun, answers = threading.Event(), list[str](), list[bool]()
    jobs.run(lambda _: may_end.wait(5), done=answers.append, failed=never)
    token = jobs.run(lambda _: begun.append("begun"), done=never, failed=never)
    token.cancel()
    may_end.set()
    jobs.run(lambda _: True, done=answers.append, failed=never)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert begun == []


def test_an_error_of_the_environment_goes_to_failed(qtbot: QtBot, jobs: Jobs) -> None:
    failures: list[ReaderError] = []

    def call(_: CancelToken) -> str:
        raise LibraryDamagedError("The library is damaged.")

    jobs.run(call, done=never, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert str(failures[0]) == "The library is damaged."


def test_a_search_that_gave_up_is_answered_by_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[str] = []

    def call(_: CancelToken) -> str:
        raise SearchCancelledError("A newer search took over.")

    jobs.run(call, done=never, failed=never)
    jobs.run(lambda _: "next", done=answers.append, failed=never)
    qtbot.waitUntil(lambda: answers == ["next"])


def test_an_error_of_ours_rises_on_the_thread_of_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    def call(_: CancelToken) -> str:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        jobs.run(call, done=never, failed=never)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_the_signal_carries_the_answer_with_its_token(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.answered) as heard:
        token = jobs.run(lambda _: 2**40, done=lambda _: None, failed=never)
    answer = heard.args[0]
    assert isinstance(answer, Answer)
    assert answer.token is token


def test_closing_runs_the_last_call_on_the_reading_thread(qtbot: QtBot) -> None:
    jobs, names = Jobs(), list[str]()
    jobs.close(lambda: names.append(threading.current_thread().name))
    assert names == ["reading"]


def test_what_may_wait_is_read_after_what_was_asked_for_behind_it(qtbot: QtBot, jobs: Jobs) -> None:
    may_go_on, answers = threading.Event(), list[object]()
    jobs.run(lambda _: may_go_on.wait(5), done=answers.append, failed=never)
    jobs.run(lambda _: "counts", done=answers.append, failed=never, later=True)
    jobs.run(lambda _: "story", done=answers.append, failed=never)
    may_go_on.set()
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert answers == [True, "story", "counts"]


def test_the_thread_rests_when_nothing_is_left_to_read_and_after_many_calls(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.gui.wiring.jobs.REST_S", 0.001)
    rested = threading.Event()
    resting = Jobs(rest=rested.set)
    resting.run(partial(same, 1), done=same_answer, failed=never)
    assert rested.wait(5)
    monkeypatch.setattr("reader.gui.wiring.jobs.REST_S", 60)
    rested.clear()
    for number in range(MOST_UNRESTED):
        resting.run(partial(same, number), done=same_answer, failed=never)
    assert rested.wait(5)
    resting.close()


def same_answer(_: int) -> None:
    """Do nothing with it."""

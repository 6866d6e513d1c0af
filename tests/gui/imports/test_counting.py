"""The count before an import: when it asks, what it shows, and what becomes of the answer."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.core.changes import CancelSurvey, ImportPaths, ReadOnTerms, SurveyFinished, SurveyPaths, SurveyProgress
from reader.core.model import Field
from reader.core.settings import AskBefore
from reader.core.survey import KindCount, LeftOutKind, Survey, UnclearTable, UnknownCount, Unreadable
from reader.core.terms import ColumnNames
from reader.gui.frame.window import MainWindow
from reader.gui.imports import counting as counting_module
from reader.gui.imports.columns import ColumnsDialog
from reader.gui.imports.count_dialog import CountDialog
from reader.gui.imports.count_wording import is_worth_asking, rows, summary
from tests.gui.acting import press, worker_of
from tests.gui.fakes import FakeLibrary

FEW = Survey(3, 9_000, (KindCount("web pages", 3, 9_000),))
MANY = Survey(312, 14_000_000, (KindCount("web pages", 312, 14_000_000),))
UNKNOWN = UnknownCount(".xyz", 2, 500, "The bytes of this file are not text.", ("/in/a.xyz", "/in/b.xyz"))
MIXED = Survey(
    7,
    1_234_567,
    (KindCount("web pages", 3, 1_200_000), KindCount("plain texts", 1, 9_000)),
    (UNKNOWN,),
    1,
    (Unreadable("/in/locked.html", "You are not permitted to read this file."),),
    ((LeftOutKind.PICTURES, 12),),
)
TABLE = UnclearTable("/in/news.csv", ("Kop", "Tekst"), (("De brug", "De brug is open."),))
UNCLEAR = Survey(1, 100, (KindCount("stories in tables", 1, 100),), tables=(TABLE,))


@pytest.mark.parametrize(
    ("survey", "when", "asks"),
    [
        (FEW, AskBefore.IN_DOUBT, False),
        (MIXED, AskBefore.IN_DOUBT, True),
        (MANY, AskBefore.IN_DOUBT, True),
        (MIXED, AskBefore.MANY, False),
        (MANY, AskBefore.MANY, True),
        (FEW, AskBefore.ALWAYS, True),
        (MANY, AskBefore.NEVER, False),
        (UNCLEAR, AskBefore.MANY, True),
        (UNCLEAR, AskBefore.NEVER, False),
    ],
)
def test_one_is_asked_where_it_is_worth_it(survey: Survey, when: AskBefore, asks: bool) -> None:
    assert is_worth_asking(survey, when) is asks


def test_the_count_is_told_in_words(qtbot: QtBot) -> None:
    assert summary(MIXED, is_counting=True) == "Counting… 7 files, 1.2 MB so far"
    assert summary(MIXED, is_counting=False) == "7 files, 1.2 MB: 4 can be read, 3 cannot."
    assert summary(MANY, is_counting=False) == "312 files, 14.0 MB. All can be read."
    assert "no files" in summary(Survey(), is_counting=False)
    shown = [row.cells for row in rows(MIXED)]
    assert shown == [
        ("3", "1.2 MB", "web pages"),
        ("1", "9.0 kB", "plain texts"),
        ("2", "500 bytes", "not recognised: .xyz, such as a.xyz. The bytes of this file are not text."),
        ("1", "", "cannot be opened: locked.html: You are not permitted to read this file."),
        ("12", "", "left out: pictures"),
    ]
    assert rows(MIXED)[2].tip == "/in/a.xyz\n/in/b.xyz"


def imports(window: MainWindow) -> list[ImportPaths]:
    """Return the imports the window has asked for."""
    return [wish for wish in worker_of(window).wishes if isinstance(wish, ImportPaths)]


def opened(qtbot: QtBot, window: MainWindow) -> CountDialog:
    """Wait for the dialog."""
    qtbot.waitUntil(lambda: window.imports.counting.dialog is not None)
    dialog = window.imports.counting.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def asked(window: MainWindow) -> int:
    """Return the ticket of the count that was asked for."""
    return next(wish.ticket for wish in worker_of(window).wishes if isinstance(wish, SurveyPaths))


def opened_while_counting(qtbot: QtBot, window: MainWindow) -> CountDialog:
    """Let the count come to more than a few files and wait for the dialog."""
    worker_of(window).tell(SurveyProgress(asked(window), MANY))
    return opened(qtbot, window)


def test_a_count_of_few_files_that_goes_on_is_not_shown_at_once(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.survey = None
    monkeypatch.setattr(counting_module, "OPEN_AFTER_MS", 200)
    window.imports.import_paths((str(tmp_path),))
    worker_of(window).tell(SurveyProgress(asked(window), FEW))
    assert window.imports.counting.dialog is None
    dialog = opened(qtbot, window)
    assert dialog.text == "Counting… 3 files, 9.0 kB so far"
    worker_of(window).tell(SurveyFinished(asked(window), FEW))
    qtbot.waitUntil(lambda: len(imports(window)) == 1)
    assert window.imports.counting.dialog is None


def test_a_handful_of_good_files_is_imported_at_once(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary, tmp_path: Path
) -> None:
    library.survey = FEW
    window.imports.import_paths((str(tmp_path),))
    qtbot.waitUntil(lambda: imports(window) == [ImportPaths((str(tmp_path),))])
    assert window.imports.counting.dialog is None


def test_many_files_are_shown_first_and_imported_on_return(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary, tmp_path: Path
) -> None:
    library.survey = MANY
    window.imports.import_paths((str(tmp_path),))
    dialog = opened(qtbot, window)
    assert imports(window) == []
    assert dialog.text == "312 files, 14.0 MB. All can be read."
    press(qtbot, dialog, "Return")
    qtbot.waitUntil(lambda: imports(window) == [ImportPaths((str(tmp_path),))])
    assert window.imports.counting.dialog is None
    assert window.settings.ask_before is AskBefore.IN_DOUBT


def test_who_never_wants_to_be_asked_does_not_wait_for_a_count(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary, tmp_path: Path
) -> None:
    library.survey = None
    window.apply_settings(replace(window.settings, ask_before=AskBefore.NEVER))
    window.imports.import_paths((str(tmp_path),))
    assert worker_of(window).wishes == [ImportPaths((str(tmp_path),))]


def test_esc_imports_nothing(qtbot: QtBot, window: MainWindow, library: FakeLibrary, tmp_path: Path) -> None:
    library.survey = MANY
    window.imports.import_paths((str(tmp_path),))
    dialog = opened(qtbot, window)
    press(qtbot, dialog, "Esc")
    qtbot.waitUntil(lambda: window.imports.counting.dialog is None)
    assert imports(window) == []


def test_few_files_are_not_asked_about_again(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary, tmp_path: Path
) -> None:
    library.survey = MIXED
    window.imports.import_paths((str(tmp_path),))
    dialog = opened(qtbot, window)
    dialog.quiet.click()
    dialog.go_on.click()
    qtbot.waitUntil(lambda: len(imports(window)) == 1)
    assert window.settings.ask_before is AskBefore.MANY
    window.imports.import_paths((str(tmp_path),))
    qtbot.waitUntil(lambda: len(imports(window)) == 2)


def test_a_long_count_is_shown_while_it_goes_on_and_can_be_cut_short(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary, tmp_path: Path
) -> None:
    library.survey = None
    window.imports.import_paths((str(tmp_path),))
    dialog = opened_while_counting(qtbot, window)
    ticket = asked(window)
    worker_of(window).tell(SurveyProgress(ticket, FEW))
    qtbot.waitUntil(lambda: dialog.text == "Counting… 3 files, 9.0 kB so far")
    worker_of(window).tell(SurveyProgress(ticket + 7, MANY))
    worker_of(window).tell(SurveyProgress(ticket, MIXED))
    qtbot.waitUntil(lambda: dialog.text.startswith("Counting… 7 files"))
    dialog.go_on.click()
    assert worker_of(window).wishes[-2:] == [CancelSurvey(ticket), ImportPaths((str(tmp_path),))]
    worker_of(window).tell(SurveyFinished(ticket, MIXED, cancelled=True))
    assert len(imports(window)) == 1


def test_a_count_that_was_given_up_is_told_to_the_worker(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary, tmp_path: Path
) -> None:
    library.survey = None
    window.imports.import_paths((str(tmp_path),))
    opened_while_counting(qtbot, window).reject()
    assert isinstance(worker_of(window).wishes[-1], CancelSurvey)


def test_a_worker_that_goes_takes_its_counts_along(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary, tmp_path: Path
) -> None:
    library.survey = None
    window.imports.import_paths((str(tmp_path),))
    opened_while_counting(qtbot, window)
    window.imports.worker_gone()
    assert window.imports.counting.dialog is None
    message = window.messages.shown
    assert message is not None
    assert "were not counted" in message.text


def test_the_columns_of_a_table_are_named_once_and_counted_again(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary, tmp_path: Path
) -> None:
    library.survey = UNCLEAR
    window.imports.import_paths((str(tmp_path),))
    dialog = opened(qtbot, window)
    assert dialog.name_columns.isVisible()
    library.survey = replace(UNCLEAR, tables=())
    dialog.name_columns.click()
    naming = window.naming.dialog
    assert naming is not None
    assert not naming.use.isEnabled()
    naming.choose(0, Field.HEADLINE)
    naming.choose(1, Field.BODY)
    naming.use.click()
    names = ColumnNames(("Kop", "Tekst"), (Field.HEADLINE, Field.BODY))
    terms = next(wish.terms for wish in worker_of(window).wishes if isinstance(wish, ReadOnTerms))
    assert terms.columns == (names,)
    qtbot.waitUntil(lambda: len(imports(window)) == 1)


def test_naming_can_be_given_up(qtbot: QtBot, window: MainWindow, library: FakeLibrary, tmp_path: Path) -> None:
    library.survey = UNCLEAR
    window.imports.import_paths((str(tmp_path),))
    dialog = opened(qtbot, window)
    dialog.name_columns.click()
    naming = window.naming.dialog
    assert naming is not None
    naming.reject()
    qtbot.waitUntil(lambda: window.naming.dialog is None)
    assert not any(isinstance(wish, ReadOnTerms) for wish in worker_of(window).wishes)
    qtbot.waitUntil(dialog.name_columns.isVisible)
    assert imports(window) == []


def test_rows_shorter_or_longer_than_the_header_are_shown(qtbot: QtBot) -> None:
    dialog = ColumnsDialog(UnclearTable("x.csv", ("A", ""), (("1",), ("1", "2", "3"), ("x" * 500, "")) * 4))
    qtbot.addWidget(dialog)
    assert len(dialog.combos) == 2
    assert dialog.names == ColumnNames(("A", ""), (None, None))


def test_limits_are_handed_to_the_worker(qtbot: QtBot, window: MainWindow) -> None:
    window.apply_settings(replace(window.settings, document_mb=80))
    wish = worker_of(window).wishes[-1]
    assert isinstance(wish, ReadOnTerms)
    assert wish.terms.document == 80_000_000
    count = len(worker_of(window).wishes)
    window.apply_settings(replace(window.settings, font_size_px=20))
    assert len(worker_of(window).wishes) == count

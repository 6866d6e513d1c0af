"""The binding itself: some versions of PySide6 lose references, and abort after some hundred signals."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


class Sender(QObject):
    """Has a signal."""

    told = Signal(object)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True have no count of references from 3.12 on")
def test_calls_and_signals_leave_the_references_to_none_and_true_alone(qtbot: QtBot) -> None:
    label, sender, heard = QLabel(), Sender(), list[object]()
    qtbot.addWidget(label)
    sender.told.connect(heard.append)
    label.setText("warm")
    sender.told.emit(True)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for number in range(30):
        label.setText(str(number))
        sender.told.emit(number)
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert abs(after[0] - before[0]) < 15
    assert abs(after[1] - before[1]) < 15
    assert len(heard) == 31

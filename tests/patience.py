"""A bot for the window that waits long for what should come at once: machines that run tests are crowded."""

from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import CheckParamsCb, SignalBlocker

PATIENCE_MS = 30_000


class PatientBot(QtBot):
    """Waits for thirty seconds where five are usual."""

    def waitUntil(  # noqa: N802 - the name it has
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS
    ) -> None:
        """Wait until ``callback`` holds; raises pytest-qt's TimeoutError."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802 - the name it has
        self,
        signal: SignalInstance,
        *,
        timeout: int = PATIENCE_MS,
        raising: bool | None = None,
        check_params_cb: CheckParamsCb | None = None,
    ) -> SignalBlocker:
        """Return what waits for a signal when left; raises pytest-qt's TimeoutError."""
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)

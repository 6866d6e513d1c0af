"""A token by which one thread tells another to give up."""

from threading import Event


class CancelToken:
    """Set once, read from any thread. A job that sees it raises ``SearchCancelledError`` or simply stops."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = Event()

    def cancel(self) -> None:
        """Ask the job to stop; may be called more than once."""
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether ``cancel`` was called."""
        return self._event.is_set()

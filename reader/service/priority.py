"""Lets a process that works behind the window give way to it."""

import contextlib
import os
import sys

NICENESS = 10
"""How much less a working process asks for than the window (POSIX): a tenth of the time where both want all of it."""

_BELOW_NORMAL = 0x4000


def give_way() -> None:
    """Lower the priority of this process, and of those it will start; where the system refuses, nothing changes."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        with contextlib.suppress(OSError):
            os.nice(NICENESS)

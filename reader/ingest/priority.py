"""A child process steps back behind the window and whatever else the person is doing."""

import os
import sys

_BELOW_NORMAL = 0x4000


def lower() -> None:
    """Take a lower priority, where the system lets us."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        try:
            os.nice(10)
        except OSError:
            return

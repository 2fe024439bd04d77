"""What makes a start quick that lies with Python and PySide, not with the window.

Nothing here changes what the program does: without it everything would only come later.
"""

import builtins
import gc
import linecache

# The first import of PySide, so that what it does to Python is done when `begin` is called.
import PySide6.QtCore  # noqa: F401 - imported for that


def begin() -> None:
    """Before the window's modules are imported."""
    # What a start makes, it keeps: looking for garbage in between finds none.
    gc.disable()
    # PySide reads the source text of every module that is imported after it, and keeps it, to
    # find out which use its `__feature__` switch. None here does: Python's own import it is.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def over() -> None:
    """The window shows what it opens: from now on garbage is looked for among what is new."""
    linecache.clearcache()
    gc.freeze()
    gc.enable()

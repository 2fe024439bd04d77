"""What is done before Qt starts: what makes a start quick, and which input method Qt loads."""

import builtins
import gc
import linecache
import os
import sys

# The first import of PySide, so that what it does to Python is done when `prepare` is called.
import PySide6.QtCore  # noqa: F401 - imported for that

from reader.gui.system.input_method import VARIABLE, input_methods

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
"""Names of glibc's <malloc.h>."""


def prepare() -> None:
    """Make the start quick; to be called before the window's modules are imported."""
    _bound_memory()
    _choose_input_method()
    # What a start makes, it keeps: looking for garbage in between finds none.
    gc.disable()
    # PySide reads the source text of every module that is imported after it, and keeps it, to
    # find out which use its `__feature__` switch. None here does: Python's own import it is.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _choose_input_method() -> None:
    if sys.platform.startswith("linux") and (wanted := input_methods(os.environ)):
        os.environ[VARIABLE] = wanted


def finish() -> None:
    """Look for garbage again: the window shows what it opens."""
    linecache.clearcache()
    gc.enable()


def _bound_memory() -> None:
    """Have glibc give back what a picture took as soon as the picture is gone.

    By itself it takes ever larger blocks from its heap, between what stays, and a heap for each
    thread: 200 articles on, the window held 30 MB that nobody used.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have none
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, 128 * 1024)
        mallopt(_M_ARENA_MAX, 2)

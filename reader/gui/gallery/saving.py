"""A picture's own bytes, written where the person wants them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from reader.language import _
from reader.markup.text.plain import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def ask_where_to_save(parent: QWidget, name: str, data: bytes, tell: Callable[[str], None]) -> None:
    """Ask for a place and write the bytes there; tell: takes a sentence, what became of it."""
    start = str(Path.home() / name)
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save Picture"), start)
    if chosen:
        tell(save(Path(chosen), data))


def save(file: Path, data: bytes) -> str:
    """Write a picture; return a sentence: what became of it."""
    try:
        file.write_bytes(data)
    except OSError as error:
        sentence = _("{name} could not be written: {why}.")
        return sentence.format(name=quoted(file.name), why=error.strerror)
    return _("Saved as {name}.").format(name=quoted(file.name))

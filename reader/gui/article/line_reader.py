"""Going through an article line by line, for who hears it: the text cursor goes, and the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextCursor

from reader.language import _, listed
from reader.markup.text.plain import isolated

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

    from reader.gui.article.pane import TextPane


class LineReader(QObject):
    """Moves the text cursor of a pane by lines; it begins with the first line in sight."""

    told = Signal(str)
    """What a line is, beyond its words."""

    def __init__(self, pane: TextPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._at = -1
        """The character where the line begins that was read last, -1 where none was."""
        pane.document_replaced.connect(self._forget)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) line that says something, and scroll to it."""
        pane = self._pane
        line, at = pane.line_height, self._at
        if at < 0 or not -line <= self._y(at) <= pane.viewport().height():
            at = pane.position()
            cursor = QTextCursor(pane.document())
            cursor.setPosition(at)
            cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
            at = cursor.position()
            if not _line_at(cursor):
                at = self._next(at, by)
        else:
            at = self._next(at, by)
        if at < 0:
            return
        self._at = at
        cursor = QTextCursor(pane.document())
        cursor.setPosition(at)
        bar, y = pane.verticalScrollBar(), self._y(at)
        # As who looks on expects of the key: the line that is read stays where the eye is.
        pane.lay_out_to(bar.value() + y)
        bar.setValue(bar.value() + y - 2 * line)
        value, same = bar.value(), pane.textCursor().position() == at
        pane.setTextCursor(cursor)
        bar.setValue(value)
        if same:  # Qt tells of moves alone
            self.told.emit(_line_at(cursor))
        self._tell_what_it_is(cursor)

    def _tell_what_it_is(self, cursor: QTextCursor) -> None:
        """Tell what the line's words do not: that it is a heading, which pictures stand in it."""
        block = cursor.block()
        level = block.blockFormat().headingLevel()
        if level and cursor.atBlockStart():
            self.told.emit(_("heading, level {number}").format(number=level))
        end = QTextCursor(cursor)
        end.movePosition(QTextCursor.MoveOperation.EndOfLine)
        walk = block.begin()
        while not walk.atEnd():
            fragment = walk.fragment()
            form = fragment.charFormat()
            if form.isImageFormat() and cursor.position() <= fragment.position() <= end.position():
                picture = self._pane.picture_named(form.toImageFormat().name())
                if picture is not None:
                    told = (isolated(picture.alt), _("picture"))
                    self.told.emit(listed(filter(None, told)))
            walk += 1

    def _y(self, character: int) -> int:
        cursor = QTextCursor(self._pane.document())
        cursor.setPosition(min(character, self._pane.document().characterCount() - 1))
        return self._pane.cursorRect(cursor).top()

    def _next(self, at: int, by: int) -> int:
        """Return where the next line begins that says something, -1 past the last."""
        if by > 0:
            self._pane.lay_out_to(self._pane.verticalScrollBar().value() + self._y(at) * 2 + 1)
        cursor = QTextCursor(self._pane.document())
        cursor.setPosition(at)
        move = QTextCursor.MoveOperation
        while True:
            if by > 0:
                cursor.movePosition(move.EndOfLine)
                moved = cursor.movePosition(move.NextCharacter)
            else:
                moved = cursor.movePosition(move.PreviousCharacter)
            cursor.movePosition(move.StartOfLine)
            if not moved:
                return -1
            if _line_at(cursor):
                return cursor.position()

    @Slot()
    def _forget(self) -> None:
        self._at = -1


def _line_at(cursor: QTextCursor) -> str:
    """Return the line that a cursor stands in, "" where it says nothing."""
    block: QTextBlock = cursor.block()
    line = block.layout().lineForTextPosition(cursor.positionInBlock())
    if not line.isValid():
        return block.text().strip()
    start = line.textStart()
    units = block.text().encode("utf-16-le", "surrogatepass")
    words = units[2 * start : 2 * (start + line.textLength())].decode("utf-16-le", "replace")
    return words.replace("\u200b", "").strip()

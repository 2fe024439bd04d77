"""Putting a piece of a text behind what a document holds, as if both had come in one."""

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

_JOINT = "<p>.</p>"
"""Qt gives the first paragraph of what is put in to the one it is put into: this one."""


def append(document: QTextDocument, html: str, kinds: str = "") -> QTextBlock:
    """Put this HTML at the document's end; the first of its paragraphs, invalid where it has none.

    kinds: class names for all of it.

    What the document holds, to the character, is what it would hold had all come in one.
    """
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    end, blocks = cursor.position(), document.blockCount()
    cursor.insertHtml(f'<body class="{kinds}">{_JOINT}{html}</body>')
    cursor.setPosition(end)
    cursor.deleteChar()
    cursor.endEditBlock()
    return document.findBlockByNumber(blocks)

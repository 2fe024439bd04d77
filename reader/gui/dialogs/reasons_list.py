"""A dialog that lists files, each with a reason: what the Problems and the Left Out page are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.gui.style.labels import tooltip
from reader.language import ngettext, pgettext
from reader.markup.text.plain import one_line
from reader.model import Note

SHOWN = 2_000
"""Files listed at most: a list that long is a folder of something else."""
ROW, MOST_ROWS = 30, 12
"""The window is as high as its rows, up to so many."""


class ReasonsList(QDialog):
    """Files and reasons, all of it plain text. Below the list is room for a switch."""

    def __init__(
        self,
        title: str,
        said: str,
        column: str,
        listed: Sequence[tuple[str, Note]],
        parent: QWidget | None,
    ) -> None:
        """said: stands above the list. column: heads the reasons."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        above = QLabel(said)
        above.setTextFormat(Qt.TextFormat.PlainText)
        above.setWordWrap(True)
        self.files = QTreeWidget()
        self.files.setHeaderLabels([pgettext("column", "File"), column])
        self.files.setRootIsDecorated(False)
        self.files.setUniformRowHeights(True)
        self.files.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # both ends of a path tell
        self.files.setStyleSheet("QTreeView::item { padding: 5px 8px; }")
        self.files.setVisible(bool(listed))
        self.files.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for path, note in listed[:SHOWN]:
            item = QTreeWidgetItem([one_line(path), one_line(note.sentence)])
            item.setToolTip(0, tooltip(path))
            item.setToolTip(1, tooltip(note.sentence))
            self.files.addTopLevelItem(item)
        if len(listed) > SHOWN:
            rest = len(listed) - SHOWN
            more = ngettext("… and {count:,} more", "… and {count:,} more", rest)
            self.files.addTopLevelItem(QTreeWidgetItem([more.format(count=rest), ""]))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.rejected.connect(self.reject)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(18, 16, 18, 14)
        self.rows.setSpacing(12)
        self.rows.addWidget(above)
        self.rows.addWidget(self.files, 1)
        self.rows.addWidget(buttons)
        rows = min(self.files.topLevelItemCount(), MOST_ROWS)
        self.resize(760, 170 + ROW * rows if listed else 120)
        self.files.setColumnWidth(0, 360)

"""The Problems page: the files and folders that could not be read, each with its reason.

A refused file is tried again by itself when it changes.
"""

from PySide6.QtCore import QObject, Qt
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

from reader.gui.session.session import Session
from reader.gui.style.labels import tooltip
from reader.markup.text.plain import one_line
from reader.model import Note

SHOWN = 2_000
"""Files listed at most: a list that long is a folder of something else."""
ROW, MOST_ROWS = 30, 12
"""The window is as high as its rows, up to so many."""
_NONE = "Every article file in this folder was read."
_SOME = "These files cannot be read. A file is tried again when it changes."
_FOLDERS = "These files and folders cannot be read. All is tried again when it changes."


class Problems(QObject):
    """Shows which files were refused."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.dialog: ProblemsDialog | None = None

    def show(self) -> None:
        """Ask the library, then show what it says."""
        self._session.library.ask(
            lambda library: library.refused(), self._came, lambda _error: None, key="refused"
        )

    def _came(self, refused: list[tuple[str, Note]]) -> None:
        unshown = list(self._session.page_client.refused.items())
        self.dialog = ProblemsDialog([*unshown, *refused], self._window)
        self.dialog.open()


class ProblemsDialog(QDialog):
    """Files and reasons, all of it plain text."""

    def __init__(self, refused: list[tuple[str, Note]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Problems")
        some = _FOLDERS if any(path.endswith("/") for path, _ in refused) else _SOME
        said = QLabel(some if refused else _NONE)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        self.files = QTreeWidget()
        self.files.setObjectName("ProblemFiles")
        self.files.setAccessibleName("Files that could not be read")
        self.files.setHeaderLabels(["File", "Why it was not read"])
        self.files.setRootIsDecorated(False)
        self.files.setUniformRowHeights(True)
        self.files.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # both ends of a path tell
        self.files.setStyleSheet("QTreeView::item { padding: 5px 8px; }")
        self.files.setVisible(bool(refused))
        self.files.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for path, note in refused[:SHOWN]:
            item = QTreeWidgetItem([one_line(path), one_line(note.sentence)])
            item.setToolTip(0, tooltip(path))
            item.setToolTip(1, tooltip(note.sentence))
            self.files.addTopLevelItem(item)
        if len(refused) > SHOWN:
            more = f"… and {len(refused) - SHOWN:,} more"
            self.files.addTopLevelItem(QTreeWidgetItem([more, ""]))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(said)
        layout.addWidget(self.files, 1)
        layout.addWidget(buttons)
        rows = min(self.files.topLevelItemCount(), MOST_ROWS)
        self.resize(760, 170 + ROW * rows if refused else 120)
        self.files.setColumnWidth(0, 360)

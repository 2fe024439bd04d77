"""The page of pictures that are missing: whose, why, and another try."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.gui.labels import dialog_title, plain_label, shown_address
from reader.markup.plain import one_line, said
from reader.model import MissingPicture

MOST = 2000
_PICTURE = Qt.ItemDataRole.UserRole


class MissingPage(QDialog):
    """A list of what is missing; `retry` is asked for what is chosen, or all of it."""

    article_wanted = Signal(str)
    """The id of an article to be shown."""

    def __init__(
        self,
        title: str,
        coverage: str,
        missing: list[MissingPicture],
        retry: Callable[[list[MissingPicture]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(dialog_title(f"Missing Pictures – {title}"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._retry = retry
        more = f" The first {MOST:,} are shown." if len(missing) >= MOST else ""
        known = coverage or "No picture is known here yet: save them for offline, or open articles"
        head = plain_label(f"{known}.{more}")
        head.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(["Article", "Why", "Picture"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for picture in missing:
            why = picture.problem or "not loaded yet"
            url = shown_address(QUrl(picture.url[:500]))
            item = QTreeWidgetItem([one_line(picture.title[:200]), said(why), url])
            item.setData(0, _PICTURE, picture)
            self.list.addTopLevelItem(item)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.setColumnWidth(1, 170)
        self.list.itemActivated.connect(self._activated)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        self.again = buttons.addButton("Try Again", QDialogButtonBox.ButtonRole.ActionRole)
        self.again.setEnabled(bool(missing))
        self.again.clicked.connect(self._try_again)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self.resize(820, 480)

    def _try_again(self) -> None:
        every = (self.list.topLevelItem(n) for n in range(self.list.topLevelItemCount()))
        items = self.list.selectedItems() or [item for item in every if item is not None]
        self._retry([item.data(0, _PICTURE) for item in items])
        self.close()

    def _activated(self, item: QTreeWidgetItem, _column: int) -> None:
        self.article_wanted.emit(item.data(0, _PICTURE).article)

"""The page of pictures that are missing: whose, why, and another try.

Those of articles that nobody has opened are not listed, only counted: they were never asked for.
"""

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

from reader.gui.style.labels import dialog_title, plain_label, shown_address
from reader.language import N_, _, ngettext
from reader.markup.text.plain import one_line, said
from reader.model import Coverage, MissingPicture, PictureProblem

MOST = 2000
SAVE = N_("Save Pictures for Offline")
_PICTURE = Qt.ItemDataRole.UserRole


class MissingPicturesDialog(QDialog):
    """Lists what is missing, and offers to try it again.

    retry: is called with what is selected, or all of it. save: is called to save the pictures of
    the articles that were not opened yet, too.
    """

    article_wanted = Signal(str)
    """The id of an article to be shown."""

    def __init__(
        self,
        title: str,
        coverage: Coverage,
        missing: list[MissingPicture],
        retry: Callable[[list[MissingPicture]], None],
        save: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(dialog_title(_("Missing Pictures – {place}").format(place=title)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._retry = retry
        known = coverage.sentence or _("The articles here have no pictures")
        told = (
            _("{known}. The first {count:,} are shown.") if len(missing) >= MOST else _("{known}.")
        )
        unlisted = coverage.untried - len({p.url for p in missing if not p.problem})
        head = plain_label(told.format(known=known, count=MOST))
        head.setWordWrap(True)
        others = plain_label(_not_opened(unlisted))
        others.setWordWrap(True)
        others.setVisible(unlisted > 0)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("Article"), _("Why"), _("Picture")])
        self.list.setAccessibleName(_("Missing pictures"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for picture in missing:
            why = _why(picture.problem)
            url = shown_address(QUrl(picture.url[:500]))
            item = QTreeWidgetItem([one_line(picture.title[:200]), said(why), url])
            item.setData(0, _PICTURE, picture)
            self.list.addTopLevelItem(item)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.setColumnWidth(1, 170)
        self.list.itemActivated.connect(self._activated)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        self.again = buttons.addButton(_("Try Again"), QDialogButtonBox.ButtonRole.ActionRole)
        self.again.setEnabled(bool(missing))
        self.again.clicked.connect(self._try_again)
        self.save = buttons.addButton(_(SAVE), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setVisible(unlisted > 0)
        self.save.clicked.connect(save)
        self.save.clicked.connect(self.close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(others)
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


def _not_opened(number: int) -> str:
    """Say how many are not in the list."""
    return ngettext(
        "{count:,} picture of an article not opened yet is not kept.",
        "{count:,} pictures of articles not opened yet are not kept.",
        number,
    ).format(count=number)


def _why(problem: str) -> str:
    """Return in words why a picture is missing; a problem of a newer version as it is stored."""
    if not problem:
        return _("not loaded yet")
    return PictureProblem(problem).words if problem in set(PictureProblem) else problem

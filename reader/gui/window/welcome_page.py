"""The page when no folder is open, and when one cannot be: a sentence and a way on."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.gui.style.icons import program_icon
from reader.gui.style.labels import label, tooltip
from reader.language import _
from reader.markup.text.plain import said

RECENT = 6
WIDTH, SIDE = 560, 12
"""Pixels: of the column, where its buttons do not need more; beside them."""


def _plain(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label


class WelcomePage(QWidget):
    """Offer to open a folder, the samples, or one of the folders known from before."""

    open_clicked = Signal()
    samples_clicked = Signal()
    folder_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Welcome")
        sign = QLabel()
        sign.setPixmap(program_icon().pixmap(QSize(96, 96), self.devicePixelRatioF()))
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = _plain("Broadsheet", "WelcomeTitle")
        self._sentence = _plain("", "WelcomeSentence")
        self._open = QPushButton()
        self._open.setDefault(True)
        self._open.setAutoDefault(True)
        self._open.clicked.connect(lambda: self.open_clicked.emit())
        self._samples = samples = QPushButton()
        samples.setAutoDefault(True)
        samples.clicked.connect(lambda: self.samples_clicked.emit())
        self._buttons = buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch()
        buttons.addWidget(self._open)
        buttons.addWidget(samples)
        buttons.addStretch()
        self._recent_title = _plain("", "WelcomeRecent")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(sign)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(10)
        column.addLayout(buttons)
        column.addSpacing(18)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent)
        column.addStretch(3)
        self._frame = frame = QFrame()
        frame.setLayout(column)
        layout = QHBoxLayout(self)
        layout.addStretch()
        layout.addWidget(frame, 10)
        layout.addStretch()
        self.retranslate()

    def retranslate(self) -> None:
        """Name its parts in the language that is spoken now."""
        self._open.setText(_("Open Folder…"))
        self._samples.setText(_("Read the sample articles"))
        self._recent_title.setText(_("Recent folders"))
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        """Make room for the buttons, which have the window's style by now."""
        super().showEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self._frame.setMaximumWidth(max(WIDTH, self._buttons.sizeHint().width() + 2 * SIDE))

    def show_message(self, title: str, sentence: str, recent: Sequence[str]) -> None:
        """Show what happened, and a button for each of the recent folders."""
        self._title.setText(said(title))
        self._sentence.setText(said(sentence))
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        shown = list(recent)[:RECENT]
        self._recent_title.setVisible(bool(shown))
        for folder in shown:
            button = QPushButton(label(Path(folder).name or folder))
            button.setObjectName("RecentFolder")
            button.setToolTip(tooltip(folder))
            button.setFlat(True)
            button.setAutoDefault(True)
            button.clicked.connect(_sender(self, folder))
            self._recent.addWidget(button)
        self._open.setFocus()


def _sender(page: WelcomePage, folder: str) -> Callable[[bool], None]:
    def clicked(_checked: bool = False) -> None:
        page.folder_clicked.emit(folder)

    return clicked

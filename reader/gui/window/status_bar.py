"""The one voice to the person, at the foot of the window: messages, progress, a link's address."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QSizePolicy, QStatusBar

from reader.language import _, ngettext
from reader.markup.text.plain import said

MESSAGE_MS = 6000


class StatusBar(QStatusBar):
    """Show messages for a moment, and trouble until it is over or something else is shown."""

    problems_clicked = Signal()
    """The person wants to see which files could not be read."""
    told = Signal(str)
    """A sentence that is shown from now on: what was done, or what went wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.setContentsMargins(8, 2, 8, 2)
        self._count = QLabel()
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setContentsMargins(0, 0, 6, 0)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._problems = QPushButton()
        self._problems.setObjectName("ProblemCount")
        self._problems.setFlat(True)
        self._problems.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._problems.setCursor(Qt.CursorShape.PointingHandCursor)
        self._problems.clicked.connect(lambda: self.problems_clicked.emit())
        self._problems.hide()
        self._place = QLabel()
        self._place.setObjectName("Place")
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._place.setContentsMargins(8, 2, 4, 2)
        self.addWidget(self._place)
        self.addWidget(self._text, 1)
        self.addPermanentWidget(self._problems)
        self.addPermanentWidget(self._count)
        self.addPermanentWidget(self._bar)
        self._bar.hide()
        self._said = self._standing = ""
        self._trouble = False
        self._fade = QTimer(self, singleShot=True, interval=MESSAGE_MS)
        self._fade.timeout.connect(lambda: self._show(self._standing, trouble=False))

    def show_message(self, message: str) -> None:
        """Tell of something that was done, for some seconds."""
        self._show(message, trouble=False)
        self._fade.start()

    def show_trouble(self, sentence: str) -> None:
        """Tell of something that went wrong, until something else is told."""
        self._fade.stop()
        self._show(sentence, trouble=True)

    def begin_anew(self) -> None:
        """Tell nothing of the folder that is left."""
        self._fade.stop()
        self.show_place("")
        self._standing = ""
        self._show("", trouble=False)

    def end_trouble(self, sentence: str = "") -> None:
        """Tell no more of what went wrong: it is over; sentence: only where this is told."""
        if self._trouble and (not sentence or self._said == said(sentence)):
            self._show(self._standing, trouble=False)

    def set_standing(self, sentence: str) -> None:
        """Show this whenever nothing else is; "" for nothing."""
        if self._said == self._standing:
            self._show(sentence, trouble=False)
        self._standing = sentence

    def show_place(self, sentence: str) -> None:
        """Show, for as long as it is so, where in the list the person reads; "" for nowhere."""
        self._place.setText(said(sentence))

    def show_address(self, address: str) -> None:
        """Show the address of the link under the pointer; "" where there is none."""
        self._text.setText(said(address) or self._said)

    def show_problems(self, files: int) -> None:
        """Show how many files could not be read, for as long as it is so; 0 hides it."""
        self._problems.setText(
            ngettext(
                "{count:,} file could not be read",
                "{count:,} files could not be read",
                max(files, 1),
            ).format(count=max(files, 1))
        )
        self._problems.setVisible(files > 0)

    def show_progress(self, files: int, found: int) -> None:
        """Show how many files were read of those found so far; more may be found."""
        self._bar.show()
        self._bar.setAccessibleName(_("Reading the folder"))
        self._bar.setRange(0, max(found, 1))
        self._bar.setValue(min(files, found))
        said = _("Reading the folder: {files:,} of {found:,}").format(files=files, found=found)
        self._count.setText(said if found else "")

    def show_work(self, what: str, done: int, of: int) -> None:
        """Show how far something is that takes a while; of: 0 where nobody knows how long."""
        self._bar.show()
        self._bar.setAccessibleName(said(what))
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        self._count.setText(said(what))

    def hide_progress(self) -> None:
        """Show no progress any more."""
        self._bar.hide()
        self._bar.setAccessibleName("")
        self._count.setText("")

    @property
    def shown(self) -> str:
        """Return what stands there now: an address while one is pointed at, else the text."""
        return self._text.text()

    @property
    def text(self) -> str:
        """Return what was told last."""
        return self._said

    def _show(self, text: str, *, trouble: bool) -> None:
        text = self._said = said(text)
        if trouble != self._trouble:
            self._trouble = trouble
            self._text.setObjectName("Trouble" if trouble else "")
            self._text.style().polish(self._text)
        self._text.setText(text)
        if text != self._standing:
            self.told.emit(text)

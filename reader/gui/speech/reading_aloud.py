"""Reading aloud by a voice of the system: each sentence marked, then the next article."""

import logging
import shutil
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QProcess, Signal
from PySide6.QtGui import QColor

from reader.gui.article.view import ArticleView
from reader.gui.session.controller import SessionController
from reader.gui.session.navigator import Navigator
from reader.gui.speech.voices import Voice, voices
from reader.gui.style.theme import Theme
from reader.language import _
from reader.markup.text.sentences import sentences
from reader.model import Page

log = logging.getLogger(__name__)

HASTE_MS, HASTE_CHARACTERS, HASTES = 4, 40, 3
"""A character takes every voice longer. One that has so many long sentences in a row behind it
faster is not heard: without a sound card espeak-ng ends at once and says that all went well."""


class ReadingAloud(QObject):
    """Speaks the article that is read, from the top of the view."""

    message = Signal(str)
    trouble = Signal(str)

    def __init__(
        self,
        controller: SessionController,
        navigator: Navigator,
        article: ArticleView,
        theme: Callable[[], Theme],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._navigator = navigator
        self._article = article
        self._theme = theme
        self._voices: list[Voice] = []
        self._process: QProcess | None = None
        self._is_reading = False
        self._page: Page | None = None
        self._text = ""
        self._left: list[tuple[int, int]] = []
        self._spoken = self._hastes = 0
        self._language = ""
        self._unknown: set[tuple[str, str]] = set()
        """Voices with the languages that they do not know."""
        self._since = QElapsedTimer()
        controller.page_failed.connect(self._page_failed)

    @property
    def on(self) -> bool:
        """Return whether it reads aloud."""
        return self._is_reading

    def toggle(self) -> None:
        """Start at what is at the top of the view, or stop."""
        if self.stop():
            return
        if self._controller.page is None:
            self.message.emit(_("There is no article to read aloud."))
            return
        self._voices = voices()
        if not self._voices:
            self.message.emit(_("This system has no voice."))
            return
        self._is_reading, self._spoken, self._hastes = True, 0, 0
        cursor = self._article.textCursor()
        marked = cursor.hasSelection()
        start = cursor.selectionStart() if marked else self._article.position()
        self._start(self._controller.page, start)
        self.message.emit(_("Reading aloud. Esc stops."))

    def stop(self) -> bool:
        """Fall silent; return False where it was."""
        if not self._is_reading:
            return False
        self._is_reading = False
        self._silence()
        self._page = None
        self._highlight(None)
        return True

    def page_shown(self, page: Page) -> None:
        """Read another article that is shown in place of the former."""
        if self._is_reading and (self._page is None or page.id != self._page.id):
            self._silence()
            self._start(page, 0)

    def _page_failed(self, _title: str, _sentence: str) -> None:
        """Pass over an article that cannot be shown."""
        if self._is_reading:
            self._silence()
            self._left = []
            self._next()

    def _start(self, page: Page, start: int) -> None:
        self._page = page
        self._text = self._article.toPlainText()
        # What stands below the article is not read aloud.
        self._text = self._text[: _characters(self._text, self._article.body_end)]
        passed = _characters(self._text, start)
        self._left = [place for place in sentences(self._text) if place[1] > passed]
        self._next()

    def _next(self) -> None:
        if self._left:
            self._speak(*self._left[0])
            return
        self._highlight(None)
        if self._navigator.has_next():
            self._navigator.step(1)
        else:
            self.stop()
            self.message.emit(_("Read aloud to the end of the list."))

    def _speak(self, start: int, end: int) -> None:
        voice, words = self._voices[0], self._text[start:end]
        language = self._page.language if self._page is not None else ""
        self._language = "" if (voice.program, language) in self._unknown else language
        arguments = voice.command(self._language)
        process = self._process = QProcess(self)
        process.setProgram(shutil.which(voice.program) or voice.program)
        process.setArguments([*arguments, words] if voice.in_argument else arguments)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._broke)
        self._highlight((start, end))
        self._since.start()
        process.start()
        if not voice.in_argument:
            process.write(words.encode("utf-8", "replace"))
        process.closeWriteChannel()

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        process.deleteLater()
        if not self._is_reading:
            return
        if code == 0 and status == QProcess.ExitStatus.NormalExit:
            self._spoken += 1
            start, end = self._left.pop(0)
            hasty = self._since.elapsed() < HASTE_MS * (end - start)
            if end - start >= HASTE_CHARACTERS:
                self._hastes = self._hastes + 1 if hasty else 0
            if self._hastes < HASTES:
                self._next()
            else:
                log.info("%s speaks faster than anybody: %s", self._voices[0].program, said[:500])
                self._spoken = self._hastes = 0
                self._other_voice()
        else:
            log.info("%s ended with %s: %s", self._voices[0].program, code, said[:500])
            if self._language:
                # It may not know this language; then its own is better than silence.
                self._unknown.add((self._voices[0].program, self._language))
                self._next()
            else:
                self._other_voice()

    def _broke(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self._process.deleteLater()
            self._process = None
            self._other_voice()

    def _other_voice(self) -> None:
        """Let a voice that never spoke give way to the next one."""
        if self._spoken == 0 and len(self._voices) > 1:
            self._voices.pop(0)
            self._next()
            return
        self.stop()
        self.trouble.emit(_("The system's voice does not speak."))

    def _silence(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.finished.disconnect()
        process.errorOccurred.disconnect()
        process.kill()
        process.waitForFinished(1000)
        process.deleteLater()
        voice = self._voices[0]
        if voice.silence:
            QProcess.startDetached(shutil.which(voice.program) or voice.program, [*voice.silence])

    def _highlight(self, place: tuple[int, int] | None) -> None:
        """Mark the sentence beside whatever else is marked, and bring it into sight."""
        if place is None:
            self._article.highlight("spoken", [])
            return
        units = [_units(self._text[: place[0]]), _units(self._text[: place[1]])]
        sentence = self._article.span(*units)
        sentence.format.setBackground(QColor(self._theme().selection))
        self._article.highlight("spoken", [sentence])
        self._article.reveal(units[0])


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _characters(text: str, units: int) -> int:
    """Return how many characters so many UTF-16 units are."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))

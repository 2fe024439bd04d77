"""The bar of "Save pictures for offline" at the foot of the window: how far it is, pause, stop."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from reader.gui.offline.downloader import Downloader
from reader.gui.style.labels import plain_label
from reader.language import _, listed, ngettext
from reader.markup.text.plain import isolated, said
from reader.model import OfflineJob


class DownloadBar(QWidget):
    """Shows the job there is; hidden while there is none."""

    def __init__(self, downloader: Downloader) -> None:
        super().__init__()
        self._downloader = downloader
        self.text = plain_label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(110)
        self.pause = QToolButton()
        self.pause.clicked.connect(lambda: downloader.pause_or_resume())
        self.stop = QToolButton()
        for button in (self.pause, self.stop):
            button.setAutoRaise(True)
        self.stop.clicked.connect(lambda: downloader.stop())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(6)
        for part in (self.text, self._bar, self.pause, self.stop):
            row.addWidget(part)
        downloader.progressed.connect(self._show)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Say all of it in the language that is spoken now."""
        self._bar.setAccessibleName(_("Saving pictures"))
        self.stop.setText(_("Stop"))
        self._show(self._downloader.job)

    def _show(self, job: OfflineJob | None) -> None:
        self.setVisible(job is not None)
        if job is None:
            return
        self._bar.setRange(0, max(1, job.articles))
        self._bar.setValue(job.articles - job.left)
        self.pause.setText(_("Go on") if job.paused else _("Pause"))
        self.text.setText(said(self._sentence(job)))

    def _sentence(self, job: OfflineJob) -> str:
        begun = ngettext(
            "{title}: {count:,} picture, {size:,.0f} MB",
            "{title}: {count:,} pictures, {size:,.0f} MB",
            job.kept,
        )
        parts = [begun.format(title=isolated(job.title), count=job.kept, size=job.size / 1e6)]
        if job.failed:
            parts.append(_("{count:,} failed").format(count=job.failed))
        if job.paused:
            parts.append(_("paused"))
        elif self._downloader.is_waiting:
            parts.append(_("offline, waits"))
        elif (seconds := self._downloader.seconds_left) >= 0:
            parts.append(_duration(seconds))
        return listed(parts)


def _duration(seconds: float) -> str:
    if seconds < 60:
        return _("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 100:
        return ngettext("{count} min left", "{count} min left", minutes).format(count=minutes)
    hours = round(minutes / 60)
    return ngettext("{count} h left", "{count} h left", hours).format(count=hours)

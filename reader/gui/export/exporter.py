"""Articles into files: PDF, one HTML file, an EPUB book. Asks where, and tells how it went.

HTML and books are written by a child process; a PDF is painted here, a sheet at a time.
"""

import logging
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.gui.document.picture_objects import PictureAnswer
from reader.gui.export.export_process import ExportProcess
from reader.gui.export.pdf_export import PdfExport
from reader.gui.export.printing import Paper
from reader.gui.headlines.selection_commands import SelectionCommands
from reader.gui.pictures.loader import PictureLoader
from reader.gui.session.session import Session
from reader.gui.system.threads import Pool
from reader.ingest.whole_file import NOTHING, ExportError, sentence_of, whole_file
from reader.language import N_, _, listed, ngettext
from reader.library.library import Library
from reader.markup.text.plain import one_line, quoted
from reader.model import BroadsheetError, Headline, Page, Query
from reader.paths import Paths
from reader.settings import Settings
from reader.views import STARRED

log = logging.getLogger(__name__)

NAME_BYTES = 150
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_BUSY = N_("A file is being written already. Esc ends that.")


@dataclass(frozen=True, slots=True)
class ExportKind:
    """A form of file; title and filter are messages."""

    form: str
    title: str
    filter: str


PDF = ExportKind("pdf", N_("Export to PDF"), N_("PDF (*.pdf)"))
HTML = ExportKind("html", N_("Export to HTML"), N_("Web page (*.html)"))
EPUB = ExportKind("epub", N_("Export to EPUB"), N_("Book (*.epub)"))


class Exporter(QObject):
    """Every way out of the program for an article."""

    message = Signal(str)
    trouble = Signal(str)
    progressed = Signal(str, int, int)
    """What is being done, how much of it is done, of how much."""
    finished = Signal()
    """Nothing is being written any more."""
    chosen = Signal()
    """The settings know another folder now."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        selection: SelectionCommands,
        pictures: PictureLoader,
        settings: Settings,
        paths: Paths,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._controller = session.controller
        self._library = session.library
        self._pages = session.page_client
        self._selection = selection
        self._settings = settings
        self._paths = paths
        self._pictures = pictures
        self._paper = Paper(pictures, self)
        self._files = Pool("files", 1, self)
        self._process = ExportProcess(self)
        self._process.progressed.connect(self._tell_progress)
        self._process.finished.connect(self._ended)
        self._pdf: PdfExport | None = None
        session.controller.folder_opening.connect(self._end_pdf)
        self._out = Path()
        self._articles_done = (0, 0)
        """How many articles are written, of how many."""

    @property
    def busy(self) -> bool:
        """Return whether a file is being written."""
        return (
            self._process.running
            or self._pdf is not None
            or self._paper.waiting
            or not self._files.idle()
        )

    def close(self) -> None:
        """End what is under way; a file that is being put in its place is finished."""
        self.cancel()
        self._files.close()

    def cancel(self) -> bool:
        """End what is being written, and leave no trace of it; False where nothing was."""
        pdf, self._pdf = self._pdf, None
        if pdf is not None:
            pdf.stop()
        waited = self._paper.cancel()
        ran = self._process.cancel()
        if ran:
            self._clear_drafts()
        if not ran and pdf is None and not waited:
            return False
        self.finished.emit()
        self.message.emit(_("The export was ended; nothing was written."))
        return True

    def _end_pdf(self) -> None:
        """End a PDF whose articles are those of a folder that is left."""
        if self._pdf is not None:
            self.cancel()

    # -- commands

    def show_print_preview(self) -> None:
        """Show how the article that is read would be printed, and print it."""
        if (page := self._page()) is not None:
            self._paper.gather(page, lambda answers: self._preview(page, answers))

    def _preview(self, page: Page, answers: Mapping[str, PictureAnswer]) -> None:
        # Loaded here: the window's start does not pay for Qt's printing.
        from reader.gui.export.print_preview import PrintPreview

        PrintPreview(page, answers, self._window).open()

    def export_pdf(self) -> None:
        """Write the articles selected in the list, or the one that is read, as a PDF."""
        if self._is_something_meant():
            self._selection.articles(self._ask_pdf)

    def export_html(self) -> None:
        """Write the articles selected in the list, or the one that is read, as one HTML file."""
        if self._is_something_meant():
            self._selection.articles(lambda articles: self._ask_file(HTML, articles))

    def export_book(self) -> None:
        """Write the articles selected in the list, or the one that is read, as a book."""
        if self._is_something_meant():
            self._selection.articles(lambda articles: self._ask_file(EPUB, articles))

    def export_starred(self) -> None:
        """Write all starred articles of the folder as a book."""
        query = Query(STARRED)

        def done(articles: list[Headline]) -> None:
            if articles:
                title = _("Starred in {folder}").format(folder=self._folder_name())
                self._ask_file(EPUB, articles, title)
            else:
                self.message.emit(_("No article is starred."))

        def work(library: Library) -> list[Headline]:
            return library.headlines(library.rows(query))

        self._library.ask(work, done, self._failed)

    def _ask_file(self, kind: ExportKind, articles: list[Headline], title: str = "") -> None:
        title = title or self._title(articles)
        wanted = [_asked(article) for article in articles]
        self._ask(kind, title, lambda out: self._start(kind, out, title, wanted))

    def _ask_pdf(self, articles: list[Headline]) -> None:
        title = self._title(articles)
        self._ask(PDF, title, lambda out: self._make_pdf(title, articles, out))

    def _title(self, articles: list[Headline]) -> str:
        """Return the title of a file with these articles."""
        number = len(articles)
        if number == 1:
            return articles[0].title
        several = ngettext("{folder}: {count:,} article", "{folder}: {count:,} articles", number)
        return several.format(folder=self._folder_name(), count=number)

    def _is_something_meant(self) -> bool:
        """Return whether there is an article to write; else say that there is none."""
        some = bool(
            self._selection.aim or self._selection.rows() or self._controller.current is not None
        )
        if not some:
            self.message.emit(_("No article is open."))
        return some

    def _page(self) -> Page | None:
        page = self._controller.page
        if page is None:
            self.message.emit(_("No article is open."))
        return page

    def _folder_name(self) -> str:
        folder = self._controller.folder
        return folder.name if folder is not None and folder.name else "Broadsheet"

    # -- where to

    def _ask(self, kind: ExportKind, name: str, chosen: Callable[[Path], None]) -> None:
        if self.busy:
            self.message.emit(_(_BUSY))
            return
        dialog = QFileDialog(self._window, _(kind.title), str(self._where()), _(kind.filter))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(kind.form)
        dialog.selectFile(f"{file_name(name)}.{kind.form}")

        def taken(path: str) -> None:
            self._settings.export_folder = str(Path(path).parent)
            self.chosen.emit()
            chosen(Path(path))

        dialog.fileSelected.connect(taken)
        dialog.open()

    def _where(self) -> Path:
        """Return the folder exported to last; never the folder of news: that is not ours."""
        places = [
            self._settings.export_folder,
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation),
        ]
        news = self._controller.folder
        for place in filter(None, places):
            folder = Path(place)
            if folder.is_dir() and not (news is not None and folder.is_relative_to(news)):
                return folder
        return Path.home()

    # -- HTML and books: the child

    def _start(
        self, kind: ExportKind, out: Path, title: str, articles: list[dict[str, str]]
    ) -> None:
        folder = self._controller.folder
        if self.busy or folder is None:
            self.message.emit(_(_BUSY))
            return
        terms = self._pictures.terms
        job = {
            "form": kind.form,
            "folder": str(folder),
            "out": str(out),
            "title": title,
            "articles": articles,
            "cache": str(self._paths.pictures),
            "drafts": str(self._paths.drafts),
            "index": str(self._paths.index_db(folder)),
            "offline": terms.offline,
            "connect_to": terms.connect_to,
            "allowed_hosts": sorted(terms.allowed_hosts),
            "proxy": terms.proxy,
        }
        self._out = out
        self._articles_done = (0, len(articles))
        self._process.start(job)
        self.progressed.emit(_writing(out), 0, len(articles))

    def _tell_progress(self, event: Mapping[str, Any]) -> None:
        doing = _writing(self._out)
        done, of = event.get("done", 0), event.get("of", 0)
        if event.get("event") == "progress":
            self._articles_done = done, of
        else:
            doing = _("Writing {name}: picture {number:,} of {count:,}").format(
                name=quoted(self._out.name), number=done + 1, count=of
            )
        self.progressed.emit(doing, *self._articles_done)

    def _ended(self, told: Mapping[str, Any]) -> None:
        self.finished.emit()
        if told.get("event") == "done":
            self.message.emit(_summary(self._out.name, told))
        else:
            self._clear_drafts()
            log.info("An export failed: %s", told.get("cause", ""))
            sentence = str(told.get("sentence", ""))
            failed = _("{name} could not be written.").format(name=quoted(self._out.name))
            self.trouble.emit(sentence or failed)

    def _clear_drafts(self) -> None:
        """Delete what a child that was killed could not take with it."""
        if (drafts := self._paths.drafts).exists():
            self._files.submit(lambda: shutil.rmtree(drafts, ignore_errors=True))

    # -- PDF

    def _make_pdf(self, title: str, articles: list[Headline], out: Path) -> None:
        if self.busy:
            self.message.emit(_(_BUSY))
            return
        self._out = out
        pdf = self._pdf = PdfExport(title, articles, self._pages, self._paper, self)
        pdf.progressed.connect(lambda done, of: self.progressed.emit(_writing(out), done, of))
        pdf.made.connect(self._pdf_made)
        pdf.start()

    def _pdf_made(self, data: bytes, told: dict[str, int]) -> None:
        out, self._pdf = self._out, None
        if not told["articles"]:
            self._failed(ExportError(_(NOTHING)))
            return

        def written(_none: None) -> None:
            self.finished.emit()
            self.message.emit(_summary(out.name, told))

        self._files.submit(lambda: _write(out, data), written, self._failed)

    def _failed(self, error: BroadsheetError) -> None:
        self.finished.emit()
        self.trouble.emit(error.sentence)


def _asked(article: Headline | Page) -> dict[str, str]:
    """Return an article as the export process is asked for it."""
    return {"id": article.id, "path": article.path, "source": article.source}


def _write(out: Path, data: bytes) -> None:
    try:
        with whole_file(out) as stream:
            stream.write(data)
    except OSError as error:
        raise ExportError(sentence_of(error, out), error) from error


def _writing(out: Path) -> str:
    return _("Writing {name}").format(name=quoted(out.name))


def _summary(name: str, told: Mapping[str, Any]) -> str:
    parts = []
    if (number := told.get("articles", 1)) > 1:
        articles = ngettext("{count:,} article", "{count:,} articles", number)
        parts.append(articles.format(count=number))
    if number := told.get("left_out"):
        parts.append(_("{count:,} could not be read").format(count=number))
    if number := told.get("missing_pictures"):
        missing = ngettext("{count:,} picture missing", "{count:,} pictures missing", number)
        parts.append(missing.format(count=number))
    sentence = _("Saved {name}: {what}.") if parts else _("Saved {name}.")
    return sentence.format(name=quoted(name), what=listed(parts))


def file_name(title: str) -> str:
    """Return a title as a file's name on every system, without its ending; never empty."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", one_line(title)).split()).strip(" .")
    name = name.encode("utf-8", "ignore")[:NAME_BYTES].decode("utf-8", "ignore").strip(" .")
    return name or _("Article")

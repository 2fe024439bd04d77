"""All that a person does with pictures: placeholders, viewer, modes, hosts, missing ones.

Panes, cache and fetcher do not know each other; they meet here.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMainWindow, QWidget

from reader.gui.article.view import ArticleView
from reader.gui.document.picture_objects import LOADING_MS
from reader.gui.document.placeholders import ACTIONS, why
from reader.gui.gallery.animation import AnimationPlayer
from reader.gui.gallery.click_filter import ClickFilter
from reader.gui.gallery.viewport_tracker import ViewportTracker
from reader.gui.offline.downloader import Downloader
from reader.gui.offline.scope import OfflineScope
from reader.gui.pictures.loader import PictureLoader
from reader.gui.session.session import Session
from reader.gui.system.desktop import site_of
from reader.images.fetch import Rules
from reader.library.pictures.coverage import coverage
from reader.model import BroadsheetError, Coverage, Page, Picture, PictureProblem
from reader.settings import CACHE, Settings, proxy_address

TINY = 40
"""Pixels: what is smaller is no picture to look at."""
COUNT_MS = 2000
REST_MS = 2000
"""So often connections that nobody needs any more are closed."""


class PictureController(QObject):
    """One for the window."""

    link_wanted = Signal(QUrl)
    message = Signal(str)
    """A sentence for the person."""
    hovered = Signal(str)
    """What the picture under the pointer is called; "" where there is none."""
    covered = Signal(object)
    """How much is kept: a dict of Coverage by section, and the sentence for the list shown."""

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        pictures: PictureLoader,
        article: ArticleView,
        settings: Settings,
        save_settings: Callable[[], None],
        *,
        offline: bool,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._controller = session.controller
        self._pictures = pictures
        self._article = article
        self._settings = settings
        self._save_settings = save_settings
        self._offline = offline
        self.coverage: dict[tuple[str, ...], Coverage] = {}
        self.saver = Downloader(pictures, self)
        self.saver.said.connect(self.message)
        self.saver.ended.connect(pictures.look_again)
        self.saving = OfflineScope(session, pictures.store, self.saver, window)
        self.saving.said.connect(self.message)
        self.films = AnimationPlayer(pictures, article)
        self._view = ViewportTracker(pictures, article)
        clicks = ClickFilter(article)
        clicks.clicked.connect(self.clicked)
        clicks.hovered.connect(self._hovered)
        article.picture_drawn = self._drawn
        article.picture_chosen.connect(self._hovered)
        article.picture_entered.connect(self.clicked)
        pictures.line_changed.connect(self._line_changed)
        pictures.store.may_evict = self._may_evict
        self._counted = QElapsedTimer()
        self._counting = False
        self._count_timer = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._count_timer.timeout.connect(self._count)
        pictures.store.noted.connect(self._count_soon)
        session.counters.counted.connect(lambda *_: self._count_soon())
        self._rest = QTimer(self, interval=REST_MS)
        self._rest.timeout.connect(pictures.fetcher.rest)
        self._rest.start()
        self._apply()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the commands about pictures do."""
        return {
            "view-pictures": self.look,
            "save-article": self.saving.article,
            "save-source": self.saving.source,
            "save-list": self.saving.shown,
            "save-all": self.saving.all,
            "pause-saving": self.saver.pause_or_resume,
            "stop-saving": self.saver.stop,
            "missing-pictures": self.saving.show_missing,
        }

    # -- settings

    def opened(self, folder: Path) -> None:
        """Another folder is open."""
        self._pictures.set_folder(folder, self._settings.picture_mode(folder))
        self.coverage = {}
        self.covered.emit(self.coverage)
        self.saver.look_for(folder)

    def page(self) -> QWidget:
        """The Preferences' page."""
        # Windows that open later are imported then: the start does not wait for them.
        from reader.gui.gallery.preferences_page import PicturesPage

        return PicturesPage(
            self._settings, self._controller.folder, self._pictures.store, self.settings_changed
        )

    def settings_changed(self) -> None:
        """What was set holds now, for the article that is shown too."""
        self._apply()
        bound = self._settings.pictures_mb * 1_000_000
        if bound != self._pictures.store.bound:
            self._pictures.store.set_bound(bound)
        self._save_settings()
        folder = self._controller.folder
        if folder is not None:
            mode = self._settings.picture_mode(folder)
            if mode != self._pictures.mode:
                self._pictures.mode = mode
                self._ask_again(set(PictureProblem))
                self._pictures.look_again()

    def _apply(self) -> None:
        settings = self._settings
        self._pictures.fetcher.rules = Rules(
            offline=self._offline,
            allowed_hosts=frozenset(settings.allowed_hosts),
            referer_hosts=frozenset(settings.referer_hosts),
            proxy=proxy_address(settings.proxy),
        )

    def _may_evict(self) -> bool:
        return not self._pictures.fetcher.offline and self._pictures.mode != CACHE

    def _line_changed(self, up: bool) -> None:
        if up:
            self.message.emit("Online again.")
            self._ask_again({PictureProblem.OFFLINE})
            self._pictures.look_again()
        else:
            self.message.emit("Offline: pictures come from those that are kept.")

    # -- the article's pictures

    def shown(self) -> None:
        """An article was put on screen."""
        QTimer.singleShot(LOADING_MS + 50, self._article.viewport(), self._repaint)

    def _repaint(self) -> None:
        page = self._article.page
        answers = map(self._article.answer_of, page.pictures if page is not None else ())
        if any(not isinstance(answer, QImage | PictureProblem) for answer in answers):
            self._article.viewport().update()

    def _drawn(self, picture: Picture) -> None:
        page = self._article.page
        if page is not None:
            self._view.drawn(page, picture)
            self.films.drawn(picture)

    def _hovered(self, picture: Picture | None) -> None:
        answer = self._article.answer_of(picture) if picture is not None else None
        text = ""
        if isinstance(answer, PictureProblem):
            text = f"{why(answer)}: {ACTIONS[answer]}"
            if picture is not None and picture.alt:
                text += f"  ·  {picture.alt[:500]}"  # its place may be too small for all of it
        elif picture is not None:
            text = picture.alt[:500] or "Click: look at the picture"
        self.hovered.emit(text)

    def clicked(self, picture: Picture) -> None:
        """Look at the picture; of a placeholder, do what it says."""
        page = self._article.page
        if page is None:
            return
        from reader.gui.gallery.consent_dialogs import ask_private, ask_referer

        answer = self._article.answer_of(picture)
        host = _host(picture.url)
        if isinstance(answer, QImage):
            self._look_at(page, picture)
        elif not isinstance(answer, PictureProblem):
            self.message.emit("This picture is on its way.")
        elif answer is PictureProblem.NOT_ASKED:
            self._pictures.want_article(page.path)
            self._ask_again({PictureProblem.NOT_ASKED})
        elif answer is PictureProblem.OFFLINE and self._offline:
            self.message.emit("Broadsheet was started with --offline: nothing is fetched.")
        elif answer is PictureProblem.NO_REFERER:
            ask_referer(host, site_of(page.url), lambda: self._tell(host, answer), self._window)
        elif answer is PictureProblem.PRIVATE:
            ask_private(host, lambda: self._allow(host, answer), self._window)
        else:
            self._retry(page, picture)

    def _tell(self, host: str, problem: PictureProblem) -> None:
        if host not in self._settings.referer_hosts:
            self._settings.referer_hosts.append(host)
        self._agreed(host, problem)

    def _allow(self, host: str, problem: PictureProblem) -> None:
        if host not in self._settings.allowed_hosts:
            self._settings.allowed_hosts.append(host)
        self._agreed(host, problem)

    def _agreed(self, host: str, problem: PictureProblem) -> None:
        self._apply()
        bound = self._settings.pictures_mb * 1_000_000
        if bound != self._pictures.store.bound:
            self._pictures.store.set_bound(bound)
        self._save_settings()
        page = self._article.page
        for picture in page.pictures if page is not None else ():
            refused = _host(picture.url) == host and self._article.answer_of(picture) is problem
            if page and refused:
                self._retry(page, picture)
        self._pictures.look_again()

    def _retry(self, page: Page, picture: Picture) -> None:
        self._pictures.retry(page.path, picture.url)
        self._article.picture_arrived(picture.url, self._pictures.full(page.path, picture.url))

    def _ask_again(self, problems: set[PictureProblem]) -> None:
        """Ask anew for those pictures of the article that have one of these problems."""
        page = self._article.page
        for picture in page.pictures if page is not None else ():
            answer = self._article.answer_of(picture)
            if page and isinstance(answer, PictureProblem) and answer in problems:
                self._pictures.drop(page.path, picture.url)
                self._article.picture_arrived(
                    picture.url, self._pictures.full(page.path, picture.url)
                )

    # -- the viewer

    def look(self) -> None:
        """Look at the first picture on screen, else the first of the article.

        One that is missing comes last: there is nothing to look at.
        """
        page = self._article.page
        worth = [p for p in page.pictures if self._is_worth(p)] if page is not None else []
        if page is None or not worth:
            self.message.emit("This article has no pictures.")
            return
        seen = [picture for picture in self._article.pictures_in_view() if picture in worth]
        missing = [p for p in worth if isinstance(self._article.answer_of(p), PictureProblem)]
        order = sorted([*seen, *worth], key=missing.__contains__)
        self._look_at(page, order[0])

    def _look_at(self, page: Page, picture: Picture) -> None:
        from reader.gui.gallery.viewer import PictureViewer

        worth = [p for p in page.pictures if p == picture or self._is_worth(p)]
        viewer = PictureViewer(
            self._pictures, page, worth, picture, self._article.link_of, self._window
        )
        viewer.link_wanted.connect(lambda link: self.link_wanted.emit(QUrl(link)))
        viewer.open()

    def _is_worth(self, picture: Picture) -> bool:
        answer = self._article.answer_of(picture)
        if isinstance(answer, QImage):
            return max(answer.width(), answer.height()) > TINY
        return not 0 < max(picture.width, picture.height) <= TINY

    # -- what is kept

    def _count_soon(self) -> None:
        if not self._count_timer.isActive():
            self._count_timer.start()

    def _count(self) -> None:
        folder = self._controller.folder
        if folder is None:
            return
        if self._counting:
            self._count_timer.start()  # one after the other: a newer one would end that which runs
            return
        index_db = self._session.paths.index_db(folder)
        self._counting = True
        self._counted.start()

        def failed(_error: BroadsheetError) -> None:
            self._counting = False

        def came(found: dict[tuple[str, ...], Coverage]) -> None:
            self._counting = False
            # A large library is not counted over and over while its pictures come.
            self._count_timer.setInterval(max(COUNT_MS, 20 * self._counted.elapsed()))
            if folder == self._controller.folder:
                self.coverage = found
                self.covered.emit(found)

        self._pictures.store.look(
            lambda index: coverage(index, index_db), came, failed, key="coverage"
        )

    def close(self) -> None:
        """The program ends."""
        self._count_timer.stop()
        self._rest.stop()
        self.saver.close()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""

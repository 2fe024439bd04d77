"""What a person does with the pictures of an article: looks at them, has missing ones fetched.

Panes, cache and fetcher do not know each other; they meet here. What is set about pictures is in
picture_settings.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QImage

from reader.gui.document.picture_objects import LOADING_MS
from reader.gui.document.placeholders import ACTIONS, why
from reader.gui.gallery.animation import AnimationPlayer
from reader.gui.gallery.click_filter import ClickFilter
from reader.gui.gallery.viewport_tracker import ViewportTracker
from reader.gui.system.desktop import site_of
from reader.language import _
from reader.model import PictureProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from reader.gui.article.view import ArticleView
    from reader.gui.gallery.picture_settings import PictureSettings
    from reader.gui.pictures.loader import PictureLoader
    from reader.model import Page, Picture

TINY = 40
"""Pixels: what is smaller is no picture to look at."""


class PictureController(QObject):
    """Does what commands, clicks and consent ask for; one for the window."""

    link_wanted = Signal(QUrl)
    message = Signal(str)
    """A sentence for the person."""
    hovered = Signal(str)
    """What the picture under the pointer is called; "" where there is none."""

    def __init__(
        self,
        window: QWidget,
        article: ArticleView,
        pictures: PictureLoader,
        settings: PictureSettings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._article = article
        self._pictures = pictures
        self._settings = settings
        self.animations = AnimationPlayer(pictures, article)
        self._viewport = ViewportTracker(pictures, article)
        clicks = ClickFilter(article)
        clicks.clicked.connect(self.activate)
        clicks.hovered.connect(self._describe)
        article.picture_drawn.connect(self._drawn)
        article.picture_chosen.connect(self._describe)
        article.picture_entered.connect(self.activate)
        pictures.line_changed.connect(self._line_changed)
        settings.mode_changed.connect(self._mode_changed)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the commands about pictures do, by their ids."""
        return {"view-pictures": self.look}

    def possible(self) -> dict[str, Callable[[], bool]]:
        """Return whether there are pictures to look at."""
        return {
            "view-pictures": lambda: (
                self._article.page is not None and bool(self._article.page.pictures)
            )
        }

    def _line_changed(self, up: bool) -> None:
        if up:
            self.message.emit(_("Online again."))
            self._reload({PictureProblem.OFFLINE})
            self._pictures.retry_thumbnails()
        else:
            self.message.emit(_("Offline: pictures come from those that are kept."))

    def _mode_changed(self) -> None:
        self._reload(set(PictureProblem))
        self._pictures.retry_thumbnails()

    # -- the article's pictures

    def shown(self) -> None:
        """Paint the article's pictures again once those that take long are shown as loading."""
        QTimer.singleShot(LOADING_MS + 50, self._article.viewport(), self._repaint)

    def _repaint(self) -> None:
        page = self._article.page
        answers = map(self._article.answer_of, page.pictures if page is not None else ())
        if any(not isinstance(answer, QImage | PictureProblem) for answer in answers):
            self._article.viewport().update()

    def _drawn(self, picture: Picture) -> None:
        page = self._article.page
        if page is not None:
            self._viewport.drawn(page, picture)
            self.animations.drawn(picture)

    def _describe(self, picture: Picture | None) -> None:
        answer = self._article.answer_of(picture) if picture is not None else None
        text = ""
        if isinstance(answer, PictureProblem):
            text = _("{why}: {action}").format(why=why(answer), action=_(ACTIONS[answer]))
            if picture is not None and picture.alt:
                text += f"  ·  {picture.alt[:500]}"  # its place may be too small for all of it
        elif picture is not None:
            text = picture.alt[:500] or _("Click: look at the picture")
        self.hovered.emit(text)

    def activate(self, picture: Picture) -> None:
        """Look at a picture that was clicked; of a placeholder, do what it says."""
        page = self._article.page
        if page is None:
            return
        from reader.gui.gallery.consent_dialogs import ask_private, ask_referer

        answer = self._article.answer_of(picture)
        host = _host(picture.url)
        if isinstance(answer, QImage):
            self._look_at(page, picture)
        elif not isinstance(answer, PictureProblem):
            self.message.emit(_("This picture is on its way."))
        elif answer is PictureProblem.NOT_ASKED:
            self._pictures.allow_article(page.path)
            self._reload({PictureProblem.NOT_ASKED})
        elif answer is PictureProblem.OFFLINE and self._settings.offline:
            self.message.emit(_("Broadsheet was started with --offline: nothing is fetched."))
        elif answer is PictureProblem.NO_REFERER:
            ask_referer(host, site_of(page.url), lambda: self._tell_site(host), self._window)
        elif answer is PictureProblem.PRIVATE:
            ask_private(host, lambda: self._allow(host), self._window)
        else:
            self._retry(page, picture)

    def _tell_site(self, host: str) -> None:
        self._settings.tell_site_to(host)
        self._retry_all(host, PictureProblem.NO_REFERER)

    def _allow(self, host: str) -> None:
        self._settings.allow_host(host)
        self._retry_all(host, PictureProblem.PRIVATE)

    def _retry_all(self, host: str, problem: PictureProblem) -> None:
        """Load the pictures of this host again that were refused for this reason."""
        page = self._article.page
        for picture in page.pictures if page is not None else ():
            refused = _host(picture.url) == host and self._article.answer_of(picture) is problem
            if page and refused:
                self._retry(page, picture)
        self._pictures.retry_thumbnails()

    def _retry(self, page: Page, picture: Picture) -> None:
        answer = self._pictures.retry(page.path, picture.url)
        self._article.picture_arrived(picture.url, answer)

    def _reload(self, problems: set[PictureProblem]) -> None:
        """Load those pictures of the article again that have one of these problems."""
        page = self._article.page
        for picture in page.pictures if page is not None else ():
            answer = self._article.answer_of(picture)
            if page and isinstance(answer, PictureProblem) and answer in problems:
                known = self._pictures.reload(page.path, picture.url)
                self._article.picture_arrived(picture.url, known)

    # -- the viewer

    def look(self) -> None:
        """Look at the first picture on screen, else the first of the article.

        One that is missing comes last: there is nothing to look at.
        """
        page = self._article.page
        worth = [p for p in page.pictures if self._is_worth(p)] if page is not None else []
        if page is None or not worth:
            self.message.emit(_("This article has no pictures."))
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


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""

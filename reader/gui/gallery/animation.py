"""Animated pictures of the article: they play while in view, decoded off the GUI thread."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from reader.gui.article.view import ArticleView
from reader.gui.pictures.decoding import Animation, is_animated
from reader.gui.pictures.loader import WIDEST, PictureLoader
from reader.model import Page, Picture

AT_ONCE = 4
"""So many play; others wait with their first frame."""


class _Projector:
    """One film that plays. seen: it was painted since its last frame came."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.film: Animation | None = None
        self.seen = True


class AnimationPlayer(QObject):
    """Told of each picture that is painted; one that is painted no more stops."""

    def __init__(self, pictures: PictureLoader, article: ArticleView) -> None:
        super().__init__(article)
        self._pictures = pictures
        self._article = article
        self._page: Page | None = None
        self._playing: dict[str, _Projector] = {}

    @property
    def playing(self) -> list[str]:
        """The addresses of the pictures that play."""
        return [projector.picture.url for projector in self._playing.values()]

    def drawn(self, picture: Picture) -> None:
        """This picture was painted. Called while painting: nothing is changed here."""
        projector = self._playing.get(picture.key)
        if projector is not None and self._page is self._article.page:
            projector.seen = True
            return
        answer = self._article.answer_of(picture)
        if isinstance(answer, QImage) and is_animated(answer):
            QTimer.singleShot(0, self, lambda: self._begin(picture))

    def _begin(self, picture: Picture) -> None:
        page = self._article.page
        if page is not self._page:
            self._page = page
            self._playing.clear()
        if page is None or picture not in page.pictures or picture.key in self._playing:
            return
        if len(self._playing) >= AT_ONCE:
            return
        projector = self._playing[picture.key] = _Projector(picture)

        def came(film: Animation) -> None:
            projector.film = film
            self._next(projector)

        self._pictures.film(page.path, picture.url, WIDEST, came)

    def _next(self, projector: _Projector) -> None:
        if not self._plays(projector) or projector.film is None:
            return
        if not projector.seen:
            del self._playing[projector.picture.key]
            return

        def came(frame: tuple[QImage, int]) -> None:
            if self._plays(projector):
                projector.seen = False
                self._article.show_frame(projector.picture, frame[0])
                QTimer.singleShot(frame[1], self, lambda: self._next(projector))

        self._pictures.next_frame(projector.film, came, lambda _error: self._stop(projector))

    def _stop(self, projector: _Projector) -> None:
        """A film that breaks off stays at its last frame, and is not begun again."""
        projector.film = None

    def _plays(self, projector: _Projector) -> bool:
        return (
            self._page is self._article.page
            and self._playing.get(projector.picture.key) is projector
        )

"""Animated pictures of the article: they play while in view, decoded off the GUI thread."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from reader.gui.article.view import ArticleView
from reader.gui.pictures.decoding import Animation, is_animated
from reader.gui.pictures.loader import WIDEST, PictureLoader
from reader.model import Page, Picture

AT_ONCE = 4
"""So many play; others wait with their first frame."""


class _Playing:
    """One picture that plays. seen: it was painted since its last frame came."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.animation: Animation | None = None
        self.seen = True


class AnimationPlayer(QObject):
    """Plays the animated pictures that are painted; one that is painted no more stops."""

    def __init__(self, pictures: PictureLoader, article: ArticleView) -> None:
        super().__init__(article)
        self._pictures = pictures
        self._article = article
        self._page: Page | None = None
        self._playing: dict[str, _Playing] = {}

    @property
    def playing(self) -> list[str]:
        """Return the URLs of the pictures that play."""
        return [each.picture.url for each in self._playing.values()]

    def drawn(self, picture: Picture) -> None:
        """Note that a picture was painted. Called while painting: nothing is changed here."""
        playing = self._playing.get(picture.key)
        if playing is not None and self._page is self._article.page:
            playing.seen = True
            return
        answer = self._article.answer_of(picture)
        if isinstance(answer, QImage) and is_animated(answer):
            QTimer.singleShot(0, self, lambda: self._start(picture))

    def _start(self, picture: Picture) -> None:
        page = self._article.page
        if page is not self._page:
            self._page = page
            self._playing.clear()
        if page is None or picture not in page.pictures or picture.key in self._playing:
            return
        if len(self._playing) >= AT_ONCE:
            return
        playing = self._playing[picture.key] = _Playing(picture)

        def came(animation: Animation) -> None:
            playing.animation = animation
            self._next(playing)

        self._pictures.load_animation(page.path, picture.url, WIDEST, came)

    def _next(self, playing: _Playing) -> None:
        if not self._plays(playing) or playing.animation is None:
            return
        if not playing.seen:
            del self._playing[playing.picture.key]
            return

        def came(frame: tuple[QImage, int]) -> None:
            if self._plays(playing):
                playing.seen = False
                self._article.show_frame(playing.picture, frame[0])
                QTimer.singleShot(frame[1], self, lambda: self._next(playing))

        self._pictures.next_frame(playing.animation, came, lambda _error: self._stop(playing))

    def _stop(self, playing: _Playing) -> None:
        """Stay at the last frame of one that breaks off, and do not start it again."""
        playing.animation = None

    def _plays(self, playing: _Playing) -> bool:
        return (
            self._page is self._article.page and self._playing.get(playing.picture.key) is playing
        )

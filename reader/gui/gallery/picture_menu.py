"""What the article's context menu offers for the picture under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage

from reader.gui.gallery.saving import ask_where_to_save
from reader.gui.pictures.source import REMOTE
from reader.images.names import file_name
from reader.language import _

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu

    from reader.gui.article.view import ArticleView
    from reader.gui.gallery.picture_controller import PictureController
    from reader.gui.pictures.loader import PictureLoader
    from reader.model import BroadsheetError, Picture


class PictureMenu(QObject):
    """Adds to the article's menu: look at, copy, save a picture."""

    message = Signal(str)
    """A sentence: what was copied or written."""

    def __init__(
        self, article: ArticleView, controller: PictureController, pictures: PictureLoader
    ) -> None:
        super().__init__(controller)
        self._article = article
        self._controller = controller
        self._pictures = pictures
        article.menu_opening.connect(self.add_to)

    def add_to(self, menu: QMenu, point: QPoint) -> None:
        """Add to a menu what can be done with the picture at this point of the viewport."""
        picture = self._article.picture_at(point)
        page = self._article.page
        if picture is None or page is None:
            return
        answer = self._article.answer_of(picture)
        menu.addSeparator()
        if isinstance(answer, QImage):
            menu.addAction(_("Look at the Picture"), lambda: self._controller.activate(picture))
            menu.addAction(_("Copy the Picture"), lambda: self._copy(answer))
            menu.addAction(_("Save the Picture As…"), lambda: self._save(page.path, picture))
        else:
            menu.addAction(_("Load the Picture"), lambda: self._controller.activate(picture))
        if picture.url.startswith(REMOTE):
            menu.addAction(
                _("Copy the Picture's Address"),
                lambda: QGuiApplication.clipboard().setText(picture.url),
            )

    def _copy(self, image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)
        self.message.emit(_("The picture was copied."))

    def _save(self, article_path: str, picture: Picture) -> None:
        def came(data: bytes) -> None:
            name = file_name(picture.url, picture.alt, data)
            ask_where_to_save(self._article, name, data, self.message.emit)

        def failed(error: BroadsheetError) -> None:
            self.message.emit(error.sentence)

        self._pictures.load_bytes(article_path, picture.url, came, failed)

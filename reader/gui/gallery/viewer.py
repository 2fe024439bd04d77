"""The viewer: one picture of the article at a time, whole or close up."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QToolButton, QWidget

from reader.gui.gallery.saving import ask_where_to_save
from reader.gui.pictures.decoding import Animation, is_animated
from reader.gui.pictures.loader import PictureLoader
from reader.images.names import file_name
from reader.language import N_, _
from reader.markup.text.plain import one_line
from reader.model import BroadsheetError, Page, Picture

STEP = 1.25
CLOSEST = 16.0
"""Screen pixels for one of the picture."""
_FOOT = 34
_GROUND = QColor("#16171a")
_TEXT = QColor("#d8d8dc")
_BAR = """
QToolButton { background: #2b2d33; color: #f0f0f2; border: 1px solid #777a82; border-radius: 7px;
    min-width: 30px; min-height: 30px; padding: 0 2px; font-size: 15px; }
QToolButton:hover { background: #464951; }
"""
"""The ground is dark in every theme, and so are the buttons on it."""
_EDGE = 10
"""Pixels around the buttons."""
HINT = N_("←  →  others    +  −  0  1  zoom    C  copy    S  save    Esc  back")
LARGER = N_("O  open its link    ")


class PictureViewer(QDialog):
    """Over the window; closes with Esc."""

    link_wanted = Signal(str)
    """A link that is no picture is to be opened."""

    def __init__(
        self,
        pictures: PictureLoader,
        page: Page,
        shown: list[Picture],
        first: Picture,
        link_of: Callable[[Picture], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._page = page
        self._shown = shown
        self._link_of = link_of
        self._number = shown.index(first)
        self._url = ""
        self._open = True
        self.image = QImage()
        self._halvings: list[QImage] = []
        """The image and smaller ones of it, for those parts that are shown small."""
        self.sentence = ""
        """What the foot says beside the caption: why there is no picture, what was done."""
        self._zoom = 0.0
        self._centre = QPointF()
        self._drag: QPointF | None = None
        self.setWindowTitle(_("Picture"))
        self.setAccessibleName(_("Picture"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setGeometry(parent.window().geometry())
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._bar = self._make_bar()
        self._show(first.url)

    def _make_bar(self) -> QWidget:
        """Return the buttons at the top: what the keys do, for the mouse."""
        bar = QWidget(self)
        bar.setStyleSheet(_BAR)
        bar.setCursor(Qt.CursorShape.ArrowCursor)
        across = QHBoxLayout(bar)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        several = len(self._shown) > 1
        for sign, name, does, shown in (
            ("‹", _("Previous picture (←)"), lambda: self.step(-1), several),
            ("›", _("Next picture (→)"), lambda: self.step(1), several),
            ("−", _("Smaller (−)"), lambda: self.set_zoom(self.zoom / STEP), True),
            ("+", _("Larger (+)"), lambda: self.set_zoom(self.zoom * STEP), True),
            ("⤢", _("Whole picture (0)"), self.fit, True),
            (_("Copy"), _("Copy (C)"), self.copy, True),
            ("↓", _("Save as (S)"), self.save_as, True),
            ("✕", _("Close (Esc)"), self.close, True),
        ):
            button = QToolButton()
            button.setText(sign)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(_called(does))
            button.setVisible(shown)
            across.addWidget(button)
        bar.adjustSize()
        return bar

    def fit(self) -> None:
        """Show the whole picture."""
        self._zoom = 0.0
        self._keep_inside()
        self.update()

    @property
    def picture(self) -> Picture:
        """Return the picture that is shown."""
        return self._shown[self._number]

    @property
    def zoom(self) -> float:
        """Return how many screen pixels show one of the picture."""
        return self._zoom or self._fit()

    # -- which picture

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) picture of the article, around."""
        self._number = (self._number + by) % len(self._shown)
        self._show(self.picture.url)

    def _show(self, url: str) -> None:
        self._url = url
        self.image = QImage()
        self.sentence = _("Loading …")
        self._zoom = 0.0
        self._pictures.load_full_size(
            self._page.path, url, lambda found: self._came(url, found), self._failed
        )
        self.update()

    def _came(self, url: str, found: list[QImage]) -> None:
        if not self._shows(url):
            return
        image = self.image = found[0]
        self._halvings = found
        self.sentence = ""
        self._centre = QPointF(image.width() / 2, image.height() / 2)
        self.update()
        if is_animated(image):
            self._pictures.load_animation(
                self._page.path, url, image.width(), lambda animation: self._play(url, animation)
            )

    def _play(self, url: str, animation: Animation) -> None:
        def came(frame: tuple[QImage, int]) -> None:
            if self._shows(url):
                self.image, self._halvings = frame[0], [frame[0]]
                self.update()
                QTimer.singleShot(frame[1], self, lambda: self._play(url, animation))

        if self._shows(url):
            self._pictures.next_frame(animation, came, self._failed)

    def _shows(self, url: str) -> bool:
        """Return whether an answer about this picture is still wanted; after closing none is."""
        return self._open and self._url == url

    def _failed(self, error: BroadsheetError) -> None:
        if self._open:
            self._show_message(error.sentence)

    def done(self, result: int) -> None:
        """Close the dialog; answers on their way are dropped."""
        self._open = False
        super().done(result)

    def open_larger(self) -> None:
        """Show the linked larger version in here; open a link to something else in the browser."""
        link = self._link_of(self.picture)
        if not link:
            self._show_message(_("This picture links to nothing."))
        elif link.lower().partition("?")[0].endswith(_PICTURE_ENDINGS):
            self._pictures.allow_picture(self._page.path, link)
            self._show(link)
        else:
            self.link_wanted.emit(link)

    # -- what is done with it

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        if not self.image.isNull():
            QGuiApplication.clipboard().setImage(self.image)
            self._show_message(_("Copied."))

    def save_as(self) -> None:
        """Ask for a place and write the picture's own bytes there."""
        url, alt = self._url, self.picture.alt

        def came(data: bytes) -> None:
            if self._shows(url):
                ask_where_to_save(self, file_name(url, alt, data), data, self._show_message)

        self._pictures.load_bytes(self._page.path, url, came, self._failed)

    def _show_message(self, sentence: str) -> None:
        self.sentence = sentence
        self.update()

    # -- zoom and place

    def _room(self) -> QSizeF:
        return QSizeF(self.width(), max(1, self.height() - _FOOT))

    def _fit(self) -> float:
        """Return the zoom that shows the whole picture; small ones are not enlarged."""
        if self.image.isNull():
            return 1.0
        room = self._room()
        return min(1.0, room.width() / self.image.width(), room.height() / self.image.height())

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Show one pixel as so many of the screen; the point `around` stays where it is."""
        if self.image.isNull():
            return
        before = self._target()
        around = around or before.center()
        old = self.zoom
        self._zoom = min(max(zoom, min(0.05, self._fit())), CLOSEST)
        held = (around - before.topLeft()) / old
        room = self._room()
        middle = QPointF(room.width() / 2, room.height() / 2)
        self._centre = held + (middle - around) / self._zoom
        self._keep_inside()
        self.update()

    def _keep_inside(self) -> None:
        room, zoom = self._room(), self.zoom

        def inside(centre: float, length: int, space: float) -> float:
            half = space / zoom / 2
            return length / 2 if length <= 2 * half else min(max(centre, half), length - half)

        self._centre = QPointF(
            inside(self._centre.x(), self.image.width(), room.width()),
            inside(self._centre.y(), self.image.height(), room.height()),
        )

    def _target(self) -> QRectF:
        """Return where the whole picture lies in the window."""
        room, zoom = self._room(), self.zoom
        size = QSizeF(self.image.width() * zoom, self.image.height() * zoom)
        left = room.width() / 2 - self._centre.x() * zoom
        top = room.height() / 2 - self._centre.y() * zoom
        return QRectF(QPointF(left, top), size)

    # -- events

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, and a line that says what it is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _GROUND)
        room = QRectF(QPointF(), self._room())
        if not self.image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.zoom < 3)
            whole = self._target()
            part = whole.intersected(room)
            image = self._near_enough()
            scale = self.zoom * self.image.width() / image.width()
            source = QRectF((part.topLeft() - whole.topLeft()) / scale, part.size() / scale)
            if image.hasAlphaChannel():
                painter.fillRect(part, Qt.GlobalColor.white)
            painter.drawImage(part, image, source)
        foot = QRectF(16, room.bottom(), self.width() - 32, _FOOT)
        painter.fillRect(QRectF(0, room.bottom(), self.width(), _FOOT), _GROUND)
        painter.setPen(_TEXT)
        metrics = painter.fontMetrics()
        hint = self.hint()
        side = metrics.horizontalAdvance(hint)
        if side < foot.width() / 2:
            painter.drawText(
                foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint
            )
            foot.setRight(foot.right() - side - 24)
        text = metrics.elidedText(self.caption(), Qt.TextElideMode.ElideRight, int(foot.width()))
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def hint(self) -> str:
        """Return the line that names the keys that do something here."""
        return _(LARGER) + _(HINT) if self._link_of(self.picture) else _(HINT)

    def _near_enough(self) -> QImage:
        """Return the smallest of the halvings that still has every pixel of the screen."""
        wanted = self.image.width() * self.zoom * self.devicePixelRatioF()
        enough = [image for image in self._halvings if image.width() >= wanted]
        return enough[-1] if enough else self.image

    def caption(self) -> str:
        """Say which of how many it is, its size, what it shows."""
        number, count = self._number + 1, len(self._shown)
        parts = [_("{number} of {count}").format(number=number, count=count)] if count > 1 else []
        if not self.image.isNull():
            parts.append(f"{self.image.width():,} × {self.image.height():,}")
            parts.append(f"{self.zoom:.0%}")
        parts += [part for part in (self.sentence, one_line(self.picture.alt[:500])) if part]
        return "   ·   ".join(parts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys of HINT mean."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_J):
            self.step(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace, Qt.Key.Key_K):
            self.step(-1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self.zoom * STEP)
        elif key == Qt.Key.Key_Minus:
            self.set_zoom(self.zoom / STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_1:
            self.set_zoom(1.0)
        elif key == Qt.Key.Key_C:
            self.copy()
        elif key == Qt.Key.Key_S:
            self.save_as()
        elif key == Qt.Key.Key_O:
            self.open_larger()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_I, Qt.Key.Key_F4, Qt.Key.Key_Q):
            self.close()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go closer, or farther, at the pointer."""
        turned = event.angleDelta().y() / 120
        if turned:
            self.set_zoom(self.zoom * STEP**turned, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start to drag the picture."""
        self._drag = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the picture."""
        if self._drag is not None:
            self._centre -= (event.position() - self._drag) / self.zoom
            self._drag = event.position()
            self._keep_inside()
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End the drag."""
        self._drag = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole picture, or every pixel of it."""
        if self._zoom:
            self._zoom = 0.0
            self._keep_inside()
            self.update()
        else:
            self.set_zoom(1.0 if self._fit() < 1 else 2.0, event.position())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is in the middle there."""
        super().resizeEvent(event)
        self._bar.move(self.width() - self._bar.width() - _EDGE, _EDGE)
        self._keep_inside()


_PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".avif")


def _called(does: Callable[[], object]) -> Callable[[], None]:
    def clicked() -> None:
        does()

    return clicked

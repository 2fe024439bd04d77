"""The pictures of one article inside its document: how large each is, and how it is drawn.

Registered as QTextDocument's image handler: Qt itself never looks for a picture by its `src`.
Nothing here fetches or decodes.
"""

from collections.abc import Callable
from functools import reduce
from time import monotonic

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPen,
    QPixmap,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from reader.bounds import DRAWN_SIDE, INLINE_PICTURE
from reader.gui.document.placeholders import draw_placeholder, size_alone, size_amid_text
from reader.gui.style.theme import Theme
from reader.gui.style.typography import TypeSetting
from reader.model import Picture, PictureProblem

PictureAnswer = QImage | PictureProblem | QSize | None
"""The picture, why there is none, or None (its size where it is known) while it is on its way."""

LOADING_MS = 400
"""So long a picture may be on its way before its place says so."""

NEUTRAL_RATIO = 2 / 3
"""Height by width of a picture whose size nobody told yet."""


_LIGHT_GROUND = QColor("#f4f2ed")


class _Place:
    """One picture of the document."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.answer: PictureAnswer = None
        self.scaled: QPixmap | None = None
        self.wanted = QSize()
        """The screen's pixels that were wanted of it; a small picture has fewer."""
        # The width a picture has here: column x share - inset (in lists, quotes, table cells).
        self.inset = 0.0
        self.share = 1.0
        self.alone = True
        self.positions: list[int] = []
        """The characters that stand for it: an article may show the same picture several times."""
        self.frame: QImage | None = None
        self.rects: dict[int, QRectF] = {}
        """Where it was drawn last, in the document, in this round of laying out; by character."""
        self.round = -1


class ArticlePictures(QPyTextObject):
    """All pictures of one page; `column` is the width of the text, in logical pixels."""

    def __init__(
        self, pictures: tuple[Picture, ...], theme: Theme, setting: TypeSetting, column: int
    ) -> None:
        super().__init__()
        self._places = {picture.key: _Place(picture) for picture in pictures}
        self._theme = theme
        self._setting = setting
        self._since = monotonic()
        self._column = column
        self._round = 0
        self._of_url: dict[str, list[str]] = {}
        for picture in pictures:
            self._of_url.setdefault(picture.url, []).append(picture.key)
        self.framed: Picture | None = None
        """The one that the keyboard chose."""
        self.drawn: Callable[[Picture], None] = _nobody
        """Called at each drawing of a picture or its placeholder: it is on screen."""

    @property
    def column(self) -> int:
        """The width of the text."""
        return self._column

    @column.setter
    def column(self, column: int) -> None:
        self._column = column
        self._forget_places()

    def _forget_places(self) -> None:
        """All is laid out anew: what is on screen will be drawn, and tell where it is."""
        self._round += 1

    def release_images(self) -> None:
        """Let go of all pictures, not of their sizes, while the document is not shown."""
        self.framed = None
        self._forget_places()
        for place in self._places.values():
            self.let_go(place.picture.key)

    def _drawn(self) -> list[_Place]:
        return [place for place in self._places.values() if place.round == self._round]

    def at(self, point: QPointF) -> Picture | None:
        """The picture, or its placeholder, that was drawn at this point of the document."""
        for place in self._drawn():
            if any(rect.contains(point) for rect in place.rects.values()):
                return place.picture
        return None

    def within(self, rect: QRectF) -> list[Picture]:
        """The pictures that were drawn in this part of the document, from its top."""
        found = [
            (min(seen), place.picture)
            for place in self._drawn()
            if (seen := [each.top() for each in place.rects.values() if each.intersects(rect)])
        ]
        return [picture for _, picture in sorted(found, key=lambda each: each[0])]

    def set_frame(self, key: str, frame: QImage) -> QRectF:
        """Show this frame of an animation; where it is to be painted, in the document."""
        place = self._places.get(key)
        if place is None or not isinstance(place.answer, QImage):
            return QRectF()
        place.frame, place.scaled = frame, None
        return self.rect(key)

    def rect(self, key: str) -> QRectF:
        """Where the picture, or its placeholder, was drawn in the document: around all its places.

        Empty where it was not drawn since the text was laid out.
        """
        place = self._places[key]
        rects = place.rects.values() if place.round == self._round else ()
        return reduce(QRectF.united, rects, QRectF())

    def place(self, key: str, position: int, inset: float, share: float, alone: bool) -> None:
        """Say where the document holds a picture, and how much of the column it may take.

        alone: it has no text beside it.
        """
        place = self._places.get(key)
        if place is None or position in place.positions:
            return
        if not place.positions:
            place.inset, place.share, place.alone = inset, share, alone
        place.positions.append(position)

    def keys_of(self, url: str) -> list[str]:
        """The keys of the pictures with this address."""
        return self._of_url.get(url, [])

    def named(self, key: str) -> Picture | None:
        """The picture with this key."""
        place = self._places.get(key)
        return place.picture if place is not None else None

    def position(self, key: str) -> int:
        """The first character that stands for the picture, -1 where the document has none."""
        return next(iter(self._places[key].positions), -1)

    def positions(self, key: str) -> list[int]:
        """All characters that stand for the picture."""
        return self._places[key].positions

    def picture_at(self, position: int) -> Picture | None:
        """The picture that stands at this character."""
        for place in self._places.values():
            if position in place.positions:
                return place.picture
        return None

    def answer(self, key: str) -> PictureAnswer:
        """What is known of the picture."""
        return self._places[key].answer

    def set_answer(self, key: str, answer: PictureAnswer) -> bool:
        """Take what arrived; returns whether the picture's size in the text changed."""
        place = self._places[key]
        before = self._size(place)
        if isinstance(answer, QImage) and answer.isNull():
            answer = PictureProblem.DAMAGED
        place.answer = answer
        place.scaled = place.frame = None
        if self._size(place) == before:
            return False
        self._forget_places()
        return True

    def held(self, key: str) -> int:
        """The bytes that the picture takes in memory, decoded."""
        place = self._places[key]
        image = place.answer.sizeInBytes() if isinstance(place.answer, QImage) else 0
        scaled = place.scaled
        return image + (4 * scaled.width() * scaled.height() if scaled is not None else 0)

    def let_go(self, key: str) -> None:
        """Have the picture's size alone, until it arrives again."""
        place = self._places[key]
        if isinstance(place.answer, QImage):
            place.answer = place.answer.size()
            place.scaled = place.frame = None

    def size(self, key: str) -> QSizeF:
        """How large the picture is in the text, in logical pixels."""
        return self._size(self._places[key])

    def _room(self, place: _Place) -> float:
        return max(16.0, self._column * place.share - place.inset)

    def _size(self, place: _Place) -> QSizeF:
        room = self._room(place)
        picture = place.picture
        if isinstance(place.answer, PictureProblem):
            if not place.alone:
                return size_amid_text(picture, self._setting, room)
            return size_alone(picture, place.answer, self._setting, room)
        if place.answer is not None:
            # A pixel of the picture is a logical pixel: small ones are not enlarged.
            width, height = float(place.answer.width()), float(place.answer.height())
            shrink = _small_share(picture, width, height)
            width, height = width * shrink, height * shrink
        elif 0 < picture.width <= DRAWN_SIDE and 0 < picture.height <= DRAWN_SIDE:
            width, height = float(picture.width), float(picture.height)
        elif 0 < picture.width <= DRAWN_SIDE:
            width, height = float(picture.width), picture.width * NEUTRAL_RATIO
        else:
            width, height = room, room * NEUTRAL_RATIO
        if width > room:
            width, height = room, height * room / width
        return QSizeF(max(1.0, width), max(1.0, round(height)))

    # QTextObjectInterface

    def intrinsicSize(self, _doc: QTextDocument, _position: int, format_: QTextFormat) -> QSizeF:
        place = self._places.get(format_.stringProperty(QTextFormat.Property.ImageName))
        return QSizeF(1, 1) if place is None else self._size(place)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _doc: QTextDocument,
        position: int,
        format_: QTextFormat,
    ) -> None:
        place = self._places.get(format_.stringProperty(QTextFormat.Property.ImageName))
        if place is None:
            return
        if place.round != self._round:
            place.rects, place.round = {}, self._round
        place.rects[position] = QRectF(rect)
        self.drawn(place.picture)
        if isinstance(place.answer, QImage):
            self._draw_picture(painter, QRectF(rect), place, place.frame or place.answer)
        else:
            problem = place.answer if isinstance(place.answer, PictureProblem) else None
            late = monotonic() - self._since > LOADING_MS / 1000
            draw_placeholder(
                painter,
                QRectF(rect),
                place.picture,
                problem,
                self._theme,
                self._setting,
                late=late,
            )
        if place.picture == self.framed:
            painter.save()
            painter.setPen(QPen(QColor(self._theme.accent), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5))
            painter.restore()

    def _draw_picture(self, painter: QPainter, rect: QRectF, place: _Place, image: QImage) -> None:
        if image.hasAlphaChannel() and self._theme.name == "dark":
            # Drawings with a transparent ground are mostly black on what was white paper.
            painter.fillRect(rect, _LIGHT_GROUND)
        ratio = painter.device().devicePixelRatio()
        wanted = QSize(round(rect.width() * ratio), round(rect.height() * ratio))
        if place.scaled is None or place.wanted != wanted:
            scaled, place.wanted = image, wanted
            if wanted.width() < image.width():
                scaled = image.scaled(
                    wanted,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            place.scaled = QPixmap.fromImage(scaled)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(rect, place.scaled, QRectF(place.scaled.rect()))
        painter.restore()


def _small_share(picture: Picture, width: float, height: float) -> float:
    """How much a picture of this size shrinks that its article means to be small: a smiley."""
    if not 0 < max(picture.width, picture.height) <= INLINE_PICTURE or min(width, height) < 1:
        return 1.0
    across = picture.width / width if picture.width else 1.0
    down = picture.height / height if picture.height else 1.0
    return min(1.0, across, down)


def _nobody(_picture: Picture) -> None:
    return

"""The pictures of one article inside its document: how large each is, and how it is drawn.

The handler of images of a QTextDocument: Qt itself never looks for a picture by its `src`. Nothing
here fetches or decodes.
"""

from collections.abc import Callable
from functools import reduce
from math import inf
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
from reader.gui.document.formula_objects import FormulaObjects
from reader.gui.document.placeholders import Missing, draw_placeholder, size_alone, size_amid_text
from reader.gui.style.theme import Theme
from reader.gui.style.typography import TypeSetting
from reader.gui.system.sharpness import shown_size
from reader.model import Formula, Picture, PictureProblem

PictureAnswer = QImage | PictureProblem | QSize | None
"""The picture, why there is none, or None (its size where it is known) while it is on its way."""
LOADING_MS = 400
"""So long a picture may be on its way before its place says so."""
NEUTRAL_RATIO = 2 / 3
"""Height by width of a picture whose size is not known yet."""
_LIGHT_GROUND = QColor("#f4f2ed")
"""Behind a drawing with a transparent ground, in the dark."""


class _Place:
    """One picture, and where it stands in the document."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.answer: PictureAnswer = None
        self.shown: tuple[float, float] | None = None
        """The width and height that `answer` is shown with where there is room; None: not known."""
        self.scaled: QPixmap | None = None
        self.wanted = QSize()
        """The size in the screen's pixels that `scaled` was made for; a small picture has fewer."""
        # The room for it: column x share - inset (in lists, quotes, table cells).
        self.inset = 0.0
        self.share = 1.0
        self.alone = True
        self.positions: list[int] = []
        """The characters that stand for it: an article may show the same picture several times."""
        self.frame: QImage | None = None
        self.rects: dict[int, QRectF] = {}
        """Where it was drawn in the document, by character, since it was laid out last."""
        self.layout_round = -1
        """The round of laying out that `rects` are of."""

    def set_answer(self, answer: PictureAnswer) -> None:
        """Take what is known of the picture now."""
        self.answer = answer
        # Told once: at each layout a size is asked for several times.
        self.shown = _shown(answer) if isinstance(answer, QImage | QSize) else None
        self.scaled = self.frame = None


class ArticlePictures(QPyTextObject):
    """All pictures of one page, by their keys (`src` in the page's HTML). Sizes: logical pixels."""

    is_clickable = True
    """A click on a placeholder does something."""

    def __init__(
        self,
        pictures: tuple[Picture, ...],
        theme: Theme,
        setting: TypeSetting,
        column: int,
        formulas: tuple[Formula, ...] = (),
    ) -> None:
        super().__init__()
        self._places = {picture.key: _Place(picture) for picture in pictures}
        self._theme = theme
        self._setting = setting
        self._since = monotonic()
        self._column = column
        self._layout_round = 0
        self._of_url: dict[str, list[str]] = {}
        for picture in pictures:
            self._of_url.setdefault(picture.url, []).append(picture.key)
        self._formulas = FormulaObjects(formulas, theme, setting)
        self.framed: Picture | None = None
        """The one that the keyboard chose: a frame is drawn around it."""
        self._tell: Callable[[Picture], None] = _nobody

    def tell_drawn(self, tell: Callable[[Picture], None]) -> None:
        """Call this at each drawing of a picture or its placeholder: it is on screen."""
        self._tell = tell

    @property
    def column(self) -> int:
        """Return the width of the text column, in pixels."""
        return self._column

    @column.setter
    def column(self, column: int) -> None:
        self._column = column
        self._forget_places()

    def _forget_places(self) -> None:
        """Know of none where it was drawn: what is on screen is laid out and drawn anew."""
        self._layout_round += 1

    def release_images(self) -> None:
        """Let go of all pictures, not of their sizes, while the document is not shown."""
        self.framed = None
        self._forget_places()
        for place in self._places.values():
            self.release(place.picture.key)

    def _drawn(self) -> list[_Place]:
        return [
            place for place in self._places.values() if place.layout_round == self._layout_round
        ]

    def at(self, point: QPointF) -> Picture | None:
        """Return the picture that was drawn, or its placeholder, at this point of the document."""
        for place in self._drawn():
            if any(rect.contains(point) for rect in place.rects.values()):
                return place.picture
        return None

    def within(self, rect: QRectF) -> list[Picture]:
        """Return the pictures that were drawn in this part of the document, from its top."""
        found = [
            (min(seen), place.picture)
            for place in self._drawn()
            if (seen := [each.top() for each in place.rects.values() if each.intersects(rect)])
        ]
        return [picture for _, picture in sorted(found, key=lambda each: each[0])]

    def set_frame(self, key: str, frame: QImage) -> QRectF:
        """Take this frame of an animation; return where it is to be painted, in the document."""
        place = self._places.get(key)
        if place is None or not isinstance(place.answer, QImage):
            return QRectF()
        place.frame, place.scaled = frame, None
        return self.rect(key)

    def rect(self, key: str) -> QRectF:
        """Return the rectangle of the document around all places where the picture was drawn.

        Empty where it was not drawn since the text was laid out.
        """
        place = self._places[key]
        rects = place.rects.values() if place.layout_round == self._layout_round else ()
        return reduce(QRectF.united, rects, QRectF())

    def place(self, key: str, position: int, inset: float, share: float, alone: bool) -> None:
        """Note where the document holds a picture, and how much of the column it may take.

        position: its character. inset, share: its room is the column's width x share - inset.
        alone: it has no text beside it.
        """
        self._formulas.place(key, inset, share)
        place = self._places.get(key)
        if place is None or position in place.positions:
            return
        if not place.positions:
            place.inset, place.share, place.alone = inset, share, alone
        place.positions.append(position)

    def keys_of(self, url: str) -> list[str]:
        """Return the keys of the pictures with this address."""
        return self._of_url.get(url, [])

    def named(self, key: str) -> Picture | None:
        """Return the picture with this key, None where there is none."""
        place = self._places.get(key)
        return place.picture if place is not None else None

    def position(self, key: str) -> int:
        """Return the first character that stands for the picture, -1 where there is none."""
        return next(iter(self._places[key].positions), -1)

    def positions(self, key: str) -> list[int]:
        """Return all characters that stand for the picture."""
        return self._places[key].positions

    def answer(self, key: str) -> PictureAnswer:
        """Return what is known of the picture."""
        return self._places[key].answer

    def set_answer(self, key: str, answer: PictureAnswer) -> bool:
        """Take what arrived; return whether the picture's size in the text changed."""
        place = self._places[key]
        before = self._size(place)
        if isinstance(answer, QImage) and answer.isNull():
            answer = PictureProblem.DAMAGED
        place.set_answer(answer)
        if self._size(place) == before:
            return False
        self._forget_places()
        return True

    def held(self, key: str) -> int:
        """Return how many bytes the decoded picture takes in memory."""
        place = self._places[key]
        image = place.answer.sizeInBytes() if isinstance(place.answer, QImage) else 0
        scaled = place.scaled
        return image + (4 * scaled.width() * scaled.height() if scaled is not None else 0)

    def bytes_held(self) -> int:
        """Return how many bytes all decoded pictures take in memory."""
        return sum(self._held_by_url().values())

    def _held_by_url(self) -> dict[str, int]:
        held: dict[str, int] = {}
        for key, place in self._places.items():  # a page may show one picture several times
            url = place.picture.url
            held[url] = max(held.get(url, 0), self.held(key))
        return held

    def release_beyond(self, limit: int, first: int, last: int) -> list[str]:
        """Release pictures until those that stay take no more bytes than `limit`.

        Those go first that are farthest from the characters `first` to `last`; what is among them
        stays. Return the addresses of those that went.
        """
        held = self._held_by_url()
        beyond = sum(held.values()) - limit
        away: dict[str, float] = {}
        for place in self._places.values():
            far = min((max(first - each, each - last) for each in place.positions), default=inf)
            away[place.picture.url] = min(away.get(place.picture.url, inf), far)
        gone: list[str] = []
        for url in sorted(held, key=away.__getitem__, reverse=True):
            if beyond <= 0 or away[url] <= 0:
                break
            beyond -= held[url]
            gone.append(url)
            for key in self.keys_of(url):
                self.release(key)
        return gone

    def release(self, key: str) -> None:
        """Keep of the picture its size alone, until it arrives again."""
        place = self._places[key]
        if isinstance(place.answer, QImage):
            place.set_answer(shown_size(place.answer).toSize())

    def size(self, key: str) -> QSizeF:
        """Return how large the picture is in the text."""
        return self._size(self._places[key])

    def _room(self, place: _Place) -> float:
        return max(16.0, self._column * place.share - place.inset)

    def _size(self, place: _Place) -> QSizeF:
        room = self._room(place)
        picture = place.picture
        if isinstance(place.answer, PictureProblem):
            if not place.alone:
                return size_amid_text(picture, self._setting, room)
            missing = Missing(picture, place.answer, clickable=self.is_clickable)
            return size_alone(missing, self._setting, room)
        if place.shown is not None:
            # A pixel of the picture is a logical pixel: small ones are not enlarged.
            width, height = place.shown
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
        """Return how large the picture with this format is in the text."""
        name = format_.stringProperty(QTextFormat.Property.ImageName)
        if self._formulas.has(name):
            return self._formulas.size(name, format_, self._column)
        place = self._places.get(name)
        return QSizeF(1, 1) if place is None else self._size(place)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _doc: QTextDocument,
        position: int,
        format_: QTextFormat,
    ) -> None:
        """Draw the picture with this format, or its placeholder; see `tell_drawn`."""
        name = format_.stringProperty(QTextFormat.Property.ImageName)
        if self._formulas.has(name):
            self._formulas.draw(painter, QRectF(rect), name, format_, self._column)
            return
        place = self._places.get(name)
        if place is None:
            return
        if place.layout_round != self._layout_round:
            place.rects, place.layout_round = {}, self._layout_round
        place.rects[position] = QRectF(rect)
        self._tell(place.picture)
        if isinstance(place.answer, QImage):
            self._draw_picture(painter, QRectF(rect), place, place.frame or place.answer)
        else:
            problem = place.answer if isinstance(place.answer, PictureProblem) else None
            late = monotonic() - self._since > LOADING_MS / 1000
            missing = Missing(place.picture, problem, late, self.is_clickable)
            draw_placeholder(painter, QRectF(rect), missing, self._theme, self._setting)
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


def _shown(answer: QImage | QSize) -> tuple[float, float]:
    size = shown_size(answer) if isinstance(answer, QImage) else QSizeF(answer)
    return size.width(), size.height()


def _small_share(picture: Picture, width: float, height: float) -> float:
    """Return how much a picture of this size shrinks that its article means to be small."""
    if not 0 < max(picture.width, picture.height) <= INLINE_PICTURE or min(width, height) < 1:
        return 1.0
    across = picture.width / width if picture.width else 1.0
    down = picture.height / height if picture.height else 1.0
    return min(1.0, across, down)


def _nobody(_picture: Picture) -> None:
    return

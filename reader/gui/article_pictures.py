"""The pictures of one article inside its document: how large each is, and how it is drawn.

Registered as QTextDocument's image handler: Qt itself never looks for a picture by its `src`.
Nothing here fetches or decodes.
"""

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPixmap,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from reader.gui.theme import Theme
from reader.gui.typography import Setting
from reader.model import Picture, PictureProblem

PictureAnswer = QImage | PictureProblem | None
"""The picture, why there is none, or None while it is on its way."""

NEUTRAL_RATIO = 2 / 3
"""Height by width of a picture whose size nobody told yet."""

MAX_SIDE = 20_000
"""Sizes beyond this in an article are nonsense and count as unknown."""

_LIGHT_GROUND = QColor("#f4f2ed")


class _Place:
    """One picture of the document."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.answer: PictureAnswer = None
        self.scaled: QPixmap | None = None
        # The width a picture has here: column x share - inset (in lists, quotes, table cells).
        self.inset = 0.0
        self.share = 1.0
        self.alone = True
        self.position = -1


class ArticlePictures(QPyTextObject):
    """All pictures of one page; `column` is the width of the text, in logical pixels."""

    def __init__(
        self, pictures: tuple[Picture, ...], theme: Theme, setting: Setting, column: int
    ) -> None:
        super().__init__()
        self._places = {picture.key: _Place(picture) for picture in pictures}
        self._theme = theme
        self._setting = setting
        self.column = column

    def place(self, key: str, position: int, inset: float, share: float, alone: bool) -> None:
        """Say where the document holds a picture, and how much of the column it may take.

        alone: it has no text beside it.
        """
        place = self._places.get(key)
        if place is not None and place.position < 0:
            place.position, place.inset, place.share, place.alone = position, inset, share, alone

    def keys_of(self, url: str) -> list[str]:
        """The keys of the pictures with this address."""
        return [key for key, place in self._places.items() if place.picture.url == url]

    def position(self, key: str) -> int:
        """The character that stands for the picture, -1 where the document has none."""
        return self._places[key].position

    def picture_at(self, position: int) -> Picture | None:
        """The picture that stands at this character."""
        for place in self._places.values():
            if place.position == position:
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
            answer = PictureProblem.NOT_A_PICTURE
        place.answer = answer
        place.scaled = None
        return self._size(place) != before

    def size(self, key: str) -> QSizeF:
        """How large the picture is in the text, in logical pixels."""
        return self._size(self._places[key])

    def _room(self, place: _Place) -> float:
        return max(16.0, self.column * place.share - place.inset)

    def _size(self, place: _Place) -> QSizeF:
        room = self._room(place)
        picture = place.picture
        if isinstance(place.answer, PictureProblem):
            return self._problem_size(place, room)
        if place.answer is not None:
            # A pixel of the picture is a logical pixel: small ones are not enlarged.
            width, height = float(place.answer.width()), float(place.answer.height())
        elif 0 < picture.width <= MAX_SIDE and 0 < picture.height <= MAX_SIDE:
            width, height = float(picture.width), float(picture.height)
        elif 0 < picture.width <= MAX_SIDE:
            width, height = float(picture.width), picture.width * NEUTRAL_RATIO
        else:
            width, height = room, room * NEUTRAL_RATIO
        if width > room:
            width, height = room, height * room / width
        return QSizeF(max(1.0, width), max(1.0, round(height)))

    def _problem_size(self, place: _Place, room: float) -> QSizeF:
        line = float(self._setting.line)
        small = 0 < place.picture.width < 8 * self._setting.size
        if small or not place.alone:
            return QSizeF(min(room, max(line, float(place.picture.width))), line)
        return QSizeF(room, round(line * (2.9 if place.picture.alt else 2.2)))

    # QTextObjectInterface

    def intrinsicSize(self, _doc: QTextDocument, _position: int, format_: QTextFormat) -> QSizeF:
        place = self._places.get(format_.stringProperty(QTextFormat.Property.ImageName))
        return QSizeF(1, 1) if place is None else self._size(place)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _doc: QTextDocument,
        _position: int,
        format_: QTextFormat,
    ) -> None:
        place = self._places.get(format_.stringProperty(QTextFormat.Property.ImageName))
        if place is None:
            return
        if isinstance(place.answer, QImage):
            self._draw_picture(painter, QRectF(rect), place, place.answer)
        else:
            self._draw_placeholder(painter, QRectF(rect), place)

    def _draw_picture(self, painter: QPainter, rect: QRectF, place: _Place, image: QImage) -> None:
        if image.hasAlphaChannel() and self._theme.name == "dark":
            # Drawings with a transparent ground are mostly black on what was white paper.
            painter.fillRect(rect, _LIGHT_GROUND)
        ratio = painter.device().devicePixelRatio()
        wanted = QSize(round(rect.width() * ratio), round(rect.height() * ratio))
        if place.scaled is None or place.scaled.size() != wanted:
            scaled = image
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

    def _draw_placeholder(self, painter: QPainter, rect: QRectF, place: _Place) -> None:
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.placeholder))
        painter.drawRoundedRect(rect, 6, 6)
        lines = [place.picture.alt]
        if isinstance(place.answer, PictureProblem):
            lines.insert(0, f"Picture {place.answer}")
        lines = [" ".join(line.split()) for line in lines if line.strip()]
        font = self._small_font()
        metrics = QFontMetricsF(font)
        step = round(metrics.height() * 1.25)
        inner = rect.adjusted(14, 6, -14, -6)
        if lines and inner.width() > 60 and inner.height() >= step - 6:
            lines = lines[: max(1, int(inner.height() // step))]
            painter.setFont(font)
            top = inner.center().y() - step * len(lines) / 2
            for number, line in enumerate(lines):
                faint = number > 0 or place.answer is None
                painter.setPen(QColor(theme.text_faint if faint else theme.text_soft))
                shown = metrics.elidedText(line[:500], Qt.TextElideMode.ElideRight, inner.width())
                where = QRectF(inner.left(), top + number * step, inner.width(), step)
                painter.drawText(where, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()

    def _small_font(self) -> QFont:
        font = self._setting.font()
        font.setPixelSize(round(self._setting.size * 0.78))
        return font

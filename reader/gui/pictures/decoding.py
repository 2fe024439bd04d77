"""Bytes to images, off the GUI thread: bounded in size, in memory, and in frames.

The format is told by our own reading of the first bytes, never guessed by Qt: its own detection
would read SVG, which can open files and end the process. AVIF is decoded, and SVG drawn, in a
child process.
"""

import math

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColorSpace,
    QImage,
    QImageReader,
    QImageWriter,
    QPainter,
    QTransform,
)

from reader.bounds import (
    FILM_PIXELS,
    ICON_PICTURES,
    PICTURE_FRAMES,
    PICTURE_MB,
    PICTURE_PIXELS,
    PICTURE_SIDE,
    SVG_PIXELS,
)
from reader.gui.system.sharpness import tell_sharpness
from reader.gui.system.threads import one_at_a_time
from reader.images.avif import decode_avif
from reader.images.sniff import (
    PictureInfo,
    least_bytes,
    png_of_icon,
    require_picture,
    without_comments,
)
from reader.images.svg import draw_svg
from reader.model import PictureError, PictureProblem

LARGE_PIXELS = 4_000_000
"""A picture of more is decoded alone: six at once would take half a gigabyte."""
SMALL_WINDOW = 800
"""Pixels of its longer side: what is smaller is not shrunk by much."""
SHORTEST_MS = 20
"""Frames that claim less are shown for 100 ms, as browsers do."""
SHARP = 2.0
"""Pixels of a drawing for each of its points."""
WHOLE_SIDE = 2_400
"""Pixels of the longer side of a drawing that is looked at whole."""
_ANIMATED = "broadsheet-animated"
_FORMATS = {
    "jpeg": b"jpeg",
    "png": b"png",
    "gif": b"gif",
    "webp": b"webp",
    "bmp": b"bmp",
    "ico": b"ico",
}
_TURNS = {
    2: (True, 0),
    3: (False, 180),
    4: (True, 180),
    5: (True, 270),
    6: (False, 90),
    7: (True, 90),
    8: (False, 270),
}
"""Of each orientation that is not upright: mirrored first or not, then by so many degrees."""
_large = one_at_a_time()
_child = one_at_a_time()


def decode(data: bytes, largest: QSize | None = None, *, cover: bool = False) -> QImage:
    """Decode a picture, no larger than `largest` (with `cover`: just covering it).

    Raises PictureError.
    """
    info = require_picture(data)
    if info.kind == "avif":
        return _avif(data, _target(info, largest, cover=cover))
    if info.kind == "svg":
        return _drawing(data, info, largest, cover=cover)
    opened = _opened(data, largest, cover=cover)
    reader, size = opened.reader, opened.size
    if size.width() * size.height() > LARGE_PIXELS:
        with _large:
            image = opened.read()
    else:
        image = opened.read()
    if image.isNull():
        # With two bytes a channel Qt refuses what we let pass.
        large = size.width() * size.height() * 8 > PICTURE_MB << 20
        problem = PictureProblem.TOO_LARGE if large else PictureProblem.DAMAGED
        raise PictureError(problem, reader.errorString())
    if _may_play(size) and reader.supportsAnimation() and reader.imageCount() > 1:
        image.setText(_ANIMATED, "yes")
    return image


def _avif(data: bytes, target: QSize | None) -> QImage:
    # One child at a time; what Qt reads does not wait for it.
    with _child:
        pixels = decode_avif(data, *(target.toTuple() if target is not None else (0, 0)))
    form = QImage.Format.Format_RGBA8888 if pixels.alpha else QImage.Format.Format_RGB888
    row = pixels.width * (4 if pixels.alpha else 3)
    image = QImage(pixels.data, pixels.width, pixels.height, row, form)
    # Into memory of its own: until now it is that of the bytes.
    return image.convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied if pixels.alpha else QImage.Format.Format_RGB32
    )


def _drawing(data: bytes, info: PictureInfo, largest: QSize | None, *, cover: bool) -> QImage:
    """Draw an SVG in pixels enough to be sharp where two of them make a point."""
    size = QSize(info.width, info.height)
    mode = Qt.AspectRatioMode.KeepAspectRatio
    if cover and largest is not None:
        size = size.scaled(largest, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    elif largest is not None and not QRect(QPoint(), largest).contains(QRect(QPoint(), size)):
        size = size.scaled(largest, mode)
    size = size.expandedTo(QSize(1, 1))
    most = math.sqrt(SVG_PIXELS / (size.width() * size.height()))
    longest = max(size.width(), size.height())
    wanted = 1.0 if cover else SHARP if largest is not None else max(SHARP, WHOLE_SIDE / longest)
    scale = min(wanted, most, PICTURE_SIDE / longest)
    across, down = (max(1, round(side * scale)) for side in size.toTuple())
    with _child:
        png = draw_svg(data, across, down)
    made = require_picture(png)
    if made.kind != "png" or made.width * made.height > PICTURE_PIXELS:
        raise PictureError(PictureProblem.DAMAGED, f"SVG: {made}")
    image = _opened(png, None).read()
    if image.isNull():
        raise PictureError(PictureProblem.DAMAGED, "SVG: no picture")
    tell_sharpness(image, scale)
    return image


def is_animated(image: QImage) -> bool:
    """Return whether what `decode` gave is the first frame of several."""
    return bool(image.text(_ANIMATED))


def _may_play(size: QSize) -> bool:
    return size.width() * size.height() <= FILM_PIXELS


class _Opened:
    """A reader with what it reads from: a QImageReader keeps no hold of its device.

    target: to what its pictures are scaled when they are read, None where the reader sees to it.
    """

    def __init__(self, reader: QImageReader, buffer: QBuffer, info: PictureInfo) -> None:
        self.reader = reader
        self.buffer = buffer
        self.size = QSize(info.width, info.height)
        self.target: QSize | None = None
        self._orientation = info.orientation

    def read(self) -> QImage:
        """Read the next picture as it is shown: upright, in sRGB; a null one at the end."""
        image = self.reader.read()
        if self.target is not None and not image.isNull():
            image = _scaled(image, self.target)
        return _upright(_in_srgb(image), self._orientation)


def _scaled(image: QImage, target: QSize) -> QImage:
    """Scaled as Qt's reader would, which holds a large PNG with transparency twice meanwhile."""
    if image.hasAlphaChannel():
        image.convertTo(QImage.Format.Format_ARGB32_Premultiplied)
    return image.scaled(
        target, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _upright(image: QImage, orientation: int) -> QImage:
    if orientation not in _TURNS or image.isNull():
        return image
    mirrored, degrees = _TURNS[orientation]
    turn = QTransform().rotate(degrees)
    return image.transformed(QTransform.fromScale(-1, 1) * turn if mirrored else turn)


def _in_srgb(image: QImage) -> QImage:
    """Photographs of telephones have wider colours, which are dull where they are not converted."""
    space, screen = image.colorSpace(), QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if space.isValid() and space != screen and space.colorModel() == QColorSpace.ColorModel.Rgb:
        image.convertToColorSpace(screen)
    return image


def _opened(data: bytes, largest: QSize | None, *, cover: bool = False) -> _Opened:
    info = require_picture(data)
    if info.kind not in _FORMATS:
        raise PictureError(PictureProblem.NOT_A_PICTURE, f"no animation: {info.kind}")
    if len(data) < least_bytes(data):
        # Qt would fill what is missing with whatever is in memory.
        raise PictureError(PictureProblem.DAMAGED, f"cut off after {len(data)} bytes")
    if info.kind == "ico" and (inner := png_of_icon(data)):
        return _opened(inner, largest, cover=cover)
    if info.kind == "png":
        data = without_comments(data)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_FORMATS[info.kind]))
    reader.setDecideFormatFromContent(False)
    # Qt makes the format's handler under a lock of its own and reads from our buffer meanwhile,
    # which takes Python's lock. read() lets go of that one: a dialog that loads its icons at this
    # moment would hold it, wait for Qt's, and the window never answer again. A getter keeps it.
    reader.canRead()
    reader.setAutoTransform(False)  # it turns JPEGs alone; we turn all
    if info.kind == "ico":
        _turn_to_largest(reader)
    opened = _Opened(reader, buffer, info)
    target = _target(info, largest, cover=cover)
    if target is not None and info.kind == "png":
        opened.target = target
    elif target is not None:
        reader.setScaledSize(target)
    return opened


def _target(info: PictureInfo, largest: QSize | None, *, cover: bool) -> QSize | None:
    """To what this picture is scaled before it is turned, None where it stays as it is."""
    size = QSize(info.width, info.height)
    if largest is not None and info.orientation > 4:
        largest = largest.transposed()
    if largest is None or (size.width() <= largest.width() and size.height() <= largest.height()):
        return None
    mode = (
        Qt.AspectRatioMode.KeepAspectRatioByExpanding
        if cover
        else Qt.AspectRatioMode.KeepAspectRatio
    )
    target = size.scaled(largest, mode)
    return target.expandedTo(QSize(1, 1)) if target.width() < size.width() else None


def _turn_to_largest(reader: QImageReader) -> None:
    """Choose the largest picture of an icon, which holds several; Qt would take the first."""
    sizes = []
    for number in range(min(reader.imageCount(), ICON_PICTURES)):
        reader.jumpToImage(number)
        sizes.append((reader.size().width(), number))
    if sizes:
        reader.jumpToImage(max(sizes)[1])


class Animation:
    """An animation, one frame at a time: no more than two of them are ever in memory.

    For any thread, but for one at a time.
    """

    def __init__(self, data: bytes, largest: QSize) -> None:
        self._data = data
        self._largest = largest
        self._frames = 0
        self._opened = _opened(data, largest)
        if not _may_play(self._opened.size):
            raise PictureError(PictureProblem.TOO_LARGE, "too large an animation")

    def next(self) -> tuple[QImage, int]:
        """Return the next frame and the milliseconds it is shown; after the last comes the first.

        Raises PictureError where there is none.
        """
        image = self._opened.read() if self._frames < PICTURE_FRAMES else QImage()
        if image.isNull():
            if not self._frames:
                raise PictureError(PictureProblem.DAMAGED, self._opened.reader.errorString())
            self._frames = 0
            self._opened = _opened(self._data, self._largest)
            image = self._opened.read()
            if image.isNull():
                raise PictureError(PictureProblem.DAMAGED, self._opened.reader.errorString())
        self._frames += 1
        delay = self._opened.reader.nextImageDelay()
        return image, delay if delay >= SHORTEST_MS else 100


def halvings(image: QImage) -> list[QImage]:
    """Return the image, and each time half of it, down to the size of a small window.

    Painted from the nearest larger one it is smooth; a painter that shrinks to a fifth leaves most
    pixels out. They take a third more memory.
    """
    found = [image]
    while max(found[-1].width(), found[-1].height()) > SMALL_WINDOW:
        half = QSize(max(1, found[-1].width() // 2), max(1, found[-1].height() // 2))
        found.append(
            found[-1].scaled(
                half,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
    return found


def square(image: QImage, side: int) -> QImage:
    """Cut a square from the middle, a little above it in tall pictures: faces are there."""
    if image.width() < 8 or image.height() < 8:
        raise PictureError(PictureProblem.NOT_A_PICTURE, "too small for a thumbnail")
    scaled = image.scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left = (scaled.width() - side) // 2
    top = (scaled.height() - side) // 3
    cut = scaled.copy(left, top, side, side)
    if not cut.hasAlphaChannel():
        return cut.convertToFormat(QImage.Format.Format_RGB32)
    page = QImage(side, side, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.drawImage(0, 0, cut)
    painter.end()
    return page


def encode(image: QImage) -> bytes:
    """Return an image as the bytes of a JPEG, for a thumbnail."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(88)
    writer.canWrite()  # makes the handler while Python's lock is held: see `_opened`
    writer.write(image)
    return bytes(buffer.data().data())

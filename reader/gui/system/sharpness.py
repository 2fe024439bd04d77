"""How many pixels of a decoded picture make a point: more than one where it was drawn for us."""

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

_KEY = "broadsheet-sharpness"


def tell_sharpness(image: QImage, pixels: float) -> None:
    """Say in the image that so many of its pixels make a logical one."""
    image.setText(_KEY, str(pixels))


def shown_size(image: QImage) -> QSizeF:
    """Return how large a decoded picture is to be shown, in logical pixels."""
    pixels = float(image.text(_KEY) or 1)
    return QSizeF(image.width() / pixels, image.height() / pixels)

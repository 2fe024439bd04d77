"""The answer to every request of a QTextDocument for a file: something empty of the right kind."""

from PySide6.QtGui import QImage, QTextDocument


def blank_resource(kind: int) -> object:
    """Return an empty resource of this kind (QTextDocument.ResourceType): a clear pixel or a blank.

    Given to Qt from `loadResource`, it stops Qt's own search, which would open local files.
    """
    if kind == QTextDocument.ResourceType.ImageResource.value:
        image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        return image
    return " "

"""Makes resources/icons/*.png from the SVG drawings there.

Run after changing a drawing:  .venv/bin/python packaging/icons.py
Small sizes come from drawings of their own, which have fewer and thicker lines.
"""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
DRAWINGS = {
    "broadsheet-16.svg": (16, 32),
    "broadsheet-24.svg": (24,),
    "broadsheet.svg": (48, 64, 128, 256, 512),
}


def draw(drawing: Path, size: int) -> QImage:
    """The drawing on `size` x `size` pixels, transparent around it."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def main() -> None:
    """Write every size."""
    for name, sizes in DRAWINGS.items():
        for size in sizes:
            image = draw(ICONS / name, size)
            image.convertToFormat(QImage.Format.Format_ARGB32).save(
                str(ICONS / f"broadsheet-{size}.png")
            )


if __name__ == "__main__":
    application = QGuiApplication([])
    main()

"""Draws the pictures of the sample articles into resources/sample/pictures.

Run after changing one:  .venv/bin/python packaging/draw_samples.py [NAME …]
The same pictures come out each time. Fonts: Noto Serif CJK SC and a Palatino (P052).
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sample_diagrams
import sample_scenes
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

PICTURES = Path(__file__).resolve().parent.parent / "resources" / "sample" / "pictures"
LIMIT = 120_000  # bytes; a larger one is an error

Drawing = Callable[[QPainter, QRectF], None]

DRAWINGS: dict[str, tuple[Drawing, int]] = {
    "hills.jpg": (sample_scenes.hills, 750),
    "keys.jpg": (sample_diagrams.keys, 680),
    "sizes.png": (sample_diagrams.sizes, 750),
    "grid.png": (sample_diagrams.grid, 750),
    "press.jpg": (sample_scenes.press, 640),
    "latin.png": (sample_diagrams.latin, 750),
    "yong.png": (sample_diagrams.yong, 750),
    "setting.png": (sample_diagrams.setting, 810),
    "fibres.jpg": (sample_scenes.fibres, 790),
    "mountains.jpg": (sample_scenes.mountains, 750),
    "window.jpg": (sample_scenes.window, 700),
}


def main(names: list[str]) -> None:
    """Draw those named, or all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in names or list(DRAWINGS):
        drawing, height = DRAWINGS[name]
        image = QImage(1200, height, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        drawing(painter, QRectF(0, 0, 1200, height))
        painter.end()
        file = PICTURES / name
        image.save(str(file), quality=86 if name.endswith(".jpg") else 0)
        if file.stat().st_size > LIMIT:
            raise SystemExit(f"{name} has {file.stat().st_size} bytes, more than {LIMIT}.")
        sys.stdout.write(f"{name}: {file.stat().st_size} bytes\n")


if __name__ == "__main__":
    application = QGuiApplication([])
    main(sys.argv[1:])

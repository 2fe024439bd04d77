"""Pictures are decoded on threads while the window reads its own: neither waits for ever."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.pictures import png

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import faulthandler, sys, threading, time
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from reader.gui.pictures.decoding import decode, encode

faulthandler.dump_traceback_later(25, exit=True)
app = QGuiApplication([])
path = sys.argv[1]
with open(path, "rb") as file:
    data = file.read()
over, made = threading.Event(), []

def work():
    while not over.is_set():
        made.append(encode(decode(data)))

threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
end = time.monotonic() + 3
read = 0
while time.monotonic() < end or read < 1000:
    read += not QPixmap(path).isNull()
over.set()
for thread in threads:
    thread.join()
print(len(made) > 100, "done")
"""


def test_the_window_reads_pictures_while_others_are_decoded(tmp_path):
    file = tmp_path / "a.png"
    file.write_bytes(png(8, 8))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(file)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split() == ["True", "done"], done.stderr[-2000:]

"""Bytes to images: every format, whole and broken, and AVIF in a child process of its own."""

import io
import struct
import subprocess
import sys
import time
import zlib

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImageReader

from reader.bounds import AVIF_RESIDENT, PICTURE_MB
from reader.gui.pictures.decoding import decode, square
from reader.gui.system.sharpness import shown_size
from reader.images import pillow
from reader.model import PictureError, PictureProblem
from tests.support.made import KINDS, cut, hollow, made, noisy
from tests.support.picture_bombs import icon, png_with_alpha, png_with_texts
from tests.support.pictures import png

IN_PART = {"jpeg", "gif"}
"""What of these came before the break is shown, as every browser does."""


def problem(data, *how):
    with pytest.raises(PictureError) as caught:
        decode(data, *how)
    return caught.value.problem


@pytest.mark.parametrize("kind", KINDS)
def test_whole_and_scaled(kind):
    image = decode(made(kind))
    assert (image.width(), image.height()) == (120, 90)
    small = decode(made(kind), QSize(60, 60))
    assert (small.width(), small.height()) == (60, 45)
    cover = decode(made(kind), QSize(30, 30), cover=True)
    assert (cover.width(), cover.height()) == (40, 30)
    assert square(cover, 30).size() == QSize(30, 30)


@pytest.mark.parametrize("kind", KINDS)
def test_one_with_nothing_behind_its_first_bytes_is_damaged(kind):
    assert problem(hollow(kind)) is PictureProblem.DAMAGED


@pytest.mark.parametrize("kind", KINDS)
def test_one_that_is_cut_off_is_damaged_or_shown_in_part(kind, expect_qt):
    if kind == "jpeg":
        expect_qt("qt.gui.imageio.jpeg")
    if kind in IN_PART:
        assert decode(cut(kind)).size() == QSize(120, 90)
    else:
        assert problem(cut(kind)) is PictureProblem.DAMAGED


@pytest.mark.parametrize("kind", sorted({*KINDS} - {"png", "jpeg"}))
def test_one_with_noise_in_it_is_damaged_or_shown(kind):
    try:
        shown = decode(noisy(kind)).size()
    except PictureError as error:
        shown = error.problem
    assert shown in (QSize(120, 90), PictureProblem.DAMAGED)


def test_an_icon_is_shown_in_its_largest_size():
    assert decode(made("ico", 64, 64)).size() == QSize(64, 64)


def test_a_bitmap_of_os2_that_is_whole_and_one_without_the_last_filling():
    rows = bytes(8 * 5)  # 2 pixels of 3 bytes, filled to 8
    os2 = b"BM" + struct.pack("<IIIIHHHH", 66, 0, 26, 12, 2, 5, 1, 24) + rows
    assert decode(os2).size() == QSize(2, 5)
    assert decode(os2[:-2]).size() == QSize(2, 5)
    assert problem(os2[:-12]) is PictureProblem.DAMAGED


def test_what_would_pass_the_bound_of_memory_is_too_large(expect_qt):
    """A PNG with two bytes a channel takes twice what its pixels say."""
    QImageReader.setAllocationLimit(PICTURE_MB)
    expect_qt("allocation limit")

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 6000, 4000, 16, 6, 0, 0, 0)
    rows = zlib.compress(bytes((1 + 6000 * 8) * 40), 1)
    data = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
    assert problem(data) is PictureProblem.TOO_LARGE


# -- AVIF


def test_colours_and_what_shines_through_survive(qapp):
    image = decode(made("avif", 40, 30, "RGBA", quality=100))
    assert image.hasAlphaChannel()
    plain = Image.new("RGB", (16, 16), (200, 30, 60))
    stream = io.BytesIO()
    plain.save(stream, "AVIF", quality=95)
    red = decode(stream.getvalue()).pixelColor(8, 8)
    assert abs(red.red() - 200) < 6
    assert abs(red.green() - 30) < 6
    assert abs(red.blue() - 60) < 6
    assert not decode(stream.getvalue()).hasAlphaChannel()


def test_one_that_lies_on_its_side_is_turned():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = made("avif", 80, 40, exif=exif)
    assert decode(data).size() == QSize(40, 80)
    assert decode(data, QSize(40, 40)).size() == QSize(20, 40)


def test_of_an_animation_the_first_picture_is_shown():
    frames = [Image.new("RGB", (40, 30), (n * 60, 0, 0)) for n in range(4)]
    stream = io.BytesIO()
    frames[0].save(stream, "AVIF", save_all=True, append_images=frames[1:])
    assert decode(stream.getvalue()).size() == QSize(40, 30)


def test_a_header_that_says_too_much_never_reaches_the_decoder(monkeypatch):
    monkeypatch.setattr(pillow, "sys", None)  # a child could not be started
    data = made("avif")
    at = data.index(b"ispe") + 8
    huge = data[:at] + struct.pack(">II", 50_000, 50_000) + data[at + 8 :]
    assert problem(huge) is PictureProblem.TOO_LARGE


def test_a_header_that_says_too_little_does_no_harm():
    data = made("avif", 400, 300)
    at = data.index(b"ispe") + 8
    liar = data[:at] + struct.pack(">II", 4, 3) + data[at + 8 :]
    assert decode(liar).size() == QSize(4, 3)


def test_a_decoder_that_takes_too_much_memory_ends_itself_where_no_system_does():
    """As on macOS and Windows: no limits, but the watch; the frame is larger than its header says.

    In the child of a child, whose peak of memory is not that of this process.
    """
    frame = Image.new("RGB", (8000, 8000), (20, 90, 40))
    stream = io.BytesIO()
    frame.save(stream, "AVIF", quality=30, speed=10)
    data = stream.getvalue()
    at = data.index(b"ispe") + 8
    liar = data[:at] + struct.pack(">II", 100, 100) + data[at + 8 :]
    code = """
import resource, sys
from reader.images import pillow_child
sys.platform, sys.argv = "another", ["", "pixels", "0", "0"]
resource.setrlimit = lambda *_: None
pillow_child.AVIF_RESIDENT = int({}) << 20
sys.exit(pillow_child.main())
"""
    between = (
        "import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', {!r}]).returncode)"
    )

    def ends(megabytes):
        command = [sys.executable, "-c", between.format(code.format(megabytes))]
        child = subprocess.run(command, input=liar, capture_output=True)
        return child.returncode, child.stderr, len(child.stdout)

    assert ends(90) == (1, b"too much memory\n", 0)
    assert ends(AVIF_RESIDENT >> 20) == (0, b"", len(b"RGB 100 100\n") + 30_000)


def test_a_decoder_that_hangs_is_ended(monkeypatch, tmp_path):
    monkeypatch.setattr(pillow, "AVIF_SECONDS", 0.5)
    began = time.monotonic()
    _stand_in(monkeypatch, tmp_path, "import time; time.sleep(60)")
    assert problem(made("avif")) is PictureProblem.TOO_LARGE
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "answer",
    [
        "import os; os.abort()",
        "print('RGB 3 3')",
        "print('RGB 99999 99999')",
        "print('RGB -3 -3')",
        "print('no pixels')",
        "pass",
        "import os; os.write(1, b'RGBA 1 1\\n\\0\\0\\0')",
    ],
)
def test_a_decoder_that_was_taken_over_is_not_believed(answer, monkeypatch, tmp_path):
    _stand_in(monkeypatch, tmp_path, answer)
    assert problem(made("avif")) is PictureProblem.DAMAGED


def _stand_in(monkeypatch, tmp_path, code):
    """Another child in its place."""
    script = tmp_path / "python"
    script.write_text(f"#!{sys.executable}\n{code}\n", "utf-8")
    script.chmod(0o700)
    monkeypatch.setattr(pillow.sys, "executable", str(script))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bound the time alone")
def test_the_child_bounds_its_own_memory():
    code = (
        "import reader.images.pillow_child as c; c._bound()\n"
        "try: bytearray(c.AVIF_MEMORY)\nexcept MemoryError: print('refused')\n"
    )
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (child.stdout, child.stderr) == ("refused\n", "")


def test_a_pillow_without_avif_says_so(monkeypatch):
    real = subprocess.run

    def without(command, **how):
        code = (
            "import sys; from PIL import features; features.check = lambda _: False;"
            "from reader.images.pillow_child import main; sys.exit(main())"
        )
        return real([sys.executable, "-c", code, *command[-3:]], **how)

    monkeypatch.setattr(subprocess, "run", without)
    assert problem(made("avif")) is PictureProblem.NOT_A_PICTURE


def test_the_window_s_start_loads_no_parser_and_no_network():
    """Each costs as much as the rest of the start: they are loaded in children, or when used."""
    code = (
        "import sys, reader.gui.window.window, reader.gui.article.view;"
        "slow = 'bs4 lxml html5lib nh3 yaml frontmatter markdown_it pygments requests ssl PIL';"
        "print([name for name in slow.split() if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (found.stdout, found.stderr) == ("[]\n", "")


def test_pillow_and_what_writes_books_are_loaded_in_children_alone():
    code = (
        "import sys, reader.gui.window.window, reader.gui.export.exporter, reader.images.wire;"
        "print([name for name in ('PIL', 'mkepub', 'jinja2') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (found.stdout, found.stderr) == ("[]\n", "")


def test_an_icon_s_picture_is_read_without_its_comments():
    image = decode(icon(png_with_texts(15, 2_000_000)))
    assert (image.width(), image.height()) == (8, 8)
    assert image.textKeys() == []
    assert decode(icon(png(40, 30)), QSize(20, 20)).size() == QSize(20, 15)


def test_a_large_picture_with_transparency_stays_transparent_when_it_is_shrunk():
    image = decode(png_with_alpha(2_000, 1_000), QSize(100, 100))
    assert image.size() == QSize(100, 50)
    assert image.pixelColor(50, 25).alpha() == 0


DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100">'
    b'<rect width="300" height="100" fill="#0a0"/></svg>'
)


def test_a_drawing_has_two_pixels_for_each_of_its_points_and_is_shown_in_its_own_size():
    image = decode(DRAWING, QSize(1600, 20_000))
    assert image.size() == QSize(600, 200)
    assert shown_size(image).toSize() == QSize(300, 100)
    assert image.pixelColor(300, 100).name() == "#00aa00"


def test_a_drawing_covers_a_thumbnail_and_is_whole_where_it_is_looked_at():
    assert decode(DRAWING, QSize(76, 76), cover=True).height() >= 76
    assert decode(DRAWING).width() >= 1200
    wide = decode(DRAWING.replace(b'"300"', b'"9000"', 1), QSize(1600, 20_000))
    assert shown_size(wide).width() <= 1600

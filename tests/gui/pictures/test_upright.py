"""Pictures as a person expects them: upright, in their colours; and animations that are bounded."""

import io

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QColorSpace, QImage

from reader.bounds import FILM_PIXELS
from reader.gui.pictures.decoding import Animation, decode, is_animated
from reader.images.cache import PictureCache
from reader.images.sniff import sniff
from reader.model import PictureError, PictureProblem
from tests.support import pictures

RED, BLUE = (200, 30, 30), (30, 30, 200)
TURNED = ("JPEG", "PNG", "WEBP", "AVIF")
"""What Pillow writes an orientation into."""
TOP_LEFT = {1: "red", 2: "blue", 3: "blue", 4: "red", 5: "red", 6: "red", 7: "blue", 8: "blue"}
"""Of a picture that is red on the left as it is kept, at the left or at the top once upright."""


def halves(kind: str, width=120, height=60, orientation=1, **options) -> bytes:
    """Red on the left, blue on the right, as it is kept."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x0112] = orientation
    stream = io.BytesIO()
    image.save(stream, kind, exif=exif, **options)
    return stream.getvalue()


def colour(image: QImage, x: int, y: int) -> str:
    seen = image.pixelColor(x, y)
    return "red" if seen.red() > seen.blue() else "blue"


@pytest.mark.parametrize("kind", TURNED)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_however_the_camera_was_held_the_picture_is_upright(kind, orientation, qapp):
    image = decode(halves(kind, orientation=orientation))
    first = TOP_LEFT[orientation]
    other = "blue" if first == "red" else "red"
    if orientation <= 4:
        assert image.size() == QSize(120, 60)
        assert [colour(image, 9, 30), colour(image, 110, 30)] == [first, other]
    else:
        assert image.size() == QSize(60, 120)
        assert [colour(image, 30, 9), colour(image, 30, 110)] == [first, other]


@pytest.mark.parametrize("kind", TURNED)
def test_a_turned_picture_fills_the_column_and_its_place_is_upright_before_it_comes(kind, qapp):
    data = halves(kind, 1200, 600, orientation=6)
    assert decode(data, QSize(300, 20_000)).size() == QSize(300, 600)
    assert decode(data, QSize(76, 76), cover=True).size() == QSize(76, 152)
    assert sniff(data).shown == (600, 1200)


def test_the_index_of_the_cache_knows_the_size_as_it_is_shown(tmp_path):
    class Told(list):
        def kept(self, file):
            self.append((file.width, file.height))

        def used(self, name): ...
        def gone(self, name): ...
        def missed(self, name): ...

    told = Told()
    cache = PictureCache(tmp_path, told)
    cache.put("https://a.example/1", halves("JPEG", orientation=8))
    assert told == [(60, 120)]
    assert [(f.width, f.height) for f in cache.scan()] == told


@pytest.mark.parametrize("kind", TURNED)
def test_wide_colours_are_shown_as_screens_show_them(kind, qapp):
    """Telephones write Display P3: without a conversion their reds are dull."""
    profile = bytes(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3).iccProfile().data())
    plain = decode(halves(kind, quality=95)).pixelColor(20, 30)
    wide = decode(halves(kind, quality=95, icc_profile=profile)).pixelColor(20, 30)
    assert wide.red() > plain.red() + 8
    assert wide.green() < plain.green()


@pytest.mark.parametrize("kind", TURNED)
def test_a_profile_that_is_nonsense_changes_nothing(kind, qapp, expect_qt):
    if kind in ("JPEG", "WEBP"):
        expect_qt("ICC")
    plain = decode(halves(kind, quality=95)).pixelColor(20, 30)
    odd = decode(halves(kind, quality=95, icc_profile=b"nonsense" * 99)).pixelColor(20, 30)
    assert abs(odd.red() - plain.red()) < 5


def test_a_film_that_is_too_large_stands_still(qapp):
    """Qt holds 12 bytes a pixel while one plays, and four play at once."""
    side = int(FILM_PIXELS**0.5)

    def film(width):
        frames = [Image.new("RGB", (width, side), (n * 80, 0, 0)) for n in range(3)]
        stream = io.BytesIO()
        frames[0].save(stream, "WEBP", save_all=True, append_images=frames[1:], method=0)
        return stream.getvalue()

    small, large = film(side), film(side + 1)
    assert is_animated(decode(small, QSize(100, 100)))
    assert Animation(small, QSize(100, 100)).next()[0].width() == 100
    still = decode(large, QSize(100, 100))
    assert still.width() == 100
    assert not is_animated(still)
    with pytest.raises(PictureError) as caught:
        Animation(large, QSize(100, 100))
    assert caught.value.problem is PictureProblem.TOO_LARGE


def test_a_hundred_thousand_frames_without_a_pause_play_as_browsers_play_them(qapp):
    whole = pictures.gif(2, 2, frames=2)
    head, frame = whole[:397], whole[397:-1][: (len(whole) - 398) // 2]
    film = Animation(head + frame.replace(b"\x0a\0", b"\0\0", 1) * 100_000 + b";", QSize(100, 100))
    assert [film.next()[1] for _ in range(1200)] == [100] * 1200

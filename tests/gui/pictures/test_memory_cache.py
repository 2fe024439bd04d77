"""What is in memory stays within its bound, the last used last."""

from PySide6.QtGui import QImage, QPixmap

from reader.gui.pictures import memory_cache
from reader.gui.pictures.memory_cache import PictureMemory, ThumbnailMemory, key_of
from reader.model import PictureProblem


def image(side):
    return QImage(side, side, QImage.Format.Format_RGB32)


def test_those_asked_for_longest_ago_go_when_there_are_too_many_bytes(qapp, monkeypatch):
    monkeypatch.setattr(memory_cache, "KEPT_BYTES", 3 * 10 * 10 * 4)
    memory = PictureMemory()
    for key in "abc":
        memory.keep(key, image(10))
    memory.get("a")
    memory.keep("d", image(10))
    assert [key for key in "abcd" if memory.get(key) is not None] == ["a", "c", "d"]
    # One alone is kept however large: it is on screen.
    memory.keep("e", image(100))
    assert [key for key in "abcde" if memory.get(key) is not None] == ["e"]


def test_why_there_is_none_is_forgotten_apart_from_the_pictures(qapp):
    memory = PictureMemory()
    memory.keep("a", image(10))
    memory.keep("b", PictureProblem.OFFLINE)
    memory.drop_problems()
    assert memory.get("a") is not None
    assert memory.get("b") is None


def test_a_thumbnail_that_there_is_not_is_known_until_it_is_forgotten(qapp, monkeypatch):
    monkeypatch.setattr(memory_cache, "THUMBNAILS_KEPT", 2)
    memory = ThumbnailMemory()
    memory.keep("a", None)
    memory.keep("b", QPixmap(4, 4))
    assert "a" in memory
    assert memory.get("a") is None
    assert memory.drop_missing("b") == []
    assert memory.drop_missing() == ["a"]
    assert "a" not in memory
    memory.keep("c", None)
    memory.keep("d", None)
    assert "b" not in memory


def test_a_relative_path_is_another_picture_in_each_article():
    remote = "https://a.example/1.png"
    assert key_of("a.md", remote) == key_of("b.md", remote)
    assert key_of("a.md", "1.png") != key_of("b.md", "1.png")
    data = "data:image/png;base64," + "A" * 100_000
    assert key_of("a.md", data) == key_of("b.md", data)
    assert len(key_of("a.md", data)) < 100

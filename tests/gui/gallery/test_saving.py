"""A picture is written as it came, or a sentence says why not."""

from reader.gui.gallery.saving import save
from tests.support import pictures as made


def test_it_is_written_as_it_came(tmp_path):
    assert "a.png" in save(tmp_path / "a.png", made.png(1600, 1200))
    assert (tmp_path / "a.png").read_bytes() == made.png(1600, 1200)


def test_where_it_cannot_be_a_sentence_says_so(tmp_path):
    assert "could not be written" in save(tmp_path / "none" / "b.png", b"x")

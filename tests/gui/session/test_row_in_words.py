"""A row as a screen reader says it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from reader.gui.session.headline_model import HeadlineModel, in_words
from reader.language import use
from reader.model import Headline, Status

NOW = 1_700_000_000.0
ROW = Headline(
    1, "a" * 32, "Fog over the tea gardens", "The Mountain Review", NOW - 600, True,
    "It came at noon.", "", "", "", Status(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        (
            ROW,
            "unread, Fog over the tea gardens, The Mountain Review, 10 min, It came at noon.",
        ),
        (
            replace(ROW, status=Status(read=True, starred=True), excerpt=""),
            "starred, Fog over the tea gardens, The Mountain Review, 10 min",
        ),
        (
            replace(ROW, undated=True, source=""),
            "unread, Fog over the tea gardens, No date, It came at noon.",
        ),
    ],
)
def test_it_says_what_the_row_shows_in_that_order(headline, said):
    assert in_words(headline, NOW) == said


def test_it_says_so_in_chinese():
    use("zh-Hans")
    try:
        assert in_words(replace(ROW, status=Status(starred=True)), NOW).startswith(
            "未读、已加星标、Fog"
        )
    finally:
        use("en")


def test_the_model_answers_a_screen_reader_with_it(qapp):
    model = HeadlineModel()
    model.rows.append(1)
    model.add([replace(ROW, date_known=False)])
    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "unread, Fog over the tea gardens, The Mountain Review, It came at noon."

"""A title said again at the head of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.markup.text.repeated_title import after_title, repeats


@pytest.mark.parametrize(
    ("said", "title", "again"),
    [
        ("The  “Ferry”!", "the ferry", True),
        ("The Ferry", "The Ferry | Some Site", True),
        ("The Ferry", "The Ferry - Some Site", True),
        ("The Ferry | Some Site", "The Ferry", True),
        ("The Ferry and the long rest", "The Ferry and…", True),
        ("The Ferry: a history", "The Ferry", False),
        ("The", "The - Site", False),
        ("", "", False),
        ("Another", "The Ferry", False),
    ],
)
def test_what_says_a_title_again(said, title, again):
    assert repeats(said, title) is again


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The Ferry\nText.", "Text."),
        ("5 June\nThe Ferry\nText.", "5 June\nText."),
        ("Text.\nMore.", "Text.\nMore."),
        ("The Ferry", "The Ferry"),
        ("The Ferry came.\nText.", "The Ferry came.\nText."),
    ],
)
def test_a_text_without_its_title(text, left):
    assert after_title(text, "The Ferry") == left


@given(st.text(), st.text(max_size=20))
def test_nothing_but_one_line_goes(text, title):
    left = after_title(text, title)
    assert left == text or len(text.split("\n")) - len(left.split("\n")) <= 1

"""The colours: everything written can be read."""

from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette

from reader.gui.style.theme import DARK, LIGHT, SEPIA, palette, stylesheet

THEMES = pytest.mark.parametrize("theme", [LIGHT, SEPIA, DARK], ids=["light", "sepia", "dark"])
GROUNDS = ("window", "pane", "sidebar", "page")
INKS = ("text", "text_soft", "text_faint", "page_text", "accent", "link", "error")
CODE_INKS = ("code_comment", "code_word", "code_string", "code_number", "code_name")
ON_TINTS = [
    ("accent_text", "accent"),
    ("selection_text", "selection"),
    ("text", "selection_inactive"),
    ("text_soft", "selection_inactive"),
    ("text", "hover"),
    ("text_soft", "hover"),
    ("page_text", "code_background"),
    ("link", "code_background"),
    ("text_soft", "code_background"),
    *((ink, "code_background") for ink in CODE_INKS),
    ("page_text", "table_header"),
    ("page_text", "mark"),
    ("text", "hit"),
    ("link", "mark"),
    ("link", "table_header"),
    ("text_soft", "placeholder"),
    ("text_faint", "placeholder"),
]


def luminance(colour):
    parts = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in QColor(colour).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    """As WCAG 2 computes it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@THEMES
def test_every_text_is_readable_on_every_ground(theme):
    pairs = [*product(INKS, GROUNDS), *ON_TINTS]
    poor = {
        f"{ink} on {ground}": round(contrast(getattr(theme, ink), getattr(theme, ground)), 2)
        for ink, ground in pairs
        if contrast(getattr(theme, ink), getattr(theme, ground)) < 4.5
    }
    assert not poor


@THEMES
def test_signs_stand_out(theme):
    signs = product(("unread_dot", "star"), ("pane", "selection", "hover"))
    for sign, ground in [*signs, *product(("field_line",), GROUNDS)]:
        assert contrast(getattr(theme, sign), getattr(theme, ground)) >= 3, (sign, ground)


@THEMES
def test_what_has_the_keyboard_stands_out(theme):
    """The stripe beside a chosen row, and the line around what is pressed or typed into."""
    for ground in (*GROUNDS, "selection", "selection_inactive", "hover"):
        assert contrast(theme.accent, getattr(theme, ground)) >= 3, ground


def test_the_dark_one_is_dark_but_not_black():
    for ground in GROUNDS:
        assert luminance(getattr(LIGHT, ground)) > 0.8
        assert 0.005 < luminance(getattr(DARK, ground)) < 0.03


@THEMES
def test_palette_and_style_sheet_are_made_of_the_theme(qapp, theme):
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Base).name() == theme.pane
    assert made.color(QPalette.ColorRole.Link).name() == theme.link
    for ground in (theme.line, theme.selection, theme.page):
        assert ground in stylesheet(theme)

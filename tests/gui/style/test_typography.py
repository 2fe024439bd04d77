"""How text is set, by its language and by what a person wishes."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase

from reader.gui.style.typography import (
    code_families,
    interface_font,
    reading_families,
    script_of,
    setting,
)


@pytest.mark.parametrize(
    ("tag", "key"),
    [
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh_TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("ja-JP", "ja"),
        ("ko", "ko"),
        ("en-GB", ""),
        ("", ""),
    ],
)
def test_a_tag_leads_to_its_script(tag, key):
    assert script_of(tag) == key


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant", "ja", "ko", "ar", ""])
def test_only_installed_families_are_named_and_each_once(qapp, language):
    there = set(QFontDatabase.families())
    for families in (reading_families(language), code_families(language)):
        named = [family for family in families if family in there]
        assert len(named) == len(set(named))
        assert families


def test_what_a_person_wishes_is_in_percent_of_what_suits_the_language(qapp):
    usual, wide = setting("en", 100), setting("en", 100, 150)
    assert wide.column == pytest.approx(usual.column * 1.5, rel=0.02)
    assert setting("en", 200).size > usual.size
    assert setting("en", 100, 100, 130).line > usual.line
    # Chinese stands closer together across and farther apart down.
    assert setting("zh-Hans", 100).line / setting("zh-Hans", 100).size >= usual.line / usual.size


def test_larger_text_has_tighter_lines(qapp):
    usual = setting("en", 100)
    heading = 2 * usual.size
    assert usual.scaled(usual.size) == usual.line
    assert heading < usual.scaled(heading) < 2 * usual.line


@pytest.mark.parametrize(
    ("languages", "face"),
    [(("en", "en-US"), "SC"), (("zh-Hant", "en"), "TC"), (("en", "ja-JP"), "JP"), (("ko",), "KR")],
)
def test_the_interface_has_the_faces_of_its_language_behind_the_desktops_own(qapp, languages, face):
    families = interface_font(QFont("Cantarell"), languages).families()
    assert families[0] == "Cantarell"
    if not (noto := [name for name in families if name.startswith("Noto Sans CJK")]):
        pytest.skip("Noto Sans CJK is not installed")
    assert noto[0] == f"Noto Sans CJK {face}"


def test_the_last_resort_of_a_desktop_without_a_font_stands_behind(qapp):
    families = interface_font(QFont("DejaVu Sans"), ("en",)).families()
    assert families[-1] == "DejaVu Sans"

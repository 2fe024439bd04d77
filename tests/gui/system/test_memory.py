"""Qt maps the same font files again and again: what it holds of them stays within a bound."""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtTest import QTest

from reader.bounds import FONT_BYTES, FREED_BYTES
from reader.gui.system.memory import FontMemory, forget_fonts, give_back, held
from tests.gui.pages import page

# Letters of scripts that few fonts know: each has Qt open fonts and let them go again.
RARE = "कखઅఅಅഅกကខកሀ"
WORDS = "漢字かな交じり文、简体字與繁體字 한국어 Latin "
LANGUAGES = ("zh-Hans", "ja", "ko", "zh-Hant", "en")
ARTICLES = 45
ZOOMS = (80, 90, 100, 110, 120, 130, 150, 170, 200)

newer = pytest.mark.skipif(
    not sys.platform.startswith("linux")
    or not hasattr(QFontDatabase, "setApplicationEmojiFontFamilies"),
    reason="only Linux tells what is held, and only Qt 6.9 lets go of it",
)


def many_scripts(number):
    """An article in its own mixture of scripts."""
    rare = RARE[number % len(RARE)]
    words = "".join(chr(0x4E00 + (37 * number + n * 91) % 20_000) for n in range(600))
    return page(
        f"<h2>{WORDS}{rare}</h2><p>{WORDS}{words} <b>{words[:200]}{rare}</b></p><p>{WORDS}</p>",
        id=f"{number:032}",
        language=LANGUAGES[number % len(LANGUAGES)],
    )


def shown(view, one):
    view.show_page(one)
    view.grab()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@newer
def test_articles_in_many_scripts_do_not_pile_up_fonts(view):
    memory = FontMemory(view.clear_cache)
    shown(view, many_scripts(0))
    memory.look()
    first, most = held()[0], 0
    for number in range(ARTICLES):
        if number % 5 == 0:
            view.set_zoom(ZOOMS[number // 5 % len(ZOOMS)])
        shown(view, many_scripts(number))
        memory.schedule()
        while memory._timer.isActive():
            QTest.qWait(1)
        most = max(most, held()[0])
    # Some articles of the five languages hold as much, in two weights.
    assert most - first < 4 * FONT_BYTES


def test_an_article_looks_the_same_when_qt_has_opened_its_fonts_anew(view):
    shown(view, many_scripts(3))
    before = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    view.clear_cache()
    forget_fonts()
    after = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert before == after
    view.set_zoom(110)
    view.set_zoom(100)
    again = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert again == before


def test_where_the_system_does_not_tell_nothing_is_done(view, monkeypatch, tmp_path):
    monkeypatch.setattr("reader.gui.system.memory._MEMORY", tmp_path / "none")
    assert held() == (0, 0)
    FontMemory(lambda: pytest.fail("nothing is known to be too much")).look()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells what is held")
def test_what_long_articles_leave_is_given_back(view):
    memory = FontMemory(view.clear_cache)
    shown(view, page("<p>Short.</p>"))
    give_back()
    memory.look()
    first = held()[1]
    for number in range(3):
        long = "".join(f"<table><tr><td>{n}</td><td>x</td></tr></table>" for n in range(1_500))
        shown(view, page(long, id=f"{number:032}"))
        view.complete()
    kept = [bytes(2_000) for _ in range(40_000)]  # small ones, so that they lie amid others
    between = kept[::40]
    del kept
    shown(view, page("<p>Short again.</p>"))
    view.clear_cache()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert held()[1] - first > FREED_BYTES  # else there was nothing to give back
    memory.look()
    assert held()[1] - first < FREED_BYTES
    assert between

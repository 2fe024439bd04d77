"""Links lead to articles of the folder, to categories, or out of the program, and back."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from reader.gui.document.template import ARTICLE


@pytest.fixture
def outside(monkeypatch):
    opened = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True
    )
    return opened


def test_along_a_trail_and_back(run, outside):
    opener, headlines = run.window.features.link_opener, run.window.session.headlines
    assert run.titles[3] == "Four"
    opener.open(QUrl(f"{ARTICLE}{headlines.headline(3).id}"))
    run.shows("Four")
    opener.open(QUrl("article:Tech/Alpha/two.md"))
    run.shows("Two")
    run.window.actions_by_id["came-from"].trigger()
    run.shows("Four")
    run.window.actions_by_id["came-from"].trigger()
    run.shows("One")
    run.window.actions_by_id["came-from"].trigger()
    assert run.message == "No link led here."
    assert outside == []


def test_what_the_folder_does_not_hold_goes_out_or_is_said(run, outside):
    opener = run.window.features.link_opener
    opener.open(QUrl("https://example.org/three"))
    run.shows("Three")  # its original
    opener.open(QUrl("https://example.org/other"))
    run.wait(lambda: outside == ["https://example.org/other"])
    opener.open(QUrl("article:none.md"))
    run.wait(lambda: run.message.startswith("Not in this folder: "))
    run.window.actions_by_id["open-original"].trigger()
    assert outside[-1] == "https://example.org/three"

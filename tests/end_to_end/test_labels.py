"""What strangers wrote, wherever the window shows it: one line of plain text that turns nothing."""

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QPoint, QUrl
from PySide6.QtGui import QAction, QGuiApplication, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
)

from reader.gui.gallery.consent_dialogs import ask_private, ask_referer
from reader.gui.headlines.search_field import SearchField
from reader.markup.text.plain import FORGERS
from reader.model import Query
from tests.end_to_end.conftest import write_article
from tests.support.pictures import png

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these names are POSIX's")

MARK = "zqx"
"""In every foreign text of this test."""
EVIL = f"{MARK}<b>b</b><img src='file:///dev/zero'>\u202egro\u2066x\u200b\u2069\u2069 R&D [*]"
NAME = EVIL.replace("/", "")
ISOLATES = "\u2068\u2069"

OPENING = (
    "problems", "left-out", "missing-pictures", "preferences", "print", "export-pdf", "export-html",
    "export-epub", "view-pictures", "help-keys",
)  # fmt: skip
SAYING = (
    "save-article", "save-source", "toggle-read", "undo", "copy-markdown", "copy-title-link",
    "copy-link", "mark-all-read", "toggle-star", "export-starred", "view-starred", "view-all",
)  # fmt: skip


def raw(text):
    """What of a shown text could turn or hide what is beside it."""
    text = re.sub("\u2068[^\u2068\u2069]*\u2069", "", text)
    return FORGERS.findall(text)


class Seen:
    """Everything on screen, each kind of text by its own rule."""

    def __init__(self):
        self.kinds = set()

    def foreign(self, kind, text):
        assert raw(text) == [], (kind, text)
        if MARK in text:
            self.kinds.add(kind)
            return True
        return False

    def widget(self, widget):
        if isinstance(widget, QLabel) and widget.text():
            foreign = self.foreign("label", widget.text())
            plain = widget.textFormat() is Qt.TextFormat.PlainText
            rich = widget.textFormat() is Qt.TextFormat.RichText
            if foreign:
                assert plain, widget.text()
            else:
                assert plain or rich or not Qt.mightBeRichText(widget.text())
        if isinstance(widget, QAbstractButton):
            self.mnemonics("button", widget.text())
        if isinstance(widget, QLineEdit):
            self.foreign("placeholder", widget.placeholderText())
            # A search is what the person wrote; any other field was filled in by the program.
            if not isinstance(widget, SearchField) and self.foreign("field", widget.text()):
                assert "/" not in Path(widget.text()).name
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            self.items(widget.model(), widget.rootIndex())
        for kind in ("toolTip", "statusTip", "whatsThis"):
            text = getattr(widget, kind)()
            self.foreign(kind, text)
            assert not Qt.mightBeRichText(text), text
        if widget.isWindow() and self.foreign("windowTitle", widget.windowTitle()):
            assert "[*]" not in widget.windowTitle().replace("[*][*]", "")
        self.foreign("accessibleName", widget.accessibleName())
        for action in widget.actions():
            self.mnemonics("action", action.text())
            assert not Qt.mightBeRichText(action.toolTip()), action.toolTip()

    def mnemonics(self, kind, text):
        if self.foreign(kind, text):
            assert "&" not in text.replace("&&", ""), text

    def items(self, model, parent):
        for row in range(min(model.rowCount(parent), 50)):
            for column in range(8):
                index = model.index(row, column, parent)
                if not index.isValid():
                    break
                self.foreign("item", str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
                tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
                self.foreign("itemTip", tip)
                assert not Qt.mightBeRichText(tip), tip
            if not isinstance(model, QAbstractListModel):
                self.items(model, model.index(row, 0, parent))

    def all(self):
        for widget in QApplication.allWidgets():
            self.widget(widget)
            for menu in widget.findChildren(QMenu):
                self.mnemonics("menu", menu.title())
            for action in widget.findChildren(QAction):
                self.mnemonics("action", action.text())


def hostile_folder(root):
    folder = root / f"{NAME}\n"
    path = f"{NAME}/Fe\u202eed {MARK}/one\u202e\n.md"
    body = (
        "<p>Visible <a href='https://аррӏе.com/\u202ex'>link</a> "
        f"<a href='other{MARK}.md'>o</a></p><img src='p.png' alt=\"{EVIL.replace(chr(39), '')}\">"
        "<img src='gone.png' alt='\u202eabc'><p>Behind</p>"
    )
    file = write_article(folder, path, "TITLE", body=body)
    text = file.read_text("utf-8").replace("'TITLE'", f'"{EVIL}"')
    text = re.sub("author: .*", f'author: "{EVIL}"\ncategories: ["{EVIL}", "{MARK}אבג"]', text)
    file.write_text(text, "utf-8")
    (file.parent / "p.png").write_bytes(png(400, 300))
    (folder / f"{NAME}\n.md").write_bytes(b"")
    write_article(folder, "b/two.md", f"{MARK} two", hours_old=2)
    return folder


def test_every_text_of_the_window_is_plain(program, tmp_path):
    folder = hostile_folder(tmp_path)
    run = program()
    run.window.settings.recent_folders = [str(folder), f"/nowhere/{NAME}\r\n"]
    run.open(folder, 2)
    window, seen, do = run.window, Seen(), run.window.actions_by_id
    seen.all()
    window.session.controller.select(0)
    run.wait(lambda: "Visible" in run.text)
    run.settle()
    seen.all()
    assert "\u202e" not in run.text.replace("Visible", "")

    # The foot of the window: where a link leads, what could not be done, what a picture shows.
    window.article.tell_address(QUrl("https://аррӏе.com/\u202ex"))
    assert window.status_bar.shown.startswith("https://xn--80ak6aa92e.com/")
    seen.all()
    for url in (QUrl(f"article:a/{MARK}%E2%80%AE%0A.md"), QUrl("broadsheet:section/0")):
        window.article.tell_address(url)
        window.features.link_opener.open(url)
        run.settle()
        seen.all()
    for picture in window.article.page.pictures if window.article.page else ():
        window.features.picture_controller._describe(picture)
        seen.all()
    window.article.link_hovered.emit("")

    section = next(path for path in window.sidebar._sections if MARK in path[-1])
    window.session.controller.show(Query(section=section))
    run.settle()
    seen.all()

    # Searching for what was pasted.
    window.list.search.setText(f"{EVIL}\r\n")
    run.wait(lambda: "Nothing found" in window.list._empty.text())
    seen.all()
    run.press(Qt.Key.Key_Escape)
    window.session.controller.show(Query())
    run.wait(lambda: len(run.titles) == 2)
    window.session.controller.select(0)
    run.wait(lambda: "Visible" in run.text)
    run.settle()

    # Each command that opens something, or says something.
    def over():
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget is not window and widget.isVisible() and isinstance(widget, QDialog | QMenu)
        ]

    for name in OPENING + SAYING:
        do[name].trigger()
        if name in OPENING:
            run.wait(over)
        run.settle()
        seen.all()
        for dialog in over():
            dialog.close()
        QApplication.processEvents()
        seen.all()
    assert not raw(QGuiApplication.clipboard().text())

    for ask in (
        lambda: ask_private(f"<b>{MARK}</b>аррӏе.com", lambda: None, window),
        lambda: ask_referer(f"{MARK}<i>.com", f"https://{MARK}аррӏе.com/", lambda: None, window),
    ):
        ask()
        seen.all()
        (box,) = over()
        words = " ".join(part.text() for part in box.findChildren(QLabel))
        assert "аррӏе" not in words
        box.close()

    window.folder_chooser.fill_menu(window.recent_menu)
    menu = window.article.context_menu(QPoint(20, 20))
    seen.all()
    menu.deleteLater()
    window.notification_bar.show_notice("damage", f"“{EVIL}” \u202e")
    window.status_bar.show_trouble(f"“{EVIL}” {ISOLATES[::-1]}")
    window.status_bar.show_work(EVIL, 1, 2)
    window.folder_presenter.welcome(EVIL, EVIL)
    seen.all()
    assert seen.kinds >= {
        "label", "button", "action", "toolTip", "windowTitle", "item", "accessibleName",
        "placeholder", "field",
    }  # fmt: skip
    window.settings.recent_folders = []

"""The page without a folder leads to one."""

from PySide6.QtWidgets import QLabel, QPushButton

from reader.gui.window.welcome_page import RECENT, WelcomePage


def test_it_says_what_happened_and_leads_to_known_folders(shown, tmp_path):
    page, chosen = shown(WelcomePage()), []
    page.folder_clicked.connect(chosen.append)
    known = [str(tmp_path / f"folder {n}") for n in range(RECENT + 2)]
    page.show_message("No articles here", "“news” holds none.", known)
    assert {"No articles here", "“news” holds none."} <= {
        label.text() for label in page.findChildren(QLabel)
    }
    buttons = page.findChildren(QPushButton, "RecentFolder")
    assert [button.text() for button in buttons] == [f"folder {n}" for n in range(RECENT)]
    buttons[1].click()
    assert chosen == [known[1]]


def test_without_known_folders_it_names_none(shown, qapp):
    page = shown(WelcomePage())
    page.show_message("Welcome", "", ["/somewhere"])
    page.show_message("Welcome", "", [])
    qapp.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    assert not page.findChildren(QPushButton, "RecentFolder")
    assert page.focusWidget().text() == "Open Folder…"

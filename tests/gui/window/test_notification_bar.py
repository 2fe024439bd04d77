"""Notices stay, a line for each, until their trouble is over."""

from PySide6.QtWidgets import QPushButton

from reader.gui.window.notification_bar import NotificationBar


def test_each_notice_has_its_line_until_it_is_over(shown):
    bar = shown(NotificationBar())
    bar.show_notice("held", "")
    assert not bar.isVisible()
    bar.show_notice("held", "Nothing can be saved.")
    bar.show_notice("away", "The folder is not there.")
    bar.show_notice("held", "The disk is full.")
    assert bar.isVisible()
    assert bar.notice("held") == "The disk is full."
    bar.show_notice("held", "")
    assert bar.notice("held") == ""
    assert bar.isVisible()
    bar.show_notice("away", "")
    assert not bar.isVisible()


def test_a_file_name_in_a_notice_is_plain_text(shown):
    bar = shown(NotificationBar())
    bar.show_notice("damage", "<b>a</b>\nb")
    assert "<b>a</b>" in bar.notice("damage")
    assert "\n" not in bar.notice("damage")


def test_a_notice_may_have_buttons(shown, qapp):
    bar, done = shown(NotificationBar()), []
    for sentence in ("Gone.", "Still gone."):
        bar.show_notice("away", sentence, ("Find it", lambda: done.append("found")))
    assert bar.notice("away") == "Still gone."
    qapp.processEvents()
    [button] = [one for one in bar.findChildren(QPushButton) if one.isVisible()]
    button.click()
    assert done == ["found"]

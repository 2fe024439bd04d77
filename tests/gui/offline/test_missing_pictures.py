"""What is missing: whose, why, and another try of what is selected or of all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from reader.gui.offline.missing_pictures import MissingPicturesDialog
from reader.model import Coverage, MissingPicture

MISSING = [
    MissingPicture("a" * 32, "Fog <b>", "https://a.example/1.png", "gone"),
    MissingPicture("b" * 32, "Tea", "https://a.example/2.png", ""),
]


@pytest.fixture
def dialog(shown):
    window = shown(QWidget())
    retried, saved = [], []
    made = MissingPicturesDialog(
        "Tech",
        Coverage(10, kept=5, gone=1),
        MISSING,
        retried.append,
        lambda: saved.append(True),
        window,
    )
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.retried, made.saved = retried, saved
    return shown(made)


def test_each_is_listed_with_its_reason(dialog):
    rows = [
        [dialog.list.topLevelItem(n).text(column) for column in range(3)]
        for n in range(len(MISSING))
    ]
    assert rows == [
        ["Fog <b>", "gone", "https://a.example/1.png"],
        ["Tea", "not loaded yet", "https://a.example/2.png"],
    ]
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "5 of 10 pictures kept, 1 gone." in texts
    assert "3 pictures of articles not opened yet are not kept." in texts


def test_what_is_selected_is_tried_again_and_all_where_nothing_is(dialog):
    dialog.list.topLevelItem(1).setSelected(True)
    dialog.again.click()
    assert dialog.retried == [[MISSING[1]]]
    dialog.list.clearSelection()
    dialog.again.click()
    assert dialog.retried[1] == MISSING


def test_an_article_is_gone_to_and_the_others_are_saved(dialog):
    wanted = []
    dialog.article_wanted.connect(wanted.append)
    dialog.list.itemActivated.emit(dialog.list.topLevelItem(0), 0)
    assert wanted == ["a" * 32]
    dialog.save.click()
    assert dialog.saved == [True]
    assert not dialog.isVisible()

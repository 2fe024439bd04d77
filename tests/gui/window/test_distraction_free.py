"""The article alone, and all around it back as it was."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMainWindow, QWidget

from reader.gui.window.distraction_free import DistractionFree


def test_what_was_hidden_before_stays_hidden(shown):
    window, middle = QMainWindow(), QWidget()
    article, listing, sidebar = QLineEdit(), QLineEdit(), QLineEdit()
    row = QHBoxLayout(middle)
    for pane in (sidebar, listing, article):
        row.addWidget(pane)
    window.setCentralWidget(middle)
    window.menuBar().setNativeMenuBar(False)
    window.menuBar().addMenu("File")
    shown(window)
    sidebar.hide()
    alone = DistractionFree(window, article, [sidebar, listing])
    alone.toggle()
    assert alone.active
    assert article.isVisible()
    assert not listing.isVisible()
    assert not window.menuBar().isVisible()
    alone.commands()["focus-mode"]()
    assert not alone.active
    assert listing.isVisible()
    assert window.menuBar().isVisible()
    assert not sidebar.isVisible()

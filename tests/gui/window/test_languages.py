"""The window in another language: switched while it runs, and with room for longer words."""

import importlib.util

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QPushButton,
    QTabWidget,
    QToolButton,
    QWidget,
)

from reader import language
from reader.gui.gallery.consent_dialogs import ask_private, ask_referer
from reader.gui.style import language as in_qt
from reader.gui.style.labels import menu_name
from reader.gui.style.language import date_locale, follow
from tests.conftest import ROOT

_spec = importlib.util.spec_from_file_location(
    "translations", ROOT / "packaging" / "translations.py"
)
translations = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(translations)


@pytest.fixture(autouse=True)
def english_again(qapp):
    locale, font = QLocale(), QApplication.font()
    yield
    follow(language.ENGLISH)
    in_qt._InUse.locale = None
    QLocale.setDefault(locale)
    QApplication.setFont(font)


def said_in(run):
    """Return, once all is there, what the window's parts say: texts, titles, hints and names."""
    window = run.window
    run.settle()
    run.wait(lambda: not window.list_presenter._place.isActive())
    said = {}
    for part in [window, *window.findChildren(QWidget)]:
        asked = ("text", "title", "placeholderText", "toolTip", "accessibleName", "windowTitle")
        texts = (getattr(part, name, None) for name in asked)
        said[part] = [text() for text in texts if callable(text)]
    for id_, action in window.actions_by_id.items():
        said[id_] = [menu_name(action.text())]
    said["views"] = [window.sidebar.topLevelItem(n).text(0) for n in range(4)]
    said["article"] = [window.article.toPlainText()]
    return said


def test_it_is_switched_while_it_runs_and_nothing_stays_behind(program, news):
    run = program(keep=False).open(news, 6)  # nothing is marked as read meanwhile
    run.shows("One")
    window = run.window
    window.list.show_sidebar_button(True)
    window.pane_navigation.find()
    window.pane_navigation.find_again(backward=False)
    shown, english = run.title, said_in(run)
    ids = {
        text
        for message in translations.catalogue("zh-Hans")
        for text in ([message.id] if isinstance(message.id, str) else message.id)
        if message.string != message.id
    }
    assert "Unread" in english["views"]
    window.settings.language = "zh-Hans"
    window.retranslate()
    chinese = said_in(run)
    assert chinese["views"] == ["全部文章", "未读", "星标", "继续阅读"]
    assert chinese["quit"] == ["退出"]
    assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert date_locale().language() == QLocale.Language.Chinese
    assert QLocale().language() == QLocale.Language.English  # the glyphs are the article's
    assert "分钟" in chinese["article"][0]
    left = {text for texts in chinese.values() for text in texts} & (ids - {""})
    assert left == set()
    assert run.title == shown
    window.settings.language = "en"
    window.retranslate()
    assert said_in(run) == english
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_preferences_and_children_speak_the_language_that_is_chosen(run):
    window = run.window
    window.features.show_preferences()
    [dialog] = [d for d in window.findChildren(QDialog) if d.isVisible()]
    languages = dialog.findChild(QComboBox, "language")
    languages.setCurrentIndex(languages.findData("zh-Hans"))
    [dialog] = [d for d in window.findChildren(QDialog) if d.isVisible()]
    assert dialog.windowTitle() == "偏好设置"
    dialog.close()
    child = window.session.page_client._process
    assert f"{language.VARIABLE}=zh-Hans" in child.processEnvironment().toStringList()


@pytest.fixture
def twice_as_long(tmp_path):
    """A language that says every English sentence twice."""
    template = translations.extracted()
    longer = translations.Catalog(locale="zh_CN", fuzzy=False)
    for message in template:
        if message.id:
            many = message.id if isinstance(message.id, str) else message.id[-1]
            said = f"{many} {many.replace('&', '')}"
            said = said if isinstance(message.id, str) else (said,)
            longer.add(message.id, said, context=message.context)
    (tmp_path / "zh-Hans.mo").write_bytes(translations.compiled(longer))
    language.use("zh-Hans", tmp_path)


def cut_in(top):
    """Return the texts that stand in less room than they need."""
    cut = []
    for part in top.findChildren(QWidget):
        if not part.isVisibleTo(top):
            continue
        if isinstance(part, QLabel) and part.wordWrap():
            is_path = bool(part.textInteractionFlags())  # no words of ours, and has no language
            if not is_path and part.heightForWidth(part.width()) > part.height():
                cut.append(part.text())
        elif isinstance(part, QLabel | QPushButton | QToolButton | QAbstractButton):
            if part.text() and part.sizeHint().width() > part.width():
                cut.append(part.text())
        elif isinstance(part, QComboBox) and part.sizeAdjustPolicy() != _SHORT:
            needed = part.fontMetrics().horizontalAdvance(part.currentText())
            if needed > part.width():
                cut.append(part.currentText())
        elif isinstance(part, QTabWidget):
            bar = part.tabBar()
            if bar.sizeHint().width() > part.width():
                cut.append(bar.tabText(0))
    return cut


_SHORT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


def test_words_twice_as_long_are_not_cut(run, twice_as_long):
    window = run.window
    features, handlers = window.features, window.handlers
    asks = [
        features.ask_date,
        features.ask_age,
        features.show_about,
        window.show_keys,
        features.problems().show,
        features.left_out().show,
        handlers["missing-pictures"],
        lambda: ask_referer("pictures.example.org", "https://example.org/", print, window),
        lambda: ask_private("192.168.1.5", print, window),
        features.show_preferences,
    ]
    for ask in asks:
        ask()
        run.wait(lambda: any(d.isVisible() for d in window.findChildren(QDialog)))
        [dialog] = [d for d in window.findChildren(QDialog) if d.isVisible()]
        tabs = dialog.findChild(QTabWidget)
        for page in range(tabs.count() if tabs is not None else 1):
            if tabs is not None:
                tabs.setCurrentIndex(page)
            QApplication.processEvents()
            assert cut_in(dialog) == [], (dialog.windowTitle(), dialog.size())
        dialog.close()
    window.folder_presenter.greet()
    QApplication.processEvents()
    assert cut_in(window.folder_presenter.welcome_page()) == []

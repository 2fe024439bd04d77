"""The language as Qt has it: the system's, the form of dates, and what Qt says itself."""

import os

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from reader import language

_LOCALES = {"en": "en", "zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "ja": "ja_JP"}
"""What Qt calls a language of ours."""
_HAN = ("zh-Hans", "zh-Hant", "ja")


class _InUse:
    """How dates are written: as with the language itself, one for the whole process."""

    locale: QLocale | None = None


def date_locale() -> QLocale:
    """Return how dates are written in the language that is spoken."""
    return _InUse.locale or QLocale()


def follow(chosen: str) -> None:
    """Speak the language of this tag from now on; the system's where it is "" or none of ours."""
    tag = chosen if chosen in language.LANGUAGES else of_system()
    language.use(tag)
    _InUse.locale = _locale(tag)
    # Qt has fonts draw Han as this locale's country does, whatever family is asked for: a Chinese
    # article in a Japanese window would have Japanese letters.
    QLocale.setDefault(QLocale(_LOCALES["en"]) if tag in _HAN else _InUse.locale)
    _have_qt_speak(tag)


def of_system() -> str:
    """Return the language that the system asks for, English where that is none of ours."""
    told = os.environ.get(language.VARIABLE, "")
    return told if told in language.LANGUAGES else language.best(QLocale.system().uiLanguages())


def _locale(tag: str) -> QLocale:
    """Return how dates are written: as the system does, where it does so in this language."""
    system = QLocale.system()
    if language.best([system.bcp47Name()]) == tag and system.language() in (
        QLocale.Language.C,
        QLocale(_LOCALES[tag]).language(),
    ):
        return system
    return QLocale(_LOCALES[tag])


def _have_qt_speak(tag: str) -> None:
    app = QCoreApplication.instance()
    if app is None:
        return
    if (before := app.findChild(QTranslator)) is not None:
        app.removeTranslator(before)
        before.deleteLater()
    if tag == language.ENGLISH:
        return
    made = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if made.load(f"qtbase_{_LOCALES[tag].removesuffix('_JP')}", folder):
        app.installTranslator(made)

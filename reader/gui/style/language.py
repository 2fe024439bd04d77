"""The language as Qt has it: the system's, the form of dates, and what Qt says itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from reader import language

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

_LOCALES = {"en": "en", "zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "ja": "ja_JP"}
"""What Qt calls a language of ours."""
_HAN = ("zh-Hans", "zh-Hant", "ja")


class _InUse:
    """How dates are written, and what Qt says: one for the whole process, as the language is."""

    locale: QLocale | None = None
    translator: QTranslator | None = None


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
    # By its name: the enumeration of all languages takes 10 ms to make.
    system, ours = QLocale.system(), _LOCALES[tag]
    same = system.name().partition("_")[0] in ("C", ours.partition("_")[0])
    return system if same and language.best([system.bcp47Name()]) == tag else QLocale(ours)


def _have_qt_speak(tag: str) -> None:
    if tag == language.ENGLISH and _InUse.translator is None:
        return
    # Imported late: English has no use for it.
    from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

    if _InUse.translator is not None:
        QCoreApplication.removeTranslator(_InUse.translator)
        _InUse.translator = None
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    made = QTranslator()
    name = f"qtbase_{_LOCALES[tag].removesuffix('_JP')}"
    if tag != language.ENGLISH and made.load(name, folder):
        QCoreApplication.installTranslator(made)
        _InUse.translator = made

"""The language the program speaks: which one is in use, and its catalogue of messages.

A message's id is the English sentence, so that English needs no catalogue. Tables hold ids, marked
by N_, and are translated where they are shown, since the language may change while the program
runs. Messages are whole sentences with named places: `_("Saved {name}.").format(name=name)`. All
languages here group digits by commas, so that `{count:,}` is right in each.

`python packaging/translations.py` makes the catalogues below resources/translations anew.
"""

import logging
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reader.paths import resources

if TYPE_CHECKING:
    from gettext import GNUTranslations

log = logging.getLogger(__name__)

ENGLISH = "en"
LANGUAGES: dict[str, str] = {
    ENGLISH: "English",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "ja": "日本語",
}
"""Those that are offered, tag to the name that its speakers give it. Each is complete."""
VARIABLE = "BROADSHEET_LANGUAGE"
"""Tells a child process the language of its window."""

_TAIWAN = frozenset(("hant", "tw", "hk", "mo"))


class _InUse:
    """The language in use: one for the whole process, as the system's own is."""

    tag = ENGLISH
    catalogue: "GNUTranslations | None" = None


def current() -> str:
    """Return the tag of the language in use."""
    return _InUse.tag


def use(tag: str, folder: Path | None = None) -> None:
    """Speak this language from now on: one whose catalogue lies in `folder`, that of the program.

    English where it cannot be read.
    """
    if tag == _InUse.tag and folder is None:
        return
    _InUse.tag, _InUse.catalogue = ENGLISH, None
    if tag == ENGLISH:
        return
    # Imported late: English has no use for it.
    import struct
    from gettext import GNUTranslations

    file = (folder or catalogues()) / f"{tag}.mo"
    try:
        with file.open("rb") as opened:
            _InUse.catalogue = GNUTranslations(opened)
    except (OSError, ValueError, struct.error) as error:
        log.warning("The texts in %s are missing: %s", tag, error)
        return
    _InUse.tag = tag


def catalogues() -> Path:
    """Return the folder where the catalogues lie."""
    return resources() / "translations"


def N_(message: str) -> str:
    """Return the message as it is, marked as one: for tables, whose rows are translated later."""
    return message


def _(message: str) -> str:
    """Return a message in the language in use."""
    catalogue = _InUse.catalogue
    return message if catalogue is None else catalogue.gettext(message)


def pgettext(context: str, message: str) -> str:
    """Return a message that means something else elsewhere; context: where this one stands."""
    catalogue = _InUse.catalogue
    return message if catalogue is None else catalogue.pgettext(context, message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a message that goes with this number."""
    catalogue = _InUse.catalogue
    if catalogue is None:
        return one if count == 1 else many
    return catalogue.ngettext(one, many, count)


def listed(parts: Iterable[str]) -> str:
    """Return parts of a sentence one after the other, as the language in use lists them."""
    # Translators: between the parts of a list within a sentence.
    return pgettext("list", ", ").join(parts)


def best(wanted: Iterable[str]) -> str:
    """Return the first of these that is spoken here, English where none is.

    wanted: names of languages in any spelling: "zh-Hant-HK", "zh_TW.UTF-8", "ja", "C".
    """
    for name in wanted:
        words = re.split("[-_.@]", name.lower())
        tag = {"c": ENGLISH, "posix": ENGLISH}.get(words[0], words[0])
        if tag in ("zh", "yue"):
            taiwan = "hans" not in words and (tag == "yue" or not _TAIWAN.isdisjoint(words))
            tag = "zh-Hant" if taiwan else "zh-Hans"
        if tag in LANGUAGES:
            return tag
    return ENGLISH


def of_environment(environment: Mapping[str, str] = os.environ) -> str:
    """Return what a process without a window is to speak: its window's language or the system's."""
    told = environment.get(VARIABLE, "")
    if told in LANGUAGES:
        return told
    settings = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, settings), "C")
    if locale.partition(".")[0] in ("C", "POSIX"):  # as gettext does: there LANGUAGE counts nothing
        return ENGLISH
    return best([*filter(None, environment.get("LANGUAGE", "").split(":")), locale])

"""Which input method Qt loads: one that its wheel has, where the person's setting names another.

PySide's wheel has IBus's plugin and none of Fcitx's: who types Chinese with Fcitx, and has
QT_IM_MODULE=fcitx as its makers advise, could type none here. Fcitx 5 answers IBus's plugin too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "QT_IM_MODULES"
"""Those that Qt tries, in this order; it goes before QT_IM_MODULE. Qt >= 6.7."""
_OWN = frozenset(("ibus", "compose", "wayland", "qtvirtualkeyboard"))
"""What comes with the wheel."""
_FCITX = frozenset(("fcitx", "fcitx5"))


def input_methods(environment: Mapping[str, str]) -> str:
    """Return what QT_IM_MODULES is to be in this environment; "" to leave it as it is."""
    named = environment.get(VARIABLE, "") or environment.get("QT_IM_MODULE", "")
    asked = [name for name in named.split(";") if name]
    x_asks = environment.get("XMODIFIERS", "").partition("@im=")[2].strip().lower()
    wayland = bool(environment.get("WAYLAND_DISPLAY"))
    if not _OWN.isdisjoint(asked):
        return ""  # there is one that can be loaded
    if not asked and (wayland or x_asks not in {*_FCITX, "ibus"}):
        return ""  # Wayland has a way of its own; else nobody asked for one
    if asked and _FCITX.isdisjoint(asked) and "xim" not in asked:
        return ""  # "none", or one that the person has a plugin for
    if "xim" in asked and x_asks not in {*_FCITX, "ibus"}:
        return ""
    # A plugin of the person's own (QT_PLUGIN_PATH) goes first.
    own = [name for name in asked if name != "xim"]
    return ";".join([*(["wayland"] if wayland else []), *own, "ibus"])

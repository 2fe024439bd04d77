"""What the environment says of input methods, and what Qt is told."""

import pytest

from reader.gui.system.input_method import input_methods


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, ""),
        ({"QT_IM_MODULE": "fcitx"}, "fcitx;ibus"),
        ({"QT_IM_MODULE": "fcitx5", "XMODIFIERS": "@im=fcitx"}, "fcitx5;ibus"),
        ({"QT_IM_MODULE": "fcitx", "WAYLAND_DISPLAY": "wayland-0"}, "wayland;fcitx;ibus"),
        ({"QT_IM_MODULES": "fcitx"}, "fcitx;ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"XMODIFIERS": "@im=ibus"}, "ibus"),
        ({"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "xim"}, ""),
        ({"XMODIFIERS": "@im=none"}, ""),
        ({"XMODIFIERS": "@im=fcitx", "WAYLAND_DISPLAY": "wayland-0"}, ""),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus", "QT_IM_MODULE": "fcitx"}, ""),
        ({"QT_IM_MODULE": "ibus"}, ""),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=ibus"}, ""),
        ({"QT_IM_MODULE": "none", "XMODIFIERS": "@im=fcitx"}, ""),
        ({"QT_IM_MODULE": "uim"}, ""),
    ],
)
def test_where_the_wheel_has_no_plugin_for_it_fcitx_is_asked_by_ibus(environment, told):
    assert input_methods(environment) == told

"""Looks which system packages are missing, and writes their names, one a line.

Run with any Python 3.11 by setup.sh:  missing.py (run|test) (apt|dnf|pacman|none) [needed]
With "needed" only those without which no window can be made. Under "none", for a system whose
packages we do not know, the libraries and programs themselves are named.
Nothing is guessed: libraries are opened, fonts are asked for, programs are looked up.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

# What Qt's windows are linked against: the library, and its package for apt, dnf and pacman.
LIBRARIES = (
    ("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    ("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    ("libX11.so.6", "libx11-6", "libX11", "libx11"),
    ("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11"),
    ("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    ("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    ("libfreetype.so.6", "libfreetype6", "freetype", "freetype2"),
    ("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    ("libxcb.so.1", "libxcb1", "libxcb", "libxcb"),
    ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    ("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    ("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    ("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb"),
    ("libxcb-render.so.0", "libxcb-render0", "libxcb", "libxcb"),
    (
        "libxcb-render-util.so.0",
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
    ),
    ("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    ("libxcb-shm.so.0", "libxcb-shm0", "libxcb", "libxcb"),
    ("libxcb-sync.so.1", "libxcb-sync1", "libxcb", "libxcb"),
    ("libxcb-util.so.1", "libxcb-util1", "xcb-util", "xcb-util"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb", "libxcb"),
    ("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    ("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
)
# What it needs besides where a Wayland desktop is running.
WAYLAND_LIBRARIES = (
    ("libwayland-client.so.0", "libwayland-client0", "libwayland-client", "wayland"),
    ("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "wayland"),
)
# A sign that the font must have (fontconfig's words), and the packages that bring it. DejaVu has
# the oldest emoji, so a later one is asked for.
FONTS = (
    (":lang=zh", "fonts-noto-cjk", "google-noto-sans-cjk-fonts", "noto-fonts-cjk"),
    (
        ":charset=1f9e1",
        "fonts-noto-color-emoji",
        "google-noto-color-emoji-fonts",
        "noto-fonts-emoji",
    ),
    (":lang=th", "fonts-tlwg-loma-ttf", "google-noto-sans-thai-fonts", "noto-fonts"),
    (":lang=hi", "fonts-lohit-deva", "google-noto-sans-devanagari-fonts", "noto-fonts"),
)
FONT_LIST = ("fc-list", "fontconfig", "fontconfig", "fontconfig")
TEST_PROGRAMS = (
    ("Xvfb", "xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    ("xvfb-run", "xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    ("xauth", "xauth", "xorg-x11-xauth", "xorg-xauth"),
    ("pdftotext", "poppler-utils", "poppler-utils", "poppler"),
    ("chattr", "e2fsprogs", "e2fsprogs", "e2fsprogs"),
)
SYSTEMS = ("apt", "dnf", "pacman")
NONE = "none"


def has_library(name: str) -> bool:
    """Whether the system's loader finds and opens it."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_font(sign: str) -> bool:
    """Whether fontconfig knows a font of this pattern. False where it cannot be asked."""
    program = shutil.which(FONT_LIST[0])
    if program is None:
        return False
    found = subprocess.run([program, sign, "file"], capture_output=True, check=False)
    return bool(found.stdout.strip())


def _column(system: str) -> int:
    return 0 if system == NONE else 1 + SYSTEMS.index(system)


def needed(system: str) -> set[str]:
    """The packages without which there is no environment or no window."""
    column = _column(system)
    libraries = LIBRARIES + (WAYLAND_LIBRARIES if os.environ.get("WAYLAND_DISPLAY") else ())
    packages = {row[column] for row in libraries if not has_library(row[0])}
    # Debian cuts ensurepip out of Python and packs it apart.
    if importlib.util.find_spec("ensurepip") is None:
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        if system == "apt":
            packages.add(f"{version}-venv")
        elif system == NONE:
            packages.add(f"ensurepip ({version})")
    return packages


def wanted(purpose: str, system: str) -> set[str]:
    """The packages without which signs are boxes, or some tests are passed over."""
    column = _column(system)
    # Under "none" nobody knows what fonts are called.
    fonts = set() if system == NONE else {row[column] for row in FONTS if not has_font(row[0])}
    programs = (FONT_LIST, *(TEST_PROGRAMS if purpose == "test" else ()))
    return fonts | {row[column] for row in programs if shutil.which(row[0]) is None}


def missing(purpose: str, system: str) -> list[str]:
    """The packages of `system` that this purpose ("run" or "test") asks for, sorted."""
    return sorted(needed(system) | wanted(purpose, system))


if __name__ == "__main__":
    purpose, system = sys.argv[1:3]
    names = sorted(needed(system)) if sys.argv[3:] == ["needed"] else missing(purpose, system)
    sys.stdout.writelines(f"{name}\n" for name in names)

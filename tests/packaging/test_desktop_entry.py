"""The desktop entry and the icons that it names."""

import importlib.util
import struct
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ICONS = ROOT / "resources" / "icons"


@pytest.fixture(scope="module")
def desktop_entry():
    spec = importlib.util.spec_from_file_location(
        "desktop_entry", ROOT / "packaging" / "desktop_entry.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# As the specification's two layers of quoting have it: the argument's, then the string's.
@pytest.mark.parametrize(
    ("command", "written"),
    [
        ("/home/me/.local/bin/broadsheet", "/home/me/.local/bin/broadsheet"),
        ("/home/~me/broadsheet", '"/home/~me/broadsheet"'),
        ("/home/新/broadsheet", '"/home/新/broadsheet"'),
        ("/home/a;b/broadsheet", '"/home/a;b/broadsheet"'),
        ("/home/a b/broadsheet", '"/home/a b/broadsheet"'),
        ("/home/$x/broadsheet", '"/home/\\\\$x/broadsheet"'),
        ('/home/"q"/broadsheet', '"/home/\\\\"q\\\\"/broadsheet"'),
        ("/home/100%/broadsheet", '"/home/100%%/broadsheet"'),
        ("/home/back\\slash", '"/home/back\\\\\\\\slash"'),
    ],
)
def test_a_path_is_quoted(desktop_entry, command, written):
    assert f"\nExec={written} %f\n" in desktop_entry.entry(command)


def test_the_entry_opens_articles_takes_no_folders_over_and_finds_its_window(desktop_entry):
    entry = desktop_entry.entry("/x")
    assert "\nMimeType=text/markdown;\n" in entry
    assert "inode/directory" not in entry  # beside some file managers it became their default
    assert "\nStartupWMClass=broadsheet\n" in entry
    assert "\nIcon=broadsheet\n" in entry
    assert "\nComment[zh_CN]=" in entry
    assert "@" not in entry


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 256, 512])
def test_each_icon_has_the_size_of_its_name(size):
    header = (ICONS / f"broadsheet-{size}.png").read_bytes()[:24]
    assert header.startswith(b"\x89PNG")
    assert struct.unpack(">II", header[16:]) == (size, size)

"""Settings survive a restart, and no file can keep the window from opening."""

import json
import stat
import sys

import pytest

from reader import settings
from reader.settings import Settings


def test_what_was_set_is_there_again(tmp_path):
    file = tmp_path / "deep" / "settings.json"
    kept = Settings(theme="dark", zoom=140, last_article={"/news": "ab"})
    kept.last_view["/news"] = ["all", "科技", "快科技"]
    settings.save(kept, file)
    assert settings.load(file) == kept
    assert [f.name for f in file.parent.iterdir()] == ["settings.json"]


def test_a_first_start_has_defaults(tmp_path):
    assert settings.load(tmp_path / "settings.json") == Settings()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b'"x"',
        b"{" * 5000,
        b"[" * 100_000,
        json.dumps({"zoom": "big", "recent_folders": [1], "last_article": {"a": 2}}).encode(),
        json.dumps({"zoom": True, "last_view": {"a": "b"}, "theme": None}).encode(),
    ],
)
def test_a_damaged_file_gives_defaults(tmp_path, content):
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    assert settings.load(file) == Settings()


def test_one_bad_value_does_not_take_the_others_with_it(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"zoom": 9999, "theme": "dark", "folder": 3}))
    loaded = settings.load(file)
    assert (loaded.zoom, loaded.theme, loaded.folder) == (300, "dark", "")


def test_recent_folders_are_a_short_list_without_doubles(tmp_path):
    kept = Settings()
    for number in range(30):
        kept.remember_folder(tmp_path / str(number % 15))
    assert kept.recent_folders[0] == kept.folder == str(tmp_path / "14")
    assert len(kept.recent_folders) == len(set(kept.recent_folders)) == settings.RECENT_FOLDERS


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_the_folder_is_for_this_user_alone(tmp_path):
    file = tmp_path / "own" / "settings.json"
    settings.save(Settings(), file)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_disk_that_refuses_is_no_error(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be")
    assert settings.save_quietly(Settings(), blocked / "settings.json") is False


def test_what_lies_out_of_bounds_is_brought_within(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text(
        json.dumps({"width": 900, "line_height": 1, "smooth": "no", "read_seconds": -1})
    )
    kept = settings.load(file)
    assert (kept.width, kept.line_height, kept.smooth, kept.read_seconds) == (160, 80, True, 0)
    settings.save(Settings(smooth=False, read_when="end", font="serif"), file)
    kept = settings.load(file)
    assert (kept.smooth, kept.read_when, kept.font) == (False, "end", "serif")


def test_what_is_set_about_pictures_is_kept_and_nonsense_is_not(tmp_path):
    file = tmp_path / "settings.json"
    kept = Settings(pictures_mb=700, proxy="localhost:3128", allowed_hosts=["nas"])
    kept.picture_modes[str(tmp_path)] = settings.ASK
    settings.save(kept, file)
    assert settings.load(file) == kept
    assert settings.load(file).picture_mode(tmp_path) == settings.ASK
    file.write_text('{"pictures_mb": -5, "picture_modes": {"/a": 3}, "allowed_hosts": "nas"}')
    broken = settings.load(file)
    assert broken.pictures_mb == settings.PICTURES_MB_MIN
    assert broken.picture_modes == {}
    assert broken.allowed_hosts == []


def test_a_proxy_as_a_person_writes_it():
    assert settings.proxy_address("http://proxy.example:3128/") == ("proxy.example", 3128)
    assert settings.proxy_address("[::1]:8080") == ("::1", 8080)
    for nonsense in ("", "proxy", "a:b", "user:pass@proxy:1", "proxy:99999", "socks5://p:1", ":1"):
        assert settings.proxy_address(nonsense) is None


@pytest.mark.parametrize("damage", [b'{"theme": "dark", "zoo', b"\xff\xfe", b"[1]", b"[" * 99_999])
def test_a_damaged_file_is_kept_aside(tmp_path, damage):
    file = tmp_path / "settings.json"
    file.write_bytes(damage)
    assert settings.load(file) == Settings()
    settings.save(Settings(), file)
    assert (tmp_path / "settings.json.damaged").read_bytes() == damage
    assert settings.load(file) == Settings()


def test_a_folder_that_lies_elsewhere_goes_on_as_it_was_left(tmp_path):
    lost, found = tmp_path / "lost", tmp_path / "found"
    settings = Settings(folder=str(lost), recent_folders=[str(lost), "/other"])
    settings.last_view[str(lost)] = ["unread"]
    settings.picture_modes[str(lost)] = "ask"
    settings.move_folder(lost, found)
    assert settings.last_view == {str(found): ["unread"]}
    assert settings.picture_mode(found) == "ask"
    assert settings.recent_folders == ["/other"]
    settings.move_folder(found, found)
    assert settings.last_view == {str(found): ["unread"]}

"""The picture cache: whole or not there, whatever the disk does."""

import json
import os
import subprocess
import sys
import time

import pytest

from reader.bounds import PICTURE_BYTES
from reader.images.cache import PictureCache
from reader.model import PictureProblem
from tests.support import pictures

URL = "https://pictures.example/ä b.png?size=1#x"
DATA = pictures.png(20, 10)


def files(folder):
    return sorted(file for file in folder.rglob("*") if file.is_file())


def test_what_was_put_is_there_after_a_restart(cache, tmp_path):
    assert cache.get(URL) is None
    cache.put(URL, DATA)
    assert PictureCache(tmp_path / "pictures").get(URL) == DATA
    assert cache.get(URL + "2") is None


def test_bytes_lie_under_hashed_names_in_fan_out_folders(cache, tmp_path):
    cache.put(URL, DATA)
    (file,) = files(tmp_path)
    assert len(file.parent.name) == 2
    assert len(file.stem) == 62
    assert "example" not in str(file.relative_to(tmp_path))
    assert file.read_bytes().endswith(DATA)
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0
        assert file.parent.stat().st_mode & 0o077 == 0


def test_thumbnails_are_kept_by_size(cache):
    cache.put_thumbnail(URL, 76, 76, b"small")
    cache.put_thumbnail(URL, 152, 152, b"double")
    assert cache.get_thumbnail(URL, 76, 76) == b"small"
    assert cache.get_thumbnail(URL, 152, 152) == b"double"
    assert cache.get_thumbnail(URL, 10, 10) is None
    assert cache.get(URL) is None


@pytest.mark.parametrize("cut", [0, 1, 40, -1])
def test_a_half_file_is_a_miss(cut, cache, tmp_path):
    cache.put(URL, DATA)
    (file,) = files(tmp_path)
    file.write_bytes(file.read_bytes()[:cut])
    assert cache.get(URL) is None
    cache.put(URL, DATA)
    assert cache.get(URL) == DATA


def test_a_damaged_file_is_a_miss(cache, tmp_path):
    cache.put(URL, DATA)
    (file,) = files(tmp_path)
    content = bytearray(file.read_bytes())
    content[-20] ^= 1
    file.write_bytes(content)
    assert cache.get(URL) is None


def test_a_folder_or_an_endless_file_in_its_place_is_a_miss(cache, tmp_path):
    cache.put(URL, DATA)
    (file,) = files(tmp_path)
    with file.open("ab") as stream:
        stream.truncate(10 * PICTURE_BYTES)
    assert cache.get(URL) is None
    file.unlink()
    file.mkdir()
    assert cache.get(URL) is None
    cache.put(URL, DATA)
    assert cache.get(URL) is None


def test_leftovers_of_a_crash_are_ignored(cache, tmp_path):
    cache.put(URL, DATA)
    (file,) = files(tmp_path)
    (file.parent / "tmpcrash.part").write_bytes(b"half a pic")
    assert cache.get(URL) == DATA
    code = f"""
import os, pathlib, sys
from reader.images.cache import PictureCache
pathlib.Path.replace = lambda *_: os._exit(9)  # the power goes in mid-write
PictureCache(pathlib.Path({str(tmp_path / "pictures")!r})).put({URL!r} + "2", b"x" * 1000)
"""
    assert subprocess.run([sys.executable, "-c", code]).returncode == 9
    assert len(files(tmp_path)) == 3
    assert cache.get(URL + "2") is None
    assert cache.get(URL) == DATA


def test_a_place_that_cannot_be_written_is_no_failure(tmp_path):
    (tmp_path / "file").write_text("no folder")
    cache = PictureCache(tmp_path / "file")
    cache.put(URL, DATA)
    cache.put_thumbnail(URL, 1, 1, DATA)
    cache.remember_failure(URL, PictureProblem.GONE)
    cache.forget_failure(URL)
    assert cache.get(URL) is None
    assert cache.get_thumbnail(URL, 1, 1) is None
    assert cache.failure(URL) is None


def test_a_full_disk_is_no_failure():
    pytest.importorskip("resource")
    code = f"""
import os, pathlib, resource, signal, tempfile
from reader.images.cache import PictureCache
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
folder = pathlib.Path(tempfile.mkdtemp())
cache = PictureCache(folder)
cache.put({URL!r}, b"x" * 100_000)
print(cache.get({URL!r}), [file for file in folder.rglob("*") if file.is_file()])
"""
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (child.stdout, child.stderr) == ("None []\n", "")


@pytest.mark.parametrize(
    ("problem", "days"),
    [
        (PictureProblem.GONE, 6.9),
        (PictureProblem.REFUSED, 6.9),
        (PictureProblem.TOO_LARGE, 6.9),
        (PictureProblem.NOT_A_PICTURE, 6.9),
        (PictureProblem.UNREACHABLE, 0.006),
    ],
)
def test_a_failure_is_remembered_for_its_time(problem, days, cache, tmp_path):
    cache.remember_failure(URL, problem)
    assert PictureCache(tmp_path / "pictures").failure(URL) is problem
    (file,) = files(tmp_path)
    kept = json.loads(file.read_text())
    for age, expected in ((days, problem), (days * 1.2, None), (-1, None)):
        kept["time"] = time.time() - age * 86_400
        file.write_text(json.dumps(kept))
        assert cache.failure(URL) is expected


@pytest.mark.parametrize("problem", [PictureProblem.OFFLINE, PictureProblem.PRIVATE])
def test_what_lies_with_us_is_not_remembered(problem, cache, tmp_path):
    cache.remember_failure(URL, problem)
    assert files(tmp_path) == []


def test_a_picture_that_came_ends_the_failure(cache):
    cache.remember_failure(URL, PictureProblem.GONE)
    cache.put(URL, DATA)
    assert cache.failure(URL) is None
    cache.remember_failure(URL, PictureProblem.GONE)
    cache.forget_failure(URL)
    assert cache.failure(URL) is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '{"problem": 3}', '{"problem": "gone", "time": []}', "[" * 99999]
)
def test_a_damaged_note_of_a_failure_is_none(text, cache, tmp_path):
    cache.remember_failure(URL, PictureProblem.GONE)
    files(tmp_path)[0].write_text(text)
    assert cache.failure(URL) is None


def test_a_look_tells_the_last_use(cache, tmp_path):
    cache.put(URL, DATA)
    (file,) = files(tmp_path)
    os.utime(file, (0, 0))
    cache.get(URL)
    assert time.time() - file.stat().st_mtime < 60


def test_a_url_that_is_no_text_is_a_url_all_the_same(cache):
    cache.put("https://h.example/\udcff", DATA)
    assert cache.get("https://h.example/\udcff") == DATA


def test_what_the_window_imports_at_start_is_light():
    code = """
import sys
import reader.images.cache, reader.images.fetch, reader.images.local, reader.images.policy
import reader.images.sniff
print(sorted({"requests", "urllib3", "ssl", "socket", "http.client"} & set(sys.modules)))
"""
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (child.stdout, child.stderr) == ("[]\n", "")


class Told(list):
    def kept(self, file):
        self.append(("kept", file.kind, file.width, file.height, file.problem))

    def used(self, name):
        self.append(("used", name))

    def gone(self, name):
        self.append(("gone", name))

    def missed(self, name):
        self.append(("missed", name))


def test_the_ledger_is_told_and_a_lost_one_can_be_made_again(tmp_path):
    told = Told()
    cache = PictureCache(tmp_path / "pictures", told)
    url = "https://a.example/1"
    cache.put(url, pictures.png(30, 20))
    cache.put_thumbnail(url, 76, 76, pictures.jpeg(76, 76))
    cache.remember_failure("https://a.example/2", PictureProblem.GONE, "status 404")
    cache.get(url)
    name = cache.name_of(url)
    assert told == [
        ("kept", "png", 30, 20, ""),
        ("kept", "thumbnail", 76, 76, ""),
        ("kept", "failure", 0, 0, "gone"),
        ("used", name),
    ]
    again = Told()
    for file in cache.scan():
        again.kept(file)
    assert sorted(again) == sorted(told[:3])
    assert cache.remove(name)
    assert cache.get(url) is None
    assert told[-2:] == [("gone", name), ("missed", name)]
    cache.clear()
    assert not list((tmp_path / "pictures").rglob("*.*"))

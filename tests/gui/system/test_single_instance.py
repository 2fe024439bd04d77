"""One window for each data folder, whatever became of the one before."""

import os
import subprocess
import sys

import pytest

from reader import app
from reader.gui.system import single_instance
from reader.gui.system.single_instance import Claim, Handed, claim, claim_or_hand_over, take
from tests.conftest import ROOT

HOLD = """
import sys, time
from pathlib import Path
from reader.gui.system.single_instance import claim, take
data = Path(sys.argv[1])
held = claim(data)
print("held" if held else "no", flush=True)
end = time.monotonic() + 20
while time.monotonic() < end:
    for handed in take(data):
        print(handed.folder, flush=True)
        sys.exit()
    time.sleep(0.01)
"""


@pytest.fixture
def other(tmp_path):
    """Another process that holds the folder, and shows what is handed over."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_second_hands_its_folder_over(other, tmp_path):
    assert claim(tmp_path) is None
    assert claim_or_hand_over(tmp_path, tmp_path / "新闻") == ""
    assert other.stdout.readline() == f"{tmp_path / '新闻'}\n"


def test_a_killed_one_leaves_nothing_in_the_way(other, tmp_path):
    other.kill()
    other.wait()
    claimed = claim_or_hand_over(tmp_path, None)
    assert isinstance(claimed, Claim)
    claimed.release()


def test_one_that_does_not_answer_is_a_sentence_and_gets_nothing_later(tmp_path, monkeypatch):
    monkeypatch.setattr(single_instance, "ANSWER_SECONDS", 0.1)
    held = claim(tmp_path)
    said = claim_or_hand_over(tmp_path, tmp_path)
    assert said.endswith("does not answer.")
    assert take(tmp_path) == []
    held.release()


def test_what_is_handed_over_is_taken_once_and_rubbish_is_thrown_away(tmp_path):
    (tmp_path / "handed-over-1.json").write_text('{"folder": "/news", "token": "t"}')
    (tmp_path / "handed-over-2.json").write_text("[]")
    (tmp_path / "handed-over-3.json").write_bytes(b"\xff\x00")
    assert take(tmp_path) == [Handed("/news", "t")]
    assert list(tmp_path.glob("handed-over*")) == []
    assert take(tmp_path / "none") == []


def test_where_no_lock_can_be_made_everyone_is_the_first(tmp_path):
    assert claim(tmp_path / "none") is not None


@pytest.mark.parametrize(
    "text",
    [
        '{"folder": "/a\\u0000b"}',
        '{"folder": "relative"}',
        '{"folder": ["/a"]}',
        '{"folder": 7}',
        "[" * 60_000,
        "[1]",
        '{"folder": "/' + "a" * 70_000 + '"}',
        "1" * 60_000,
        "",
    ],
    ids=["NUL", "relative", "list", "number", "deep", "no object", "long", "digits", "empty"],
)
def test_what_is_no_folder_is_not_taken_over(tmp_path, text):
    (tmp_path / "handed-over-7.json").write_text(text)
    (tmp_path / "handed-over-8.json").write_text(f'{{"folder": "{tmp_path.as_posix()}"}}')
    assert [handed.folder for handed in take(tmp_path)] == [tmp_path.as_posix()]
    assert not list(tmp_path.glob("handed-over*"))


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes that are files")
def test_a_pipe_and_a_link_are_not_read(tmp_path):
    os.mkfifo(tmp_path / "handed-over-7.json")
    (tmp_path / "elsewhere").write_text(f'{{"folder": "{tmp_path}"}}')
    (tmp_path / "handed-over-8.json").symlink_to(tmp_path / "elsewhere")
    assert take(tmp_path) == []
    assert (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("token", ["a\\u0000b", "a\\u00e9", "a b", "a\\nb", "x" * 600])
def test_a_token_that_is_none_goes_nowhere(tmp_path, token):
    (tmp_path / "handed-over-7.json").write_text(f'{{"folder": "", "token": "{token}"}}')
    assert take(tmp_path) == [Handed("", "")]


def test_a_folder_that_is_none_is_refused_where_it_was_typed(tmp_path, capsys):
    held = claim(tmp_path)
    try:
        assert app.main(["--data-dir", str(tmp_path), str(tmp_path / "nosuchfolder")]) == 2
        assert "nosuchfolder is not a folder" in capsys.readouterr().err
        assert take(tmp_path) == []
    finally:
        held.release()


def test_a_file_is_handed_over_with_its_folder(tmp_path):
    (tmp_path / "a b.md").write_text("x")
    text = (tmp_path / "a b.md").as_posix()
    (tmp_path / "handed-over-7.json").write_text(f'{{"folder": "{text}"}}')
    assert take(tmp_path) == [Handed(str(tmp_path), "", "a b.md")]

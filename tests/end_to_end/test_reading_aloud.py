"""Reading aloud: by a stand-in, a real program that notes what it is told, and by espeak-ng."""

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel

from reader.gui.dialogs.shortcuts import ShortcutsDialog
from reader.gui.speech.voices import Voice, voices
from tests.end_to_end.conftest import CTRL, SHIFT, write_article

Key = Qt.Key

pytestmark = pytest.mark.skipif(
    sys.platform in ("darwin", "win32"), reason="the stand-in is called as Linux's voices are"
)

STAND_IN = """#!/bin/sh
words=$(cat)
case "$*" in *gsw*) exit 1;; esac
printf '%s|%s\\n' "$*" "$words" >> "$SPOKEN"
[ -n "$SPEAKS_FOR" ] && exec sleep "$SPEAKS_FOR"
exit "${FAILS:-0}"
"""


@pytest.fixture
def spoken(tmp_path, monkeypatch):
    """A system whose only voice is the stand-in; called, it gives what was said so far."""
    place = tmp_path / "voices"
    place.mkdir()
    add(place, "espeak-ng")
    said = tmp_path / "spoken.txt"
    monkeypatch.setenv("PATH", f"{place}:/usr/bin:/bin")
    monkeypatch.setattr(shutil, "which", only_in(place))
    monkeypatch.setenv("SPOKEN", str(said))
    monkeypatch.delenv("SPEAKS_FOR", raising=False)
    return lambda: said.read_text("utf-8").splitlines() if said.exists() else []


def add(place, name):
    (place / name).write_text(STAND_IN)
    (place / name).chmod(0o755)


def only_in(place):
    which = shutil.which
    return lambda name: which(name, path=str(place))


@pytest.fixture
def talking(tmp_path):
    """Two articles of a few sentences, and a Chinese one."""
    folder = tmp_path / "talk"
    write_article(
        folder, "a/1.md", "First", hours_old=1, body="<p>-One here. Two <b>there</b>!</p>"
    )
    write_article(folder, "a/2.md", "Second", hours_old=2, body="<p>Three.</p>")
    write_article(
        folder,
        "a/3.md",
        "第三篇",
        hours_old=3,
        body="<p>🍵好的。“是吗？”他说了三个字，然后走了。</p>",
    )
    return folder


def start(program, talking):
    run = program().open(talking, 3)
    run.shows("First")
    return run


def words(lines):
    return [line.partition("|")[2] for line in lines]


def marked(run):
    """The words that are marked in the article."""
    return [mark.cursor.selectedText() for mark in run.window.article.extraSelections()]


def test_it_reads_on_to_the_end_of_the_list(spoken, program, talking):
    run = start(program, talking)
    run.press(Key.Key_R, CTRL, SHIFT)
    assert "Esc stops" in run.message
    run.wait(lambda: "end of the list" in run.message, 20)
    told = words(spoken())
    wanted = ["First", "-One here.", "Two there!", "Second", "Three."]
    assert [each for each in told if each in wanted] == wanted
    assert told[-3:] == ["🍵好的。", "“是吗？”", "他说了三个字，然后走了。"]
    assert run.title == "第三篇"
    assert run.status("First").read
    chinese = [line for line in spoken() if "好的" in line]
    assert chinese[0].startswith("-v cmn --stdin|")
    assert marked(run) == []


def test_the_sentence_is_marked_and_in_sight(spoken, program, talking, monkeypatch):
    monkeypatch.setenv("SPEAKS_FOR", "60")
    run = start(program, talking)
    run.window.session.navigator.to_title("第三篇")
    run.shows("第三篇")
    article = run.window.article
    text = article.toPlainText()
    cursor = QTextCursor(article.document())
    cursor.setPosition(len(text[: text.index("他说")].encode("utf-16-le")) // 2)
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 2)
    article.setTextCursor(cursor)
    run.press(Key.Key_R, CTRL, SHIFT)
    assert marked(run) == ["他说了三个字，然后走了。"]  # it begins at what is selected
    run.wait(spoken)
    article.find_text("三")
    assert "他说了三个字，然后走了。" in marked(run)  # beside what was found
    assert len(marked(run)) > 1


@pytest.mark.parametrize("how", ["esc", "again", "close"])
def test_it_stops_at_once(spoken, program, talking, monkeypatch, how):
    monkeypatch.setenv("SPEAKS_FOR", "60")
    run = start(program, talking)
    run.press(Key.Key_R, CTRL, SHIFT)
    run.wait(spoken)
    if how == "close":
        run.close()  # a voice that goes on would fail the test
        return
    if how == "esc":
        run.press(Key.Key_Escape)
    else:
        run.press(Key.Key_R, CTRL, SHIFT)
    assert not run.window.features.reading_aloud().on
    assert marked(run) == []
    assert len(spoken()) == 1


def test_another_article_is_read_aloud_in_place_of_the_former(
    spoken, program, talking, monkeypatch
):
    monkeypatch.setenv("SPEAKS_FOR", "60")
    run = start(program, talking)
    run.press(Key.Key_R, CTRL, SHIFT)
    run.wait(spoken)
    run.press("j")
    run.shows("Second")
    run.wait(lambda: len(spoken()) == 2)
    assert run.window.features.reading_aloud().on
    run.press(Key.Key_Escape)


def test_an_article_that_cannot_be_shown_is_passed_over(spoken, program, talking, monkeypatch):
    monkeypatch.setenv("SPEAKS_FOR", "0.1")
    run = start(program, talking)
    run.settle()
    run.window.session.page_client.clear_pages()
    (talking / "a" / "2.md").unlink()
    run.press(Key.Key_R, CTRL, SHIFT)
    run.wait(lambda: "end of the list" in run.message, 40)
    told = words(spoken())
    assert "Three." not in told
    assert told[-1] == "他说了三个字，然后走了。"


def test_a_voice_that_fails_gives_way_to_the_next(spoken, program, talking, tmp_path):
    broken = tmp_path / "voices" / "spd-say"
    broken.write_text("#!/bin/sh\necho no server >&2\nexit 1\n")
    broken.chmod(0o755)
    run = start(program, talking)
    run.press(Key.Key_R, CTRL, SHIFT)
    run.wait(lambda: "end of the list" in run.message, 20)
    assert "Three." in words(spoken())


def test_an_article_in_a_language_that_the_voice_does_not_know_is_read_all_the_same(
    spoken, program, tmp_path
):
    folder = tmp_path / "swiss"
    write_article(folder, "a/1.md", "Eis", body="<p>Zwei.</p>", more="lang: gsw-CH\n")
    run = program().open(folder, 1)
    run.window.session.controller.select(0)
    run.shows("Eis")
    run.press(Key.Key_R, CTRL, SHIFT)
    run.wait(lambda: "end of the list" in run.message)
    assert spoken()[-1].endswith("|Zwei.")


def test_no_voice_that_speaks_is_a_sentence(spoken, program, talking, monkeypatch):
    monkeypatch.setenv("FAILS", "3")
    run = start(program, talking)
    run.press(Key.Key_R, CTRL, SHIFT)
    run.wait(lambda: "voice does not speak" in run.message)
    assert marked(run) == []


def test_a_voice_that_nobody_hears_does_not_read_the_whole_list(spoken, program, tmp_path):
    folder = tmp_path / "long"
    body = "<p>" + "This sentence takes any voice a second or two to speak. " * 4 + "</p>"
    for number in range(6):
        write_article(folder, f"a/{number}.md", f"Nr {number}", hours_old=number + 1, body=body)
    run = program().open(folder, 6)
    run.shows("Nr 0")
    run.press(Key.Key_R, CTRL, SHIFT)
    run.wait(lambda: "voice does not speak" in run.message)
    assert len([line for line in spoken() if "takes any voice" in line]) == 3
    assert run.title == "Nr 0"
    assert not run.status("Nr 1").read


def keys_page(run):
    """The words of the page of keys."""
    [dialog] = run.window.findChildren(ShortcutsDialog)
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_without_a_voice_there_is_no_such_command(program, talking, monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", only_in(tmp_path))
    run = start(program, talking)
    assert not run.window.actions_by_id["read-aloud"].isVisible()
    run.press(Key.Key_R, CTRL, SHIFT)
    assert not run.window.features.reading_aloud().on
    run.window.actions_by_id["help-keys"].trigger()
    assert "Next Article" in keys_page(run)
    assert "Read Aloud" not in keys_page(run)


def test_with_a_voice_the_page_of_keys_names_it(spoken, program, talking):
    run = start(program, talking)
    run.window.actions_by_id["help-keys"].trigger()
    assert "Read Aloud" in keys_page(run)


def test_a_real_voice_speaks(program, talking, tmp_path, monkeypatch):
    real = shutil.which("espeak-ng")
    if real is None:
        pytest.skip("espeak-ng is not installed")
    place = tmp_path / "voices"
    place.mkdir()
    # The real program with the real arguments; only that it writes a file instead of a sound.
    (place / "espeak-ng").write_text(f'#!/bin/sh\nexec {real} -w "{tmp_path}/$$.wav" "$@"\n')
    (place / "espeak-ng").chmod(0o755)
    monkeypatch.setattr(shutil, "which", only_in(place))
    run = start(program, talking)
    run.press(Key.Key_R, CTRL, SHIFT)
    run.wait(lambda: "end of the list" in run.message, 60)
    sounds = list(Path(tmp_path).glob("*.wav"))
    assert len(sounds) >= 8
    assert all(sound.stat().st_size > 2000 for sound in sounds)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh-Hans", ["-v", "Tingting", "-f", "-"]),
        ("en", ["-f", "-"]),
        ("", ["-f", "-"]),
    ],
)
def test_a_language_a_voice_does_not_know_is_left_to_it(language, expected):
    say = Voice(
        "say", ("-v", "{language}", "-f", "-"), (("zh-Hans", "Tingting"),), needs_known=True
    )
    assert say.command(language) == expected


def test_voices_are_those_that_are_there(spoken):
    assert [voice.program for voice in voices()] == ["espeak-ng"]

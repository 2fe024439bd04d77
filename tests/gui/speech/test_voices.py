"""How each system's voice is told what to say, and in which language."""

import sys

import pytest

from reader.gui.speech import voices as module
from reader.gui.speech.voices import Voice, voices


def known(system, program):
    table = module._SYSTEMS.get(system, module._LINUX)
    return next(voice for voice in table if voice.program == program)


@pytest.mark.parametrize(
    ("system", "program", "language", "arguments"),
    [
        ("linux", "espeak-ng", "zh-Hans", ["-v", "cmn", "--stdin"]),
        ("linux", "espeak-ng", "de", ["-v", "de", "--stdin"]),
        ("linux", "espeak-ng", "", ["--stdin"]),
        ("darwin", "say", "ja", ["-v", "Kyoko", "-f", "-"]),
        ("darwin", "say", "sw", ["-f", "-"]),  # it knows voices, not languages
    ],
)
def test_a_language_is_named_as_the_program_calls_it(system, program, language, arguments):
    assert known(system, program).command(language) == arguments


def test_words_that_look_like_an_option_are_words():
    command = known("linux", "spd-say").command("zh-Hant")
    assert command[-1] == "--"
    assert "zh-TW" in command


def test_windows_is_asked_for_english_where_no_language_is_known():
    script = known("win32", "powershell").command("")[-1]
    assert "'en-US'" in script
    assert "'zh-TW'" in known("win32", "powershell").command("zh-Hant")[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="a program is made with a mode of its own")
def test_only_what_is_installed_is_a_voice(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert voices() == []
    program = tmp_path / "espeak"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert [voice.program for voice in voices()] == ["espeak"]
    assert isinstance(voices()[0], Voice)

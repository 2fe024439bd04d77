"""The system's voices: programs that speak. Which there are, and how each is told what to say.

Programs rather than QtTextToSpeech, which PySide6-Essentials does not hold: nothing to install
with Broadsheet, and one that is missing is simply not there.
"""

import shutil
import sys
from dataclasses import dataclass

_POWERSHELL = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "$v = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "try { $v.SelectVoiceByHints('NotSet', 'NotSet', 0, '{language}') } catch {}; "
    "$v.Speak([Console]::In.ReadToEnd())"
)
_MAC = {"zh-Hans": "Tingting", "zh-Hant": "Meijia", "ja": "Kyoko", "ko": "Yuna"}
_ESPEAK = {"zh-Hans": "cmn", "zh-Hant": "cmn"}
_WINDOWS = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "ja": "ja-JP", "ko": "ko-KR", "en": "en-US"}


@dataclass(frozen=True, slots=True)
class Voice:
    """One program that speaks what it reads on stdin, or, with `in_argument`, as its last argument.

    arguments: "{language}" stands for the language; a part that holds it goes where none is known,
        with the option before it.
    languages: our tags for languages as the program calls them; others as they are.
    silence: arguments that make it be silent, where ending the process does not.
    """

    program: str
    arguments: tuple[str, ...]
    languages: tuple[tuple[str, str], ...] = ()
    in_argument: bool = False
    silence: tuple[str, ...] = ()
    needs_known: bool = False

    def command(self, language: str) -> list[str]:
        """Return the arguments for this language (BCP 47, "" where unknown)."""
        known = dict(self.languages)
        said = known.get(language, "" if self.needs_known else language)
        made: list[str] = []
        for argument in self.arguments:
            if "{language}" not in argument:
                made.append(argument)
            elif said:
                made.append(argument.replace("{language}", said))
            elif argument == "{language}":
                made.pop()
            else:
                made.append(argument.replace("{language}", "en-US"))
        return made


_LINUX = (
    Voice(
        "spd-say",
        ("--wait", "--application-name", "Broadsheet", "--language", "{language}", "--"),
        (("zh-Hans", "zh-CN"), ("zh-Hant", "zh-TW")),
        in_argument=True,
        silence=("--cancel",),
    ),
    Voice("espeak-ng", ("-v", "{language}", "--stdin"), tuple(_ESPEAK.items())),
    Voice("espeak", ("-v", "{language}", "--stdin"), (("zh-Hans", "zh"), ("zh-Hant", "zh"))),
)
_SYSTEMS = {
    "darwin": (
        Voice("say", ("-v", "{language}", "-f", "-"), tuple(_MAC.items()), needs_known=True),
    ),
    "win32": (
        Voice(
            "powershell",
            ("-NoProfile", "-NonInteractive", "-Command", _POWERSHELL),
            tuple(_WINDOWS.items()),
        ),
    ),
}


def voices() -> list[Voice]:
    """Return the voices this system has, best first; [] where it has none."""
    known = _SYSTEMS.get(sys.platform, _LINUX)
    return [voice for voice in known if shutil.which(voice.program)]

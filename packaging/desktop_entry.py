"""Writes the desktop entry with the command filled in:  desktop_entry.py COMMAND OUT.desktop

Quoting follows the Desktop Entry Specification, "The Exec key", for a home of any name.
"""

import re
import sys
from pathlib import Path

_PLAIN = re.compile(r"[A-Za-z0-9/._+@:,-]+")
TEMPLATE = Path(__file__).resolve().parent / "broadsheet.desktop"


def quoted(command: str) -> str:
    """The path of a program as one argument of an Exec line.

    A plain one stands as it is: some programs that start others do not take the quotes off.
    """
    if _PLAIN.fullmatch(command):
        return command
    for sign in ("\\", '"', "`", "$"):
        command = command.replace(sign, "\\" + sign)
    # The value is a string too: there a backslash is written twice. "%" starts a field code.
    return '"' + command.replace("\\", "\\\\").replace("%", "%%") + '"'


def entry(command: str) -> str:
    """The whole desktop entry that starts `command`."""
    return TEMPLATE.read_text(encoding="utf-8").replace("@EXEC@", quoted(command))


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(entry(sys.argv[1]), encoding="utf-8")

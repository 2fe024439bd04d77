"""What Markdown's writers use beside CommonMark: footnotes, and boxes to be ticked.

A word.[^1]                     [^1]: Its note, which may go on in lines that
                                    stand in by four spaces.
- [ ] to do   - [x] done
"""

import re
from collections.abc import Callable
from html import escape

from reader.bounds import LOOK_SHORT, MAX_NOTES
from reader.markup.markdown.html_map import CODE
from reader.patterns import lazy_re

_FENCE = lazy_re(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_NOTE = lazy_re(r" {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*)")
_STANDS_IN = lazy_re(r"(?: {4}|\t)")
_CODE_OR_MARK = lazy_re(r"`[^`\n]{1,500}`|\\.|\[\^([^\]\s]{1,60})\]")
_BOX = lazy_re(r"(\s*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)\[([ xX])\](?=[ \t])")
_LAST_END = lazy_re(r"</p>\s*\Z")


def settle_extras(body: str, render: Callable[[str], str]) -> str:
    """Return the body as `render` makes HTML of it, its notes below."""
    if "^[" in body:
        body = _with_names(body)
    if "[^" not in body and "[ ]" not in body and "[x]" not in body and "[X]" not in body:
        return render(body)
    lines, notes = _taken_apart(body)
    marked = _Marks(notes)
    text = "\n".join(line if code else marked.set_in(line) for code, line in lines)
    return render(text) + marked.below(render)


_IN_LINE = lazy_re(
    rf"""{CODE}
    | \^\[(?P<note>(?:[^\[\]\n]|\[[^\[\]\n]{{0,200}}\]){{1,{LOOK_SHORT}}})\](?![(\[:+*?{{^$])""",
    re.MULTILINE | re.VERBOSE,
)


_SAYS = lazy_re("\\S\\s+\\S|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff]")
"""More than one word: `^[a-z]` is a pattern, `x^[2]` a power."""


def _with_names(body: str) -> str:
    """Return the body with each `^[note]` in a line as a mark, and the note below."""
    notes: list[str] = []

    def named(found: re.Match[str]) -> str:
        if found["note"] is None or len(notes) >= MAX_NOTES or not _SAYS.search(found["note"]):
            return found[0]
        notes.append(found["note"].strip())
        return f"[^in-line-{len(notes)}]"

    body = _IN_LINE.sub(named, body)
    below = "".join(f"\n[^in-line-{n}]: {note}\n" for n, note in enumerate(notes, 1))
    return f"{body}\n{below}" if notes else body


def _taken_apart(body: str) -> tuple[list[tuple[bool, str]], dict[str, str]]:
    """Return the lines without the notes, each whether it is code; the notes by name."""
    lines: list[tuple[bool, str]] = []
    notes: dict[str, list[str]] = {}
    fence = ""
    note: list[str] | None = None
    for line in body.split("\n"):
        if fence or (mark := _FENCE.match(line)):
            lines.append((True, line))
            if not fence and mark:
                fence, note = mark[1], None
            elif line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        found = _NOTE.match(line)
        if found is not None and found[1] not in notes and len(notes) < MAX_NOTES:
            note = notes[found[1]] = [found[2]]
        elif note is not None and (_STANDS_IN.match(line) or (line.strip() and note[-1])):
            note.append(_STANDS_IN.sub("", line, count=1))
        elif note is not None and not line.strip():
            note.append("")
        else:
            note = None
            lines.append((False, _BOX.sub(_box, line, count=1) if _BOX.match(line) else line))
    return lines, {name: "\n".join(held).strip() for name, held in notes.items()}


def _box(found: re.Match[str]) -> str:
    return found[1] + ("☐" if found[2] == " " else "☑")


class _Marks:
    """The marks in the text, numbered as they come."""

    def __init__(self, notes: dict[str, str]) -> None:
        self._notes = notes
        self._numbers: dict[str, int] = {}
        self._settled = False

    def set_in(self, line: str) -> str:
        """Return the line with links to the notes."""
        return _CODE_OR_MARK.sub(self._mark, line) if "[^" in line else line

    def _mark(self, found: re.Match[str]) -> str:
        name = found[1]
        if name is None:
            return found[0]
        if name not in self._notes or (self._settled and name not in self._numbers):
            # With a colon and a word behind it, it would be a link's address, and vanish.
            return f"\\{found[0]}"
        first = name not in self._numbers
        number = self._numbers.setdefault(name, len(self._numbers) + 1)
        own = f' id="mark-of-note-{number}"' if first else ""
        return f'<sup><a href="#note-{number}"{own}>{number}</a></sup>'

    def below(self, render: Callable[[str], str]) -> str:
        """Return the notes as a list; those that no mark leads to come last."""
        if not self._notes:
            return ""
        held: list[str] = []
        first_to_last = [
            *self._numbers,
            *(name for name in self._notes if name not in self._numbers),
        ]
        self._settled = True
        for name in first_to_last:
            note = "\n".join(map(self.set_in, self._notes[name].split("\n")))
            html = render(note) or f"<p>{escape(note or name)}</p>"
            number = self._numbers.get(name)
            if number is not None:
                back = f' <a href="#mark-of-note-{number}">↩</a>'
                closed = _LAST_END.search(html)
                html = html[: closed.start()] + back + "</p>" if closed else html + back
            own = f' id="note-{number}"' if number is not None else ""
            held.append(f"<li{own}>{html}</li>\n")
        return f"<hr />\n<ol>\n{''.join(held)}</ol>\n"

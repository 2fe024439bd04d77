"""Plain text as HTML: what the lines of a .txt file are meant to be."""

from html import escape

from reader.patterns import lazy_re

_BREAK = lazy_re(r"\n[ \t\u3000]*\n\s*")
_WIDTH = 60
"""Lines of at least so many characters, all but the last of a paragraph, were broken to fit."""


def html_of_text(text: str) -> str:
    """Return the text as paragraphs: a blank line parts them, else each line is one.

    Lines that were broken to fit a width are joined; others stay lines.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    blocks = _BREAK.split(text)
    return "\n".join(f"<p>{_paragraph(block)}</p>" for block in blocks if block.strip())


def _paragraph(block: str) -> str:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    fitted = len(lines) > 1 and all(_WIDTH <= len(line) <= 2 * _WIDTH for line in lines[:-1])
    return (" " if fitted else "<br>").join(escape(line, quote=False) for line in lines)

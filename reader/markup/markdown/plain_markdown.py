"""The fast reader of Markdown: plain paragraphs, headings and pictures on lines of their own.

It answers only where its answer is certainly the parser's (a property test holds it to that) and
gives up, with None, at the first mark it is not sure of. It takes a fiftieth of the time: an index
is made of whole folders.
"""

import re
from itertools import pairwise

from reader.bounds import MAX_PLAIN_MARKDOWN
from reader.markup.markdown.line_breaks import Breaks, breaks_here, joint
from reader.patterns import lazy_re

# What begins a block other than a paragraph, or may continue one as something else.
_LINE = re.compile(
    r"""(?: (?P<marks>\#{1,6})\ (?=[^\s\#])
        | !\[(?P<alt>[^\x00-\x20\[\]\\`*_~<>&"!|]*+)\]
          \((?P<url>https?://[a-z0-9][a-z0-9.-]*+/[A-Za-z0-9/._=?-]*+)\)$
        | (?![\s\#>|:=+\-\[!] | [0-9]{1,9}[.)]))
    (?P<text>[^\x00-\x1f\x7f\\`*_~<\[&|]*+)$""",
    re.VERBOSE,
)


# What may mean something beside CommonMark: formulas, marks, attributes, addresses, emoji codes.
_MORE = lazy_re(r"[${^]|==|\+\+|%%|:[a-z0-9_+-]+:|://|www\.|^[?]{3}|[A-Za-z]+:\S*@")


def read_plain(body: str, breaks: Breaks) -> str | None:
    """Return the body as HTML, None when in any doubt. breaks: what most ends of lines mean."""
    if len(body) > MAX_PLAIN_MARKDOWN:
        return None
    html: list[str] = []
    lines: list[tuple[str, str]] = []
    for line in body.split("\n"):
        if not line:
            if lines:
                html.append(_paragraph(lines, breaks))
            continue
        found = _LINE.match(line)
        if (
            found is None
            or line[-1].isspace()
            or not _is_sure(*found.group("marks", "url", "text"))
        ):
            return None
        marks, alt, url, text = found.groups()
        if marks is not None:
            if lines:
                html.append(_paragraph(lines, breaks))
            html.append(f"<h{len(marks)}>{_escaped(text)}</h{len(marks)}>\n")
        elif url is not None:
            lines.append((line, f'<img src="{url}" alt="{alt}" />'))
        else:
            lines.append((line, _escaped(text)))
    if lines:
        html.append(_paragraph(lines, breaks))
    return "".join(html)


def _is_sure(marks: str | None, url: str | None, text: str) -> bool:
    """Whether a line's text means nothing beside what the pattern saw."""
    if url is not None and text:
        return False
    return not (_may_mean_more(text) and _MORE.search(text)) and not (
        marks is not None and text.endswith("#")
    )


def _may_mean_more(text: str) -> bool:
    """Tell whether a line holds a letter that _MORE begins with, fifty times faster than it."""
    return (
        ":" in text
        or "=" in text
        or "%" in text
        or "+" in text
        or "$" in text
        or "{" in text
        or "^" in text
        or text[:1] == "?"
        or "www." in text
    )


def _paragraph(lines: list[tuple[str, str]], breaks: Breaks) -> str:
    """Return a paragraph of lines, each as it is written and as HTML."""
    if len(lines) == 1:
        text = lines[0][1]
    elif breaks_here([written for written, _ in lines], breaks):
        text = "<br />\n".join(html for _, html in lines)
    else:
        parts = [lines[0][1]]
        for (before, picture), (after, html) in pairwise(lines):
            apart = picture.startswith("<") or html.startswith("<")
            parts += ("\n" if apart else joint(before, after), html)
        text = "".join(parts)
    lines.clear()
    return f"<p>{text}</p>\n"


def _escaped(text: str) -> str:
    return text.replace(">", "&gt;").replace('"', "&quot;")

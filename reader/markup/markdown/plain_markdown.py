"""The fast reader of Markdown: plain paragraphs, headings and pictures on lines of their own.

It answers only where its answer is certainly the parser's (a property test holds it to that) and
gives up, with None, at the first mark it is not sure of. It takes a fiftieth of the time: an index
is made of whole folders.
"""

import re

from reader.bounds import MAX_PLAIN_MARKDOWN

# What begins a block other than a paragraph, or may continue one as something else.
_LINE = re.compile(
    r"""(?: (?P<marks>\#{1,6})\ (?=[^\s\#])
        | !\[(?P<alt>[^\x00-\x20\[\]\\`*_~<>&"!|]*+)\]
          \((?P<url>https?://[a-z0-9][a-z0-9.-]*+/[A-Za-z0-9/._=?-]*+)\)$
        | (?![\s\#>|:=+\-\[!] | [0-9]{1,9}[.)]))
    (?P<text>[^\x00-\x1f\x7f\\`*_~<\[&|]*+)$""",
    re.VERBOSE,
)


def read_plain(body: str) -> str | None:
    """The body as HTML, None when in any doubt."""
    if len(body) > MAX_PLAIN_MARKDOWN:
        return None
    html: list[str] = []
    lines: list[str] = []
    for line in body.split("\n"):
        if not line:
            if lines:
                html.append(_paragraph(lines))
            continue
        found = _LINE.match(line)
        if found is None or line[-1].isspace():
            return None
        marks, alt, url, text = found.groups()
        if marks is not None:
            if text[-1] == "#":
                return None
            if lines:
                html.append(_paragraph(lines))
            html.append(f"<h{len(marks)}>{_escaped(text)}</h{len(marks)}>\n")
        elif url is not None:
            if text:
                return None
            lines.append(f'<img src="{url}" alt="{alt}" />')
        else:
            lines.append(_escaped(text))
    if lines:
        html.append(_paragraph(lines))
    return "".join(html)


def _paragraph(lines: list[str]) -> str:
    text = "\n".join(lines)
    lines.clear()
    return f"<p>{text}</p>\n"


def _escaped(text: str) -> str:
    return text.replace(">", "&gt;").replace('"', "&quot;")

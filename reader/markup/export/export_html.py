"""Articles as one HTML file that needs nothing else: pictures inside, nothing loaded, no script.

The policy in its head holds a browser to that, whatever the article says.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from reader.markup.export.nodes import parse, undressed
from reader.markup.export.xhtml import Placed, address, body, label, text
from reader.markup.text.language import runs_right_to_left
from reader.model import DatePrecision, Page

LATEST = 253_402_300_800.0
"""Seconds: the year 10,000. What lies beyond is no date."""

POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
    " form-action 'none'"
)

STYLE = """
:root { color-scheme: light dark; }
body { max-width: 42em; margin: 2.5em auto; padding: 0 1.2em; background: #fdfcf9; color: #2a2823;
  font: 1.06em/1.6 Charter, Georgia, "Noto Serif", serif; overflow-wrap: break-word; }
article:lang(zh), article:lang(ja), article:lang(ko) { line-height: 1.75;
  font-family: system-ui, sans-serif; }
article + article { margin-top: 4em; padding-top: 3em; border-top: 1px solid #d8cfc0; }
h1 { line-height: 1.25; margin: 0.2em 0 0.4em; }
h2, h3, h4, h5, h6 { line-height: 1.3; margin: 1.6em 0 0.5em; }
a { color: #9a3d27; }
img { max-width: 100%; height: auto; }
p.picture { text-align: center; }
p.source, p.byline, p.caption, .missing { color: #5a574f; font-size: 0.88em; }
p.summary { font-weight: bold; }
p.source { margin: 0; font-weight: bold; }
p.byline { margin: 0 0 2em; }
blockquote { margin: 1em 0; padding-inline-start: 1em; border-inline-start: 3px solid #d8cfc0;
  color: #5a574f; }
aside { margin: 1em 0; padding: 0.6em 1em; background: #f3f0e9; }
pre { padding: 0.8em 1em; background: #f3f0e9; white-space: pre-wrap; font-size: 0.86em; }
pre, code, kbd, samp { font-family: ui-monospace, Menlo, Consolas, monospace; }
code, kbd, samp { font-size: 0.92em; }
pre code, pre kbd, pre samp { font-size: inherit; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
td, th { border: 1px solid #dcd7cb; padding: 0.35em 0.6em; vertical-align: top; }
mark { background: #ffe39a; color: inherit; }
@media (prefers-color-scheme: dark) {
  body { background: #1c1c1f; color: #dad7d0; }
  a { color: #eca08c; }
  p.source, p.byline, p.caption, .missing, blockquote { color: #b0ada6; }
  blockquote, article + article { border-color: #4a4741; }
  aside, pre { background: #27272b; }
  td, th { border-color: #3c3c41; }
  mark { background: #52400c; }
}
@media print {
  body { background: none; color: black; max-width: none; margin: 0; }
  article + article { break-before: page; margin: 0; padding: 0; border: none; }
}
"""


def html_document(
    title: str, articles: Iterable[tuple[Page, Mapping[str, Placed]]]
) -> Iterator[str]:
    """Yield a whole file, a piece for each article, so that no more than one is held at a time.

    title: of the file; of one article alone that article's serves. articles: each page with its
    pictures by key, each src a data URI or "".
    """
    for number, (page, pictures) in enumerate(articles):
        if not number:
            yield _head(title or page.title, page.language)
        held = article(page, pictures, f"a{number + 1}-" if number else "")
        yield f"<article{_lang(page.language)}>\n{held}\n</article>\n"
    yield "</body>\n</html>\n"


def _head(title: str, language: str) -> str:
    return f"""<!DOCTYPE html>
<html{_lang(language)}>
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="{POLICY}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<meta name="generator" content="Broadsheet"/>
<title>{label(title)}</title>
<style>{STYLE}</style>
</head>
<body>
"""


def _lang(language: str) -> str:
    return f' lang="{text(language)}"' if language else ""


def article(page: Page, pictures: Mapping[str, Placed], name: str = "") -> str:
    """Return heading, body and notes of a page as XHTML; name: see xhtml.body."""
    parts = []
    turned = ' dir="rtl"' if runs_right_to_left(page.language) else ""
    if page.source:
        parts.append(f'<p class="source"{turned}>{label(page.source)}</p>')
    parts.append(f"<h1{turned}>{label(page.title)}</h1>")
    if line := _byline(page):
        parts.append(f'<p class="byline"{turned}>{line}</p>')
    parts.append(body(undressed(parse(page.html)), pictures, name))
    return "\n".join(filter(None, parts))


_WRITTEN = {DatePrecision.MONTH: "%Y-%m", DatePrecision.YEAR: "%Y"}


def day(seconds: float, precision: DatePrecision = DatePrecision.DAY) -> str:
    """Return a date as every country reads it, 2022-05-28, in the local zone; "" for no date.

    precision: of a month or a year alone no more is told: 2022-05, 2022.
    """
    if not abs(seconds) < LATEST:
        return ""
    try:
        return (
            datetime.fromtimestamp(seconds, UTC)
            .astimezone()
            .strftime(_WRITTEN.get(precision, "%Y-%m-%d"))
        )
    except (OverflowError, OSError, ValueError):
        return ""


def _byline(page: Page) -> str:
    parts = []
    if page.author and page.author.casefold() != page.source.casefold():
        parts.append(label(page.author))
    if page.date_known and (date := day(page.date, page.date_precision)):
        parts.append(f'<time datetime="{date}">{date}</time>')
    link = address(page.url)
    if link:
        host = link.partition("//")[2].partition("/")[0].rpartition("@")[2]
        parts.append(f'<a href="{text(link)}">{text(host)}</a>')
    return " · ".join(parts)

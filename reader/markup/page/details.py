"""Parts of an article that open and close: which are open is the view's to know, not the page's.

Works on what finish.py wrote. A page that is shown whole (printed, exported) needs none of this.
"""

from collections.abc import Collection
from html import escape

from reader.language import _
from reader.patterns import lazy_re

_SUMMARY = '<p class="summary">'
_PART = lazy_re(r'<details( open="")?>|</details>|<p class="summary">|</p>')


def count_details(html: str) -> int:
    """How many parts of the page open and close."""
    return html.count("<details")


def opened_first(html: str) -> set[int]:
    """Return the numbers of those that the article itself shows open."""
    if "<details" not in html:
        return set()
    starts = [tag for tag in _PART.finditer(html) if tag[0].startswith("<details")]
    return {number for number, tag in enumerate(starts) if tag[1]}


def parts_around(html: str, name: str) -> set[int]:
    """Return the numbers of the parts that lie around what bears this id; none where none does."""
    at = html.find(f'id="{name}"') if name and "<details" in html else -1
    around: list[int] = []
    number = -1
    for tag in _PART.finditer(html, 0, max(at, 0)):
        if tag[0].startswith("<details"):
            number += 1
            around.append(number)
        elif tag[0] == "</details>" and around:
            around.pop()
    return set(around)


def folded(html: str, opened: Collection[int], address: str) -> str:
    """Return the page with only these parts open; summaries are links to `address` and a number."""
    if "<details" not in html:
        return html
    return _Folding(html, opened, address).done()


class _Folding:
    """One pass over the tags of a page, with the parts it is within."""

    def __init__(self, html: str, opened: Collection[int], address: str) -> None:
        self._html = html
        self._opened = opened
        self._address = address
        self._kept: list[str] = []
        self._stack: list[int] = []
        """The numbers of the parts we are within."""
        self._hidden_from = 0
        """The depth of the outermost closed one."""
        self._number = -1
        self._headed = self._in_summary = False
        self._link_end = ""

    def done(self) -> str:
        """Return the page."""
        at = 0
        for tag in _PART.finditer(self._html):
            if not self._hidden_from or self._in_summary:
                self._kept.append(self._html[at : tag.start()])
            at = tag.end()
            if tag[0].startswith("<details"):
                self._begin(at)
            elif tag[0] == "</details>":
                self._end()
            else:
                self._paragraph(tag[0])
        self._kept.append(self._html[at:])
        return "".join(self._kept)

    def _begin(self, at: int) -> None:
        self._number += 1
        self._stack.append(self._number)
        self._headed = False
        if self._hidden_from:
            return
        is_open = self._number in self._opened
        headed = self._headed = self._html.startswith(_SUMMARY, at)
        # A summary with links of its own has ours beside them.
        own = not headed or "<a " in self._html[at : self._html.find("</p>", at)]
        start = f'{_SUMMARY}<a href="{self._address}{self._number}">'
        self._kept.append(start + ("▾ " if is_open else "▸ "))
        self._link_end = "" if own else "</a>"
        if not headed:
            self._kept.append(escape(_("Details"), quote=False) + "</a></p>")
        elif own:
            self._kept.append("</a>")
        if not is_open:
            self._hidden_from = len(self._stack)

    def _end(self) -> None:
        if self._stack:
            if self._hidden_from == len(self._stack):
                self._hidden_from = 0
            self._stack.pop()

    def _paragraph(self, tag: str) -> None:
        """Take in the start or the end of one: the first within a part is its summary."""
        if tag.startswith("<p") and self._headed:
            self._in_summary, self._headed = True, False
        elif not tag.startswith("<p") and self._in_summary:
            self._kept.append(f"{self._link_end}</p>")
            self._in_summary = False
        elif not self._hidden_from:
            self._kept.append(tag)

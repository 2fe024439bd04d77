"""Parts of an article that open and close: which are open is the view's to know, not the page's.

Works on what finish.py wrote. A page that is shown whole (printed, exported) needs none of this.
"""

import re
from collections.abc import Collection

_SUMMARY = '<p class="summary">'
_PART = re.compile(r'<details( open="")?>|</details>|<p class="summary">|</p>')


def count_details(html: str) -> int:
    """How many parts of the page open and close."""
    return html.count("<details")


def opened_first(html: str) -> set[int]:
    """The numbers of those that the article itself shows open."""
    if "<details" not in html:
        return set()
    starts = [tag for tag in _PART.finditer(html) if tag[0].startswith("<details")]
    return {number for number, tag in enumerate(starts) if tag[1]}


def folded(html: str, opened: Collection[int], address: str) -> str:
    """The page with only these parts open; each summary is a link to `address` and its number."""
    if "<details" not in html:
        return html
    kept: list[str] = []
    stack: list[int] = []  # the numbers of the parts we are within
    hidden_from = 0  # the depth of the outermost closed one
    number, at = -1, 0
    headed = in_summary = False
    link_end = ""
    for tag in _PART.finditer(html):
        if not hidden_from or in_summary:
            kept.append(html[at : tag.start()])
        at = tag.end()
        if tag[0].startswith("<details"):
            number += 1
            stack.append(number)
            headed = False
            if not hidden_from:
                headed = html.startswith(_SUMMARY, at)
                # A summary with links of its own has ours beside them.
                own = not headed or "<a " in html[at : html.find("</p>", at)]
                start = f'{_SUMMARY}<a href="{address}{number}">'
                kept.append(start + ("▾ " if number in opened else "▸ "))
                link_end = "" if own else "</a>"
                if not headed:
                    kept.append("Details</a></p>")
                elif own:
                    kept.append("</a>")
                if number not in opened:
                    hidden_from = len(stack)
        elif tag[0] == "</details>":
            if stack:
                if hidden_from == len(stack):
                    hidden_from = 0
                stack.pop()
        elif tag[0].startswith("<p"):
            if headed:
                in_summary, headed = True, False
            elif not hidden_from:
                kept.append(tag[0])
        elif in_summary:
            kept.append(f"{link_end}</p>")
            in_summary = False
        elif not hidden_from:
            kept.append(tag[0])
    kept.append(html[at:])
    return "".join(kept)

"""Formulas, whatever a site wrote them with: one element that holds their TeX, and nothing twice.

`<span class="math inline">` and `<div class="math display">`, as Markdown's are. KaTeX and MathJax
leave a formula in two or three forms beside each other: for eyes, for screen readers, for search.
"""

import re
from html import escape, unescape
from urllib.parse import unquote_plus

from reader.bounds import LOOK, MAX_CHARACTERS, MAX_TEX, TAG_CHARACTERS
from reader.markup.formulas.mathml import tex_of
from reader.markup.text.elements import end_of
from reader.markup.urls import attributes_at
from reader.patterns import lazy_re

_HOLDER_SIGNS = ("katex", "mwe-math", "MathJax", "data-tex", "data-latex", "data-formula", "eeimg")
_PICTURE_SIGNS = (
    "eeimg", "tex=", "mwe-math", "codecogs", "latex", "math=", "formula=", "chl=", "tex\"",
)  # fmt: skip
_SCRIPT = lazy_re(
    r"<script(?=\s)[^<>]*type\s*=\s*[\"']?math/tex(;\s*mode=display)?[^<>]*>((?>(?:[^<]++|<(?!/?script))*))</script\s*>",
    re.IGNORECASE,
)
_MATH = lazy_re(r"<math(?=[\s>])[^<>]*>(?>(?:[^<]++|<(?!/?math[\s>]))*)</math\s*>", re.IGNORECASE)
_DISPLAY = lazy_re(r"""\sdisplay\s*=\s*["']?block|\smode\s*=\s*["']?display""", re.IGNORECASE)
_HOLDER = lazy_re(
    r"<(span|div|mjx-container|p)(?=\s)[^<>]*?\s(?:class\s*=\s*[\"']?[^\"'<>]{0,200}?"
    r"(?<![\w-])(katex-display|katex|mwe-math-element|MathJax_Display|MathJax_Preview|MathJax_CHTML|"
    r"MathJax_SVG_Display|MathJax_SVG|MathJax)(?![\w-])|data-(?:tex|latex|formula|eeimg)\s*=)[^<>]*+>"
)
_CONTAINER = lazy_re(r"<(mjx-container)(?=[\s>])[^<>]*+>", re.IGNORECASE)
_PICTURE = lazy_re(
    r"<img(?=\s)[^<>]*?(?:eeimg|/equation\?tex=|mwe-math-fallback|codecogs\.com/|[?&;](?:latex|math|formula"
    r"|chl)=|class\s*=\s*[\"']?(?:la)?tex[\"'\s])[^<>]*+>",
    re.IGNORECASE,
)
_IN_ADDRESS = lazy_re(
    rf"(?:/equation\?tex=|[?&](?:latex|math|formula|chl)=|codecogs\.com/[a-z.]{{2,20}}\?)([^&#]{{1,{LOOK}}})"
)
_NOT_TEXT = (
    r"<(?:pre|code|kbd|script|style|textarea)(?=[\s>])(?>(?:[^<]++|<(?!/(?:pre|code|kbd|script|style|"
    r"textarea)[\s>]))*)|<(?:span|div)\sclass=\"math\s(?:inline|display)\">[^<]*+|<[^<>]*+>"
)
_DELIMITED = lazy_re(
    # Each way begins with a sign, so that what lies between signs is passed over.
    rf"{_NOT_TEXT}|\\(?<!\\\\)\(((?>(?:[^<\\$]++|\\(?![()]))+))\\\)"
    r"|\\(?<!\\\\)\[((?>(?:[^<\\]++|\\\\|\\(?![\\\[\]])|<br\s{0,9}/?>)+))\\\]"
    r"|\$\$((?>(?:[^<$]++|<br\s{0,9}/?>)+))\$\$",
    re.IGNORECASE,
)
_DELIMITER = lazy_re(r"\\[)\]]|\$\$")
"""What ends a formula in the text."""
_SIGNED = lazy_re(
    r"(<(?:span|div)\sclass=\"math\s(?:inline|display)\">)\s*+\\[(\[]([^<]*?)\\[)\]]\s*+(?=</)"
)
_LIKE_TEX = lazy_re(r"[\\^_={}+*/<>-]|&[lg]t;|^\s*[a-zA-Z]{1,3}\s*$")
_BREAK = lazy_re(r"<br\s{0,9}/?>", re.IGNORECASE)


def formulas(html: str) -> str:
    """Return the HTML with each formula as its TeX in an element of the class "math"."""
    if not _may_hold_any(html):
        return html
    if "math/tex" in html:
        html = _SCRIPT.sub(
            lambda found: canonical(unescape(found[2]), display=bool(found[1])), html
        )
    html = _holders(html, _CONTAINER) if "mjx-" in html else html
    if any(sign in html for sign in _HOLDER_SIGNS):
        for _ in range(2 if "MathJax" in html else 1):  # the preview before, then what is drawn
            html = _holders(html, _HOLDER)
    html = _MATH.sub(_mathml, html) if "<math" in html else html
    if any(sign in html for sign in _PICTURE_SIGNS):
        html = _PICTURE.sub(_picture, html)
    if ("\\" in html or "$" in html) and _DELIMITER.search(html):
        html = _SIGNED.sub(r"\1\2", html)
        html = _DELIMITED.sub(_delimited, html)
    return html


def _may_hold_any(html: str) -> bool:
    """Tell whether there is a sign of formulas; one letter is found 20 times faster than two."""
    return (
        "\\" in html
        or ("$" in html and "$$" in html)
        or ("ath" in html and ("math" in html or "Math" in html))
        or ("tex" in html and ("latex" in html or "tex=" in html))
    )


def canonical(tex: str, *, display: bool) -> str:
    """Return the element that holds this TeX."""
    tex = tex.strip()
    if not tex or len(tex) > 4 * MAX_TEX:
        return escape(tex, quote=False)
    name, kind = ("div", "display") if display else ("span", "inline")
    return f'<{name} class="math {kind}">{escape(tex, quote=False)}</{name}>'


def _mathml(found: re.Match[str]) -> str:
    start = found[0][: found[0].find(">") + 1]
    return canonical(tex_of(found[0]), display=_DISPLAY.search(start) is not None)


def _holders(html: str, wanted: re.Pattern[str]) -> str:
    """With what a script has drawn of a formula replaced by the formula itself.

    One that holds nothing of its TeX stays, or goes where the TeX stands beside it.
    """
    made: list[str] = []
    at = 0
    room = MAX_CHARACTERS
    for tag in wanted.finditer(html):
        if tag.start() < at:
            continue
        if room < 0:
            break
        end = end_of(html, tag[1].lower(), tag.end())
        room -= end - tag.end()
        tex, display = _tex_in(html[tag.start() : min(end, tag.end() + 30 * MAX_TEX)], tag)
        beside = html[end : end + 60].lstrip().startswith('<span class="math') or html[
            end : end + 60
        ].lstrip().startswith('<div class="math')
        if tex or (beside and "MathJax" in tag[0]):
            made += (html[at : tag.start()], canonical(tex, display=display) if tex else "")
            at = end
    return "".join([*made, html[at:]])


def _tex_in(element: str, tag: re.Match[str]) -> tuple[str, bool]:
    attributes, _ = attributes_at(tag[0][:TAG_CHARACTERS], len(tag[1]) + 1)
    said = attributes.get("class", "")
    display = "isplay" in said or attributes.get("display") in {"true", "block"}
    for name in ("data-tex", "data-latex", "data-formula"):
        if tex := attributes.get(name, "").strip():
            return tex, display or tex.startswith("\\[") or tex.endswith("\\\\")
    if inner := _MATH.search(element):
        start = inner[0][: inner[0].find(">") + 1]
        block = _DISPLAY.search(start) is not None
        return tex_of(inner[0]), display or (block and "mwe-math" not in said)
    if picture := _PICTURE.search(element):
        return _of_picture(picture[0]), display
    return "", display


def _picture(found: re.Match[str]) -> str:
    tex = _of_picture(found[0])
    return canonical(tex, display=tex.endswith("\\\\")) if tex else found[0]


def _of_picture(img: str) -> str:
    attributes, _ = attributes_at(img, 4)
    address = attributes.get("src", "") + " " + attributes.get("data-src", "")
    told = _IN_ADDRESS.search(address)
    alt = attributes.get("alt", "").strip()
    if "eeimg" in attributes or "mwe-math" in attributes.get("class", ""):
        return alt or (unquote_plus(told[1]) if told else "")
    if told is None or "cht=tx" in address or "cht" not in address or "equation?tex" in address:
        return unquote_plus(told[1]) if told else alt if _LIKE_TEX.search(alt) else ""
    return ""


def _delimited(found: re.Match[str]) -> str:
    inline, *blocks = found.groups()
    tex = inline or next(filter(None, blocks), None)
    if tex is None:
        return str(found[0])
    tex = unescape(_BREAK.sub(" ", tex))
    if not tex.strip() or len(tex) > MAX_TEX or not _LIKE_TEX.search(tex):
        return str(found[0])
    return canonical(tex, display=inline is None)

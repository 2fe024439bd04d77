"""Formulas of a page: set as outlines, each behind a key; their TeX where they cannot be set."""

import re
from time import process_time

from reader.bounds import FORMULAS_SECONDS, MAX_FORMULAS, MAX_FORMULAS_SEEN, MAX_OUTLINES
from reader.markup.formulas.outline import outline
from reader.markup.page.prepare import element, named
from reader.markup.soup import BeautifulSoup, NavigableString, Tag
from reader.model import Formula
from reader.patterns import lazy_re

FORMULA = "x-formula"
"""The element that stands for a formula until pictures have been settled."""
_MANY = 3_000
_DELIMITERS = lazy_re(r"\s*(?:\\[(\[]|\$\$?)?(.*?)(?:\\[)\]]|\$\$?)?\s*", re.DOTALL)


def take_formulas(soup: BeautifulSoup) -> tuple[Formula, ...]:
    """Set the formulas of the tree, in place; what stands for them names them by number."""
    found: list[Formula] = []
    tags = named(soup, "span", "div")
    # A very long page takes its own time beside.
    end = process_time() + FORMULAS_SECONDS / (1 if len(tags) < _MANY else 3)
    room = MAX_OUTLINES
    seen = 0
    for tag in tags:
        classes = tag.get("class") or []
        if "math" not in classes or not {"inline", "display"}.intersection(classes):
            continue
        if tag.find(True) is not None or tag.find_parent("pre") is not None:
            continue  # it was set in HTML by who wrote it
        seen += 1
        if seen > MAX_FORMULAS_SEEN:
            break  # the TeX of those behind stands as it is
        display = "display" in classes
        tex = " ".join(_DELIMITERS.fullmatch(tag.get_text())[1].split())  # type: ignore[index]
        able = len(found) < MAX_FORMULAS and room > 0 and process_time() < end
        drawn = outline(tex, display=display) if able and tex else None
        if drawn is None:
            _as_tex(tag, tex, display=display)
            continue
        room -= len(drawn.path)
        made = element(FORMULA, {"number": str(len(found))})
        if display:
            line = element("p", {"align": "center"})
            line.append(made)
            tag.replace_with(line)
        else:
            tag.replace_with(made)
        found.append(Formula(f"formula:{len(found)}", tex, *drawn, display=display))
    return tuple(found)


def _as_tex(tag: Tag, tex: str, *, display: bool) -> None:
    code = element("code")
    code.append(NavigableString(marked(tex, display=display)))
    tag.replace_with(code)
    if display:
        line = element("p")
        code.replace_with(line)
        line.append(code)


def marked(tex: str, *, display: bool) -> str:
    """Return TeX between the signs that say that it is a formula."""
    return f"$${tex}$$" if display else f"${tex}$"


def show_formulas(soup: BeautifulSoup) -> None:
    """Put an <img> in place of what stands for a formula, once pictures have been settled."""
    for tag in named(soup, FORMULA):
        number = str(tag.get("number", ""))
        if number.isdecimal() and len(number) < 5:
            tag.replace_with(element("img", {"src": f"formula:{number}"}))
        else:
            tag.decompose()

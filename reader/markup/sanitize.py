"""The gate: hostile HTML in, safe HTML out. nh3 with the table of policy.py, and nothing else."""

import re
from collections.abc import Callable
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from reader import bounds
from reader.markup import policy
from reader.markup.addresses import link_address, picture_address
from reader.markup.bounds import bounded
from reader.markup.foreign_names import without_foreign_names
from reader.markup.text.text import plain_text
from reader.patterns import lazy_re

if TYPE_CHECKING:
    import nh3

_LANGUAGE = lazy_re(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_OWN_ID = lazy_re(r"at-[0-9]{1,4}")
_OWN_PICTURE = lazy_re(r"(?:drawing|formula):[0-9]{1,4}")
_NUMBER = lazy_re(r"\s*(-?[0-9]{1,5})")
"""Of a longer one the beginning: a span is cut anyway."""
_WHOLE_NUMBER = lazy_re(r"\s*(-?[0-9]{1,5})(?![0-9])")
_PIXELS = lazy_re(r"\s*([0-9]{1,5})(?:\.[0-9]{0,6})?\s*(?:px)?\s*")
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})
_ALIGNMENTS = frozenset({"left", "right", "center", "justify"})
_LIST_TYPES = frozenset("1aAiI")
_LOOK_ALIKES = str.maketrans("<>`", "‹›'")
_HANDLER = lazy_re(r"\bon[a-z]{2,30}\s{0,9}=|\b(?:java|vb|live)script\s{0,9}:|\bdata:", re.I)
_TWINS = {"=": "＝", ":": "："}


def sanitize(html: str, *, own: bool = False) -> str:
    """Safe HTML of any str: only what policy.py lets through.

    Idempotent: what a parser makes of the output is what was checked. Never raises on a str.
    own: what only the page itself has written by now, its anchors and "article:" links, stays.
    """
    cleaner = _cleaner(own)
    html = without_foreign_names(html)
    for _ in range(bounds.SANITIZE_ROUNDS):
        before, html = html, cleaner.clean(bounded(html)[0])
        if html == before:
            return html
    # A text that changes at every parse is an attack: its words alone are shown.
    words = escape(plain_text(html), quote=False)[: bounds.MAX_CHARACTERS // 8]
    return cleaner.clean(words)


@cache
def _cleaner(own: bool) -> "nh3.Cleaner":
    import nh3

    own_too = policy.OWN_ATTRIBUTES if own else frozenset()
    return nh3.Cleaner(
        tags=set(policy.ELEMENTS),
        clean_content_tags=set(policy.DROPPED_WITH_CONTENT),
        attributes={name: set(rules) for name, rules in policy.ATTRIBUTES.items()}
        | {"*": set(policy.ATTRIBUTES["*"]) | own_too},
        attribute_filter=_checked_own if own else checked,
        url_schemes=set(policy.SCHEMES | (policy.OWN_SCHEMES if own else frozenset())),
        link_rel=policy.LINK_REL,
        strip_comments=True,
    )


def _checked_own(element: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return link_address(value) or None
    if attribute == "src" and _OWN_PICTURE.fullmatch(value):
        return value
    if attribute == "id":
        return value if _OWN_ID.fullmatch(value) else None
    return checked(element, attribute, value)


def checked(element: str, attribute: str, value: str) -> str | None:
    """Return the value as it may stand in this attribute, None where it may not.

    What the policy has no rule for is refused, whatever it is.
    """
    if (element, attribute) == ("a", "rel"):
        return value  # nh3's own, written after the author's went
    rule = policy.rule_of(element, attribute)
    return None if rule is None else _CHECKS[rule](value)


def _link(value: str) -> str | None:
    address = link_address(value)
    return address if address and not address.startswith("article:") else None


def _picture(value: str) -> str | None:
    return picture_address(value) or None


def _text(value: str) -> str:
    """No parser, however old, is to find a tag, a handler or a scheme in a tooltip."""
    value = value.translate(_LOOK_ALIKES)
    return _HANDLER.sub(lambda found: found[0][:-1] + _TWINS[found[0][-1]], value)


def _language(value: str) -> str | None:
    return value if _LANGUAGE.fullmatch(value) else None


def _one_of(choices: frozenset[str]) -> Callable[[str], str | None]:
    def check(value: str) -> str | None:
        value = value.strip().lower()
        return value if value in choices else None

    return check


def _list_type(value: str) -> str | None:
    return value if value in _LIST_TYPES else None


def _flag(_value: str) -> str:
    return ""


def _number(value: str) -> str | None:
    found = _WHOLE_NUMBER.match(value)
    return None if found is None else str(int(found[1]))


def _span(value: str) -> str | None:
    found = _NUMBER.match(value)
    number = 0 if found is None else int(found[1])
    return str(min(number, bounds.MAX_SPAN)) if number > 1 else None


def _pixels(value: str) -> str | None:
    found = _PIXELS.fullmatch(value)
    return None if found is None else str(int(found[1]))


_CHECKS: dict[policy.Rule, Callable[[str], str | None]] = {
    policy.Rule.DIRECTION: _one_of(_DIRECTIONS),
    policy.Rule.LANGUAGE: _language,
    policy.Rule.LINK: _link,
    policy.Rule.PICTURE: _picture,
    policy.Rule.TEXT: _text,
    policy.Rule.ALIGNMENT: _one_of(_ALIGNMENTS),
    policy.Rule.LIST_TYPE: _list_type,
    policy.Rule.FLAG: _flag,
    policy.Rule.NUMBER: _number,
    policy.Rule.SPAN: _span,
    policy.Rule.PIXELS: _pixels,
}

"""The gate: hostile HTML in, safe HTML out. nh3 with the table of policy.py, and nothing else."""

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from reader import bounds
from reader.markup import policy
from reader.markup.addresses import link_address, picture_address
from reader.markup.bounds import bounded
from reader.markup.text.text import plain_text

if TYPE_CHECKING:
    import nh3

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_OWN_ID = re.compile(r"at-[0-9]{1,4}")
_NUMBER = re.compile(r"\s*(-?[0-9]{1,5})\s*")
_CHOICES = {
    "dir": frozenset({"ltr", "rtl", "auto"}),
    "align": frozenset({"left", "right", "center", "justify"}),
}
_LIST_TYPES = frozenset("1aAiI")
_LOOK_ALIKES = str.maketrans("<>`", "‹›'")
_HANDLER = re.compile(r"\bon[a-z]{2,30}\s{0,9}=|\b(?:java|vb|live)script\s{0,9}:|\bdata:", re.I)
_TWINS = {"=": "＝", ":": "："}


def sanitize(html: str, *, own: bool = False) -> str:
    """Safe HTML of any str: only what policy.py lets through.

    Idempotent: what a parser makes of the output is what was checked. Never raises on a str.
    own: what only the page itself has written by now, its anchors and "article:" links, stays.
    """
    cleaner = _cleaner(own)
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

    allowed_anywhere = policy.ATTRIBUTES["*"] | (policy.OWN_ATTRIBUTES if own else frozenset())
    return nh3.Cleaner(
        tags=set(policy.ELEMENTS),
        clean_content_tags=set(policy.DROPPED_WITH_CONTENT),
        attributes={name: set(allowed) for name, allowed in policy.ATTRIBUTES.items()}
        | {"*": set(allowed_anywhere)},
        attribute_filter=_checked_own if own else _checked,
        url_schemes=set(policy.SCHEMES | (policy.OWN_SCHEMES if own else frozenset())),
        link_rel=policy.LINK_REL,
        strip_comments=True,
    )


def _checked_own(element: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return link_address(value) or None
    if attribute == "id":
        return value if _OWN_ID.fullmatch(value) else None
    return _checked(element, attribute, value)


def _checked(_element: str, attribute: str, value: str) -> str | None:
    """One attribute's value as it may stand, None where it may not."""
    if attribute == "href":
        address = link_address(value)
        return address if address and not address.startswith("article:") else None
    if attribute == "src":
        return picture_address(value) or None
    if attribute in {"alt", "title"}:
        # No parser, however old, is to find a tag, a handler or a scheme in a tooltip.
        value = value.translate(_LOOK_ALIKES)
        return _HANDLER.sub(lambda found: found[0][:-1] + _TWINS[found[0][-1]], value)
    if attribute == "lang":
        return value if _LANGUAGE.fullmatch(value) else None
    if attribute in _CHOICES:
        value = value.strip().lower()
        return value if value in _CHOICES[attribute] else None
    if attribute == "type":
        return value if value in _LIST_TYPES else None
    if attribute in {"reversed", "open"}:
        return ""
    if attribute == "rel":
        return value
    return _number(attribute, value)


def _number(attribute: str, value: str) -> str | None:
    found = _NUMBER.match(value)
    if found is None:
        return None
    number = int(found[1])
    if attribute in {"colspan", "rowspan"}:
        return str(min(number, bounds.MAX_SPAN)) if number > 1 else None
    if attribute in {"width", "height"}:
        whole = re.fullmatch(r"\s*[0-9]{1,5}(?:\.[0-9]{0,6})?\s*(?:px)?\s*", value)
        return str(number) if whole else None
    return str(number)

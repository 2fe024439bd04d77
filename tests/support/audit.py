"""An audit of sanitized HTML as it is written, independent of any parser.

The gate's output has one form: `<name attribute="value" …>`, `</name>`, text with every "<", ">"
and "&" written as a reference. What is not of this form is wrong, whatever a parser makes of it.
"""

import re
from html import unescape

from reader.markup import policy

LINK = re.compile(r"(?:https?://[^/\\\s]|mailto:\S|#\S)")
PICTURE = re.compile(r"(?:https?://[^/\\\s]|data:image/(?!svg)[a-z.-]+[;,]|(?![/\\]{2})[^:\\]*$)")
_ANGLES = re.compile(r"<[^<>]*>?|>")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z]+=\"[^\"<>`]*\")*)>")
_ATTRIBUTE = re.compile(r" ([a-z]+)=\"([^\"]*)\"")
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp|#39|#x27|#\d+);)")


def wrong_in(safe: str) -> list[object]:
    """What of the gate's output the policy does not name."""
    wrong: list[object] = list(_REFERENCE.findall(safe))
    for angle in _ANGLES.findall(safe):
        tag = _TAG.fullmatch(angle)
        if tag is None:
            wrong.append(angle)
            continue
        end, name, attributes = tag.groups()
        if name not in policy.ELEMENTS or (end and attributes):
            wrong.append(angle)
        for attribute, value in _ATTRIBUTE.findall(attributes):
            wrong += wrong_attribute(name, attribute, unescape(value))
    return wrong


def wrong_attribute(element: str, name: str, value: str) -> list[object]:
    """[] for a decoded attribute that the policy lets stand there; else what is wrong with it."""
    right = policy.rule_of(element, name) is not None or (element, name) == ("a", "rel")
    if name == "href":
        right = right and LINK.match(value) is not None
    elif name == "src":
        right = right and PICTURE.match(value) is not None
    elif name == "rel":
        right = right and value == policy.LINK_REL
    elif name not in {"alt", "title"}:
        right = right and re.fullmatch(r"[A-Za-z0-9-]*", value) is not None
    return [] if right else [(element, name, value)]

"""Foreign text where a person reads labels: one that cannot turn, hide or forge what is beside it.

For titles, names and addresses in lists, labels, tooltips and menus. An article's own text is laid
out in paragraphs of its own and needs none of this.
"""

import re

from reader.language import _
from reader.patterns import lazy_re

FORGERS = lazy_re(
    "[\x00-\x1f\x7f-\x9f\u00ad\u180e\u200b\u2028-\u202e\u2060-\u2069\u206a-\u206f\ufeff"
    "\ufff9-\ufffb]|(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0000-\U000e007f]+"
)
"""Controls, what turns the direction of all that follows, and what cannot be seen.

Left alone: joiners and variation selectors (Persian, Hindi, emoji), direction marks (they turn
nothing but the punctuation beside them), tags behind a flag.
"""

_ISOLATE, _END = "\u2068", "\u2069"
_TURNING = lazy_re(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters that are written from right to left."""
_WHOLE = lazy_re(f"{_ISOLATE}([^{_ISOLATE}{_END}]*){_END}")


def one_line(text: str) -> str:
    """Foreign text as one line that shows all it holds and nothing it does not."""
    if text.isprintable():  # all that is replaced below is none of it
        return text
    spaced = re.sub("[\t-\r\x1c-\x1e\x85\u2028\u2029]+", " ", text)
    return FORGERS.sub("", spaced).encode("utf-8", "replace").decode("utf-8")


def isolated(text: str) -> str:
    """Foreign text as a part of a sentence of ours, whose order its own direction cannot change."""
    text = one_line(text)
    return f"{_ISOLATE}{text}{_END}" if _TURNING.search(text) else text


def quoted(text: str) -> str:
    """Foreign text in quotation marks."""
    return _("“{text}”").format(text=isolated(text))


def said(sentence: str) -> str:
    """Return a sentence of ours that may hold foreign parts, isolated or not, where it is shown.

    The last gate before a label: what was isolated stays so, whatever else forges is gone.
    """
    if sentence.isascii() and sentence.isprintable():
        return sentence
    parts = _WHOLE.split(sentence)
    parts[::2] = [one_line(part) for part in parts[::2]]
    parts[1::2] = [isolated(part) for part in parts[1::2]]
    return "".join(parts)

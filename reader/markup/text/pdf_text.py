"""The text of a PDF of Qt's put right, so that Chinese and Japanese can be searched and copied.

A font draws 风 and the radical ⻛ with one glyph. Of the characters that a glyph stands for Qt puts
the lowest into the file's map, and that is the radical: 文, 一, 大, 行 could not be found.
"""

import re
import unicodedata

from reader.patterns import lazy_re

# As in Unicode's EquivalentUnifiedIdeograph.txt; the others say it by their decomposition.
_SUPPLEMENT = (
    "⺟母⺠民⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾"
    "⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻲亀⻳龟"
)
_UNIFIED = dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True))
_MAP = lazy_re(rb"begincmap.*?endcmap", re.DOTALL)
_TARGETS = lazy_re(rb"\[[^\[\]]*\]")
_RADICAL = lazy_re(rb"<(2[EF][0-9A-F]{2})>")


def with_real_characters(data: bytes) -> bytes:
    """Return a PDF whose maps name ideographs, not radicals. Its length stays: so do its places.

    A map that is written in another way than Qt's is left as it is.
    """
    return _MAP.sub(lambda found: _TARGETS.sub(_targets, found[0]), data)


def _targets(found: re.Match[bytes]) -> bytes:
    return _RADICAL.sub(_ideograph, found[0])


def _ideograph(found: re.Match[bytes]) -> bytes:
    radical = chr(int(found[1], 16))
    real = _UNIFIED.get(radical) or unicodedata.normalize("NFKC", radical)
    return b"<%04X>" % ord(real) if len(real) == 1 and ord(real) <= 0xFFFF else found[0]

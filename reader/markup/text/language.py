"""Which language a text is in, told cheaply: enough for Han characters to take the right glyphs."""

import re

from reader.bounds import LANGUAGE_CHARACTERS
from reader.patterns import lazy_re

RIGHT_TO_LEFT = lazy_re("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""A character of Hebrew, Arabic and their like."""
_ENOUGH = 0.05
_KANA = lazy_re("[\u3041-\u30fa\uff66-\uff9d]")
_HANGUL = lazy_re("[\uac00-\ud7a3\u1100-\u11ff]")
_HAN = lazy_re("[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff]")
_LETTER = lazy_re(r"[^\W\d_]")
_OTHERS = {
    "ru": lazy_re("[\u0400-\u04ff]"),
    "ar": lazy_re("[\u0600-\u06ff]"),
    "he": lazy_re("[\u0590-\u05ff]"),
    "th": lazy_re("[\u0e00-\u0e7f]"),
    "el": lazy_re("[\u0370-\u03ff]"),
}

# Frequent characters whose simplified and traditional forms differ, pair by pair.
_SIMPLIFIED = frozenset(
    "们这个来为国说时会对发经过现还学没进种后与开动从无问间实两长业电东机关车书见让给听写"
    "气结义应论报变议观点类华难样话际单满万习风统许达热连声张术觉号选马乐数边远转读题议网"
    "级将资织规运员产总项钱头买卖龙鱼鸟门岁专众优传伤体价"
)
_TRADITIONAL = frozenset(
    "們這個來為國說時會對發經過現還學沒進種後與開動從無問間實兩長業電東機關車書見讓給聽寫"
    "氣結義應論報變議觀點類華難樣話際單滿萬習風統許達熱連聲張術覺號選馬樂數邊遠轉讀題議網"
    "級將資織規運員產總項錢頭買賣龍魚鳥門歲專眾優傳傷體價"
)
_ENGLISH = lazy_re(r"\b(?:the|and|of|to|in|is|for|that|with|on|you|it|are)\b", re.IGNORECASE)


_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def runs_right_to_left(language: str) -> bool:
    """Whether what is written in this language (a BCP 47 tag) runs from right to left."""
    tags = language.lower().replace("_", "-").split("-")
    return tags[0] in _RIGHT_TO_LEFT and "latn" not in tags


def mostly_right_to_left(text: str) -> bool:
    """Whether more of a text's letters run from right to left than the other way."""
    turned = len(RIGHT_TO_LEFT.findall(text))
    return turned > 0 and turned * 2 > len(_LETTER.findall(text))


def told_or_found(told: str, text: str) -> str:
    """Return the language an article is told to be in, or its text's where that says more.

    "zh" alone does not say which characters; a tag that the text plainly contradicts (a generator's
    default, "en" above Chinese) is not believed.
    """
    found = language_of(text)
    first = told.lower().split("-")[0]
    if not first:
        return found
    if first == "zh" and "-" not in told:
        return found if found.startswith("zh") else "zh-Hans"
    plain = found.split("-")[0]
    cjk = {"zh", "ja", "ko"}
    if plain != first and (plain in cjk or first in cjk) and not {plain, first} <= cjk:
        return found or told
    return told


def language_of(text: str) -> str:
    """Return a BCP 47 tag for plain text: zh-Hans, zh-Hant, ja, ko, en …; "" where unclear."""
    sample = text[:LANGUAGE_CHARACTERS]
    han = len(_HAN.findall(sample))
    kana = len(_KANA.findall(sample))
    hangul = len(_HANGUL.findall(sample))
    letters = len(_LETTER.findall(sample))
    if not letters:
        return ""
    # A word of letters weighs as much as a character: code and names do not make a text English.
    weight = han + kana + hangul + (letters - han - kana - hangul) / 4
    if hangul > weight * _ENOUGH and hangul >= han:
        return "ko"
    if kana and kana > (han + kana) * _ENOUGH:
        return "ja"
    if han > weight * _ENOUGH:
        traditional = sum(map(_TRADITIONAL.__contains__, sample))
        simplified = sum(map(_SIMPLIFIED.__contains__, sample))
        return "zh-Hant" if traditional > simplified else "zh-Hans"
    for tag, script in _OTHERS.items():
        if len(script.findall(sample)) * 2 > letters:
            return tag
    if sum(map(str.isascii, sample)) > len(sample) * 0.9:
        words = sample.count(" ") + 1
        return "en" if words < 12 or len(_ENGLISH.findall(sample)) > words * 0.08 else ""
    return ""

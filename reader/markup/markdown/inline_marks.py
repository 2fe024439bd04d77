"""Marks within a line beside CommonMark's: `==mark==`, `++ins++`, `~sub~`, `^sup^`, `:smile:`.

And Obsidian's remarks, `%%…%%`, which are not shown; CriticMarkup's edits (criticmarkup.com):
`{++new++}`, `{--old--}`, `{~~old~>new~~}`, `{==marked==}{>>remark<<}`.
"""

import unicodedata
from typing import TYPE_CHECKING

from reader.bounds import LOOK
from reader.patterns import lazy_re

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_AROUND = {
    "=": (lazy_re(r"(?<!=)==(?![=\s])([^\n]{0,400}?[^=\s])==(?!=)"), "mark"),
    "+": (lazy_re(r"(?<!\+)\+\+(?![+\s])([^\n]{0,400}?[^+\s])\+\+(?!\+)"), "ins"),
}
_CLOSERS = frozenset("）)】」』》〉”’。，、；：！？.,;:!?")
_RAISED = {
    # Between numbers "~" is a range: "10~20 and 30~40".
    "~": (lazy_re(r"(?<![~\d\s])~(?!~)([A-Za-z0-9+\-=()*,]{1,20})~(?!~)"), "sub"),
    "^": (lazy_re(r"(?<![\^\s])\^(?!\^)([A-Za-z0-9+\-=()*/.,]{1,20})\^(?!\^)"), "sup"),
}
_EDIT = lazy_re(
    r"\{(?:\+\+(?P<ins>[^\n]{1,400}?)\+\+|--(?P<del>[^\n]{1,400}?)--|==(?P<mark>[^\n]{1,400}?)=="
    r"|>>(?P<remark>[^\n]{1,400}?)<<|~~(?P<old>[^\n]{0,400}?)~>(?P<new>[^\n]{0,400}?)~~)\}"
)
_ICON = lazy_re(
    r":(?:material|fontawesome-(?:brands|regular|solid)|octicons|simple)-[a-z0-9-]{1,60}:(?:\{[^{}\n]{0,100}\})?"
)
"""An icon of MkDocs Material: a drawing that its site has and the folder has not."""
_REMARK = lazy_re(rf"%%(?!%)([^%]|%(?!%)){{0,{LOOK}}}%%")
_EMOJI = lazy_re(r":([a-z0-9_+-]{1,40}):")


def use_inline_marks(parser: "MarkdownIt") -> None:
    """Give the parser the rules of this module."""
    rules = parser.inline.ruler
    rules.before("strikethrough", "edits", _edit)
    rules.before("strikethrough", "marks_around", _around)
    rules.before("strikethrough", "marks_raised", _raised)
    rules.before("strikethrough", "remark", _remark)
    rules.push("emoji", _emoji)


def _around(state: "StateInline", silent: bool) -> bool:
    kind = _AROUND.get(state.src[state.pos])
    if kind is None:
        return False
    found = kind[0].match(state.src, state.pos, state.posMax)
    if found is None or found[1][0] in _CLOSERS:
        return False
    if not silent:
        _put(state, kind[1], *found.span(1))
    state.pos = found.end()
    return True


def _put(state: "StateInline", tag: str, start: int, end: int) -> None:
    """Put an element around what stands between two places of the line."""
    whole = state.posMax
    state.push(f"{tag}_open", tag, 1)
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = whole
    state.push(f"{tag}_close", tag, -1)


def _edit(state: "StateInline", silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    found = _EDIT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        if found["remark"]:
            state.push("text", "", 0).content = f" ({found['remark'].strip()})"
        for name, tag in (
            ("ins", "ins"),
            ("mark", "mark"),
            ("old", "del"),
            ("new", "ins"),
            ("del", "del"),
        ):
            if found[name]:
                _put(state, tag, *found.span(name))
    state.pos = found.end()
    return True


def _raised(state: "StateInline", silent: bool) -> bool:
    kind = _RAISED.get(state.src[state.pos])
    if kind is None:
        return False
    found = kind[0].match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push(f"{kind[1]}_open", kind[1], 1)
        state.push("text", "", 0).content = found[1]
        state.push(f"{kind[1]}_close", kind[1], -1)
    state.pos = found.end()
    return True


def _remark(state: "StateInline", _silent: bool) -> bool:
    if not state.src.startswith("%%", state.pos):
        return False
    found = _REMARK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    state.pos = found.end()
    return True


def _emoji(state: "StateInline", silent: bool) -> bool:
    if state.src[state.pos] != ":" or state.src[state.pos - 1 : state.pos].isalnum():
        return False
    found = _EMOJI.match(state.src, state.pos, state.posMax)
    sign = emoji(found[1]) if found else ""
    if found is None or not sign or state.src[found.end() : found.end() + 1].isdigit():
        icon = _ICON.match(state.src, state.pos, state.posMax)
        if icon is None:
            return False
        state.pos = icon.end()
        return True
    if not silent:
        state.append_pending(sign)
    state.pos = found.end()
    return True


def emoji(code: str) -> str:
    """Return the sign of a code such as "smile", "" for one that nobody knows."""
    sign = _SIGNS.get(code)
    if sign is not None or code.isdigit():
        return sign or ""
    try:
        found = unicodedata.lookup(code.replace("_", " "))
    except KeyError:
        return ""
    return found if found >= "\u2600" and unicodedata.category(found) == "So" else ""


# What GitHub's codes and Unicode's names do not share; all else goes by the name.
_SIGNS = dict(
    line.split()
    for line in """
+1 👍
-1 👎
thumbsup 👍
thumbsdown 👎
smile 😄
smiley 😃
grin 😁
grinning 😀
laughing 😆
satisfied 😆
joy 😂
rofl 🤣
blush 😊
innocent 😇
wink 😉
heart_eyes 😍
kissing_heart 😘
yum 😋
stuck_out_tongue 😛
stuck_out_tongue_winking_eye 😜
sunglasses 😎
smirk 😏
unamused 😒
sweat 😓
sweat_smile 😅
disappointed 😞
pensive 😔
confused 😕
worried 😟
cry 😢
sob 😭
angry 😠
rage 😡
triumph 😤
scream 😱
flushed 😳
sleeping 😴
dizzy_face 😵
mask 😷
thinking 🤔
hugs 🤗
slightly_smiling_face 🙂
upside_down_face 🙃
relieved 😌
relaxed ☺️
neutral_face 😐
expressionless 😑
no_mouth 😶
open_mouth 😮
astonished 😲
cold_sweat 😰
fearful 😨
tired_face 😫
weary 😩
poop 💩
hankey 💩
shit 💩
ghost 👻
robot 🤖
heart ❤️
broken_heart 💔
yellow_heart 💛
green_heart 💚
blue_heart 💙
purple_heart 💜
sparkling_heart 💖
sparkles ✨
star ⭐
star2 🌟
boom 💥
collision 💥
zzz 💤
dash 💨
sweat_drops 💦
fire 🔥
100 💯
ok_hand 👌
clap 👏
wave 👋
raised_hands 🙌
pray 🙏
muscle 💪
point_right 👉
point_left 👈
point_up ☝️
point_down 👇
point_up_2 👆
v ✌️
fist ✊
punch 👊
facepunch 👊
handshake 🤝
writing_hand ✍️
see_no_evil 🙈
hear_no_evil 🙉
speak_no_evil 🙊
tada 🎉
confetti_ball 🎊
gift 🎁
balloon 🎈
trophy 🏆
medal 🏅
1st_place_medal 🥇
rocket 🚀
airplane ✈️
car 🚗
bus 🚌
bike 🚲
house 🏠
computer 💻
iphone 📱
phone ☎️
email 📧
envelope ✉️
e-mail 📧
mailbox 📫
bulb 💡
book 📖
books 📚
memo 📝
pencil 📝
pencil2 ✏️
pushpin 📌
link 🔗
lock 🔒
unlock 🔓
key 🔑
mag 🔍
hammer 🔨
wrench 🔧
gear ⚙️
package 📦
bug 🐛
art 🎨
zap ⚡
warning ⚠️
no_entry ⛔
x ❌
o ⭕
question ❓
exclamation ❗
heavy_exclamation_mark ❗
bangbang ‼️
white_check_mark ✅
ballot_box_with_check ☑️
arrow_right ➡️
arrow_left ⬅️
arrow_up ⬆️
arrow_down ⬇️
information_source ℹ️
construction 🚧
recycle ♻️
rotating_light 🚨
lipstick 💄
ambulance 🚑
bookmark 🔖
chart_with_upwards_trend 📈
bar_chart 📊
calendar 📆
date 📅
clock 🕐
hourglass ⌛
hourglass_flowing_sand ⏳
alarm_clock ⏰
sunny ☀️
cloud ☁️
umbrella ☔
snowflake ❄️
snowman ⛄
rainbow 🌈
ocean 🌊
moon 🌔
earth_asia 🌏
earth_africa 🌍
earth_americas 🌎
globe_with_meridians 🌐
coffee ☕
tea 🍵
beer 🍺
beers 🍻
pizza 🍕
cake 🍰
apple 🍎
dog 🐶
cat 🐱
panda_face 🐼
penguin 🐧
whale 🐳
snake 🐍
tiger 🐯
octocat 🐙
cn 🇨🇳
us 🇺🇸
jp 🇯🇵
kr 🇰🇷
gb 🇬🇧
de 🇩🇪
fr 🇫🇷
""".strip().splitlines()
)

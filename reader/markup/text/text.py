"""HTML to plain text for the index, the list's excerpt and the reading time. Builds no tree.

Every pattern consumes what it began on, up to the end of the text if need be, so that the work is
linear on any input: "<!--" or "<a" a hundred thousand times over included.
"""

import re
from html.entities import html5

from reader.bounds import MAX_ANGLES, MAX_CHARACTERS, MAX_TEXT
from reader.markup.text.elements import ATTRIBUTES, COMMENT, STEPS, outermost
from reader.markup.text.plain import one_line
from reader.markup.text.repeated_title import after_title
from reader.patterns import lazy_re

_UNSEEN = lazy_re(
    rf"""<(?:{COMMENT}
    |(script|style|template|svg|math|rt|rp|head|title|textarea|select|iframe|noframes)
     (?=[\s/>]){ATTRIBUTES}(?:>|\Z)(?>(?:[^<]++|<(?!/\1[\s/>])){STEPS})(?s:.*?)
     (?:</\1(?=[\s/>]){ATTRIBUTES}(?:>|\Z)|\Z))""",
    re.IGNORECASE | re.VERBOSE,
)
_MAYBE_UNSEEN = re.compile(
    r"<(?:!--|[sS][cCtTvVeE]|[tT][eEiI]|[mM][aA]|[rR][tTpP]|[hH][eE]|[iI][fF])"
)
# By their first letters: of a tag that begins otherwise no name is tried.
_BLOCK = re.compile(
    r"</?(?:[pP](?i:|re)|[dD](?i:iv|[ltd]|etails)|[bB](?i:r|lockquote)|[lL](?i:i)|[uU](?i:l)"
    r"|[oO](?i:l|ption|bject)|[hH](?i:[1-6r]|eader)|[tT](?i:[rdh]|able|body|head|foot)"
    r"|[fF](?i:igure|igcaption|ooter|orm|ieldset)|[aA](?i:rticle|side|ddress|udio)"
    r"|[sS](?i:ection|ummary)|[cC](?i:aption|enter)|[mM](?i:ain)|[nN](?i:av)|[vV](?i:ideo))"
    rf"(?:>|(?=[\s/]){ATTRIBUTES}(?:>|\Z))"
)
_TAG = re.compile(rf"<(?:/?[a-zA-Z]{ATTRIBUTES}|[!?/][^>]*+)(?:>|\Z)")
_REFERENCE = lazy_re(
    r"&(?:#([0-9]{1,40});?|#[xX]([0-9a-fA-F]{1,40});?|([A-Za-z][A-Za-z0-9]{1,31};))"
)
_NAMED_BARE = lazy_re(r"&(amp|lt|gt|quot|nbsp)(?![A-Za-z0-9;])")
_INVISIBLE = "\x00\u00ad\u200b\u2060\ufeff\ufffe\uffff"
_BARE = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "nbsp": " "}


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return html5.get(name, found[0])
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return chr(code)


def decode_references(text: str) -> str:
    """Character references turned into characters, in one pass and with no nasty surprises.

    html.unescape raises on a reference of 5,000 digits and looks for prefixes of unknown names.
    """
    if "&" not in text:
        return text
    text = _REFERENCE.sub(_character, text)
    return _NAMED_BARE.sub(lambda found: _BARE[found[1]], text) if "&" in text else text


def cut(html: str) -> str:
    """Return the beginning of hostile HTML of any size: what of it is worth a parser's time."""
    html = html[:MAX_CHARACTERS]
    if html.count("<") > MAX_ANGLES:
        html = html[: len(html) - len(html.split("<", MAX_ANGLES)[-1]) - 1]
    return html


def plain_text(html: str) -> str:
    """Return the words of hostile HTML: blocks on lines of their own, one space for many.

    Ruby readings are left out, so that the words they stand above are found.
    """
    return words_of(seen(html))


def seen(html: str, *, all_shown: bool = False) -> str:
    """Return the HTML within its bound, without what no page shows: scripts, hidden elements.

    all_shown: it is known to hold none, see dialects.as_meant().
    """
    html = cut(html)
    if all_shown:
        return html
    if _MAYBE_UNSEEN.search(html):
        html = _UNSEEN.sub(_drawn_words if "<svg" in html else "", html)
    return _without_hidden(html) if may_hide(html) else html


def may_hide(html: str) -> bool:
    """Tell in little time whether an element of this HTML may be hidden."""
    if "isplay" in html and _UNDISPLAYED.search(html):
        return True
    if "idden" in html and _HIDDEN.search(html):
        return True
    return ("IDDEN" in html or "ISPLAY" in html) and _MAY_HIDE.search(html) is not None


# Patterns that begin with plain letters are looked for ten times faster than any others.
_UNDISPLAYED = lazy_re(r"isplay(?<=[dD]isplay)\s*+:\s*+[nN][oO][nN][eE]")
_HIDDEN = lazy_re(r"""idden(?<=[\s"'/][hH]idden)[\s=/>]""")
_MAY_HIDE = lazy_re(r"""[\s"'/]hidden[\s=/>]|display\s*+:\s*+none""", re.IGNORECASE)


_DRAWN = lazy_re(r"<(text|foreignObject)(?=[\s>])[^<>]*+>((?>(?:[^<]++|<(?!/\1[\s>]))*))", re.I)


def _drawn_words(unseen: re.Match[str]) -> str:
    """Return the words in a drawing, each of its texts in a line; of all else nothing."""
    if (unseen[1] or "").lower() != "svg":
        return ""
    words = " <br>".join(text[2] for text in _DRAWN.finditer(unseen[0]))
    return f"<div>{words}</div>" if words else ""


def words_of(html: str) -> str:
    """Return the words of what seen() left."""
    inner = _BLOCK.sub("\v", html)
    if inner.count("\v") > _WRAPPERS or "<br" in html:
        # Line breaks of the source are spaces, unless they are all that parts the text.
        inner = inner.replace("\n", " ")
    text = decode_references(_TAG.sub("", inner))
    for character in _INVISIBLE:  # looking for one is a hundred times faster than for any of them
        if character in text:
            text = text.replace(character, "")
    # Most lines are empty: the ends of one block and the beginning of the next.
    lines = [words for line in text.replace("\v", "\n").split("\n") if (words := line.split())]
    return "\n".join(map(" ".join, lines))[:MAX_TEXT]


_WRAPPERS = 2
# It ends at the next style: a text of nothing but such words is gone through once.
HIDES = lazy_re(
    rf"""[\s"'/](?:hidden(?=[\s=/>])
    |style\s*+=(?>(?:[^<>ds]++|d(?!isplay\s*+:\s*+none)|s(?!tyle\s*+=)){STEPS})
     d(?=isplay\s*+:\s*+none))""",
    re.IGNORECASE | re.VERBOSE,
)


def _without_hidden(html: str) -> str:
    """Without the elements that bear `hidden` or `display: none`, as the page shows it."""
    kept: list[str] = []
    at = 0
    for element in outermost(html, HIDES):
        kept.append(html[at : element.start])
        at = element.after
    kept.append(html[at:])
    return "".join(kept)


_CJK = "\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_CJK_CHARACTER = re.compile(f"[{_CJK}]")
_WORD = lazy_re(r"[^\W_]+(?:['’.-][^\W_]+)*")
CJK_A_MINUTE = 400
WORDS_A_MINUTE = 230


def reading_minutes(text: str) -> int:
    """How long a person reads at this, in minutes, at least 1."""
    text, characters = _CJK_CHARACTER.subn(" ", text) if not text.isascii() else (text, 0)
    words = sum(1 for _ in _WORD.finditer(text))
    return max(1, round(characters / CJK_A_MINUTE + words / WORDS_A_MINUTE))


def excerpt(text: str, length: int = 160, title: str = "") -> str:
    """Return the first `length` characters of a text on one line, cut at a word, "…" if cut.

    A beginning that only repeats `title` is left out.
    """
    # A line may be mostly space: a few times the length is looked at, never a whole article.
    start = text[: length * 4 + len(title)]
    if title:
        start = after_title(start, title)
    line = " ".join(one_line(start.replace("\n", " ")).split())
    if len(line) <= length:
        return line
    cut = line[:length]
    # A word of letters is not cut in two; Chinese and Japanese may be cut anywhere.
    if _within_word(line[length - 1], line[length]):
        for at in range(length - 1, length // 2, -1):
            if not _within_word(line[at - 1], line[at]):
                cut = line[:at]
                break
    return cut.rstrip(" ,.;:，、；：-–—(（[「『“‘") + "…"


def _within_word(before: str, after: str) -> bool:
    """Whether a cut between these two characters would split a word (or a composed character)."""
    if after in "\u200d\ufe0f" or before == "\u200d" or "\u0300" <= after <= "\u036f":
        return True
    if _CJK_CHARACTER.match(before) or _CJK_CHARACTER.match(after):
        return False
    return not before.isspace() and not after.isspace()

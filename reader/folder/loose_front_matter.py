"""The tolerant reader of front matter: line by line, what a person would read out of it.

For what YAML refuses: titles with unescaped quotes, colons, tabs, over several lines. Linear in
what it is given; keeps every text whole and never raises.
"""

import re

from reader.bounds import LOOSE_CHARACTERS, LOOSE_ITEMS, LOOSE_LINES
from reader.folder.keys import SEVERAL_LINES, is_known, squashed
from reader.patterns import lazy_re

_KEY = lazy_re(
    r"[ \t]?([^\W\d][\w-]{0,60}(?:\ [\w-]{1,30}){0,2})[ \t]*[:：](?=\s|$|[^\s/])(.*)$", re.DOTALL
)
_ITEM = lazy_re(r"\s*-(?:\s+(.*))?$", re.DOTALL)
# What lies beyond is no front matter of an article.
_BLOCK_MARKS = frozenset({"|", ">", "|-", ">-", "|+", ">+"})


def read_loosely(block: str) -> dict[str, object]:
    """Return the values of the lines between the rules: text, lists of text, lists of lists.

    A key given twice keeps its first value that is not empty. Empty where no key is a known one.
    """
    values: dict[str, object] = {}
    key = ""
    lines: list[str] = []
    items: list[str] = []

    def close() -> None:
        if key and not values.get(key):
            text = "\n".join(lines).strip()
            if is_known(key) and squashed(key) not in SEVERAL_LINES:
                # What goes on over further lines is text; what follows another value is damage.
                text = text.partition("\n")[0]
            values[key] = [_value(item) for item in items] if items else _value(text)

    for line in block[:LOOSE_CHARACTERS].split("\n", LOOSE_LINES)[:LOOSE_LINES]:
        found = _KEY.match(line)
        if found is not None and _begins_value(found, line):
            close()
            key = found[1].lower() if is_known(found[1]) else found[1]
            lines, items = [found[2]], []
            continue
        item = _ITEM.match(line)
        if item is not None and key and not "".join(lines).strip():
            if len(items) < LOOSE_ITEMS:
                items.append(item[1] or "")
        elif items and line.strip():
            items[-1] += f"\n{line}"
        elif key:
            lines.append(line)
    close()
    # Without one of these it was prose between two rules.
    return values if any(map(is_known, values)) else {}


def _begins_value(found: re.Match[str], line: str) -> bool:
    name, rest = found[1], found[2]
    # Known keys begin a value wherever they stand; another word before a colon may be text.
    if is_known(name):
        return True
    # "http://…" and "Note: …" at the start of a line go on with the value above.
    return name.islower() and not line[0].isspace() and (not rest or rest[0].isspace())


def _value(raw: str) -> object:
    """One value as written: an inline list is taken apart, quotes around the whole come off."""
    text = raw.strip()
    head, _, rest = text.partition("\n")
    if head.strip() in _BLOCK_MARKS:
        return rest.strip()
    if text.startswith("[") and text.endswith("]") and not text.startswith("[["):
        return [_unquoted(part) for part in _parts(text[1:-1])]
    return "" if text == "#" else _unquoted(text)


def _parts(inside: str) -> list[str]:
    """Return the parts of an inline list; a comma within quotes parts nothing."""
    found = re.findall(r"""\s*("[^"]*"|'[^']*'|[^,]+)\s*(?:,|$)""", inside)
    return [part.strip() for part in found[:LOOSE_ITEMS] if part.strip()]


def _unquoted(text: str) -> str:
    """Without the pair of quotes around the whole, if that is what the first and last one are."""
    text = text.strip()
    if len(text) < 2 or text[0] != text[-1] or text[0] not in "'\"":
        return text
    quote, inside = text[0], text[1:-1]
    if inside.startswith(quote * 2) and inside.endswith(quote * 2):
        return text  # a regenerated file's nest of quotes, which titles.py peels
    if quote == "'":
        # This is how the generator quotes, and it escapes nothing.
        return inside.replace("''", "'") if "'" not in inside.replace("''", "") else inside
    first = inside.replace('\\"', "  ").find('"')
    if first >= 0 and not _opens(inside, first):
        return text  # "A" and "B"
    return _unescaped(inside) if "\\" in inside else inside


_ESCAPE = lazy_re(r"""\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(["\\/]))""")


def _unescaped(text: str) -> str:
    """Return the text of double quotes; JSON writes what lies beyond U+FFFF as two escapes."""

    def character(found: re.Match[str]) -> str:
        if found[4]:
            return found[4]
        code = int(found[1] or found[2] or found[3], 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"

    text = _ESCAPE.sub(character, text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _opens(inside: str, at: int) -> bool:
    """Whether the quote there opens a word rather than closes what stands before it."""
    after = inside[at + 1 : at + 2]
    return at > 0 and bool(after) and (inside[at - 1].isspace() or not after.isspace())

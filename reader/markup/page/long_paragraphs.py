"""A paragraph of a whole book's length in parts: Qt lays a paragraph out in one go.

The parts stand one below the other with no space between, cut where a line or a sentence ends, so
that what is seen is at most a line that ends early. `undressed` (nodes.py) makes one of them again.
Works on the sanitized page's canonical output: blocks hold phrases or blocks, all of it balanced.
"""

from reader.bounds import LONG_PARAGRAPH
from reader.markup.policy import INLINE, names
from reader.patterns import lazy_re

_TAG = lazy_re(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>")
_BLOCK = lazy_re(rf"<(?!/?(?:{'|'.join(sorted(INLINE))})[ >])")
_WHOLE = names("pre h1 h2 h3 h4 h5 h6 summary figcaption caption dt")
"""Each line of a listing is a paragraph of its own; the others are lines of their own kind."""
_ID = lazy_re(r' id="[^"]*"')
_VOID = names("br img wbr")

_CLOSING = "[”’」』）)》】\"'\\]]*"
_SENTENCE = lazy_re(f"[。！？…]+{_CLOSING}|[.!?]+{_CLOSING}(?=\\s)")
_PAUSE = lazy_re(r"[，、：；,;](?!#)|\s|\u200b")
_NO_ENTITY = lazy_re(r"(?:[^&]|&[#\w]{1,9};)")
"""One character as it is written."""


def parted(html: str) -> str:
    """Return the page with each paragraph of more than LONG_PARAGRAPH characters in parts.

    A part that goes on has the class "on" ("on line" where it does after a line break), one that is
    gone on with the class "cut".
    """
    if len(html) <= LONG_PARAGRAPH or max(map(len, _BLOCK.split(html))) <= LONG_PARAGRAPH:
        return html
    parts: list[str] = []
    at = 0
    within = ""
    for block in [*(found.start() for found in _BLOCK.finditer(html)), len(html)]:
        end = html.find(">", at, block) + 1 if html.startswith("<", at) else at
        opened = _TAG.match(html, at, end)
        if opened and opened[2] in _WHOLE:
            within = "" if opened[1] else opened[2]
        if block - end > LONG_PARAGRAPH and not within:
            tag = html[at:end]
            parts.append(_parted_run(tag if tag.startswith("<p") else "", tag, html[end:block]))
        else:
            parts.append(html[at:block])
        at = block
    return "".join(parts)


def _parted_run(paragraph: str, before: str, run: str) -> str:
    """Phrases in parts. paragraph: the tag of the <p> they stand in, "" in another block."""
    more = _ID.sub("", paragraph[2:-1]) if paragraph else ""
    pieces = _cut(run)
    if len(pieces) == 1:
        return before + run
    first = f'<p class="cut"{paragraph[2:-1]}>' if paragraph else before
    made = [first, pieces[0][1]]
    for number, (line, piece) in enumerate(pieces[1:], 2):
        kind = "on line" if line else "on"
        kind += " cut" if number < len(pieces) else ""
        made.append(f'{"</p>" if paragraph or number > 2 else ""}<p class="{kind}"{more}>{piece}')
    return "".join(made) + ("" if paragraph else "</p>")


def _cut(run: str) -> list[tuple[bool, str]]:
    """Return the parts, each with whether a line break stood before it, its elements closed.

    One part where its phrases do not end within it.
    """
    found: list[tuple[bool, str]] = []
    held: list[str] = []
    opened: list[tuple[str, str]] = []
    length, line = 0, False

    def close() -> None:
        nonlocal length, held
        held += [f"</{name}>" for name, _ in reversed(opened)]
        found.append((line, "".join(held)))
        held = [_ID.sub("", tag) for _, tag in opened]
        length = 0

    at = 0
    for tag in [*_TAG.finditer(run), None]:
        text = run[at : tag.start() if tag else len(run)]
        while length + len(text) > LONG_PARAGRAPH and (cut := _place(text, length)):
            held.append(text[:cut])
            close()
            line = False
            text = text[cut:]
        held.append(text)
        length += len(text)
        if tag is None:
            break
        at = tag.end()
        end, name, _ = tag.groups()
        if name == "br" and length >= LONG_PARAGRAPH // 2:
            close()
            line = True
            continue
        held.append(tag[0])
        if not end and name not in _VOID:
            opened.append((name, tag[0]))
        elif end and (not opened or opened.pop()[0] != name):
            return [(False, run)]
    if opened:
        return [(False, run)]  # blocks stand in a phrase that begins here, too
    if length or not found:
        close()
    return found


def _place(text: str, before: int) -> int:
    """Where the text is cut, behind `before` characters of its part; 0 where it is not."""
    for factor, sign in ((1, _SENTENCE), (2, _PAUSE), (3, _NO_ENTITY)):
        start = max(0, factor * LONG_PARAGRAPH - before)
        found = sign.search(text, start, start + LONG_PARAGRAPH)
        if found is not None:
            after = found.end()
            while after < len(text) and text[after] == " ":
                after += 1  # the space stays with what it follows
            return after
    return 0

"""Where the sentences of a text lie, for a voice to read one after the other. Latin and CJK."""

from reader.patterns import lazy_re

LONGEST = 300
"""Characters: a voice that is given more cannot be stopped in time, and none marks so much."""

_STOP = lazy_re(
    # CJK: a sentence ends with its sign, whatever follows; closing marks belong to it.
    "[。！？!?…]+[”’」』）)》】\"']*"
    # Latin: a stop, closing marks, then a space and no small letter.
    # Of a row of stops the first alone is tried, as all of them end alike.
    r"|(?<!\.)\.++[”’\"')\]]*+(?=\s+[^\s\W\d_a-z]|\s+[\"'“‘(\[]|\s+\d|\s*$)"
    r"|;(?=\s)|；",
)
_SHORT = lazy_re(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|etc|No|Fig|Inc|Ltd|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sep|Sept|Oct|Nov|Dec|e\.g|i\.e|cf|al|approx)|(?:\b|\.)[A-Z])\.$"
)
_PAUSE = lazy_re(r"[，、：；,:;—–]|\s")
_SPOKEN = lazy_re(r"[^\W_]")
_BREAKS = lazy_re("[\n\u2028\u2029]+")


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, by characters; what holds no letter or digit is left out."""
    found = []
    start = 0
    for line_end in [*(m.start() for m in _BREAKS.finditer(text)), len(text)]:
        found += _of_line(text, start, line_end)
        start = line_end + 1
    return found


def _of_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    at = start
    for stop in _STOP.finditer(text, start, end):
        # "e.g." and "J. Smith" end nothing.
        if stop[0] == "." and _SHORT.search(text, max(at, stop.end() - 12), stop.end()):
            continue
        found += _cut(text, at, stop.end())
        at = stop.end()
    return found + _cut(text, at, end)


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One sentence without the spaces around it, in parts where it is too long."""
    while start < end and (text[start].isspace() or text[start] == "\ufffc"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\ufffc"):
        end -= 1
    found = []
    while end - start > LONGEST:
        pauses = [m.end() for m in _PAUSE.finditer(text, start + LONGEST // 3, start + LONGEST)]
        cut = pauses[-1] if pauses else start + LONGEST
        found.append((start, cut))
        start = cut
    found.append((start, end))
    return [(begin, stop) for begin, stop in found if _SPOKEN.search(text, begin, stop)]

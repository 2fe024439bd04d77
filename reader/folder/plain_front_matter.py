"""The fast reader of front matter: `key: scalar` lines and block lists, as the archives write them.

It answers only where its answer is certainly python-frontmatter's (a property test holds it to
that) and gives up, with None, at the first thing it is not sure of. It takes a tenth of the time.
"""

import re

from reader.bounds import YAML_CHARACTERS

# One line. Groups: key; single-quoted, double-quoted, plain scalar. A plain scalar begins with no
# indicator of YAML's and holds no ": " and no " #"; a double-quoted one holds no escape.
_LINE = re.compile(
    r"""(?:([A-Za-z][A-Za-z0-9_-]{0,60}):(?:\ +|$)|\ *-\ +)
    (?:'((?>(?:[^']++|'')*))'
    |"([^"\\]*+)"
    |([^\s\-?:,\[\]{}#&*!|>'"%@`](?>(?:[^:#\ ]++|:(?!\ |$)|(?<!\ )\#|\ ++(?!\#|$))*))
    |)\ *$""",
    re.VERBOSE,
)
# What YAML refuses, folds or passes over in a scalar, and the tab, which it treats by its place.
_DOUBTFUL = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_END = re.compile(r"-{3,}\ *$")


def read_plainly(text: str) -> tuple[dict[str, object], str] | None:
    r"""Return values and body of a stripped text that begins with "---", None when in any doubt.

    Its lines end in "\n" alone, as decode.py gives it.
    """
    if not text.startswith("---\n"):
        return None
    end = text.find("\n---", 3)
    if end < 0 or end > YAML_CHARACTERS:
        return None
    after = text.find("\n", end + 1)
    if after < 0:
        after = len(text)
    if not _END.match(text, end + 1, after):
        return None
    block = text[4:end]
    values = None if _DOUBTFUL.search(block) else _values(block)
    return (values, text[after:].strip()) if values else None


def _values(block: str) -> dict[str, object] | None:
    """Return what the lines say, None at the first that is not certain."""
    values: dict[str, object] = {}
    items: list[str] | None = None
    last, indent = "", -1
    for line in block.split("\n"):
        if not line or (line[0] == " " and not line.strip(" ")):
            continue
        match = _LINE.match(line)
        if match is None:
            return None
        key, single, double, plain = match.groups()
        if single is not None:
            value = single.replace("''", "'") if "''" in single else single
        else:
            value = plain if double is None else double
        if key is not None:
            items, indent = (None if value is not None else []), -1
            values[key] = "" if value is None else value
            last = key
            continue
        if items is None or value is None:
            return None
        at = line.index("-")
        if indent < 0:
            indent = at
            values[last] = items
        elif at != indent:
            return None
        items.append(value)
    return values

"""Front matter: a file's text parted into values and body, by three readers in turn.

strict (plain_front_matter) reads the archives' own format and gives up at the first doubt;
python-frontmatter reads all YAML; loose_front_matter takes what YAML refuses or what would be
dangerous to hand to it. What the values mean is told elsewhere (fields).
"""

import re
from dataclasses import dataclass
from typing import Any

from reader.bounds import YAML_CHARACTERS, YAML_DEPTH, YAML_EVENTS
from reader.folder.loose_front_matter import read_loosely
from reader.folder.plain_front_matter import read_plainly

# Bounds of what YAML may see (measured: aliases grow 400 bytes to 450 MB, deep nesting crashes the
# C loader, merge keys take seconds). Real front matter has a dozen lines and no depth over 3.

# As python-frontmatter parts them.
_BOUNDARY = re.compile(r"^-{3,}\s*$", re.MULTILINE)

# Two rules with prose between them are no front matter, even where the prose has a colon.
_KEY = re.compile(r"[\w-]{1,60}")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file's text, parted.

    values: by key as written; each a str, or a list or dict of such. Nothing is resolved: a title
            `1936`, `12_00` or `yes` is that text, an empty one is "".
    body: the rest, without blank space around it.
    loose: YAML refused it; the values were recovered line by line.
    """

    values: dict[str, object]
    body: str
    loose: bool = False


def read_front_matter(text: str) -> FrontMatter:
    """Part a file's text. Text without front matter is all body. Never raises."""
    text = text.strip()
    if not text.startswith("---"):
        return FrontMatter({}, text)
    plain = read_plainly(text)
    if plain is not None:
        return FrontMatter(*plain)
    first = _BOUNDARY.match(text)
    if first is None:
        return FrontMatter({}, text)
    second = _BOUNDARY.search(text, first.end())
    if second is None:
        return _without_end(text, first.end())
    block, body = text[first.end() : second.start()], text[second.end() :].strip()
    if _harmless(block):
        values, read = _with_library(text)
        if read:
            if any(map(_KEY.fullmatch, values)) or not block.strip():
                return FrontMatter(values, body)
            return FrontMatter({}, text)
    values = read_loosely(block)
    return FrontMatter(values, body, loose=True) if values else FrontMatter({}, text)


def _without_end(text: str, start: int) -> FrontMatter:
    """A file that was cut off, or whose end line was forgotten: lines up to the first blank one."""
    block, _, body = text[start:].lstrip("\n").partition("\n\n")
    values = read_loosely(block) if "title" in block[:YAML_CHARACTERS].lower() else {}
    if "title" not in {key.lower() for key in values}:
        return FrontMatter({}, text)
    return FrontMatter(values, body.strip(), loose=True)


def _harmless(block: str) -> bool:
    """Whether YAML may read it: checked on its events, which cost no depth and no memory."""
    if len(block) > YAML_CHARACTERS:
        return False
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    depth = 0
    try:
        for count, event in enumerate(yaml.parse(block, Loader=loader)):
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                depth += 1
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                depth -= 1
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                return False
            if depth > YAML_DEPTH or count > YAML_EVENTS:
                return False
    except (yaml.YAMLError, UnicodeError):
        return False
    return True


def _with_library(text: str) -> tuple[dict[str, object], bool]:
    """python-frontmatter's values, and whether it could read them."""
    # Loaded here alone: the fast reader answers for nearly every file, and this takes 60 ms.
    import frontmatter
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    class AsWritten(YAMLHandler):
        """Scalars stay the text they are, so that a title is never a number or a date."""

        def load(self, fm: str, **_: object) -> Any:
            return yaml.load(fm, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - builds str, list, dict only

    try:
        values, _ = frontmatter.parse(text, handler=AsWritten())
    except (yaml.YAMLError, UnicodeError, ValueError):
        return {}, False
    return {key: value for key, value in values.items() if isinstance(key, str)}, True

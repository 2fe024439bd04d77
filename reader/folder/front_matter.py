"""Front matter: a file's text parted into values and body, by readers in turn.

strict (plain_front_matter) reads the archives' own format and gives up at the first doubt;
python-frontmatter reads all YAML; loose_front_matter takes what YAML refuses or what would be
dangerous to hand to it. TOML and JSON have readers here; heads without rules are head_lines' own.
What the values mean is told elsewhere (fields).
"""

import json
import re
from collections import deque
from dataclasses import dataclass
from typing import Any

from reader.bounds import (
    LEAD_CHARACTERS,
    LOOK_LONG,
    TOML_CHARACTERS,
    YAML_CHARACTERS,
    YAML_DEPTH,
    YAML_EVENTS,
)
from reader.folder.head_lines import read_head_lines
from reader.folder.keys import DATE, TITLE, is_known, squashed
from reader.folder.loose_front_matter import read_loosely
from reader.folder.plain_front_matter import read_plainly
from reader.patterns import lazy_re

# Bounds of what YAML may see (measured: aliases grow 400 bytes to 450 MB, deep nesting crashes the
# C loader, merge keys take seconds). Real front matter has a dozen lines and no depth over 3.

# As python-frontmatter parts them.
_BOUNDARY = lazy_re(r"^-{3,}\s*$", re.MULTILINE)
# YAML's own end of a document, as Pandoc and R Markdown take it.
_END = lazy_re(r"^(?:-{3,}|\.{3})\s*$", re.MULTILINE)
_PLUSES = lazy_re(r"^\+{3,}[ \t]*$", re.MULTILINE)
_SEMICOLONS = lazy_re(r"^;{3,}[ \t]*$", re.MULTILINE)
_CLOSING = lazy_re(r"^(?:-{3,}|;{3,})[ \t]*$", re.MULTILINE)
_LANGUAGE = lazy_re(r"---(toml|json|js|javascript|ya?ml)[ \t]*\n")
_YAML_LINE = lazy_re(r"(?:[^\W\d][\w .-]{0,60}[ \t]*[:：].*|\s*-(?:\s.*)?|\s+.*|#.*|)$")
_KEY_LINE = lazy_re(r"([^\W\d][\w .-]{0,60}?)[ \t]*[:：](?:\s|$)")
_FENCE = lazy_re(r"(`{3,}|~{3,})[ \t]*(?:markdown|md|mdx|yaml|yml|toml|json|)[ \t]*\n", re.I)
_TOML_LINE = lazy_re(r"^[ \t]*([\w-]+)[ \t]*=[ \t]*(.*)$", re.MULTILINE)

# Two rules with prose between them are no front matter, even where the prose has a colon.
_KEY = lazy_re(r"[\w-]{1,60}")


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
        return _other(text)
    plain = read_plainly(text)
    if plain is not None:
        return FrontMatter(*plain)
    first = _BOUNDARY.match(text)
    if first is None:
        return _in_language(text) or FrontMatter({}, text)
    second = _END.search(text, first.end())
    if second is None:
        return _without_end(text, first.end())
    return _from_yaml(text, text[first.end() : second.start()], text[second.end() :].strip())


def _in_language(text: str) -> FrontMatter | None:
    """Return what stands between `---toml`, `---json` or `---js` and a rule, as Eleventy writes."""
    first = _LANGUAGE.match(text)
    second = _BOUNDARY.search(text, first.end()) if first else None
    if first is None or second is None:
        return None
    block, body = text[first.end() : second.start()], text[second.end() :].strip()
    # JSON is YAML, and so is an object of JavaScript that holds nothing but values.
    front = _from_toml(block, body) if first[1] == "toml" else _from_yaml(text, block, body)
    return front if front is not None and front.values else None


def _from_yaml(text: str, block: str, body: str) -> FrontMatter:
    """Return what a block says that should be YAML; `text`, all of it, where it says nothing."""
    block = _HASHES.sub(r'\1"\2"', block)
    if "\\u" in block:
        block = _PAIR.sub(_joined, block)
    if _harmless(block):
        values, read = _with_library(block)
        if read:
            if any(map(_KEY.fullmatch, values)) or not block.strip():
                return FrontMatter(values, body)
            # `title:A` and `title：A` are no mapping to YAML, but to a person.
            values = read_loosely(block)
            known = {squashed(key) for key in values} & _STRONG
            return FrontMatter(values, body, loose=True) if known else FrontMatter({}, text)
    values = read_loosely(block)
    return FrontMatter(values, body, loose=True) if values else FrontMatter({}, text)


# What lies beyond U+FFFF as JSON and Java write it: libyaml refuses the half of a pair.
_PAIR = lazy_re(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def _joined(pair: re.Match[str]) -> str:
    high, low = int(pair[1], 16), int(pair[2], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


# YAML takes "#a #b" for a comment, Obsidian and dev.to for tags.
_HASHES = lazy_re(
    rf"^((?:tags?|keywords)[ \t]*:[ \t]+)(#[^\s#\"'][^\n\"']{{0,{LOOK_LONG}}})$", re.M | re.I
)


def _other(text: str) -> FrontMatter:
    """Return what a text says that begins with no YAML rule."""
    found = None
    if text.startswith("+++"):
        found = _toml(text)
    elif text.startswith(("{", ";;;", '"')):
        found = _json(text)
    elif text.startswith(("```", "~~~")):
        found = _fenced(text)
    elif text.startswith("<!--"):
        found = _behind_comment(text)
    found = found or _without_opening(text) or _bare_toml(text)
    if found is None:
        parted = read_head_lines(text)
        found = FrontMatter(*parted) if parted is not None else FrontMatter({}, text)
    return found


def _behind_comment(text: str) -> FrontMatter | None:
    """Front matter that a short comment stands before, such as a linter's."""
    end = text.find("-->", 0, LEAD_CHARACTERS)
    rest = text[end + 3 :].lstrip() if end >= 0 else ""
    front = read_front_matter(rest) if rest.startswith("---\n") else None
    return front if front is not None and front.values else None


def _toml(text: str) -> FrontMatter | None:
    """Hugo's and Zola's: TOML between lines of pluses."""
    first = _PLUSES.match(text)
    second = _PLUSES.search(text, first.end()) if first else None
    if first is None or second is None:
        return None
    return _from_toml(text[first.end() : second.start()], text[second.end() :].strip())


def _from_toml(block: str, body: str) -> FrontMatter | None:
    """Return what a block says that should be TOML, None where it says nothing."""
    import tomllib

    try:
        values = _as_text(tomllib.loads(block)) if len(block) <= TOML_CHARACTERS else None
    except (ValueError, RecursionError):
        values = None
    if values is None:
        values = read_loosely(_TOML_LINE.sub(r"\1: \2", block))
        return FrontMatter(values, body, loose=True) if values else None
    if isinstance(values, dict) and values:
        return FrontMatter(values, body)
    return None if block.strip() else FrontMatter({}, body)


def _json(text: str) -> FrontMatter | None:
    """Hugo's object, or Hexo's: with or without braces, up to a line of semicolons."""
    opening = _SEMICOLONS.match(text)
    source = text[opening.end() :].lstrip() if opening else text
    closing = _SEMICOLONS.search(source, 0, YAML_CHARACTERS)
    if closing is not None:
        block, body = source[: closing.start()].strip().rstrip(","), source[closing.end() :]
        if not block.startswith("{"):
            block = f"{{{block}}}"
    elif source.startswith("{") and source[1:64].lstrip().startswith(('"', "}")):
        block, body = source, ""
    else:
        return None
    # Numbers stay the text they are.
    decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str, strict=False)
    try:
        values, end = decoder.raw_decode(block[:YAML_CHARACTERS])
    except (ValueError, RecursionError):
        return None
    if closing is None:
        body = _BOUNDARY.sub("", block[end:].lstrip(), count=1) if end < len(block) else ""
        if not any(map(is_known, values)):
            return None  # a text of JSON
    values = _as_text(values)
    return FrontMatter(values, body.strip()) if isinstance(values, dict) and values else None


def _as_text(value: Any, depth: int = 0) -> Any:
    """Return a value of TOML or JSON as front matter has it: text, lists, dicts of such."""
    if isinstance(value, str):
        return value
    if value is None or depth > YAML_DEPTH:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {str(key): _as_text(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item, depth + 1) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _fenced(text: str) -> FrontMatter | None:
    """Return the lines within a fence of code that an assistant wrote around file or head."""
    fence = _FENCE.match(text)
    if fence is None:
        return None
    closing = re.compile(rf"^{fence[1]}[ \t]*$", re.MULTILINE)
    last = next(iter(deque(closing.finditer(text, fence.end()), maxlen=1)), None)
    if last is not None and not text[last.end() :].strip():
        inside = text[fence.end() : last.start()].strip()
        front = read_front_matter(inside) if not inside.startswith(fence[1]) else None
        if front is not None and (front.values or "markdown" in fence[0] or "md" in fence[0]):
            return front
    first = closing.search(text, fence.end())
    if first is not None:
        inside = text[fence.end() : first.start()].strip()
        if inside.startswith(("---", "+++", "{")):
            front = read_front_matter(inside)
            if front.values and not front.body:
                return FrontMatter(front.values, text[first.end() :].strip(), front.loose)
    return None


def _without_opening(text: str) -> FrontMatter | None:
    """Hexo's: `key: value` lines that a line of hyphens or semicolons ends and none begins."""
    line = _KEY_LINE.match(text)
    if line is None or not is_known(line[1]):
        return None
    closing = _CLOSING.search(text, 0, YAML_CHARACTERS)
    if closing is None:
        return None
    block = text[: closing.start()]
    lines = block.split("\n")
    if not all(map(_YAML_LINE.match, lines)):
        return None
    found = filter(None, map(_KEY_LINE.match, lines))
    known = {squashed(key[1]) for key in found if is_known(key[1])}
    if len(known) < 2 and not known & _STRONG:
        return None
    body = text[closing.end() :].strip()
    plain = read_plainly(f"---\n{block.strip()}\n---\n{body}")
    return FrontMatter(*plain) if plain is not None else _from_yaml(text, block, body)


_STRONG = frozenset((*TITLE, *DATE))


def _bare_toml(text: str) -> FrontMatter | None:
    """Return a head of TOML that no rule begins, and pluses or an empty line end.

    Without pluses only one of two keys that heads have, a title among them: a program's first lines
    look the same.
    """
    line = _TOML_LINE.match(text)
    if line is None or not is_known(line[1]):
        return None
    closing = _PLUSES.search(text, 0, TOML_CHARACTERS)
    end = closing.start() if closing else text.find("\n\n", 0, TOML_CHARACTERS)
    block = text[:end] if end > 0 else ""
    known = {squashed(found[1]) for found in _TOML_LINE.finditer(block) if is_known(found[1])}
    if len(known) < 2 or not known.intersection(TITLE):
        return None
    front = _from_toml(block, text[closing.end() if closing else end :].strip())
    return front if front is not None and not front.loose else None


def _without_end(text: str, start: int) -> FrontMatter:
    """Return the head of a file whose end line was forgotten: up to the first blank line."""
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
            if isinstance(event, yaml.ScalarEvent) and (event.tag or "").startswith("!"):
                return False  # "!important" is the beginning of a text
            if depth > YAML_DEPTH or count > YAML_EVENTS:
                return False
    except (yaml.YAMLError, UnicodeError):
        return False
    return True


def _with_library(block: str) -> tuple[dict[str, object], bool]:
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
        values, _ = frontmatter.parse(f"---\n{block}\n---", handler=AsWritten())
    except (yaml.YAMLError, UnicodeError, ValueError):
        return {}, False
    return {key: value for key, value in values.items() if isinstance(key, str)}, True

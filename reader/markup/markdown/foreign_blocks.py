"""Blocks of other tools' Markdown, written as this room's parser reads them.

MyST's directives and roles, MkDocs' and Docusaurus' tabs, kramdown's and Logseq's own lines,
Obsidian's block names, Pandoc's spans. Each is looked for only where a sign of it stands.
"""

import re

from reader.bounds import LOOK_SHORT
from reader.patterns import lazy_re

_SIGNS = tuple(
    (sign, lazy_re(pattern, re.MULTILINE))
    for sign, pattern in (
        # MyST
        ("``{", r"^[ \t>]*(?:[-*+][ ]+)?`{3,}\{[a-z]"),
        ("~~{", r"^[ \t>]*~{3,}\{[a-z]"),
        (":::{", r"^[ \t>]*:{3,}\{[a-z]"),
        ("}`", r"\{[a-z][\w:-]{1,30}\}`"),
        (")=\n", r"^\([\w.:-]{1,80}\)=$"),
        # MkDocs, Docusaurus
        ('"\n', r"^[ ]*===[!+]?[ ]\""),
        ("<Tab", r"<Tab(?:s|Item)\b"),
        # kramdown, Logseq
        ("{:", r"\{:(?:[:/]|(?:height|width)[ ])"),
        ("*[", r"^\*\[[^\]\n]{1,60}\]:"),
        (":: ", r"^[ \t]+(?:id|collapsed)::[ ]"),
        ("#+", r"#\+(?:BEGIN|END|begin|end)_"),
        ("((", r"\(\([0-9a-f-]{6}"),
        ("{{", r"\{\{(?:video|embed|youtube|tweet|renderer|query|pdf)[ ]"),
        # ikiwiki
        ("[[!", r"\[\[![a-z]"),
        # Obsidian, Pandoc
        ("^", r"(?:^|[ \t])\^[A-Za-z0-9-]{1,40}$"),
        ("]{", r"\]\{(?:[.#]|(?:style|lang|dir)=)"),
        ("\\", r"^\\(?:newpage|pagebreak|clearpage)\b"),
        ("\n| ", r"^\|[ ][^|\n]+\n\|[ ][^|\n]+$"),
    )
)
_FENCE = lazy_re(r"[ \t>]*(?:[-*+][ ]+)?(`{3,}(?=[^`]*$)|~{3,})")
_COMMENT = lazy_re(r"\{::comment\}(?s:.*?)(?:\{:/(?:comment)?\}|\Z)")


def with_own_blocks(body: str) -> str:
    """Return Markdown whose foreign blocks are written in this parser's own marks."""
    if not any(sign in body and pattern.search(body) for sign, pattern in _SIGNS):
        return body
    if "{::comment}" in body:
        body = _COMMENT.sub("", body)
    lines = body.split("\n")
    if '=== "' in body or '===! "' in body or '===+ "' in body:
        lines = _without_tabs(lines)
    return "\n".join(_Lines(body).rewritten(lines))


# --- tabs -----------------------------------------------------------------------------------------

_TAB = lazy_re(r'[ ]*===[!+]?[ ]"([^"\n]{1,300})"[ \t]*$')
_INSET = 4
_DEEP = 8


def _without_tabs(lines: list[str]) -> list[str]:
    """Return the lines with each choice's name above it, its lines no longer inset."""
    kept: list[str] = []
    open_at: list[int] = []
    fence = ""
    for line in lines:
        words = line.lstrip(" ")
        if words:
            inset = len(line) - len(words)
            while open_at and inset < open_at[-1] + _INSET:
                open_at.pop()
                fence = ""
        if open_at:
            line = line[min(_INSET * len(open_at), len(line) - len(words)) :]
        fence = _fenced(line, fence)
        tab = None if fence or not words.startswith("===") else _TAB.match(line)
        if tab is None or len(open_at) >= _DEEP:
            kept.append(line)
            continue
        margin = line[: len(line) - len(line.lstrip(" "))]
        above = [""] if kept and kept[-1].strip() else []
        kept += [*above, f"{margin}**{tab[1]}**", ""]
        open_at.append(inset)
    return kept


def _fenced(line: str, fence: str) -> str:
    """Return the marks of the listing that a line stands in, or begins; "" outside."""
    mark = _FENCE.match(line)
    if mark is None:
        return fence
    if not fence:
        return mark[1]
    return "" if mark[1].startswith(fence) and not line.strip(" \t>").strip(fence[0]) else fence


# --- MyST -----------------------------------------------------------------------------------------

_BOXES = (
    "note|tip|hint|important|warning|caution|attention|danger|error|seealso|admonition|dropdown|"
    "topic|sidebar|margin|epigraph|card|versionadded|versionchanged|deprecated|tab-set|tab-item|"
    "grid|grid-item|grid-item-card|exercise|solution|proof|theorem|definition|example|pull-quote|"
    "aside|div"
)
_CODE = "code-block|code-cell|code|sourcecode|literalinclude|parsed-literal|eval-rst"
_OTHERS = (
    "figure|image|math|mermaid|toctree|tableofcontents|contents|index|bibliography|table|list-table"
)
_DIRECTIVES = lazy_re(
    rf"^(?P<margin>[ \t>]*(?:[-*+][ ]+)?)(?P<marks>`{{3,}}|~{{3,}}|:{{3,}})"
    rf"\{{(?P<name>{_BOXES}|{_CODE}|{_OTHERS})\}}[ \t]*(?P<said>[^\n]{{0,{LOOK_SHORT}}})$",
    re.MULTILINE,
)
_UNTITLED = frozenset({"tab-set", "grid", "grid-item", "div", "epigraph", "pull-quote"})
_HOLDS_OTHERS = frozenset(_BOXES.split("|"))
_IS_CODE = frozenset(_CODE.split("|"))
_OPTION = lazy_re(r"[ \t>]*:([a-z][\w-]{0,30}):[ \t]*([^\n]*)$")
_ROLE = lazy_re(r"(?<![\\`\w{])\{([a-z][\w:-]{1,30})\}`([^`\n]{1,300})`")
_TARGETED = lazy_re(r"(.{1,200}?)\s*<[^<>]{1,200}>$")
_IN_CODE = lazy_re(r"(?:code|file|kbd|command|program|option|envvar|samp|py:|c:|cpp:|js:)")


def _role(found: re.Match[str]) -> str:
    name, said = found[1], found[2]
    if name == "math":
        return f"${said.strip()}$"
    if _IN_CODE.match(name):
        return f"`{said}`"
    targeted = _TARGETED.match(said)
    return targeted[1] if targeted else said


class _Directive:
    """One that is open: what its lines are, and what ends it."""

    def __init__(self, found: re.Match[str]) -> None:
        self.name = found["name"]
        self.said = found["said"].strip()
        self.margin = found["margin"]
        self.marks = found["marks"]
        self.options: dict[str, str] = {}
        self.is_begun = False

    def begin(self) -> list[str]:
        """Return what stands for its first line and its options."""
        self.is_begun = True
        if self.name in _HOLDS_OTHERS:
            colons = ":" * len(self.marks)
            title = "" if self.name == "admonition" else self.name
            kind = "row" if self.name in _UNTITLED else title or "note"
            said = "" if self.name in _UNTITLED else self.said
            above = [f"{self.margin}**{self.said}**", ""] if said != self.said else []
            return [f"{self.margin}{colons} {kind} {said}".rstrip(), *above]
        if self.name in _IS_CODE:
            title = self.options.get("caption", "")
            named = f' title="{title}"' if title and '"' not in title else ""
            return [f"{self.margin}{self._ticks()}{self.said.split(' ')[0]}{named}"]
        if self.name in {"figure", "image"}:
            alt = self.options.get("alt", "").replace("[", "").replace("]", "")
            return ["", f"{self.margin}![{alt}](<{self.said}>)", ""]
        if self.name == "mermaid":
            return [f"{self.margin}{self._ticks()}mermaid"]
        if self.name == "math":
            return ["", f"{self.margin}$$", *([self.said] if self.said else [])]
        return ["", *([f"{self.margin}**{self.said}**", ""] if self.said else [])]

    def end(self) -> list[str]:
        """Return what stands for its last line."""
        if self.name in _HOLDS_OTHERS:
            return [f"{self.margin}{':' * len(self.marks)}"]
        if self.is_literal:
            return [f"{self.margin}{self._ticks()}"]
        return [f"{self.margin}$$", ""] if self.name == "math" else [""]

    @property
    def is_literal(self) -> bool:
        """Whether what stands in it is a listing."""
        return self.name in _IS_CODE or self.name == "mermaid"

    def line(self, line: str) -> list[str]:
        """Return one of its lines."""
        if self.name in {"toctree", "bibliography"} and line.strip():
            return [f"- {line.strip()}"]
        return [line]

    def _ticks(self) -> str:
        return self.marks.replace(":", "`")


# --- lines ----------------------------------------------------------------------------------------

_BLOCK_NAME = lazy_re(r"(?:^|[ \t]+)\^([A-Za-z0-9-]{1,40})[ \t]*$")
_NAMED = lazy_re(r"#\^([A-Za-z0-9-]{1,40})")
_GIVEN_NAME = lazy_re(r"(?=[a-z]*[0-9])[0-9a-z]{6}")
"""What Obsidian calls a block by itself."""
_SPAN = lazy_re(
    r"(?<![!\]])\[([^\[\]\n]{1,300})\]"
    r"\{(?:[.#][\w.#-]{1,60}|(?:style|lang|dir)=)[^{}\n]{0,200}\}"
)
_PROPERTY = lazy_re(r"[ \t]+(?:id|collapsed|background-color|logseq\.[\w.-]{1,40}):: [^\n]*$")
_REFERENCE = lazy_re(r" ?\(\([0-9a-f-]{6,40}\)\)")
_SIZE = lazy_re(r"\{:(?:height|width) [^{}\n]{1,60}\}")
_CALL = lazy_re(
    r"\{\{(?:video|embed|youtube|tweet|pdf|renderer|query) "
    r"((?:[^{}\n]|\{[^{}\n]{0,100}\}){1,600})\}\}"
)
_BEGUN = lazy_re(r"([ \t]*(?:- )?)#\+(BEGIN|END)_([A-Za-z]{1,30})[ \t]*(.*)$", re.IGNORECASE)
_TAB_ITEM = lazy_re(r"<TabItem\b([^<>]{0,600})>")
_TAB_ITEM_TAG = lazy_re(r"</?TabItem\b")
_LABEL = lazy_re(r"""\blabel=\{?["']([^"']{1,200})["']""")
_TABS = lazy_re(r"</?Tabs\b[^<>]{0,600}>|</TabItem>")
_KRAMDOWN = lazy_re(r"\{:(?::[a-z]{1,20}[^{}\n]{0,200}|/[a-z]{0,20})\}")
_ABBREVIATION = lazy_re(r"\*\[([^\]\n]{1,60})\]:[ \t]*([^\n]*)$")
_BREAK = lazy_re(r"\\(?:newpage|pagebreak|clearpage)\b[ \t]*$")
_TARGET = lazy_re(r"\([\w.:-]{1,80}\)=[ \t]*$")
_VERSE = lazy_re(r"\| ([^|\n]*)$")


class _Lines:
    """The lines of one body, gone through once."""

    def __init__(self, body: str) -> None:
        self._is_myst = bool(_DIRECTIVES.search(body))
        self._named = frozenset(_NAMED.findall(body)) if "#^" in body else frozenset[str]()
        self._open: list[_Directive] = []
        self._inset = -1
        """How far the lines of a choice stand in: -1 outside, 0 before its first line."""

    def rewritten(self, lines: list[str]) -> list[str]:
        """Return the lines, each as the parser reads it; listings as they are."""
        kept: list[str] = []
        fence = ""
        for number, written in enumerate(lines):
            line = self._outset(written) if self._inset >= 0 else written
            if fence:
                kept.append(line)
                fence = _fenced(line, fence)
                continue
            directive = self._directive(line, kept)
            if directive:
                continue
            fence = _fenced(line, "")
            if fence:
                kept.append(line)
                continue
            kept += self._line(line, lines[number + 1] if number + 1 < len(lines) else "", kept)
        for directive_left in reversed(self._open):
            if not directive_left.is_begun:
                kept += directive_left.begin()
            kept += directive_left.end()
        return kept

    def _directive(self, line: str, kept: list[str]) -> bool:
        """Take a line that begins, ends or sets a directive, or stands in one's listing."""
        if not self._is_myst:
            return False
        now = self._open[-1] if self._open else None
        if now is not None:
            words = line.strip(" \t>")
            if not now.is_begun:
                option = _OPTION.match(line)
                if option is not None:
                    now.options[option[1]] = option[2].strip()
                    return True
                kept += now.begin()
            if words.startswith(now.marks) and not words.strip(now.marks[0]):
                kept += now.end()
                self._open.pop()
                return True
            if now.is_literal or now.name == "math":
                kept.append(line)
                return True
        found = _DIRECTIVES.match(line)
        if found is not None and len(self._open) < _DEEP:
            self._open.append(_Directive(found))
            return True
        if now is not None and now.name in {"toctree", "bibliography"}:
            kept += now.line(line)
            return True
        return False

    def _line(self, line: str, following: str, kept: list[str]) -> list[str]:
        """Return one line outside listings."""
        if line.startswith(("\\", "(", "*[", "| ", "%", "+++")):
            own = self._own_line(line, following, kept)
            if own is not None:
                return own
        if "::" in line and _PROPERTY.match(line):
            return []
        if "#+" in line and (begun := _BEGUN.match(line)):
            return _org_block(begun)
        if "TabItem" in line and _TAB_ITEM_TAG.search(line):
            self._inset = -1 if line.rfind("</TabItem") > line.rfind("<TabItem") else 0
        line = _inline(line)
        return [self._without_name(line) if "^" in line else line]

    def _without_name(self, line: str) -> str:
        """Return a line without the name that Obsidian gave it, or that a link leads to."""
        named = _BLOCK_NAME.search(line)
        if named and (named[1] in self._named or _GIVEN_NAME.fullmatch(named[1])):
            return line[: named.start()]
        return line

    def _outset(self, line: str) -> str:
        """Return a line of a choice as far out as its first one."""
        words = line.lstrip(" \t")
        inset = len(line) - len(words)
        if words and not self._inset:
            self._inset = inset
        return line[min(inset, self._inset) :]

    def _own_line(self, line: str, following: str, kept: list[str]) -> list[str] | None:
        """Return what a line shows that means something as a whole; None where it does not."""
        if _BREAK.match(line) or _TARGET.match(line):
            return []
        if self._is_myst and (line.startswith("% ") or line.rstrip() == "+++"):
            return []
        if abbreviation := _ABBREVIATION.match(line):
            return [f"{abbreviation[1]}: {abbreviation[2]}", ""]
        verse = _VERSE.match(line)
        above = kept[-1] if kept else ""
        if verse and not above.startswith("|"):  # else a row of a table
            goes_on = bool(_VERSE.match(following))
            if goes_on or above.endswith("\\"):
                return [verse[1] + ("\\" if goes_on else "")]
        return None


def _inline(line: str) -> str:
    if "{" in line:
        line = _ROLE.sub(_role, line)
        line = _KRAMDOWN.sub("", _SIZE.sub("", line))
        line = _CALL.sub(r"\1", line)
        line = _SPAN.sub(r"\1", line)
    if "[[!" in line:
        line = _WIKI_CALL.sub(_wiki_call, line)
    if "Tab" in line:
        line = _TABS.sub("", _TAB_ITEM.sub(_tab_item, line))
        line = line if line.strip() else ""
    if "((" in line:
        line = _REFERENCE.sub("", line)
    return line


_WIKI_CALL = lazy_re(
    r"(?<!\\)\[\[!([a-z]{1,20})"
    rf"((?:[^\[\]\"]|\"[^\"]{{0,{LOOK_SHORT}}}\"){{0,{LOOK_SHORT}}})\]\]"
)
_WIKI_SAID = lazy_re(r'([a-z]{1,20})="{1,3}([^"]*)"{1,3}')


def _wiki_call(found: re.Match[str]) -> str:
    """Return what ikiwiki's `[[!img a.png alt="b"]]` shows: a picture, or its words."""
    said = dict(_WIKI_SAID.findall(found[2]))
    words = _WIKI_SAID.sub("", found[2]).split()
    if found[1] == "img" and words:
        return f"![{said.get('alt', '')}](<{words[0]}>)"
    return " ".join(filter(None, (said.get("text", ""), said.get("desc", ""))))


def _tab_item(found: re.Match[str]) -> str:
    label = _LABEL.search(found[1])
    return f"\n\n**{label[1]}**\n\n" if label else ""


def _org_block(found: re.Match[str]) -> list[str]:
    """Return `#+BEGIN_NOTE` and its end: a box, or a listing where it holds code."""
    margin, name = found[1].replace("- ", "  "), found[3].lower()
    begins = found[2].upper() == "BEGIN"
    if name in {"src", "example", "export"}:
        return [f"{found[1]}```{found[4].split(' ')[0] if begins else ''}"]
    return [f"{found[1]}::: {name}", ""] if begins else [f"{margin}:::"]

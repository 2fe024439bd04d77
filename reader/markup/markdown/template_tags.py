"""What Hexo, Hugo, Jekyll and their themes leave in a body: `{% … %}`, `{{< … >}}`, `{{ … }}`.

A tag with a meaning is given it: pictures, players, listings, quotations, notes, links. Of one
that nobody knows the words stay, and an address becomes a link or a picture. Code stays as it is.
What each tag shows is in tag_table.py.
"""

import re
from collections import Counter
from functools import cache
from html import escape

from reader.bounds import LOOK, TEMPLATE_TAGS
from reader.markup.markdown.html_map import CODE
from reader.markup.markdown.shortcodes import with_shortcodes
from reader.markup.markdown.tag_table import CONTAINERS, LINKING, Tag, link_around, shown
from reader.patterns import lazy_re

_WORDS = r"""(?:"[^"\n]{0,400}"|'[^'\n]{0,400}'|[^"'{}%\n]++|["']|%(?!\})|\{(?![{%])){0,60}?"""
_HUGO_WORDS = (
    r"""(?:"[^"]{0,400}"|`[^`]{0,400}`|[^"`{}<>%]++|["`]|[<>%](?!\}\})|\{(?!\{)|\}(?!\})){0,60}?"""
)
_TAG = rf"""{CODE}
    | (?P<element><(?P<quiet>pre|code|script|style|textarea)(?=[\s>])(?s:.*?)
        (?:</(?P=quiet)[^>]*>|\Z))
    | \\\{{
    | \{{%-?\s*raw\s*-?%\}}(?P<raw>(?s:.*?))(?:\{{%-?\s*endraw\s*-?%\}}|\Z)
    | (?P<remark>\{{%-?\s*comment\s*-?%\}}(?s:.*?)(?:\{{%-?\s*endcomment\s*-?%\}}|\Z)
        | \{{\{{-?/\*(?s:.*?)\*/-?\}}\}}
        | \{{::comment\}}(?s:.*?)(?:\{{:/(?:comment)?\}}|\Z))
    | \{{\{{(?P<shown>[<%])/\*(?P<literal>(?s:.){{0,400}}?)\*/[>%]\}}\}}
    | \{{%-?\s*(?P<block>codeblock|highlight|code|prism|mermaid)(?=[\s%])
      (?P<options>[^%\n]{{0,300}})%\}} (?P<listing>(?s:.*?))(?:\{{%-?\s*end(?P=block)\s*-?%\}}|\Z)
    | \{{\{{[<%]\s*(?P<hugo_block>highlight|code|code-toggle|prism|codeblock|hl|mermaid)(?=[\s>%])
      (?P<hugo_options>{_HUGO_WORDS})(?<!/)[>%]\}}\}}
      (?P<hugo_listing>(?s:.*?))(?:\{{\{{[<%]\s*/\s*(?P=hugo_block)\s*[>%]\}}\}}|\Z)
    | \{{%-?\s*(?P<name>[a-zA-Z_][\w-]{{0,40}})(?P<words>{_WORDS})-?%\}}
    | \{{\{{(?P<mark>[<%])\s*(?P<slash>/?)\s*(?P<hugo_name>[a-zA-Z_][\w./-]{{0,60}})
      (?P<hugo_words>{_HUGO_WORDS})[>%]\}}\}}
    | \{{\{{-?\s*(?P<called>[a-zA-Z_]\w{{0,40}})\(\s*(?P<said>\w{{1,40}}\s*=[^{{}}\n]{{1,600}})\)
      \s*-?\}}\}}
    | \{{\{{-?\s*(?:(?P<quoted>"[^"\n]{{0,300}}"|'[^'\n]{{0,300}}')\s*(?:\|[^}}\n]{{0,80}})?
        | (?:site|page|post|layout|content|include|config|theme|paginator|forloop)\b
          [^}}\n]{{0,160}}
        | (?P<variable>[a-zA-Z_]\w{{0,40}})[^}}\n]{{0,160}})\}}\}}
    | \{{\{{\s{{0,9}}\$[\w.]{{1,80}}\s{{0,9}}\}}\}}
    | (?:^[ ]{{0,3}}[-*+1][.]?[ ][^\n]{{1,40}}\n)?^[ ]{{0,3}}\{{:[ ]?toc[^}}\n]{{0,100}}\}}[ ]*$
    | ^[ ]{{0,3}}\{{:[^}}\n]{{1,100}}\}}[ ]*$
    | <!--\s*(?:more|excerpt|toc|truncate|endtab|tabs|/tabs)\s*-->
    | <!--\s*tab(?P<tab>(?:\s[^\n]{{0,200}}?)?)\s*-->
    | ^[ ]{{0,3}}(?:\[\[?_?TOC_?\]\]?|@\[toc\](?:\([^)\n]{{0,40}}\))?|\$\{{toc\}})[ ]*$"""
_VARIABLE = lazy_re(r"\{%-?\s*(?:for\s+(\w{1,40})\s+in|(?:assign|capture|set)\s+(\w{1,40}))\b")
_ENDS = lazy_re(r"\{%-?\s*end_?([\w-]{1,40})|\{\{[<%]\s*/\s*([\w./-]{1,60})")
_ESCAPED = lazy_re(r"&#123;(?=[%{]|&#123;)|(?<=%)&#125;|(?<=\})&#125;|(?<=&#123;)&#123;")
_ESCAPED_TAG = lazy_re(
    r"&#123;%[^\n]{0,600}?%&#125;|(?:&#123;){2}[<%][^\n]{0,600}?[>%](?:&#125;){2}"
)
_BEGINNING = lazy_re(r"[ \t>]*")
_MDX_LINE = lazy_re(
    r"^(?:import\s[^\n]{1,300}?\sfrom\s+['\"][^'\"\n]{1,300}['\"]|import\s+['\"][^'\"\n]{1,300}['\"]"
    r"|export\s+(?:const|default|function|let|var)\s[^\n]{0,300});?[ \t]*$"
)
_MDX_SPACE = lazy_re(r"\{['\"`]\s{0,9}['\"`]\}")
_TITLE = lazy_re(r"""title\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|(\S+))""", re.IGNORECASE)
_LANGUAGE = lazy_re(r"lang(?:uage)?\s*[=:]\s*[\"']?([\w+#.-]{1,30})", re.IGNORECASE)
_FORGED = lazy_re(r"(href\s*=\s*[\"']?\s*)wiki:", re.IGNORECASE)


def strip_stray_tags(body: str, *, is_markdown: bool = True) -> str:
    """Return the body with its generator's tags turned into what they show; code stays as it is.

    is_markdown: whether it is no HTML, in which what only Markdown's writers use is not looked for.
    """
    if "&#123;" in body and ("&#123;%" in body or "&#123;&#123;" in body):
        body = _ESCAPED_TAG.sub(_unescaped, body)
    if is_markdown:
        if "wiki:" in body:
            body = _FORGED.sub(r"\1#", body)
        if ("import" in body or "export" in body or "{/*" in body) and _MDX.search(body):
            body = _without_mdx(body)
    if _may_hold_tags(body, is_markdown):
        body = _tag().sub(_Tags(body).replaced, body)
    return with_shortcodes(body)


@cache
def _tag() -> re.Pattern[str]:
    # Compiled when it is first needed: most folders hold none.
    return re.compile(_TAG, re.IGNORECASE | re.MULTILINE | re.VERBOSE)


def _may_hold_tags(body: str, is_markdown: bool) -> bool:
    """Whether the patterns need to look: most bodies hold none, and pay for nothing."""
    if "{" in body and ("{%" in body or "{{" in body or "{:" in body or "{toc" in body):
        return True
    return is_markdown and ("[" in body or "<!--" in body) and bool(_STEERS.search(body))


_STEERS = re.compile(
    r"<!--\s*/?(?:more|excerpt|toc|truncate|endtab|tab)|\[_?toc_?\]", re.IGNORECASE
)
_MDX = lazy_re(r"^(?:import|export)\s|\{/\*", re.MULTILINE)


def _unescaped(found: re.Match[str]) -> str:
    return found[0].replace("&#123;", "{").replace("&#125;", "}")


def _without_mdx(body: str) -> str:
    """MDX without its imports, exports and remarks, outside code."""
    kept: list[str] = []
    fence = ""
    for line in body.split("\n"):
        mark = line.lstrip()[:3]
        if mark in {"```", "~~~"}:
            fence = "" if fence == mark else fence or mark
        elif not fence and _MDX_LINE.match(line):
            continue
        kept.append(line)
    return _MDX_SPACE.sub(" ", _without_remarks("\n".join(kept)))


def _without_remarks(body: str) -> str:
    """Without what stands between `{/*` and `*/}`; Hugo's begin with two braces."""
    parts: list[str] = []
    at = start = 0
    while (start := body.find("{/*", start)) >= 0 and (end := body.find("*/}", start)) >= 0:
        if start and body[start - 1] == "{":
            start += 3
            continue
        parts.append(body[at:start])
        at = start = end + 3
    return "".join([*parts, body[at:]])


class _Tags:
    """The tags of one body, met one after the other."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._met = 0
        # A container is one only where something ends it.
        self._ends = Counter((end[1] or end[2]).lower() for end in _ENDS.finditer(body))
        self._bare_ends = len(_BARE_END.findall(body))
        self._variables = {name for found in _VARIABLE.findall(body) for name in found if name}
        self._open: list[tuple[str, str]] = []
        """The names of open containers, and what closes each."""

    def replaced(self, found: re.Match[str]) -> str:
        """Return what one tag shows."""
        if found["code"] or found["element"] or found["ticks"] or found[0].startswith("\\"):
            return found[0]
        self._met += 1
        if self._met > TEMPLATE_TAGS:
            return found[0]
        if found["name"] or found["hugo_name"]:
            return self._named(found)
        if found["called"]:
            tag = Tag(found["called"].lower(), found["said"].strip(), hugo=True)
            return self._tag(found, tag, is_end=False)
        if found["tab"] is not None:
            title = found["tab"].strip().partition("@")[0].strip()
            return self._as_block(found, f"**{title}**" if title else "")
        if found["variable"]:
            return "" if found["variable"] in self._variables else found[0]
        return _written(found)

    def _named(self, found: re.Match[str]) -> str:
        """Return what a tag with a name shows, or what its end closes."""
        if found["name"]:
            name = found["name"].lower()
            is_end = name.startswith("end") and len(name) > 3
            name = name.removeprefix("end").lstrip("_") if is_end else name
            words = found["words"].strip()
            if words.startswith("(") and name != "end" and _CALL.fullmatch(words):
                called = Tag(name, words[1:-1].strip(), hugo=True)
                return self._called(found, called) if self._bare_ends else _besides(called)
            if name == "end" and self._open:
                return self._end(found, self._open[-1][0])
            return self._tag(found, Tag(name, words, hugo=False), is_end)
        words = found["hugo_words"].strip().removesuffix("/").strip()
        tag = Tag(found["hugo_name"].lower(), words, hugo=True)
        return self._tag(found, tag, bool(found["slash"]))

    def _tag(self, found: re.Match[str], tag: Tag, is_end: bool) -> str:
        if is_end:
            return self._end(found, tag.name)
        if tag.name in LINKING and self._ends[tag.name] > 0 and (begun := link_around(tag)):
            self._ends[tag.name] -= 1
            self._open.append((tag.name, begun[1]))
            return begun[0]
        if tag.name in CONTAINERS and self._ends[tag.name] > 0 and not found[0].endswith("/>}}"):
            self._ends[tag.name] -= 1
            begin, end = CONTAINERS[tag.name](tag)
            self._open.append((tag.name, end))
            return self._as_block(found, begin)
        text = shown(tag, in_address=self._stands_in_address(found))
        return self._as_block(found, text) if text.startswith("<iframe") else text

    def _called(self, found: re.Match[str], tag: Tag) -> str:
        """Zola's `{% quote(author="Ann") %}`, which `{% end %}` ends whatever its name."""
        self._bare_ends -= 1
        begin, end = CONTAINERS[tag.name](tag) if tag.name in CONTAINERS else (_besides(tag), "")
        self._open.append((tag.name, end))
        return self._as_block(found, begin)

    def _end(self, found: re.Match[str], name: str) -> str:
        """Return what closes a container, and those within it that nothing closed."""
        if all(opened != name for opened, _ in self._open[-_DEEP:]):
            return ""
        parts = []
        while self._open:
            opened, end = self._open.pop()
            parts.append(end)
            if opened == name:
                break
        if parts[0] == "</a>" and len(parts) == 1:
            return parts[0]
        return self._as_block(found, "\n\n".join(filter(None, parts)))

    def _as_block(self, found: re.Match[str], text: str) -> str:
        """Lines of their own, as far inset as the tag's own line and in its quotation."""
        line = self._body.rfind("\n", 0, found.start()) + 1
        beginning = _BEGINNING.match(self._body, line, found.start())
        prefix = beginning[0] if beginning else ""
        lines = f"\n\n{text}\n\n".split("\n") if text else ["", ""]
        return f"\n{prefix}".join(lines)

    def _stands_in_address(self, found: re.Match[str]) -> bool:
        before = self._body[max(0, found.start() - 200) : found.start()]
        return bool(_ADDRESS_BEFORE.search(before))


def _written(found: re.Match[str]) -> str:
    """Return what stands in a tag as it is to be shown; "" for what only steers the generator."""
    if found["raw"] is not None:
        return found["raw"]
    if found["literal"] is not None:
        mark = found["shown"]
        return escape(f"{{{{{mark}{found['literal']}{'>' if mark == '<' else '%'}}}}}")
    if found["listing"] is not None:
        return _listing(found["block"].lower(), found["listing"], found["options"] or "")
    if found["hugo_listing"] is not None:
        return _listing("hugo", found["hugo_listing"], found["hugo_options"] or "")
    return found["quoted"][1:-1] if found["quoted"] else ""


def _listing(block: str, code: str, options: str) -> str:
    """Return a listing with the title it was given."""
    title = None if block == "codeblock" else _TITLE.search(options)
    told = _LANGUAGE.search(options)
    words = [word for word in options.replace('"', " ").split() if not _OPTION.match(word)]
    language = told[1] if told else ""
    if not told and words and block not in {"codeblock", "code"} and _NAME.fullmatch(words[0]):
        language = words.pop(0)
    named = next(filter(None, title.groups()), "") if title else ""
    if not named and block in {"codeblock", "code"}:
        named = " ".join(words)
    dress = f' class="language-{language.lower()}"' if language else ""
    above = f"<p><b>{escape(named, quote=False)}</b></p>\n" if named else ""
    return f"\n{above}<pre><code{dress}>{escape(code.strip(chr(10)))}</code></pre>\n"


_OPTION = lazy_re(
    r"(?:lang|language|line_?\w*|linenos|hl_lines|highlight|first_line|mark|wrap|style|title|file|"
    r"filename|copy|fm|config|caption|anchorlinenos|nowrap|tabwidth|guesssyntax)[:=]",
    re.IGNORECASE,
)
_NAME = lazy_re(r"[A-Za-z][\w+#.-]{0,20}")
_ADDRESS_BEFORE = lazy_re(
    r"""\]\([ \t]*<?[^\s()]{0,100}$|(?:href|src)\s*=\s*["']?[^\s"']{0,100}$"""
)
_CALL = lazy_re(rf"\((?s:.){{0,{LOOK}}}\)")
_BARE_END = lazy_re(r"\{%-?\s*end\s*-?%\}")
_DEEP = 20


def _besides(tag: Tag) -> str:
    """Return what an unknown tag that holds words says besides; a bare setting is no word."""
    named = tag.arguments().named
    kept = {key: value for key, value in named.items() if value not in {"true", "false"}}
    return shown(tag, in_address=False) if kept or not named else ""

"""Give WordPress's shortcodes their meaning: `[caption]`, `[embed]`, `[code]`, `[gallery]`.

They stand in the posts that WordPress exports. Those of page builders go and leave their words.
What stands in code stays as it is. Hugo's and Jekyll's tags are template_tags.py's.
"""

import re
from functools import cache
from html import escape, unescape

from reader.bounds import LOOK, LOOK_LONG, LOOK_SHORT, TEMPLATE_TAGS
from reader.markup.markdown.html_map import CODE
from reader.markup.markdown.tag_table import Tag, shown
from reader.patterns import lazy_re

_LISTINGS = "code|sourcecode|source|cc|php|css|html|xml|java|python|bash|sql|javascript|js|crayon"
_WORDS = rf"(?:\s[^\[\]\n]{{0,{LOOK_SHORT}}})"
_CODE = rf"""{CODE}
    | (?P<element><(?P<quiet>pre|code|script|style|textarea)(?=[\s>])(?s:.*?)
        (?:</(?P=quiet)[^>]*>|\Z))
    | \[\[[^\[\]\n]{{1,300}}\]\]"""
# Any end will do for any beginning, and none is looked for behind the last end: else each
# beginning without an end would be a search through the whole text.
_LISTING = rf"""{_CODE}
    | \[(?:{_LISTINGS})(?P<options>{_WORDS}?)\](?P<listing>(?s:.*?))\[/(?:{_LISTINGS})\]"""
_CAPTION = rf"""{_CODE}
    | \[(?:wp_)?caption(?P<caption>{_WORDS}?)\](?P<captioned>(?s:.*?))\[/(?:wp_)?caption\]"""
_SHORTCODE = rf"""{_CODE}
    | \[(?P<held>embed|youtube|video|audio|tweet|vimeo)(?P<held_words>{_WORDS}?)\]
      (?P<address>\s*(?:https?://[^\s\[\]<>]{{1,{LOOK}}}\s*)?)
      \[/(?:embed|youtube|video|audio|tweet|vimeo)\]
    | \[(?P<single>youtube|vimeo|audio|video|gist|tweet|soundcloud|bilibili)
      (?P<words>=[^\s\[\]]{{1,{LOOK_SHORT}}}|{_WORDS})/?\](?![\[(:])
    | \[/?(?:gallery|playlist|caption|contact-form-7|contact-form|recent-posts)
      (?:\s[\w-]+=[^\[\]\n]{{0,600}})/?\]
    | ^[ \t]*\[gallery\][ \t]*$
    | \[/?(?:vc|et_pb|su|fusion|av|kc)_\w{{1,40}}
      (?:\s[\w-]{{1,40}}=(?:"[^"]{{0,{LOOK}}}"|'[^'\n]{{0,{LOOK}}}'|[^\s\[\]"'][^\s\[\]]{{0,200}}))
      {{0,40}}\s*/?\](?![(:])"""
_MAY_HOLD = re.compile(
    r"\[(?:(?:wp_)?caption|embed|gallery|youtube|vimeo|audio|video|gist|tweet|soundcloud|bilibili"
    rf"|playlist|contact-form|vc_|et_pb_|su_|fusion_|av_|kc_|(?:{_LISTINGS})[\s\]])",
    re.IGNORECASE,
)
_CAPTIONED = lazy_re(
    rf"\s*((?:<a\s[^<>]{{0,{LOOK}}}>\s*)?<img\s[^<>]{{0,{LOOK_LONG}}}>(?:\s*</a>)?"
    rf"|\[?!\[[^\[\]]{{0,400}}\]\([^()\n]{{1,{LOOK}}}\)(?:\]\([^()\n]{{1,{LOOK}}}\))?)\s*"
)
_MARKDOWN_PICTURE = lazy_re(rf"!\[([^\[\]]{{0,400}})\]\(\s*<?([^()\s<>]{{1,{LOOK}}})")
_SAID = lazy_re(r"""caption\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_LANGUAGE = lazy_re(
    r"""\slang(?:uage)?\s{0,9}=\s{0,9}["']?([\w+#.-]{1,30})"""
    r"""|^\s["']?([\w+#.-]{1,30})["']?(?![=\w])""",
    re.IGNORECASE,
)
_STRESSED = lazy_re(r"(\*{1,2}|_)(?=\S)([^*_\n]{1,300})(?<=\S)\1")
_LINKED = lazy_re(rf"\[([^\[\]]{{1,400}})\]\((https?://[^()\s]{{1,{LOOK}}})\)")
_LINES = lazy_re(r"<br\s*/?>\n?|</p>\s*<p(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_PARAGRAPH = lazy_re(r"</?(?:p|pre|code)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_ADDRESS = lazy_re(rf"https?://[^\s\"'\[\]<>]{{1,{LOOK}}}")
_IDENTIFIER = lazy_re(r"(?=[\w-]*[0-9A-Z_])[\w-]{6,24}")


def with_shortcodes(body: str) -> str:
    """Return a body, Markdown or HTML, with WordPress's shortcodes turned into what they show."""
    if "[" not in body or not _MAY_HOLD.search(body):
        return body
    for end, pattern, shows in _WITH_ENDS:
        last = max((found.end() for found in end.finditer(body)), default=0)
        if last:
            body = _compiled(pattern).sub(shows, body[:last]) + body[last:]
    return _compiled(_SHORTCODE).sub(_as_shown, body, count=TEMPLATE_TAGS)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # When it is first needed: few bodies hold any.
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE | re.VERBOSE)


def _as_listing(found: re.Match[str]) -> str:
    if found["listing"] is None:
        return found[0]
    return _listing(found["listing"], found["options"] or "")


def _as_figure(found: re.Match[str]) -> str:
    if found["captioned"] is None:
        return found[0]
    return _captioned(found["captioned"], found["caption"] or "")


def _as_shown(found: re.Match[str]) -> str:
    if found["code"] or found["element"] or found["ticks"] or found[0].startswith("[["):
        return found[0]
    if found["held"]:
        said = f"{found['address'].strip()} {found['held_words'] or ''}"
        return _player(found["held"].lower(), said, found[0])
    if found["single"]:
        return _player(found["single"].lower(), found["words"].lstrip("="), found[0])
    return ""


def _listing(code: str, options: str) -> str:
    told = _LANGUAGE.search(options)
    dress = f' class="language-{(told[1] or told[2]).lower()}"' if told else ""
    code = unescape(_PARAGRAPH.sub("", _LINES.sub("\n", code))).strip("\r\n")
    # An empty line would end the block where this is Markdown.
    return f"\n\n<pre><code{dress}>{escape(code)}</code></pre>\n\n"


def _captioned(inner: str, words: str) -> str:
    """Return a picture with what is written below it."""
    picture = _CAPTIONED.match(inner)
    told = _SAID.search(words)
    said = (told[1] or told[2] or "").strip() if told else ""
    if picture is None:
        return f"{inner} {said}".strip()
    shown_picture = picture[1]
    written = _MARKDOWN_PICTURE.search(shown_picture)
    if written is not None:
        shown_picture = f'<img src="{escape(written[2])}" alt="{escape(written[1])}">'
    said = inner[picture.end() :].strip() or said
    if "<" not in said:  # Markdown, which is not looked for within an element
        said = _LINKED.sub(r'<a href="\2">\1</a>', _STRESSED.sub(r"<em>\2</em>", said))
    below = f"<figcaption>{said}</figcaption>" if said else ""
    return f"\n\n<figure>{shown_picture}{below}</figure>\n\n"


def _player(name: str, words: str, written: str) -> str:
    """Return what is played, or a link to it; as it is written where no address is told."""
    address = _ADDRESS.search(words)
    known = address is not None or "=" in words or _IDENTIFIER.fullmatch(words.strip())
    if not known:
        return written
    if name in {"embed", "tweet", "soundcloud"}:
        if address is None:
            return written
        if not _PLAYED.match(address[0]):
            link = escape(address[0])
            return f'<a href="{link}">{link}</a>'
        return f'\n\n<iframe src="{escape(address[0])}"></iframe>\n\n'
    return f"\n\n{shown(Tag(name, words.strip(), hugo=True), in_address=False)}\n\n"


_PLAYED = lazy_re(
    r"https?://(?:[\w-]+\.)?(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com|dailymotion\.com)/",
    re.IGNORECASE,
)

_WITH_ENDS = (
    (lazy_re(rf"\[/(?:{_LISTINGS})\]", re.IGNORECASE), _LISTING, _as_listing),
    (lazy_re(r"\[/(?:wp_)?caption\]", re.IGNORECASE), _CAPTION, _as_figure),
)

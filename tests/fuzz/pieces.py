"""What inputs are made of: nasty pieces of front matter, dates, HTML and Markdown, and mutation."""

import json
from functools import cache
from pathlib import Path
from random import Random


def words(listed: str) -> tuple[str, ...]:
    """The words of a list."""
    return tuple(listed.split())


DATA = Path(__file__).resolve().parent.parent / "data"

NAMES = words(
    "a abbr address annotation-xml applet area article aside audio b base basefont bdi bdo big "
    "blink blockquote body br button caption center cite code col colgroup dd del desc details "
    "dialog dir div dl dt em embed fieldset figcaption figure font footer foreignObject form "
    "frame frameset h1 h2 h3 h6 head header hr html i iframe image img input ins isindex kbd "
    "keygen label legend li link listing main map mark marquee math meta mglyph mi mtext nobr "
    "noembed noframes noscript object ol optgroup option p param picture plaintext pre q rb rp rt "
    "ruby s samp script section select set small source span strike strong style sub summary sup "
    "svg table tbody td template textarea tfoot th thead time title tr track tt u ul use var "
    "video wbr xmp x-y x:y"
)
ATTRIBUTES = words(
    "href src srcset data-src data-original style class id name align width height colspan "
    "rowspan border title alt lang dir start type value reversed onerror onload onclick "
    "formaction action background poster data code archive cite longdesc usemap xlink:href "
    "xml:base xmlns hidden target rel srcdoc dynsrc lowsrc manifest profile ping is slot "
    "data-srcset data-origin-href allow http-equiv content"
)
VALUES = (
    "",
    "x",
    "1",
    "-1",
    "1e9",
    "99999999999999999999",
    "100%",
    "20000",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A&#x61vascript:alert(1)",
    "javascript&colon;alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "data:image/png;base64,iVBORw0KGgo=",
    "https://a.example/b.png",
    "http://[::1",
    "//host/share",
    "\\\\host\\share",
    "file:///etc/passwd",
    "/dev/zero",
    "../../x.png",
    "a b.png",
    "#x",
    "mailto:a@b",
    "https://a.example/%3Cb%3E?c=1&d=2",
    "a.png 1x, https://b.example/c.png 2x",
    "display:none",
    "display : none",
    "font-weight:bold;color:red",
    "background:url(https://a.example/x)",
    "width:expression(alert(1))",
    "text-align:center",
    '"><img src=x onerror=alert(1)>',
    "'><script>",
    "--><b>",
    "</style><b>",
    "&quot;&gt;",
    "\u202eabc",
    "\ud800",
    "text/html",
    "ltr",
    "漢字",
)
LOOSE = (
    "<!--",
    "-->",
    "--!>",
    "<!-->",
    "<![CDATA[",
    "]]>",
    "<?xml ",
    "?>",
    "<!DOCTYPE html>",
    "<!",
    "</",
    "</>",
    "<",
    ">",
    "&",
    "&amp",
    "&lt;",
    "&#60;",
    "&#x3c",
    "&#0;",
    "&#xD800;",
    "&#99999999;",
    "&NotEqualTilde;",
    "&nbsp",
    '"',
    "'",
    "=",
    "/",
    "\0",
    "\r\n",
    "\n",
    "\n\n",
    "\t",
    "\x0c",
    "\x0b",
    " ",
    "\u00a0",
    "\u2028",
    "\u200b",
    "\u200d",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\ud800",
    "\udfff",
    "é",
    "e\u0301\u0301\u0301",
    "漢字",
    "あ",
    "한",
    "العربية",
    "\U0001f469\u200d\U0001f4bb",
    "\U000e0001",
    "word ",
    "text. ",
    "alert(1)",
    "</p>",
    "</br>",
    "</table>",
    "</td>",
    "</div>",
    "</a>",
    "</b>",
)
MARKDOWN = (
    "# ",
    "## ",
    "---\n",
    "===\n",
    "- ",
    "* ",
    "1. ",
    "> ",
    "    ",
    "```\n",
    "~~~python\n",
    "`",
    "``",
    "**",
    "__",
    "*",
    "_",
    "~~",
    "[",
    "](",
    ")",
    "![",
    "]: http://a.example/ 'b'\n",
    "[a]",
    "[a]: <b> (c)\n",
    "<http://a.example>",
    "| a | b |\n| - | - |\n",
    "|",
    "\\",
    "{% raw %}",
    "{% endraw %}",
    "{% img a.png 'b' %}",
    "{% codeblock lang:js %}",
    "{% endcodeblock %}",
    "{% blockquote %}",
    "{{ 'x' }}",
    "{{ site.url }}",
    "{: .x }\n",
    "<!-- more -->",
    "[TOC]\n",
    "[^1]",
    "[^1]: x\n",
    "\n\n",
    "\n",
)
KEYS = words(
    "title date categories category tags author thumbnail headimg cover image url link original "
    "source description published Title DATE x-y <<"
)
SCALARS = (
    "",
    "''",
    '""',
    "'",
    '"',
    "'it''s'",
    "'it's'",
    '"a \\" b"',
    "[a, b]",
    "[",
    "{a: b}",
    "{",
    "&a x",
    "*a",
    "!!python/object:os.system x",
    "!!binary aGk=",
    "|",
    ">-",
    "? a",
    "- b",
    "1936",
    "yes",
    "~",
    "null",
    "0x1f",
    "12_00",
    ".inf",
    "@x",
    "`x`",
    "%x",
    "a: b: c",
    "a #b",
    "#",
    "&#123;x&#125;",
    "https://a.example/x?utm_source=y",
    "//a.example/b.jpg",
    "'data:image/png;base64,iVBORw0KGgo='",
    "<b>x</b>",
    "'''''x'''''",
    "\u202ex",
    "\ud800",
    "\0",
    "\t",
    "漢字：仮名",
    "Sat, 28 May 2022 11:37:28 GMT",
    "2021-03-22 10:11:12",
)
DATES = (
    "2021", "03", "22", "5", "31", "99", "00", "10:11:12", "24:00", "10:11", "11:37 PM", "午後",
    "下午", "오후", "3時", "5分", "2021年3月22日", "-", "/", ".", " ", "T", "Z", "+08:00", "-2500",
    "+99", "GMT", "EST", "(China Standard Time)", "Mar", "March", "Sat,", "Saturday", "1st",
    "22nd", "May", "at", ",", "1616400000", "1616400000000", "9" * 30, "0", "-1", "nan", "inf",
    "1e400", "W12", "星期一", "\u2212", "\u0661", "٢", "\0", "\ud800", "２０２１", "today", "",
    "[", "'", "0001-01-01", "9999-12-31 23:59:59 -2359", "1969-12-31", "20210322", "101112",
)  # fmt: skip


@cache
def hostile() -> tuple[str, ...]:
    """The attacks of tests/data/hostile."""
    return tuple(
        attack["html"]
        for file in sorted((DATA / "hostile").glob("*.json"))
        for attack in json.loads(file.read_text(encoding="utf-8"))["attacks"]
    )


@cache
def articles() -> tuple[str, ...]:
    """The articles of tests/data/articles."""
    files = sorted((DATA / "articles").glob("*.md"))
    return tuple(file.read_bytes().decode("utf-8", "replace") for file in files)


def tag(random: Random) -> str:
    """One tag, well formed or not."""
    name = random.choice(NAMES)
    if random.random() < 0.3:
        return f"</{name}>"
    if random.random() < 0.1:
        name = name.upper()
    parts = [f"<{name}"]
    for _ in range(random.choice((0, 0, 0, 1, 1, 2, 5))):
        quote = random.choice(('"', '"', "'", "", '"'))
        value = random.choice(VALUES)
        end = quote if random.random() < 0.95 else ""
        parts.append(
            f"{random.choice((' ', ' ', '/', chr(12), ''))}{random.choice(ATTRIBUTES)}"
            f"={quote}{value}{end}"
        )
    parts.append(random.choice((">", ">", ">", ">", "/>", "", " ")))
    return "".join(parts)


def html(random: Random) -> str:
    """A piece of HTML: tags, loose ends, words, attacks; now and then one piece very often."""
    parts: list[str] = []
    for _ in range(random.choice((1, 3, 8, 20, 40))):
        kind = random.random()
        if kind < 0.6:
            piece = tag(random)
        elif kind < 0.93:
            piece = random.choice(LOOSE)
        else:
            piece = random.choice(hostile())
        if random.random() < 0.004:
            piece *= random.choice((20, 100, 400, 2000))
        parts.append(piece)
    text = "".join(parts)
    return mutated(text, random) if random.random() < 0.3 else text


def markdown(random: Random) -> str:
    """Markdown with HTML and stray tags in it."""
    parts = []
    for _ in range(random.choice((2, 6, 15, 40))):
        kind = random.random()
        if kind < 0.6:
            piece = random.choice(MARKDOWN)
        elif kind < 0.8:
            piece = random.choice(LOOSE)
        else:
            piece = tag(random)
        if random.random() < 0.004:
            piece *= random.choice((20, 100, 400, 2000))
        parts.append(piece)
    return "".join(parts)


OTHER_HEADS = (
    "", "+++\n", ";;;\n", "{", '{"title": "a", ', "```markdown\n", "```\n---\n", "<!--\n",
    "<!-- a -->\n---\n", ".. ", "% ", "#+", "[#]: ", "> * ", "- ", "# A\n\n- ", "**",
)  # fmt: skip


def front_matter(random: Random) -> str:
    """A file's beginning, mostly lines of `key: value` between rules."""
    rule = random.choice(("---\n", "---\n", "---\n", "----\n", *OTHER_HEADS))
    parts = [random.choice(("", "\n", "\ufeff", " ")), rule]
    for _ in range(random.choice((0, 2, 5, 9))):
        indent = random.choice(("", "", "", "  ", "\t"))
        separator = random.choice((": ", ": ", ": ", ":", "：", " = ", ":: "))
        line = f"{indent}{random.choice(KEYS)}{separator}{random.choice(SCALARS)}"
        if random.random() < 0.1:
            line = f"{indent}- {random.choice(SCALARS)}"
        if random.random() < 0.004:
            line *= random.choice((20, 100, 1000))
        parts.append(line + random.choice(("\n", "\n", "\n", "\r\n", "\n\n", "")))
    ends = (
        "---\n",
        "---\n",
        "--- \n",
        "",
        "...\n",
        "---x\n",
        "\n\n",
        "+++\n",
        ";;;\n",
        "```\n",
        "-->",
    )
    parts.append(random.choice(ends))
    text = "".join(parts)
    return mutated(text, random) if random.random() < 0.4 else text


def date(random: Random) -> str:
    """What might be a date."""
    text = random.choice(("", " ", "-")).join(
        random.choice(DATES) for _ in range(random.choice((1, 2, 3, 4, 6, 9)))
    )
    return mutated(text, random) if random.random() < 0.3 else text


def mutated(text: str, random: Random) -> str:
    """A text with a few cuts, doublings, swaps and foreign characters."""
    for _ in range(random.choice((1, 1, 2, 4))):
        if not text:
            break
        at = random.randrange(len(text))
        length = random.choice((1, 1, 2, 5, 20))
        kind = random.randrange(5)
        if kind == 0:
            text = text[:at] + text[at + length :]
        elif kind == 1:
            text = text[: at + length] + text[at:]
        elif kind == 2:
            text = text[:at] + random.choice(LOOSE) + text[at:]
        elif kind == 3:
            text = text[:at] + chr(random.choice((random.randrange(256), 0x2028, 0xFFFD)))
            text += text[at:][:200]
        else:
            other = random.randrange(len(text))
            text = text[:at] + text[other : other + length] + text[at:]
    return text


def mutated_bytes(data: bytes, random: Random) -> bytes:
    """Bytes with a few of them changed, cut or doubled."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        if not changed:
            break
        at = random.randrange(len(changed))
        kind = random.randrange(5)
        if kind == 0:
            changed[at] ^= 1 << random.randrange(8)
        elif kind == 1:
            changed[at] = random.choice((0, 255, 127, 128, 1))
        elif kind == 2:
            del changed[at : at + random.choice((1, 2, 8, 64))]
        elif kind == 3:
            changed[at:at] = changed[at : at + random.choice((1, 4, 32))]
        else:
            changed[at : at + 4] = random.randbytes(4)
    return bytes(changed)

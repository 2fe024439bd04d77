"""Files of a few kilobytes, or few hundred, each made to freeze or kill a reader. By name.

What each holds beside its bomb: a word before it and one behind it, which are to stay readable
(the one behind where the file is not over a bound of length).
"""

from collections.abc import Callable

BEFORE, BEHIND = "beforeword", "behindword"


def file(body: str, front: str = "") -> str:
    """A file with this body."""
    return (
        f"---\ntitle: 'Bomb'\ndate: 2026-01-02 03:04:05\n{front}---\n\n"
        f"<div><p>{BEFORE}</p>\n{body}\n<p>{BEHIND}</p></div>\n"
    )


def _nested(tag: str, times: int, *, closed: bool = True) -> str:
    return f"<{tag}>" * times + "deep" + (f"</{tag}>" * times if closed else "")


def _tables(times: int) -> str:
    return "<table><tr><td>a<td>b<tr><td>" * times + "deep" + "</table>" * times


def _scripts() -> str:
    """The first letter of every 16 that are letters beyond Europe and East Asia."""
    blocks = [*range(0x530, 0x1100, 16), *range(0x1200, 0x1D00, 16), *range(0x10000, 0x12000, 16)]
    letters = [
        next((chr(n) for n in range(block, block + 16) if chr(n).isalpha()), "") for block in blocks
    ]
    return " ".join(letter * 2 for letter in letters if letter)


def _styles(words: str) -> str:
    """Words in every style there is."""
    insides = [f"{a}{words} <code>{words}</code>" for a in ("", "<b>", "<i>", "<b><i>")]
    outer = ("p", "h1", "h2", "h3", "h4", "pre", "blockquote", "figcaption", "li", "dt", "small")
    return "".join(f"<{tag}>{inside}</b></i></{tag}>" for tag in outer for inside in insides)


def _rows(rows: int, cells: str) -> str:
    return "<table border=1>" + f"<tr>{cells}</tr>" * rows + "</table>"


def _laughs(levels: int, width: int = 9) -> str:
    lines = ["a0: &a0 lol"]
    for level in range(1, levels):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * width)}]")
    return "\n".join(lines) + "\n"


def _merges(times: int) -> str:
    lines = ["b0: &b0 {x: 1}"]
    lines += [f"b{n}: &b{n} {{<<: [*b{n - 1}, *b{n - 1}], k{n}: 1}}" for n in range(1, times)]
    return "\n".join(lines) + "\n"


BOMBS: dict[str, Callable[[], str]] = {
    "10,000 nested div": lambda: file(_nested("div", 10_000)),
    "10,000 nested b": lambda: file(_nested("b", 10_000)),
    "10,000 nested blockquote": lambda: file(_nested("blockquote", 10_000)),
    "100,000 nested div": lambda: file(_nested("div", 100_000)),
    "100,000 nested b": lambda: file(_nested("b", 100_000)),
    "100,000 nested blockquote": lambda: file(_nested("blockquote", 100_000)),
    "100,000 nested div, unclosed": lambda: file(_nested("div", 100_000, closed=False)),
    "100,000 nested span, font, div": lambda: file("<span><font><div>" * 33_000 + "deep"),
    "tables 18 deep": lambda: file(_tables(18)),
    "tables 22 deep": lambda: file(_tables(22)),
    "tables 10,000 deep": lambda: file(_tables(10_000)),
    "a list of 10,000": lambda: file("<ol>" + "<li>item</li>" * 10_000 + "</ol>"),
    "a list of 40,000": lambda: file("<ul>" + "<li>item" * 40_000 + "</ul>"),
    "lists 1,000 deep": lambda: file("<ul><li>x" * 1_000),
    "5,000 pictures": lambda: file("<p>" + "".join(f"<img src=a{n}.png>" for n in range(5_000))),
    "20,000 pictures": lambda: file("<p>" + "<img src=a.png> b " * 20_000),
    "a picture's host of a million parts": lambda: file(
        f"<p>x</p><img src='https://{'a.' * 1_000_000}example/x.jpg'>"
    ),
    "20,000 small pictures": lambda: file(
        "<p>" + "".join(f"x<img src=a{n}.png width=16 height=16>" for n in range(20_000))
    ),
    "2,000 pictures in a table": lambda: file(
        "<table>"
        + "".join(
            "<tr>" + "".join(f"<td><img src={row}/{n}.png>" for n in range(10))
            for row in range(200)
        )
        + "</table>"
    ),
    "a word of 1,000,000 letters": lambda: file("<p>" + "a" * 1_000_000),
    "a word of 1,000,000 letters in pre": lambda: file("<pre>" + "a" * 1_000_000 + "</pre>"),
    "1,000,000 spaces in pre": lambda: file("<pre>" + " " * 1_000_000 + "x</pre>"),
    "600,000 letters of Korean in pre": lambda: file("<pre>" + "한" * 600_000 + "</pre>"),
    "600,000 letters of five scripts in pre": lambda: file(
        "<pre>" + "aع漢कก" * 120_000 + "</pre>"
    ),
    "a word of 1,000,000 marks": lambda: file("<p>" + "\u0301" * 1_000_000),
    "1,000,000 Chinese letters": lambda: file("<p>" + "漢" * 1_000_000),
    "300,000 letters of Arabic": lambda: file("<p>" + "ع" * 300_000),
    "every script in every style": lambda: file(_styles(_scripts())),
    "1,000,000 words": lambda: file("<p>" + "word " * 1_000_000),
    "a listing of 100,000 lines": lambda: file("<pre>" + "line of code\n" * 100_000 + "</pre>"),
    "100,000 breaks": lambda: file("<p>" + "x<br>" * 100_000),
    "30,000 paragraphs": lambda: file("<p>x</p>" * 30_000),
    "colspan 20,000, 1,000 rows": lambda: file(_rows(1_000, "<td colspan=20000>a<td>b")),
    "rowspan 20,000, 1,000 rows": lambda: file(_rows(1_000, "<td rowspan=20000>a<td>b")),
    "both spans 20,000, 1,000 rows": lambda: file(
        _rows(1_000, "<td colspan=20000 rowspan=20000>a<td>b")
    ),
    "spans 60, 3,000 rows": lambda: file(_rows(3_000, "<td colspan=60 rowspan=60>a<td>b")),
    "1,000 cells, 100 rows": lambda: file(_rows(100, "<td>a" * 1_000)),
    "10 cells, 10,000 rows": lambda: file(_rows(10_000, "<td>a" * 10)),
    "2,000 tables": lambda: file(_rows(2, "<td>a<td>b") * 2_000),
    "2,000 quotations": lambda: file("<blockquote>a</blockquote>" * 2_000),
    "10,000 quotations": lambda: file("<blockquote>a</blockquote>" * 10_000),
    "2,000 listings": lambda: file("<pre>a</pre>" * 2_000),
    "2,000 players": lambda: file("<iframe src=https://a.example/b></iframe>" * 2_000),
    "pictures of nonsense size": lambda: file(
        "<img src=a.png width=1e9 height=1e9><img src=b.png width=-1 height=-5>"
        "<img src=c.png width=999999999999>"
    ),
    "a table's border of 20,000": lambda: file(
        "<table border=20000 cellpadding=20000 cellspacing=20000 width=1e9 height=-1>"
        "<tr><td>a<td>b<tr><td>c<td>d</table>"
    ),
    "YAML aliases, 338 bytes": lambda: file("", _laughs(8)),
    "YAML aliases, 400 bytes": lambda: file("", _laughs(9, 10)),
    "YAML flow 100,000 deep": lambda: file("", "x: " + "[" * 100_000 + "]" * 100_000 + "\n"),
    "YAML flow 60,000 deep": lambda: file("", "x: " + "{a: " * 15_000 + "\n"),
    "YAML merge keys": lambda: file("", _merges(700)),
    "YAML of 64 KB": lambda: file("", "x: [" + "a, " * 21_000 + "]\n"),
    "1,000,000 &": lambda: file("<p>" + "&" * 1_000_000),
    "1,000,000 & in an attribute": lambda: file(f'<p title="{"&" * 1_000_000}">x</p>'),
    "250,000 joined emoji": lambda: file("<p>" + "\U0001f469\u200d" * 250_000),
    "500,000 line separators in pre": lambda: file("<pre>" + "x\u2028" * 500_000 + "</pre>"),
    "1,100,000 letters of Arabic in words": lambda: file("<p>" + "مرحبا بالعالم " * 80_000),
    "500,000 soft hyphens": lambda: file("<p>" + "x\u00ad" * 500_000),
    "500,000 hard spaces": lambda: file("<p>" + "x\u00a0" * 500_000),
    "60,000 & in 4 MB": lambda: file("<p>" + ("&amp; " + "word " * 11) * 58_000),
    "1.2 MB of listings in colour": lambda: file(
        ("<pre class=language-js>" + 'var a="b";' * 3_900 + "</pre>") * 30
    ),
    "100,000 attributes": lambda: file(
        "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x</p>"
    ),
    "100,000 formats over paragraphs": lambda: file("<b><i><u><s><p>x" * 20_000),
    "fonts without end": lambda: file(
        "".join(f"<font color={n}>" for n in range(2_000)) + "<p>x" * 10_000
    ),
    "links within links": lambda: file("<a href=https://a.example/>x" * 10_000),
    "100,000 comments": lambda: file("<!-- x --><!--" * 50_000),
    "one Markdown reference 5,000 times": lambda: (
        "---\ntitle: 'Bomb'\n---\n\n"
         f"{BEFORE}\n\n"
        + "[a] " * 5_000
        + f"\n\n{BEHIND}\n\n[a]: https://a.example/{'b' * 50_000}\n"
    ),
    "20,000 lines across in Markdown": lambda: (
        f"---\ntitle: 'Bomb'\n---\n{BEFORE}\n\n" + "---\n" * 20_000 + f"\n{BEHIND}"
    ),
    "Markdown brackets": lambda: f"---\ntitle: 'Bomb'\n---\n{BEFORE}\n\n{'[' * 40_000}\n\n{BEHIND}",
    "Markdown emphasis": lambda: (
        f"---\ntitle: 'Bomb'\n---\n{BEFORE}\n\n{'*a **b ' * 6_000}\n\n{BEHIND}"
    ),
    "Markdown quotations 10,000 deep": lambda: (
        f"---\ntitle: 'Bomb'\n---\n{BEFORE}\n\n{'> ' * 10_000}x\n\n{BEHIND}"
    ),
    "Markdown lists 1,000 deep": lambda: (
        f"---\ntitle: 'Bomb'\n---\n{BEFORE}\n\n"
        + "".join("  " * n + "- x\n" for n in range(1_000))
        + f"\n\n{BEHIND}"
    ),
    "Markdown lists 12 deep": lambda: (
        f"---\ntitle: 'Bomb'\n---\n{BEFORE}\n\n"
        + "".join("  " * n + "- x\n" for n in range(12))
        + f"\n\n{BEHIND}"
    ),
    "a Markdown table of 100 columns, 2,000 rows": lambda: (
        f"---\ntitle: 'Bomb'\n---\n{BEFORE}\n\n"
        + "|a" * 100 + "|\n" + "|-" * 100 + "|\n" + "|b\n" * 2_000
        + f"\n\n{BEHIND}"
    ),
}  # fmt: skip
"""Each line of the issue's table, and its like."""

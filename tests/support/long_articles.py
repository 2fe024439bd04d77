"""Bodies of any length whose bulk stands in one box: a list, a table, a quotation, a listing."""

from collections.abc import Callable

WORDS = "A sentence that goes on for a while, over the end of its line. "
HAN = "这是一句相当长的话，写在这里只是为了试一试排版的快慢，没有别的意思。"


def bodies(size: int, words: str = WORDS) -> dict[str, str]:
    """By their kind, each of about `size` characters of HTML. words: what they say over and over.

    Between "Begin." and "End.", so that what stands beside the box is seen as well.
    """

    def fill(make: Callable[[int], str]) -> str:
        parts: list[str] = []
        length = 0
        while length < size:
            parts.append(make(len(parts)))
            length += len(parts[-1])
        return "".join(parts)

    some = fill(lambda n: f"<p>{n} {words * 8}</p>")
    items = fill(lambda n: f"<li>{n} {words * (1 + n % 5)}</li>")
    inner = "<ol type='a'>" + "".join(f"<li>{words * 2}</li>" for _ in range(4)) + "</ol>"
    rows = fill(
        lambda n: f"<tr><td>{n}</td><td>{words[:20]}</td><td>{words * (1 + n % 3)}</td></tr>"
    )
    lines = fill(lambda n: f"{'    ' * (n % 4)}say_{n}(a) &lt; b\n" + "\n" * (n % 7 == 0))
    head = "<tr><th>No</th><th>Name</th><th>What it says</th></tr>"
    made = {
        "paragraphs": some,
        "list": f"<ul>{items}</ul>",
        "numbered list": f"<ol start='7'>{items}</ol>",
        "nested list": f"<ul>{fill(lambda n: f'<li>{n} {words}{inner}</li>')}</ul>",
        "list within an item": f"<ol><li>One<ul>{items}</ul></li><li>Two</li></ol>",
        "items of paragraphs": "<ol>"
        + fill(lambda n: f"<li><p>{n} {words * 3}</p><p>More. {words * 3}</p></li>")
        + "</ol>",
        "terms": f"<dl>{fill(lambda n: f'<dt>Term {n}</dt><dd>{words * 4}</dd>')}</dl>",
        "quotation": f"<blockquote>{some}</blockquote>",
        "quotation within one": f"<blockquote><p>Who?</p><blockquote>{some}</blockquote>"
        "<p>They.</p></blockquote>",
        "quotations in one": "<blockquote>"
        + fill(lambda n: f"<p>{n} {words * 3}</p><blockquote><p>{words * 3}</p></blockquote>")
        + "</blockquote>",
        "list in a quotation": f"<blockquote><p>Who?</p><ul>{items}</ul></blockquote>",
        "listing": f"<pre>{lines}</pre>",
        "listing in a language": f"<pre><code class='language-python'>{lines}</code></pre>",
        "listing of long lines": f"<pre>{fill(lambda n: f'{n} {words * 30}' + chr(10))}</pre>",
        "listing in a quotation": f"<blockquote><h2>Head</h2><pre>{lines}</pre></blockquote>",
        "part that opens": f"<details open><summary>What</summary><ul>{items}</ul></details>",
        "table": f"<table>{head}{rows}</table>",
    }
    return {kind: f"<p>Begin.</p>{body}<h2>End.</h2>" for kind, body in made.items()}


def mixture(size: int, words: str = WORDS) -> str:
    """One of each, of about `size` characters in all."""
    each = bodies(1, words)
    return "".join(bodies(size // len(each), words).values())


def pictured(count: int) -> dict[str, str]:
    """So many pictures: in paragraphs, in figures, in one list, in one table."""
    pictures = [
        f"<img src='https://pictures.test/{n}.jpg' width='600' height='400'>" for n in range(count)
    ]
    head = "<tr><th>What</th><th>How</th></tr>"
    rows = "".join(f"<tr><td>{WORDS}</td><td>{one}</td></tr>" for one in pictures)
    return {
        "pictures": "".join(f"<p>{WORDS}</p><p>{one}</p>" for one in pictures),
        "pictures in figures": "".join(
            f"<figure>{one}<figcaption>{WORDS}</figcaption></figure>" for one in pictures
        ),
        "pictures in a list": f"<ul>{''.join(f'<li>{WORDS}{one}</li>' for one in pictures)}</ul>",
        "pictures in a table": f"<table>{head}{rows}</table>",
    }

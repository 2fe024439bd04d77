"""Blocks of MyST, MkDocs, Docusaurus, kramdown, Logseq, Obsidian and Pandoc."""

import time

import pytest

from reader.markup.markdown.footnotes import settle_extras
from reader.markup.markdown.foreign_blocks import with_own_blocks
from reader.markup.markdown.kind import is_html
from reader.markup.markdown.markdown import markdown_to_html
from reader.markup.markdown.template_tags import strip_stray_tags


def html_of(body):
    return " ".join(markdown_to_html(strip_stray_tags(body)).split())


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            "```{note}\nA **b**\n```",
            "<blockquote> <p><strong>Note</strong></p> <p>A <strong>b</strong></p> </blockquote>",
        ),
        (
            "````{admonition} Mind\n:class: tip\nA\n```{tip}\nB\n```\n````",
            (
                "<blockquote> <p><strong>Mind</strong></p> <p>A</p> <blockquote> <p><strong>Tip"
                "</strong></p> <p>B</p> </blockquote> </blockquote>"
            ),
        ),
        (
            ":::{figure} a.png\n:alt: A tower\nIts *words*\n:::",
            '<p><img src="a.png" alt="A tower" /></p> <p>Its <em>words</em></p>',
        ),
        (
            "```{code-block} python\n:linenos:\nx = 1\n```",
            '<pre><code class="language-python">x = 1 </code></pre>',
        ),
        ("```{math}\n:label: e\nx=1\n```", '<div class="math display">x=1</div>'),
        (
            "See {ref}`that <there>`, {doc}`this`.\n\n(there)=\n## H",
            "<p>See that, this.</p> <h2>H</h2>",
        ),
        ("```{r, echo=FALSE}\nx\n```", '<pre><code class="language-r">x </code></pre>'),
        (
            '=== "C"\n\n    ``` c\n    int a;\n    ```\n\n=== "Else"\n\n    Words\n\nBehind',
            (
                '<p><strong>C</strong></p> <pre><code class="language-c">int a; </code></pre>'
                " <p><strong>Else</strong></p> <p>Words</p> <p>Behind</p>"
            ),
        ),
        (
            (
                '<Tabs>\n  <TabItem value="a" label="Apple" default>\n    A **b**\n  </TabItem>\n'
                '  <TabItem value="o" label="Orange">\n\n    ```js\n    x\n    ```\n'
                "\n  </TabItem>\n</Tabs>"
            ),
            (
                "<p><strong>Apple</strong></p> <p>A <strong>b</strong></p> "
                '<p><strong>Orange</strong></p> <pre><code class="language-js">x </code></pre>'
            ),
        ),
        (
            "a\n\n<Note>\n\nb **c**\n\n</Note>",
            "<p>a</p> <Note> <p>b <strong>c</strong></p> </Note>",
        ),
        ("{::nomarkdown}<i>a</i>{:/nomarkdown} b", "<p><i>a</i> b</p>"),
        ("a\n\n{::comment}\nhid\n{:/comment}\n\nb", "<p>a</p> <p>b</p>"),
        ("*[HTML]: Hyper Text", "<p>HTML: Hyper Text</p>"),
        (
            "- a\n  id:: 61-23\n  collapsed:: true\n\t- b ((6123-abc))\n- {{video https://v.test/}}",
            (
                '<ul> <li>a <ul> <li>b</li> </ul> </li> <li><a href="https://v.test/">https://v.test/'
                "</a></li> </ul>"
            ),
        ),
        (
            "#+BEGIN_TIP\na\n#+END_TIP",
            "<blockquote> <p><strong>Tip</strong></p> <p>a</p> </blockquote>",
        ),
        ("\n| one\n| two", "<p>one<br /> two</p>"),
        ("a\n\n```math\nx^2\n```", '<p>a</p> <div class="math display">x^2</div>'),
        ("a\n\n\\[ x = y \\]", '<p>a</p> <div class="math display">x = y</div>'),
        ("a\n\n\\[1\\] b, \\[Update\\]", "<p>a</p> <p>[1] b, [Update]</p>"),
        ("So $`a+b`$.", '<p>So <span class="math inline">a+b</span>.</p>'),
        ('[[!img a.png size="9x" alt="b"]] c', '<p><img src="a.png" alt="b" /> c</p>'),
        ('a\n\n[[!inline pages="b/*"]] [[!toc]]', "<p>a</p>"),
        (
            "| a\n|---\n| b\n| c",
            (
                "<table> <thead> <tr> <th>a</th> </tr> </thead> <tbody> <tr> <td>b</td> </tr> <tr> "
                "<td>c</td> </tr> </tbody> </table>"
            ),
        ),
        (
            '!!! note\n    === "A"\n        a\n\n    === "B"\n        b',
            (
                "<blockquote> <p><strong>Note</strong></p> <p><strong>A</strong></p> <p>a</p> "
                "<p><strong>B</strong></p> <p>b</p> </blockquote>"
            ),
        ),
        ("a\n\n\\newpage\n\nb", "<p>a</p> <p>b</p>"),
    ],
)
def test_blocks_of_other_tools(body, html):
    assert html_of(body) == html


@pytest.mark.parametrize(
    "body",
    [
        "A text. ^37066d\n\nSee [b](#^mine).\n\nB ^mine",
        "[a *b*]{.small} and ![c](d.png){.e} and [f](g.md){.h}",
        "A^[it is *so*] b",
    ],
)
def test_no_mark_is_left_in_a_line(body):
    shown = html_of(body).replace("#^mine", "")
    assert not set("^{}") & set(shown)


def test_what_stands_in_a_listing_stays_as_it_is():
    shown = html_of('```\n=== "C"\n^[x] *[A]: b\n{ref}`x`\n```')
    assert shown == '<pre><code>=== "C" ^[x] *[A]: b {ref}`x` </code></pre>'


def test_a_note_in_a_line_stands_below():
    shown = html_of("A^[it is *so*] b, x^[2](y)")
    assert "it is <em>so</em>" in shown.partition("<hr />")[2]
    assert shown.startswith("<p>A<sup>")


def test_a_word_behind_a_caret_stays():
    assert html_of("`x` is ^[a-z]+ or x^[2]") == "<p><code>x</code> is ^[a-z]+ or x^[2]</p>"
    assert html_of("^word") == "<p>^word</p>"
    assert html_of("is 10 ^apples") == "<p>is 10 ^apples</p>"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("a {% b() %} c", "<p>a c</p>"),
        ('a {% b(title="Mind") %}', "<p>a Mind</p>"),
        (
            '{{< button href="https://b.test/" >}}Press{{< /button >}}',
            '<p><a href="https://b.test/">Press</a></p>',
        ),
        ("{{< mermaid >}}\na-->b\n{{< /mermaid >}}", "<pre><code>a--&gt;b</code></pre>"),
        ("a\n\n<script>x</script>\nb *c*", "<p>a</p> <script>x</script> <p>b <em>c</em></p>"),
    ],
)
def test_tags_with_and_without_ends(body, html):
    assert html_of(body) == html


def test_a_part_that_folds_may_hold_markdown():
    assert not is_html("<details>\n<summary>S</summary>\n\n**b**\n\n- a\n\n</details>\n")
    assert is_html("<details><summary>S</summary>\n<p>a</p>\n</details>\n<p>b</p>\n<p>c</p>")


@pytest.mark.parametrize(
    "part",
    ["```{note}\n", '=== "C"\n\n    a\n', ":::{tip} x\n:a: b\n", "^[a",
     "<TabItem label='a'>\n  x\n", "{::comment}", "| a\n", "((0123456 ", "[a]{.b",
     "{{embed {", "#+BEGIN_X\n"],
)  # fmt: skip
def test_many_of_them_take_linear_time(part):
    few, many = part * 500, part * 4_000

    def spent(body):
        start = time.process_time()
        settle_extras(with_own_blocks(body), lambda rest: rest)
        return time.process_time() - start

    first = min(spent(few) for _ in range(3))
    assert spent(many) < 40 * first + 0.05

"""What people write beside CommonMark: no raw mark is left to see, and nothing else is changed."""

import re

import pytest
from markdown_it.common.normalize_url import normalizeLink

from reader.markup.markdown.links import normalized
from reader.markup.markdown.markdown import markdown_to_html
from reader.markup.text.text import plain_text
from tests.markup.articles import body


def inline(text):
    html = markdown_to_html(text)
    assert html.startswith("<p>")
    return html.removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("这是==很要紧==的", "这是<mark>很要紧</mark>的"),
        ("==a **b**==", "<mark>a <strong>b</strong></mark>"),
        ("a == b == c", "a == b == c"),
        ("相等（==） 全等（===）：", "相等（==） 全等（===）："),
        ("++插入++ C++ and C++", "<ins>插入</ins> C++ and C++"),
        ("H~2~O x^2^", "H<sub>2</sub>O x<sup>2</sup>"),
        ("10~20元，30~40元", "10~20元，30~40元"),
        ("a%%作者的批注%%b", "ab"),
        ("100%%", "100%%"),
        (":tada: :+1: :smile: :heavy_check_mark:", "🎉 👍 😄 ✔"),
        ("12:30:45 a:b:c :no_such_code:", "12:30:45 a:b:c :no_such_code:"),
        (
            "{++新++}的{--旧--} {~~a~>b~~} {==c==}{>> why? <<}",
            "<ins>新</ins>的<del>旧</del> <del>a</del><ins>b</ins> <mark>c</mark> (why?)",
        ),
        ("{++a **b**++}", "<ins>a <strong>b</strong></ins>"),
        ("{--a {++b {~~c {>>", "{--a {++b {~~c {&gt;&gt;"),
        ("A :material-check: b :fontawesome-brands-github:{ .lg } c :octicons-x-24:", "A  b  c "),
        ("`==a== :smile: $x$ [[x]]`", "<code>==a== :smile: $x$ [[x]]</code>"),
        ("\\==a\\== \\:smile:", "==a== :smile:"),
    ],
)
def test_marks_within_a_line(text, html):
    assert inline(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[[另一篇]]", '<a href="wiki:%E5%8F%A6%E4%B8%80%E7%AF%87">另一篇</a>'),
        ("[[a b|words]]", '<a href="wiki:a%20b">words</a>'),
        ("[[a#part]]", '<a href="wiki:a#part">a &gt; part</a>'),
        ("[[#part]]", '<a href="wiki:#part">part</a>'),
        ("![[two words.png|300]]", '<img src="two%20words.png" alt="" />'),
        ("![[a.png|A tower]]", '<img src="a.png" alt="A tower" />'),
        ("![[note]]", '<a href="wiki:note">note</a>'),
        ("[![[a.png]]](http://e.test/)", '<a href="http://e.test/"><img src="a.png" alt="" /></a>'),
        ("[[1]](https://e.test/)", '<a href="https://e.test/">[1]</a>'),
        ("if [[ -f x ]]; then", "if [[ -f x ]]; then"),
        ("![a](b c.png)", '<img src="b%20c.png" alt="a" />'),
        ('![a](b c.png "t")', '<img src="b%20c.png" alt="a" title="t" />'),
        ("![a](b.png =300x200)", '<img src="b.png" alt="a" />'),
        ("![a](b.png =200x)", '<img src="b.png" alt="a" />'),
        ("[A (b) c](d (e)/f g.md)", '<a href="d%20(e)/f%20g.md">A (b) c</a>'),
        ("[a](see below)", "[a](see below)"),
        ("![a](b.png){width=50%}", '<img src="b.png" alt="a" />'),
        ("[a](http://b.test/){:target=\"_blank\"} c", '<a href="http://b.test/">a</a> c'),
        ("lead {: .lead}", "lead"),
        ("a {b} {c d}", "a {b} {c d}"),
        ("![a](file:///C:/x/b.png)", '<img src="file:///C:/x/b.png" alt="a" />'),
    ],
)  # fmt: skip
def test_links_and_pictures(text, html):
    assert inline(text) == html


@pytest.mark.parametrize(
    ("text", "address", "behind"),
    [
        ("https://e.test/bare 自动", "https://e.test/bare", " 自动"),
        ("https://e.test/bare自动链接", "https://e.test/bare", "自动链接"),
        ("见https://e.test/a。后", "https://e.test/a", "。后"),
        ("（https://e.test/a）后", "https://e.test/a", "）后"),
        ("https://zh.test/wiki/中文 x", "https://zh.test/wiki/%E4%B8%AD%E6%96%87", " x"),
        ("www.example.org 也是", "http://www.example.org", " 也是"),
        ("<https://e.test/a_b>", "https://e.test/a_b", ""),
        ("(https://e.test/a_(b))", "https://e.test/a_(b)", ")"),
        ("https://e.test/?a=1&b=2, c", "https://e.test/?a=1&amp;b=2", ", c"),
    ],
)  # fmt: skip
def test_bare_addresses_are_links(text, address, behind):
    html = inline(text)
    assert f'<a href="{address}">' in html
    assert html.endswith(f"</a>{behind}")


def test_what_is_no_address_is_no_link():
    assert "<a" not in markdown_to_html("See README.md, node.js, a.b@c.test and `https://e.test/`.")
    assert markdown_to_html("[https://e.test/](https://e.test/)").count("<a") == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("> [!NOTE]\n> Body.", ["Note", "Body."]),
        ("> [!TIP] A title\n> Body.\n>\n> More.", ["A title", "Body.", "More."]),
        ("> [!warning]- 折叠的标题\n> 里面的话。", ["折叠的标题", "里面的话。"]),
        ("> [!quote]+\n> Body.", ["Quote", "Body."]),
        ("> [!info]", ["Info"]),
        ("::: tip 标题\n里面\n:::", ["标题", "里面"]),
        (":::note\n\nBody\n\n:::", ["Note", "Body"]),
        (":::tip[A title]\nBody\n:::", ["A title", "Body"]),
        ("::: details 展开\n里面\n:::", ["展开", "里面"]),
        ("::: {.column width=50%}\nBody\n:::", ["Body"]),
        ("::::: a\n::: b\nx\n:::\n:::::", ["A", "B", "x"]),
        ('!!! note "A title"\n    Body\n\nOut', ["A title", "Body", "Out"]),
        ("??? tip\n    Body", ["Tip", "Body"]),
        ("!!! What a day, they said", ["!!! What a day, they said"]),
        ("术语\n: 它的解释。", ["术语", "它的解释。"]),
        ("[TOC]\n\na", ["a"]),
        ("[[toc]]\n\na", ["a"]),
        ("* TOC\n{:toc}\n\na", ["a"]),
    ],
)
def test_boxes_show_their_titles_and_their_text(text, words):
    from reader.markup.markdown.template_tags import strip_stray_tags

    html = markdown_to_html(strip_stray_tags(text))
    assert plain_text(html).split("\n") == words
    assert plain_text(body(html)).split("\n") == words


def test_what_folds_is_a_part_that_opens():
    html = markdown_to_html("> [!warning]- T\n> b\n\n??? tip\n    b\n\n::: details c\nd\n:::")
    assert html.count("<details>") == html.count("</details>") == html.count("<summary>") == 3
    assert "<details open" in markdown_to_html("> [!warning]+ T\n> b")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("##Heading", "<h2>Heading</h2>\n"),
        ("#标题", "<h1>标题</h1>\n"),
        ("###1. 一", "<h3>1. 一</h3>\n"),
        ("## A {#part}", '<h2 id="part">A</h2>\n'),
        ("#tag #other", "<p>#tag #other</p>\n"),
        ("#tag", "<p>#tag</p>\n"),
        ("#1 is fixed", "<p>#1 is fixed</p>\n"),
        ("#标签 #另一个", "<p>#标签 #另一个</p>\n"),
        ("a\n##b", "<p>a</p>\n<h2>b</h2>\n"),
    ],
)
def test_headings_without_a_space(text, html):
    assert markdown_to_html(text) == html


@pytest.mark.parametrize(
    ("info", "language", "title"),
    [
        ("js {1,3} title=\"x.js\"", "js", "x.js"),
        ("js:src/a.js", "js", "src/a.js"),
        ("{.python .numberLines}", "python", ""),
        ("c++", "c++", ""),
        ("js{1,3}", "js", ""),
        ('title="a b"', "", "a b"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_listings_tell_their_language_and_title(info, language, title):
    html = markdown_to_html(f"~~~{info}\na < b\n~~~\n")
    assert ("<code>" if not language else f'<code class="language-{language}">') in html
    assert (f"<b>{title}</b>" in html) is bool(title)
    assert "a &lt; b\n</code></pre>" in html


def test_listings_in_items_and_unclosed_ones():
    html = markdown_to_html("- a\n\n    ```js\n    x {{ y }}\n    ```\n\n- b")
    assert '<pre><code class="language-js">x {{ y }}\n</code></pre>' in html
    assert "rest **x**" in markdown_to_html("```\nrest **x**")


@pytest.mark.parametrize(
    "text", ["a | b\n--|--\nc | d", "words\n|a|b|\n|-|-|\n|c|d|", "|a|b\n:-:|:-:|:-:\nx|c|d"]
)
def test_tables_without_all_their_pipes(text):
    html = markdown_to_html(text)
    assert "<td>d</td>" in html or '<td style="text-align:center">d</td>' in html
    assert "|" not in plain_text(html)


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("行内 $a_1*b_2*c_3$ 与", "a_1*b_2*c_3"),
        ("$x_{1} \\\\ y_{2}$。", "x_{1} \\\\ y_{2}"),
        ("\\(a_1*b_2*c_3\\)", "a_1*b_2*c_3"),
        ("\\\\(a_1*b_2*c_3\\\\)", "a_1*b_2*c_3"),
        ("$a<b$ and **c**", "a<b"),
        ("耗时$O(n)$。", "O(n)"),
        ("is $$N$$ here", "N"),
        ("$\\{a\\}$", "\\{a\\}"),
    ],
)
def test_a_formula_keeps_its_tex(text, tex):
    from html import escape

    assert f'<span class="math inline">{escape(tex)}</span>' in markdown_to_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "$$\nf(x) &= a_0 \\\\\n*b*\n$$",
        "$$f(x) &= a_0 \\\\\n*b*$$",
        "\\[\nf(x) &= a_0 \\\\\n*b*\n\\]",
        "\\begin{align}\nf(x) &= a_0 \\\\\n*b*\n\\end{align}",
        "words\n$$\nf(x) &= a_0 \\\\\n*b*\n$$\nwords",
        "$$f(x) &= a_0 \\\\ *b*$$",
    ],
)
def test_a_displayed_formula_keeps_its_tex(text):
    html = markdown_to_html(text)
    assert html.count('<div class="math display">') == 1
    assert "f(x) &amp;= a_0 \\\\" in html
    assert "*b*" in html


@pytest.mark.parametrize(
    "text",
    [
        "价格是 $5 到 $10。", "$5 and $6", "US$5，HK$6", "$HOME and $PATH", "$5和$10",
        "jQuery $(a).b($x)", "a\\[1\\]b\\[2\\]", "\\(bar\\)", "\\[x=1\\]", "costs 5$ or 6$ a day",
    ],
)  # fmt: skip
def test_money_and_brackets_are_no_formulas(text):
    html = markdown_to_html(text)
    assert "math" not in html
    assert plain_text(html) == text.replace("\\", "")


def test_a_second_head_is_no_text():
    assert markdown_to_html("---\ntitle: a\ntags:\n- b\n---\n\nText") == "<p>Text</p>\n"
    assert "a: b" in plain_text(markdown_to_html("---\n\na: b\n\n---\n\nText"))


@pytest.mark.parametrize(
    "address",
    ["http://a.b/", "https://a.example/c?d=e&f=%20g#h", "http://a.b:80", "https://a-b.example/(c)*",
     "HTTP://A.B/c", "http://中文.example/路", "http://a.b/%zz", "http://a.b/c d", "x:y", "http://",
     "http://a..b/", "http://a.b/\\c", "http://a.b/[c]", "https://a.b?c", "http://-a-/~"],
)  # fmt: skip
def test_addresses_are_as_markdown_it_writes_them(address):
    assert normalized(address) == normalizeLink(address)


def test_a_bare_address_begins_where_its_protocol_does():
    found = markdown_to_html("*a* xhttp://a.b (https://c.d/e*) ftp://f.g :// a://b 测http://h.i 试")
    assert re.findall('href="([^"]*)"', found) == [
        "https://c.d/e", "ftp://f.g", "http://h.i",
    ]  # fmt: skip

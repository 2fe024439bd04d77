"""What an article is read with: footnotes, parts that open, code, lists, tables, directions."""

import re

import pytest

from reader.bounds import MAX_TABLE_ACROSS
from reader.folder.article_file import article_from_bytes
from reader.markup.page.details import count_details, folded, opened_first
from reader.markup.page.page import make_page
from reader.markup.sanitize import sanitize
from reader.markup.text.language import told_or_found
from tests.markup.articles import article, body


def links(html):
    return re.findall(r'href="([^"]*)"', html)


def test_a_footnote_jumps_there_and_back():
    made = body(
        '<p id="x">See<sup><a id="r1" href="#n1">1</a></sup></p>'
        '<ol><li id="n1">Note <a href="#r1">back</a></li></ol>'
    )
    there, back = links(made)
    assert f'<li id="{there[1:]}">Note' in made
    assert f'<p id="{back[1:]}">See' in made
    assert there != back


@pytest.mark.parametrize(
    "html",
    [
        '<p><a name="n"></a>Target</p><p><a href="#n">go</a></p>',
        '<p><span id="n">Target</span></p><p><a href="#n">go</a></p>',
        '<div id="n"><p>Target</p></div><p><a href="#n">go</a></p>',
        '<a id="n"></a><p>Target</p><p><a href="#n">go</a></p>',
        '<h2 id="%E6%B3%A8">Target</h2><p><a href="#%25E6%25B3%25A8">go</a></p>',
        '<p id="n">Target</p><p><a href="https://a.example/b#n">go</a></p>',
    ],
)
def test_whatever_bears_the_name_is_found(html):
    made = body(html, url="https://a.example/b")
    (address,) = links(made)
    assert re.search(rf'<(p|h2) id="{address[1:]}">Target', made)


def test_a_link_to_nothing_is_text_and_no_name_of_the_article_stays():
    assert body('<p id="at-7">a <a href="#gone">b</a> <a href="#at-7x">c</a></p>') == "<p>a b c</p>"
    assert 'id="evil"' not in sanitize('<p id="evil">a</p>')


def test_parts_open_and_close():
    html = body(
        "<details><summary>One <b>x</b></summary><p>in</p>"
        "<details open><summary>Two</summary>deep</details></details><details>three</details>"
    )
    assert count_details(html) == 3
    assert opened_first(html) == {1}
    closed = folded(html, (), "fold:")
    assert re.sub(r"<[^>]*>", "|", closed).replace("|", "").split("▸") == ["", " One x", " Details"]
    assert links(closed) == ["fold:0", "fold:2"]
    opened = folded(html, {0, 1, 2}, "fold:")
    assert links(opened) == ["fold:0", "fold:1", "fold:2"]
    for word in ("in", "deep", "three"):
        assert f"<p>{word}</p>" in opened
        assert f"<p>{word}</p>" not in closed
    assert "<p>deep</p>" not in folded(html, {0}, "fold:")


def test_a_summary_with_links_keeps_them():
    html = body('<details><summary>See <a href="https://a.example/">it</a></summary>x</details>')
    assert links(folded(html, (), "fold:")) == ["fold:0", "https://a.example/"]
    assert folded("<p>a</p>", (), "fold:") == "<p>a</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<pre><code class="language-python">{}</code></pre>',
        '<pre class="lang-py">{}</pre>',
        '<pre data-lang="python">{}</pre>',
        '<div class="highlight-source-python"><pre>{}</pre></div>',
        (
            '<figure class="highlight python"><table><tr><td class="gutter"><pre>1</pre></td>'
            '<td class="code"><pre>{}</pre></td></tr></table></figure>'
        ),
        '<pre class="brush: python; toolbar: false">{}</pre>',
    ],
)
def test_code_is_coloured_where_its_language_is_told(html):
    made = body(html.format("def f(a):\n    return a &lt; 1  # c"))
    assert '<span class="code-k">def</span> <span class="code-f">f</span>(a):\n    ' in made
    assert '&lt; <span class="code-n">1</span>' in made
    assert '<span class="code-c"># c</span>' in made


def test_code_of_no_known_language_or_with_links_stays_as_it_is():
    for html in (
        "<pre>def f(): 1</pre>",
        '<pre class="language-nonesuch">def f(): 1</pre>',
        '<pre class="language-text">def f(): 1</pre>',
        '<pre class="language-python">def <a href="https://a.example/">f</a>(): 1</pre>',
        f'<pre class="language-python">{"x = 1;" * 20_000}</pre>',
    ):
        assert "code-" not in body(html)


def test_a_site_s_own_spans_give_way_to_ours():
    made = body('<pre class="language-js"><span class="hljs">let</span> <b-x>a</b-x></pre>')
    assert '<span class="code-k">let</span>' in made
    assert "&lt;b-x&gt;" in re.sub(r"</?span[^>]*>", "", made)


def test_listings_end_with_their_last_line_and_hold_tags_as_text():
    assert "<pre" in (made := body("<pre>\n\na\n  b\n\n \n</pre>"))
    assert ">a\n  b</pre>" in made
    assert ">a</pre>" in body("<pre><code>a\n复制代码</code></pre>").replace("<code>", "").replace(
        "</code>", ""
    )
    made = body("<pre><html><a href='x'><b>y</b></a></html></pre>")
    assert (
        ">&lt;html&gt;&lt;a href='x'&gt;&lt;b&gt;y&lt;/b&gt;&lt;/a&gt;&lt;/html&gt;</pre>" in made
    )


def test_numbers_of_items_are_kept():
    made = body('<ol start="3" type="a"><li>c</li><li>d</li></ol>')
    assert made == '<ol start="3" type="a"><li>c</li><li>d</li></ol>'
    made = body('<ol><li>1</li><li value="9">9</li><li>10</li></ol>')
    assert made == '<ol start="1"><li>1</li></ol><ol start="9"><li>9</li><li>10</li></ol>'
    down = body("<ol reversed><li>2</li><li>1</li></ol>")
    assert down == '<ol start="2"><li>2</li></ol><ol start="1"><li>1</li></ol>'


def cells(html):
    return [
        [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", html)
    ]


def test_a_wide_table_is_shown_in_parts():
    head = "".join(f"<th>h{n}</th>" for n in range(20))
    row = '<td colspan="2">a</td>' + "".join(f"<td>{n}</td>" for n in range(2, 20))
    made = body(f"<table><tr>{head}</tr><tr>{row}</tr></table>")
    rows = cells(made)
    assert max(map(len, rows)) == MAX_TABLE_ACROSS
    assert {row[0] for row in rows} == {"h0", "a"}
    shown = {text for row in rows for text in row}
    assert {f"h{n}" for n in range(20)} <= shown
    assert {str(n) for n in range(2, 20)} <= shown


def test_long_words_break_in_a_table_of_many_columns():
    word = "incomprehensibilities" * 4
    wide = "".join(f"<td>{word}</td>" for _ in range(4))
    assert "\u200b" in body(f"<table border=1><tr>{wide}</tr></table>")
    assert "\u200b" not in body(f"<table border=1><tr><td>{word}</td><td>a</td></tr></table>")


def test_wide_spaces_within_a_line_are_kept_and_indents_are_not():
    made = body("<p>　　诗句　　　下一句　完</p>")
    assert made == '<p>诗句<span style="white-space: pre-wrap">　　　</span>下一句　完</p>'


def test_a_drawing_is_a_picture_with_its_words_and_an_icon_nothing():
    made = make_page(
        article(
            '<p>a</p><svg width="400" height="300" aria-label="Map"><text>x</text></svg>'
            '<svg class="icon" viewBox="0 0 1024 1024"><path/></svg>'
            '<svg width="16" height="16"></svg>',
            url="https://a.example/b",
        )
    )
    [drawing] = made.pictures
    assert drawing.url.startswith("data:image/svg+xml")
    assert drawing.alt == "Map: x"
    assert made.html.count("<img") == 1


def test_direction_is_each_paragraph_s_own():
    made = body('<div dir="rtl"><p>a</p><ul><li>b</li></ul></div><p>c</p>')
    assert made == '<p dir="rtl">a</p><ul><li dir="rtl">b</li></ul><p dir="ltr">c</p>'
    assert body("<p>a</p><ul><li>b</li></ul>") == "<p>a</p><ul><li>b</li></ul>"
    assert body("<p>Abא</p><p>אבג a</p>") == '<p dir="ltr">Abא</p><p dir="rtl">אבג a</p>'
    made = body('<table dir="rtl" border="1"><tr><th>1</th><th>2</th></tr></table>')
    assert cells(made) == [["2", "1"]]


def test_a_number_alone_runs_as_what_stands_before_it():
    made = body("<table><tr><th>שם<th>ערך<tr><td>אחת<td>1</table><pre>x</pre><p>1</p><p>a</p><p>2")
    assert '<td dir="rtl">1</td>' in made
    assert made.endswith('<p dir="rtl">1</p><p dir="ltr">a</p><p dir="ltr">2</p>')
    assert body("<p>1</p><p>שם</p><p>a</p>").startswith('<p dir="rtl">1</p>')


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("b.md", "article:news/b.md"),
        ("../tech/c%20d.md#part", "article:tech/c%20d.md"),
        ("./新.markdown", "article:news/%E6%96%B0.markdown"),
        ("page.html", "article:news/page.html"),
        ("../../etc.md", None),
        ("/etc.md", None),
        ("file:///etc.md", None),
        ("b.pdf", None),
    ],
)
def test_a_link_to_a_file_beside_leads_to_it(href, address):
    assert links(body(f'<p><a href="{href}">x</a></p>')) == ([address] if address else [])


def test_a_page_of_the_web_keeps_its_relative_links():
    made = body('<p><a href="page.html">x</a></p>', url="https://a.example/b/c.html")
    assert links(made) == ["https://a.example/b/page.html"]


@pytest.mark.parametrize(
    ("told", "text", "language"),
    [
        ("", "The cat sat on the mat and that was it for the day.", "en"),
        ("ja", "漢字", "ja"),
        ("zh-TW", "汉字 这个", "zh-TW"),
        ("zh", "這個說法沒有問題", "zh-Hant"),
        ("en", "这个说法没有问题，大家都知道。", "zh-Hans"),
        ("fr", "Le chat est sur le tapis.", "fr"),
    ],
)
def test_the_language_told_is_believed_unless_the_text_says_no(told, text, language):
    assert told_or_found(told, text) == language


@pytest.mark.parametrize(
    ("head", "language"),
    [("lang: zh_TW", "zh-TW"), ("language: ja-JP", "ja-JP"), ("locale: ko_KR.UTF-8", "ko-KR")],
)
def test_front_matter_tells_the_language(head, language):
    made = article_from_bytes(f"---\ntitle: T\n{head}\n---\n\n<p>漢字</p>\n".encode(), "a.md", 0)
    assert made.language == language
    assert make_page(made).language == language


def test_a_saved_page_tells_its_language():
    page = b"<!doctype html><html class=x lang='ja'><head><title>T</title></head><body>a</body>"
    assert article_from_bytes(page, "a.html", 0).language == "ja"


def test_nothing_hostile_passes_as_our_own():
    made = body(
        '<p><a href="broadsheet:fold/1">a</a><a href="fold:1">b</a>'
        '<a href="article:../../x">c</a><a href="article:/etc">d</a></p>'
        '<p class="summary">e</p><span class="code-k">f</span>'
    )
    assert links(made) == []
    assert "class" not in made

"""What each construct of an article becomes for QTextDocument: boxes, lists, lines, headings."""

import re

from reader.markup.page.page import make_page
from tests.markup.articles import PICTURE, article, body

# --- boxes


def test_a_quotation_is_a_table_with_a_bar():
    assert body("<blockquote><p>a</p></blockquote>") == (
        '<table class="quote" width="100%" cellspacing="0" cellpadding="0"><tr>'
        '<td class="quote-bar" width="3"></td><td class="quote-text"><p>a</p></td></tr></table>'
    )


def test_code_is_a_table_and_wraps():
    assert body("<pre><code>if a:\n    b  </code></pre>") == (
        '<table class="code" width="100%" cellspacing="0" cellpadding="8"><tr><td>'
        '<pre style="white-space: pre-wrap"><code>if a:\n    b  </code></pre></td></tr></table>'
    )


def test_forgotten_tags_in_code_are_its_text():
    made = body("<pre><code>x = <Person name='a'><h1>b</h1></Person></code></pre>")
    assert "x = &lt;Person name='a'&gt;&lt;h1&gt;b&lt;/h1&gt;&lt;/Person&gt;" in made


def test_lines_of_code_by_elements_are_lines():
    assert ">a\n  b\nc</pre>" in body("<pre>a<br>  b<div>\nc</div></pre>")


def test_a_numbered_listing_is_its_code():
    html = (
        "<figure><table><tr><td><pre>1<br>2<br></pre></td><td><pre>a\nb</pre></td></tr></table>"
        "</figure>"
    )
    made = body(html)
    assert ">a\nb</pre>" in made
    assert "1" not in re.sub("<[^>]*>", "", made)


def test_a_table_of_data_stays_and_a_layout_goes():
    data = (
        "<table><tr><th>a</th><th>b</th></tr><tr><td rowspan=2>c</td><td><p>d</p></td></tr></table>"
    )
    made = body(data)
    assert made.startswith('<table class="data" border="0" cellspacing="0" cellpadding="6">')
    assert '<td rowspan="2">c</td><td>d</td>' in made
    assert body("<table><tr><td><p>a</p><p>b</p></td></tr></table>") == "<p>a</p><p>b</p>"
    columns = "<table><tr><td><p>a</p><p>b</p><p>c</p><p>d</p></td><td>e</td></tr></table>"
    assert "<table" not in body(columns)


def test_boxes_are_not_nested_without_end():
    made = body("<blockquote>a" * 30 + "</blockquote>" * 30)
    assert made.count("<table") == 3
    assert made.count("a") - made.count("<table") * 4 > 0
    nested = body("<table><tr><th>a</th><td>" * 20 + "b" + "</td></tr></table>" * 20)
    assert nested.count("<table") == 3


def test_wide_spans_and_large_tables_are_bounded():
    wide = "<tr><th colspan=20000>a</th></tr><tr><td>b<td>c<td>d</tr>"
    assert 'colspan="3"' in body(f"<table>{wide}</table>")
    made = make_page(article(f"<table>{wide}" + "<tr><td>b" * 9000))
    assert 'colspan="20000"' not in made.html
    assert made.html.count("<td") <= 6000
    assert any("table" in note.sentence for note in made.notes)


# --- text


def test_ruby_is_read_in_brackets():
    html = "<p><ruby>耳<rp>(</rp><rt>みみ</rt><rp>)</rp></ruby>の<ruby>中<rt>なか</rt></ruby></p>"
    assert body(html) == "<p>耳（みみ）の中（なか）</p>"


def test_empty_lines_and_indents_go():
    html = (
        "<p>　　a</p><p>　</p><p>&nbsp;</p><p><br></p><div><br><br></div><p>b<br><br><br>c<br></p>"
    )
    assert body(html) == "<p>a</p><p>b</p><p>c</p>"


def test_text_between_blocks_is_in_paragraphs():
    assert body("<div>a<br>b<p>c</p>d<br><br>e</div>") == ("<p>a<br>b</p><p>c</p><p>d</p><p>e</p>")


def test_a_text_without_tags_keeps_its_lines():
    assert body("<div>   \na\n\nb\nc\n   </div>\n") == "<p>a</p><p>b</p><p>c</p>"


def test_hidden_parts_go_and_folded_ones_stay():
    html = (
        '<div style="display: none">a</div><p hidden>b</p><details><summary>c</summary>d</details>'
    )
    assert body(html) == '<details><p class="summary">c</p><p>d</p></details>'


def test_headings_begin_at_the_second_level():
    assert body("<h1>a</h1><p>x</p><h3>b</h3>") == "<h2>a</h2><p>x</p><h4>b</h4>"
    assert body("<p>x</p><h4>a</h4><h5>b</h5>") == "<p>x</p><h2>a</h2><h3>b</h3>"


def test_a_heading_that_repeats_the_title_goes():
    assert body("<h1>A  “Title”!</h1><p>b</p><h2>c</h2>", title="A title") == "<p>b</p><h2>c</h2>"
    assert body("<p>b</p><img src=c.png><h2>A title</h2>").endswith("<h2>A title</h2>")
    assert body("<h1>A title</h1>") == "<h2>A title</h2>"
    leading = "<p>By Ann, 5 June</p><img src=c.png>"
    assert "A title" not in body(f"{leading}<h1>A title</h1><p>b</p>")
    assert body("<h1>A title</h1><p>b</p>", title="A title | The Site") == "<p>b</p>"
    assert "A title: more" in body("<h1>A title: more</h1><p>b</p>")
    ruby = "<h1><ruby>耳<rt>みみ</rt></ruby>の話</h1><p>b</p>"
    assert body(ruby, title="耳の話") == "<p>b</p>"


def test_items_without_a_list_get_one():
    assert body("<p>a</p><li>b</li> <li>c</li><p>d</p>") == (
        "<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p>"
    )


def test_a_very_long_list_is_split_and_counts_on():
    made = body("<ol>" + "<li>a</li>" * 900 + "</ol>")
    assert re.findall(r'<ol(?: start="(\d+)")?>', made) == ["", "401", "801"]
    assert made.count("<li>") == 900


def test_emphasis_by_style_stays_and_nothing_else_of_it():
    html = (
        '<p style="color:red;text-align:center"><span style="font-weight:700">a</span> '
        '<span style="font-style:italic;font-family:x">b</span></p>'
    )
    assert body(html) == '<p align="center"><b>a</b> <i>b</i></p>'


def test_words_go_on_beside_an_emphasis_that_holds_a_block():
    assert body("a <em>b<div>c</div>d</em> e") == (
        "<p>a <em>b</em></p><em><p>c</p></em><p><em>d</em> e</p>"
    )
    made = body("<a href='https://a.test/'>a <i>b<p>c</p>d</i></a> e")
    assert re.fullmatch(
        r"<p><a [^<>]*>a <i>b</i></a></p><a .*c.*</a><p>(<a.*)<i>d</i></a> e</p>", made
    )


def test_a_bold_line_heads_what_stands_in_a_box_of_its_own():
    styled = "<div style='font-size: 13px'>{}</div>"
    made = body(f"<p>x</p>{styled.format('<b>a</b>')}{styled.format('<div>b</div><div>c</div>')}")
    assert made == '<p>x</p><p class="lead"><b>a</b></p><p>b</p><p>c</p>'


def test_what_is_ticked_is_told_from_what_is_not():
    boxes = "<li><input type=checkbox checked disabled> a<li><input type='checkbox'> b"
    assert body(f"<ul>{boxes}</ul><input value=c>") == "<ul><li>☑ a</li><li>☐ b</li></ul>"


def test_what_stands_in_the_middle_stays_there():
    assert body("<center>a</center>") == '<p align="center">a</p>'
    assert body("<center><p>a</p><p>b</p></center>") == '<div align="center"><p>a</p><p>b</p></div>'
    section = "<section style='text-align: center'><h2>a</h2><p>b</p></section>"
    assert body(section) == '<div align="center"><h2>a</h2><p>b</p></div>'


def test_a_caption_is_marked():
    html = '<figure><img src="a.png"><figcaption>b</figcaption></figure>'
    assert body(html) == PICTURE.format(0) + '<p class="caption">b</p>'


def test_words_of_no_end_can_break():
    made = body("<p>" + "a" * 1000 + "</p>")
    assert max(map(len, re.split("\u200b|<[^>]*>", made))) <= 200


def test_marks_and_keys_have_their_classes():
    html = "<p><mark>a</mark> <kbd>b</kbd> <del>c</del> <ins>d</ins> x<sup>2</sup> <q>e</q></p>"
    assert body(html) == (
        '<p><span class="mark">a</span> <span class="kbd">b</span> <s>c</s> <u>d</u> x<sup>2</sup>'
        " “e”</p>"
    )


def test_a_very_long_listing_shows_nothing_that_we_put_in():
    lines = "".join(f"say_{number}(a) &lt; b\n" for number in range(4_000))
    html = body(f"<pre>{lines}</pre>")
    assert "&lt;wbr" not in html
    assert html.replace("<wbr>", "").count("&lt; b") == 4_000

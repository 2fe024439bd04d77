"""What generators' own tags show: no brace and no word is lost or left over."""

import re

import pytest

from reader.folder.article_file import article_from_bytes
from reader.markup.markdown.markdown import markdown_to_html
from reader.markup.markdown.template_tags import strip_stray_tags
from reader.markup.page.page import make_page
from reader.markup.text.text import plain_text


def html_of(body):
    return markdown_to_html(strip_stray_tags(body))


def words_of(body):
    return " ".join(plain_text(html_of(body)).split())


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ('{% asset_img "two words.jpg" "a title" %}', "two%20words.jpg"),
        ("![a]({% asset_path flow.jpg %})", "flow.jpg"),
        ("{% img right boat.png 200 100 \"title\" %}", "boat.png"),
        ('{% include image.html url="/a/shore.png" description="The shore" %}', "/a/shore.png"),
        ('{{< figure src="i/boat.png" caption="A [quay](https://e.test/)" >}}', "i/boat.png"),
        ('{{% figure src="images/boat.png" width="500" %}}', "images/boat.png"),
        ('{{< img\n  src="a/b.jpg"\n  alt="Zion"\n>}}', "a/b.jpg"),
        ("&#123;% asset_img a.png %&#125;", "a.png"),
        ("{% fancybox https://e.test/x.png 图 %}", "https://e.test/x.png"),
        ("{% odd https://e.test/x.png %}", "https://e.test/x.png"),
        ("![s]({{ site.baseurl }}/a/shore.png)", "/a/shore.png"),
        ('![s]({{ "/a/shore.png" | relative_url }})', "/a/shore.png"),
    ],
)  # fmt: skip
def test_a_picture_is_shown(body, source):
    assert f'src="{source}"' in html_of(body)
    assert "{" not in words_of(body)


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("{% youtube w7Ft2ymGmfc %}", "https://www.youtube.com/watch?v=w7Ft2ymGmfc"),
        ("{{< youtube id=w7Ft2ymGmfc >}}", "https://www.youtube.com/watch?v=w7Ft2ymGmfc"),
        ('{% include youtube.html id="w7Ft" %}', "https://www.youtube.com/watch?v=w7Ft"),
        ("{{< bilibili BV1xx411c7mD >}}", "https://www.bilibili.com/video/BV1xx411c7mD"),
        ("{% bilibili 170001 %}", "https://www.bilibili.com/video/av170001"),
        ("{% video https://e.test/v.mp4 %}", "https://e.test/v.mp4"),
        ("{% gist abc123 %}", "https://gist.github.com/abc123"),
        ("{{< gist user 1234567 >}}", "https://gist.github.com/user/1234567"),
        ("{% pdf https://e.test/a.pdf %}", "https://e.test/a.pdf"),
        ("{% btn https://e.test/, 字, home %}", "https://e.test/"),
        ("{% link 卡片标题, https://e.test/card %}", "https://e.test/card"),
        ("{% post_link other-post 另一篇 %}", "wiki:other-post"),
        ('[x]({{< relref "other page.md" >}})', "other%20page.md"),
        ('[x]({{< ref "a.md#part" >}})', "a.md#part"),
        ("[x]({% post_url 2018-01-02-a %})", "wiki:2018-01-02-a"),
        ("[x]({% link _posts/2018-01-02-a.md %})", "_posts/2018-01-02-a.md"),
    ],
)  # fmt: skip
def test_an_address_is_kept(body, address):
    assert f'"{address}"' in html_of(body)
    assert "{" not in words_of(body)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("a {% label primary@要紧的字 %} b", "a 要紧的字 b"),
        ("{% label @无色 %}", "无色"),
        ("{% u 下划线的字 %}", "下划线的字"),
        ("{% span red, 红色的字 %}", "红色的字"),
        ("{% kbd Ctrl %}", "Ctrl"),
        ("{% checkbox 待办一项 %}", "☐ 待办一项"),
        ("{% checkbox checked, 做完 %}", "☑ 做完"),
        ("{% hideInline 答案是四十二, 看答案 %}", "看答案：答案是四十二"),
        ("{% btn https://e.test/, 按钮上的字, home %}", "按钮上的字"),
        ("{% note danger 一行的标题 %}\n里面。\n{% endnote %}", "一行的标题 里面。"),
        ("{% note info %}\n里面。\n{% endnote %}", "里面。"),
        ('{{< notice tip "A title" >}}\nWithin.\n{{< /notice >}}', "A title Within."),
        ('{{% admonition type="note" title="Title" %}}\nIn.\n{{% /admonition %}}', "Title In."),
        ("{% folding cyan, 折叠标题 %}\n里面\n{% endfolding %}", "折叠标题 里面"),
        ('{{< details "More here" >}}\nWithin\n{{< /details >}}', "More here Within"),
        (
            "{% tabs 标签页, 1 %}\n<!-- tab 首页 -->\n一\n<!-- tab 二@icon -->\n二\n{% endtabs %}",
            "标签页 首页 一 二 二",
        ),
        ('{{< tabs >}}{{< tab "X" >}}a{{< /tab >}}{{< tab "Y" >}}b{{< /tab >}}', "X a Y b"),
        ("{% blockquote 某人, https://e.test/ 书名 %}\n话\n{% endblockquote %}", "话 — 某人 书名"),
        ("{% centerquote %}话{% endcenterquote %}", "话"),
        ("{% unknown 某些字 %}", "某些字"),
        ('{{< unknown title="Some words" >}}', "Some words"),
        ("{% if a %}x{% else %}y{% endif %}", "xy"),
        ("{% for x in y %}{{ x.name }}a{% endfor %}", "a"),
        ("{% comment %}gone{% endcomment %}a", "a"),
        ("{{/* gone */}}a", "a"),
        ("{% raw %}{{ 原样 }}{% endraw %}", "{{ 原样 }}"),
        ("Vue: {{ message }} and {{ user.name }}", "Vue: {{ message }} and {{ user.name }}"),
        ("{{< new-in 0.156.0 />}}", "New in 0.156.0"),
        ("A{% current-version %}B", "AB"),
        ("{{</* figure */>}}", "{{< figure >}}"),
        ("{% note %} alone, without an end", "alone, without an end"),
        ("{% endnote %}a", "a"),
    ],
)  # fmt: skip
def test_its_words_stay_and_nothing_else(body, words):
    assert words_of(body) == words


@pytest.mark.parametrize(
    ("body", "listing"),
    [
        ("{% codeblock 标题 lang:js %}\na < b\n{% endcodeblock %}", "a &lt; b"),
        ('{{< highlight go "linenos=table" >}}\nx := 1\n{{< /highlight >}}', "x := 1"),
        ('{% highlight ruby linenos %}\nputs "{{ no }}"\n{% endhighlight %}', "{{ no }}"),
        ("{{< code-toggle file=hugo >}}\n[a]\nb = 1\n{{< /code-toggle >}}", "[a]\nb = 1"),
    ],
)
def test_a_listing_is_one(body, listing):
    html = html_of(body)
    found = re.search(r"<pre><code[^>]*>(.*?)</code></pre>", html, re.DOTALL)
    assert found
    assert listing in found[1].replace("&quot;", '"')
    assert ("标题" in html) is ("标题" in body)


CODE = [
    "```\n{% raw %}{{< figure >}}{% endraw %}\n```",
    "`{% asset_img a.png %}`",
    "- x\n\n  ```js\n  {{< a >}} import b from 'c'\n  ```",
    "<pre>{% note %}</pre>",
]


@pytest.mark.parametrize("body", CODE)
def test_code_stays_as_it_is_written(body):
    assert strip_stray_tags(body) == body


def test_tags_within_an_item_and_a_quotation_stay_there():
    html = html_of("- a\n\n  {% note %}\n  b\n  {% endnote %}\n\n- c\n\n> {% youtube abc %}\n> d")
    assert html.count("<ul>") == 1
    assert re.search(r"<blockquote>\s*<iframe[^>]*></iframe>\s*<p>d</p>", html)


def test_imports_and_exports_of_mdx_are_no_text():
    body = "import A from './a'\nexport const m = {}\n\nText {/* gone */}.\n\n<A b='c'>\n\nin\n</A>"
    assert words_of(body) == "Text . in"
    assert words_of("We import goods and\nexport others.") == "We import goods and export others."


def test_only_our_own_markdown_leads_to_an_article_by_name():
    assert "wiki:" not in html_of('<a href="wiki:secret">x</a>')


def test_the_whole_way_to_the_page():
    figure = '{{< figure src="b.png" caption="c **d**" >}}'
    text = f"---\ntitle: a\n---\n\n{figure}\n\n{{% note 标题 %}}\n*x*\n{{% endnote %}}\n"
    page = make_page(article_from_bytes(text.encode(), "a.md", 0))
    assert "<strong>d</strong>" in page.html
    assert "标题" in page.html
    assert "<em>x</em>" in page.html
    assert "{" not in page.html


def test_the_shortcodes_of_zola():
    html = html_of(
        '{{ youtube(id="w7Ft2ymGmfc") }}\n\n{{ image(src="a.png", alt="The quay") }}\n\n'
        '{% quote(author="Ann") %}\nWords **inside**.\n{% end %}\n\n'
        "{% alert(note=true) %}\nMind the gap.\n{% end %}\n\n{% wide() %}\nWide.\n{% end %}\n\nEnd."
    )
    assert '"https://www.youtube.com/watch?v=w7Ft2ymGmfc"' in html
    assert 'src="a.png"' in html
    assert html.count("<blockquote>") == html.count("</blockquote>") == 2
    words = " ".join(plain_text(html).split())
    assert words.endswith("Words inside. — Ann Mind the gap. Wide. End.")


@pytest.mark.parametrize("body", ["`{{ x(a=1) }}`", "{{ call(x) }}", "{{ super() }}"])
def test_a_call_that_names_nothing_stays(body):
    assert strip_stray_tags(body) == body


def test_a_variable_of_vuepress_goes():
    assert words_of("Before {{ $page.title }} after, `{{ $page.title }}`.") == (
        "Before after, {{ $page.title }}."
    )


def test_an_element_in_a_tag_hides_no_word_of_it():
    words = words_of("{% note <span title='x'> the words </span> %}\nInside.\n{% endnote %}")
    assert words == "the words Inside."

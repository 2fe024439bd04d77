"""WordPress's shortcodes: what each shows, and what is none."""

import time

import pytest

from reader.markup.markdown.markdown import markdown_to_html
from reader.markup.markdown.template_tags import strip_stray_tags
from reader.markup.text.text import plain_text

YOUTUBE = "https://www.youtube.com/watch?v=w7Ft2ymGmfc"


def html_of(body):
    return markdown_to_html(strip_stray_tags(body))


@pytest.mark.parametrize(
    "body",
    [
        '[caption id="a" width="300"]<img src="a.jpg" alt="x" /> The quay[/caption]',
        '[caption width="300"]<a href="b.jpg"><img src="a.jpg"></a> The *quay*[/caption]',
        '[caption width="300" caption="The quay"]![x](a.jpg)[/caption]',
        "[wp_caption]![x](a.jpg) The [quay](https://a.example/b)[/wp_caption]",
    ],
)
def test_a_picture_keeps_what_is_written_below_it(body):
    html = html_of(f"Before.\n\n{body}\n\nAfter.")
    assert 'src="a.jpg"' in html
    assert plain_text(html).split("\n") == ["Before.", "The quay", "After."]


@pytest.mark.parametrize(
    ("body", "address"),
    [
        (f"[embed]{YOUTUBE}[/embed]", YOUTUBE),
        ('[embed width="1"]https://a.example/b[/embed]', "https://a.example/b"),
        (f"[youtube {YOUTUBE}]", YOUTUBE),
        (f"[youtube={YOUTUBE}]", YOUTUBE),
        ("[youtube w7Ft2ymGmfc]", YOUTUBE),
        ('[video src="v.mp4" width="1"][/video]', "v.mp4"),
        ('[audio mp3="a.mp3"][/audio]', "a.mp3"),
        ("[gist https://gist.github.com/a/1]", "https://gist.github.com/a/1"),
    ],
)
def test_what_is_played_is_kept(body, address):
    html = html_of(f"Before.\n\n{body}\n\nAfter.")
    assert f'"{address}"' in html
    assert "[" not in plain_text(html)


def test_a_listing_keeps_its_lines():
    html = html_of('[code lang="python"]\nif a &lt; b:\n\n    print(1)\n[/code]')
    assert '<pre><code class="language-python">if a &lt; b:\n\n    print(1)</code></pre>' in html


def test_a_listing_of_a_page_keeps_its_lines():
    body = '<p>[sourcecode language="js"]<br />\nif (a &lt; b) {}<br />\n[/sourcecode]</p>'
    assert '<code class="language-js">if (a &lt; b) {}</code>' in strip_stray_tags(
        body, is_markdown=False
    )


@pytest.mark.parametrize(
    "body",
    [
        '[gallery ids="1,2"]',
        "[gallery]",
        '[vc_row][vc_column width="1/2"][/vc_column][/vc_row]',
        '[et_pb_section fb_built="1"]\n[/et_pb_section]',
    ],
)
def test_what_only_lays_out_goes(body):
    html = html_of(f"Before.\n\n{body}\n\nAfter.")
    assert plain_text(html).split("\n") == ["Before.", "After."]


@pytest.mark.parametrize(
    "body",
    [
        "Press [code] or [video] twice, [caption] and [youtube channel], [audio of it].",
        '`[gallery ids="1"]` and [[gallery ids="2"]]',
        '```\n[caption id="a"]x[/caption]\n```',
        "<pre>[embed]https://a.example/b[/embed]</pre>",
        "[video](https://a.example/v)",
    ],
)
def test_what_is_none_stays(body):
    assert strip_stray_tags(body) == body


@pytest.mark.parametrize(
    "body",
    [
        "[code]" * 50_000,
        "[caption x]" * 50_000 + "[/code]",
        '[video a="' * 50_000,
        "[embed]" + " " * 300_000,
        '[vc_row a="b"' * 30_000,
        '{{ a(b="c"' * 30_000,
    ],
)
def test_no_body_takes_long(body):
    began = time.perf_counter()
    strip_stray_tags(body)
    assert time.perf_counter() - began < 4

"""The pictures told from an article's text are those of its page: for each way to write one."""

import pytest

from reader.folder.article_file import article_from_bytes
from reader.markup.page.page import make_page
from tests.conftest import ROOT

A, B, C = (f"https://pictures.example/{name}.jpg" for name in "abc")
LOADING = "https://pictures.example/loading.gif"
TINY = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
PREVIEW = f"data:image/jpeg;base64,{'A' * 900}"

BODIES = {
    "plain": (f'<p>x</p><img src="{A}" alt referrerpolicy="no-referrer"><img src="{B}">', [A, B]),
    "twice": (f'<img src="{A}"><p>x</p><img src="{A}">', [A]),
    "loud": (f"<P>x</P><IMG SRC='{A}'><Img src={B}>", [A, B]),
    "closed": (f'<p>x</p><img alt="a > b" class="c" src="{A}" width="300" height="20%" />', [A]),
    "spread": (f'<p>x</p><img\n  src = "{A}"\n  alt="b"\n>', [A]),
    "reference": (f'<p>x</p><img src="{A}?a=1&amp;b=2&copy=3">', [f"{A}?a=1&b=2&copy=3"]),
    "lazy": (f'<p>x</p><img src="/loading.gif" data-original="{A}">', [A]),
    "lazy first": (f'<p>x</p><img data-src="{A}" alt="b" src="{B}">', [A]),
    "lazy alone": (f'<p>x</p><img data-original-src="{A[6:]}">', [A]),
    "srcset": (f'<p>x</p><img src="{TINY}" srcset="{A} 100w, {B} 900w">', [B]),
    "srcset beside": (f'<p>x</p><img src="{A}" srcset="{B} 900w">', [A]),
    "picture": (f'<picture><source srcset="{A} 2x"><img alt="x"></picture><p>y</p>', [A]),
    "its own": (f'<picture><source srcset="{A} 2x"><img src="{B}"></picture><p>y</p>', [A]),
    "larger copy": (f'<p>x</p><img src="{A}" srcset="{A} 240w, {B} 2000w">', [B]),
    "for sharp screens": (f'<p>x</p><img srcset="{A} 1x, {B} 2x" alt="" src="{A}">', [B]),
    "no img": (f'<p>y</p><picture><source src="{A}"></picture>', [A]),
    "noscript": (f'<p>y</p><img src="/blank.gif"><noscript><img src="{A}"></noscript>', [A]),
    "poster": (f'<p>y</p><video src="https://v.example/1.mp4" poster="{A}"></video>', [A]),
    "pixel": (f'<p>x</p><img src="{A}"><img src="{B}" width="1" height="1">', [A]),
    "pixel in style": (f'<p>x</p><img src="{A}"><img src="{B}" style="width:1px;height:1px">', [A]),
    "wide in style": (f'<p>x</p><img src="{A}" style="width:100%;height:auto">', [A]),
    "counter": (f'<p>x</p><img src="{A}"><img src="https://stats.wp.com/b.gif?x=1">', [A]),
    "loading alone": (f'<p>x</p><img src="{LOADING}">', [LOADING]),
    "template": ('<p>x</p><img src="https://h.example/undefined">', []),
    "comment": (f'<p>x</p><!-- <img src="{A}"> --><img src="{B}">', [B]),
    "script": (f'<p>x</p><script>\'<img src="{A}">\'</script><img src="{B}">', [B]),
    "hidden": (f'<p>x</p><div style="display: none"><img src="{A}"></div><img src="{B}">', [B]),
    "in code": (f'<p>x</p><pre><code>&lt;img src="{A}"></code></pre><img src="{B}">', [B]),
    "inline": (f'<p>x</p><img src="{TINY}"><img src="data:image/png;base64,{"A" * 500}">', []),
    "of the folder": (f'<p>x</p><img src="images/a.jpg"><img src="{B}">', [B]),
    "markdown": (f"# x\n\n![a]({A}) and ![b][b]\n\n`![c]({C})`\n\n[b]: {B}\n", [A, B]),
    "plain markdown": (f"## x\n\n![]({A})\n\ntext\n", [A]),
    "of any name": (f'<p>x</p><img src="/loading.gif" v-lazy="{A}"><img real_src="{B}">', [A, B]),
    "data for a script": (f"<p>x</p><img src='{A}' data-x='{{\"src\":\"{B}\"}}'>", [A]),
    "words": (f'<p>x</p><img src="{TINY}" data-caption="a/b.jpg" data-big="{A}">', [A]),
    "preview as data": (f'<p>x</p><img src="{PREVIEW}" data-zoomed="{A}">', [A]),
    "of other makes": (f'<p>x</p><amp-img src="{A}"></amp-img><a-img src="{B}"></a-img>', [A, B]),
    "in a span": (f'<p>x</p><span class="lazy" data-src="{A}"></span>', [A]),
    "in a figure": (f'<figure data-srcset="{A} 900w"><img src="{TINY}"></figure><p>x</p>', [A]),
    "in a figure too": (f'<figure data-src="{B}"><img src="{A}"></figure><p>x</p>', [A]),
    "beside": (f'<p>x<span><img data-src="{A}"></span><noscript><img src="{A}"></noscript>', [A]),
    "blurred": (
        f'<p>x</p><img src="{A}?w=60"><img src="{A}?w=800"><img src="{B}">',
        [f"{A}?w=800", B],
    ),
    "thumbs": (f'<p>x</p><img src="{A}"><img src="{A[:-4]}_thumb.jpg">', [A]),
    "by a path": (
        '<p>x</p><img src="https://m.example/max/60/1*a.png"><img src="https://m.example/max/1400/1*a.png">',
        ["https://m.example/max/1400/1*a.png"],
    ),
    "two of one name": (
        '<p>x</p><img src="https://p.example/12/640?w=60"><img src="https://p.example/13/640?w=80">',
        ["https://p.example/12/640?w=60", "https://p.example/13/640?w=80"],
    ),
    "by a number": (
        f'<p>x</p><img src="{A}?id=12"><img src="{A}?id=13">',
        [f"{A}?id=12", f"{A}?id=13"],
    ),
    "hexo": (f"# x\n\n{{% img {A} 300 %}}\n\ntext\n", [A]),
}


def told_and_shown(body, path="a.md"):
    article = article_from_bytes(body.encode("utf-8", "replace"), path, 0)
    shown = (picture.url for picture in make_page(article).pictures)
    remote = [url for url in shown if url.startswith(("http://", "https://"))]
    return list(article.pictures), list(dict.fromkeys(remote))


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES.keys())
def test_told_as_shown(body, expected):
    told, shown = told_and_shown(body)
    assert shown == expected
    assert told == expected


def test_all_samples_and_articles_of_the_tests():
    read = 0
    for folder in ("resources", "tests/data"):
        for file in sorted((ROOT / folder).rglob("*.md")):
            text = file.read_text("utf-8", "replace")
            if text.strip():
                told, shown = told_and_shown(text, file.name)
                assert set(told) == set(shown), file
                read += 1
    assert read > 50

"""What a page's links and pictures lead to: in the folder, else on the web, else nowhere."""

import re

import pytest

from reader.folder.article_file import article_from_bytes
from reader.ingest.resolver import FolderResolver
from reader.markup.page.page import make_page
from tests.site.test_sites import lay
from tests.support import pictures


def hrefs(root, path, text):
    article = article_from_bytes(text.encode(), path, 0)
    page = make_page(article, FolderResolver(root).of(article))
    assert "wiki:" not in page.html
    assert "file:" not in page.html
    return re.findall(r'<a href="([^"]*)"', page.html), [each.url for each in page.pictures], page


@pytest.fixture
def site(tmp_path):
    root = lay(tmp_path / "home" / "blog", "_posts/2020-01-02-here.md", "_posts/2020-02-03-b.md",
               "README.md", "_posts/名.md")  # fmt: skip
    (root / "_config.yml").write_text("url: https://blog.example\n")
    (root / "images").mkdir()
    (root / "images" / "a.png").write_bytes(pictures.png(9, 9))
    return root


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("[x](2020-02-03-b.md)", "article:_posts/2020-02-03-b.md"),
        ("[x](/2020/02/03/b.html#part)", "article:_posts/2020-02-03-b.md#part"),
        ("[x](https://blog.example/2020/02/03/b/)", "article:_posts/2020-02-03-b.md"),
        ('<a href="名.md#节">x</a>', "article:_posts/%E5%90%8D.md#%E8%8A%82"),
        ("[x](/gone/page/)", "https://blog.example/gone/page/"),
        ("[x](https://other.example/b/)", "https://other.example/b/"),
        ("[x](gone.md)", None),
        ("[x](../README.md)", "article:README.md"),
        ('<a href="wiki:no such note">x</a>', None),
        ('<a href="article:_posts/2020-02-03-b.md">x</a>', None),
        ('<a href="javascript:alert(1)">x</a>', None),
        ('<a href="file:///etc/passwd">x</a>', None),
        ('<a href="c:/b">x</a>', None),
    ],
)
def test_links_of_a_site(site, written, href):
    found, _, page = hrefs(site, "_posts/2020-01-02-here.md", f"Some text. {written}\n")
    assert found == ([href] if href else [])
    assert "x" in page.html


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[x](gone.md)", "gone.md"),
        ("[[no such note]]", "no such note"),
        ("[x](%E5%90%8D.pdf)", "名.pdf"),
        ('<a href="javascript:alert(1)">x</a>', ""),
        ('<a href="gone.md"><img src="/images/a.png"></a>', ""),
        ('<a href="gone.md" title="<b>">x</a>', "gone.md"),
    ],
)
def test_a_link_that_leads_nowhere_says_where_it_led(site, written, said):
    _, _, page = hrefs(site, "_posts/2020-01-02-here.md", f"Some text. {written}\n")
    assert re.findall(r'<span title="([^"]*)"', page.html) == ([said] if said else [])


def test_a_page_of_elsewhere_keeps_to_its_own_addresses(tmp_path):
    root = lay(tmp_path / "home" / "clips", "b.md", "next.html", "news/index.html")
    text = ("---\nurl: https://paper.example/sea/a.html\n---\n\n<p><a href='next.html'>n</a> "
            "<a href='/news/'>m</a> <a href='/b'>o</a> "
            "<img src='boat.png'></p>")  # fmt: skip
    found, shown, _ = hrefs(root, "a.md", text)
    assert found == [
        "article:next.html",
        "article:news/index.html",
        "https://paper.example/b",
    ]
    assert shown == ["https://paper.example/sea/boat.png"]


def test_a_base_of_the_page_wins(tmp_path):
    root = lay(tmp_path / "home" / "clips", "z.md")
    text = ("<!doctype html><html><head><base href='https://paper.example/x/'></head><body>"
            "<p>Words <a href='1.html'>n</a><img src='i/b.jpg'></p></body></html>")  # fmt: skip
    found, shown, _ = hrefs(root, "a.html", text)
    assert (found, shown) == (
        ["https://paper.example/x/1.html"],
        ["https://paper.example/x/i/b.jpg"],
    )


def test_a_picture_that_is_not_in_the_folder_is_asked_of_the_site(site):
    text = "Words.\n\n![a](/images/a.png) ![b](/images/gone.png) ![c](gone.png)\n"
    _, shown, _ = hrefs(site, "_posts/2020-01-02-here.md", text)
    assert shown == ["/images/a.png", "https://blog.example/images/gone.png", "gone.png"]


def test_thousands_of_links_take_their_time_once(site):
    text = "".join(f'<a href="/never/{number}">x</a> ' for number in range(20_000))
    found, _, _ = hrefs(site, "_posts/2020-01-02-here.md", f"<p>{text}</p>")
    assert len(found) <= 20_000

"""What the values of heads mean: tags, authors, categories, pictures, drafts."""

import pytest

from reader.folder import fields
from reader.folder.article_file import article_from_bytes


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        (["a", "b c", "a", "A"], ("a", "b c")),
        ("a, b c", ("a", "b c")),
        ("渡轮，水路、桥", ("渡轮", "水路", "桥")),
        ("#a #b/c", ("a", "b/c")),
        ("[a, b]", ("a", "b")),
        ("[[a]], [[b]]", ("a", "b")),
        ("vim smali ctags", ("vim", "smali", "ctags")),
        ("machine learning", ("machine learning",)),
        ("C#", ("C#",)),
        (["#a", "C++", "", "null"], ("a", "C++")),
        ([["a", "b"], ["c"]], ("a", "b", "c")),
        ([{"name": "a"}, {"b": ["c"]}], ("a", "b", "c")),
        ({"a": "", "b": ""}, ("a", "b")),
        ("", ()),
    ],
)
def test_tags_in_every_shape(value, tags):
    assert fields.tags({"tags": value}) == tags


def test_tags_that_yaml_takes_for_a_comment():
    text = "---\ntitle: A\ntags: #a #b/c, d\n---\nText."
    assert article_from_bytes(text.encode(), "a.md", 0).tags == ("a", "b/c", "d")


def test_tags_and_keywords_are_told_together():
    assert fields.tags({"tags": ["a"], "keywords": "A, b"}) == ("a", "b")


@pytest.mark.parametrize(
    ("value", "author"),
    [
        ("Ann", "Ann"),
        (["Ann", "Bob"], "Ann, Bob"),
        ([{"name": "Ann", "url": "https://a.example"}, {"name": "Bob"}], "Ann, Bob"),
        ({"name": "Ann"}, "Ann"),
        ({"ann": {"url": "x"}}, "ann"),
        (["[[Ann]]", "[[Bob|Bobby]]"], "Ann, Bobby"),
        ("[[Ann]], [[Bob]]", "Ann, Bob"),
        ("Ann <ann@a.example>", "Ann"),
        ("Ann (ann@a.example)", "Ann"),
        ("Ann https://a.example/ann", "Ann"),
        ("[Ann](https://a.example)", "Ann"),
        ("By Ann", "Ann"),
        ("ann@a.example", "ann@a.example"),
        ("https://a.example/ann", ""),
        ("null", ""),
    ],
)
def test_authors_in_every_shape(value, author):
    assert fields.author({"author": value}) == author


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"en": "Hello", "zh": "你好"}, "Hello"),
        ({"zh-Hans": "你好"}, "你好"),
        ({"pt_BR": ["Olá"]}, "Olá"),
        ({"src": "a.png", "id": "x"}, ""),
    ],
)
def test_what_is_told_in_several_languages_is_told_in_the_first(value, text):
    assert fields.text_of(value) == text


@pytest.mark.parametrize(
    ("value", "categories"),
    [
        ("a", ("a",)),
        (["a", "b"], ("a", "b")),
        ([["a", "b"], ["c"]], ("a", "b")),
        ("travel/ferries", ("travel", "ferries")),
        ("旅行/水路", ("旅行", "水路")),
        ("TCP/IP", ("TCP/IP",)),
        ("a, b", ("a", "b")),
        ("#articles", ("articles",)),
        ({"a": ""}, ("a",)),
        ("null", ()),
        ("", ()),
    ],
)
def test_categories_in_every_shape(value, categories):
    assert fields.categories({"category": value}) == categories


PICTURE = "https://a.example/ferry-boat.png"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("image", {"path": PICTURE}),
        ("image", {"src": PICTURE, "alt": "x"}),
        ("cover", {"image": PICTURE, "caption": "x"}),
        ("images", [PICTURE, "b.png"]),
        ("images", [{"url": PICTURE}]),
        ("featuredimage", PICTURE),
        ("header", {"image": PICTURE}),
        ("cover", f"![[{PICTURE}]]"),
        ("cover", f"![x]({PICTURE})"),
        ("cover", f"url({PICTURE})"),
    ],
)
def test_a_picture_in_every_shape_stands_above_the_text(key, value):
    values = {key: value, **(value if key == "header" else {})}
    assert fields.pictures(values, "<p>Text.</p>") == (PICTURE, PICTURE)


@pytest.mark.parametrize(
    "value",
    [
        "true",
        "false",
        "none",
        "#ff0000",
        "linear-gradient(red, blue)",
        "rocket",
        "nginx:latest",
        "",
        [],
    ],
)
def test_what_names_no_picture_is_none(value):
    assert fields.pictures({"cover": value}, "<p>Text.</p>") == ("", "")


@pytest.mark.parametrize(
    "shown",
    [
        PICTURE, f"{PICTURE}?w=300", "https://cdn.example/x/ferry-boat-1024x768.png",
        "img/ferry-boat_640w.jpg", "ferry-boat@2x.png",
    ],
)  # fmt: skip
def test_a_picture_that_the_text_shows_does_not_stand_above_it(shown):
    html = f'<p>Text.</p><p><img src="{shown}"></p>'
    assert fields.pictures({"cover": PICTURE}, html) == (PICTURE, "")


@pytest.mark.parametrize(
    ("path", "head", "categories", "tags"),
    [
        ("_posts/2020-01-02-a.md", "layout: post", ("jekyll", "update"), ("a", "b")),
        ("a/_posts/b/2020-1-2-a.md", "layout: post", ("jekyll", "update"), ("a", "b")),
        ("_posts/2020-01-02-a.md", "x: y", ("jekyll update",), ("a b",)),
        ("posts/a.md", "layout: post", ("jekyll update",), ("a b",)),
    ],
)
def test_a_jekyll_post_parts_its_categories_by_spaces(path, head, categories, tags):
    text = f"---\n{head}\ncategories: jekyll update\ntags: a b\n---\nText."
    article = article_from_bytes(text.encode(), path, 0)
    assert (article.categories, article.tags) == (categories, tags)


@pytest.mark.parametrize(
    ("values", "draft"),
    [
        ({"draft": "true"}, True),
        ({"draft": "false"}, False),
        ({"published": "false"}, True),
        ({"published": "true"}, False),
        ({"published": "2021-03-22"}, False),
        ({"status": "draft"}, True),
        ({}, False),
    ],
)
def test_a_draft_says_so(values, draft):
    assert fields.is_draft(values) is draft


@pytest.mark.parametrize(
    ("path", "named", "where"),
    [
        ("post/my-trip/index.md", (), ("post",)),
        ("post/my-trip/index.en.md", ("travel",), ("post",)),
        ("my-trip/Index.html", ("travel",), ("travel",)),
        ("news/index-of-all.md", (), ("news",)),
        ("index.md", (), ()),
    ],
)
def test_a_folder_for_one_article_is_no_section(path, named, where):
    assert fields.section(path, named) == where


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (("Blog", "2013", "06", "05"), "Blog"),
        (("Blog", "2013年", "6月"), "Blog"),
        (("Blog", "2013"), "Blog"),
        (("2013", "06"), "06"),
        (("Blog", "06"), "06"),
        (("Area", "2013-notes"), "2013-notes"),
        (("1984",), "1984"),
        (("News", "163"), "163"),
    ],
)
def test_a_folder_of_days_is_no_source(where, name):
    assert fields.source({}, "", where, "") == name


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (("source", "_posts"), ""),
        (("source", "_posts", "Travel"), "Travel"),
        (("content", "zh-cn", "posts"), ""),
        (("My Blog", "content", "Posts"), "My Blog"),
        (("News", "it"), "it"),
    ],
)
def test_a_generators_own_folder_is_no_source(where, name):
    assert fields.source({}, "", where, "") == name

"""Addresses as browsers take them, and the picture that an <img> means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.markup.addresses import link_address, picture_address, resolved
from reader.markup.urls import canonical_url, first_picture, is_placeholder, link_url, picture_url

PARTS = "http : / \\ @ [ ] % # ? a . & ; \t"
PNG = "data:image/png;base64," + "A" * 600


@pytest.mark.parametrize(
    ("src", "url"),
    [
        ("https://a.example/b.png", "https://a.example/b.png"),
        ("//a.example/b.png", "https://a.example/b.png"),
        ("  HTTP://A.Example/B.png\n", "http://a.example/B.png"),
        ("https:\\\\a.example\\b", "https://a.example/b"),
        ("http:a.example/b c", "http://a.example/b%20c"),
        ("https://a.example/b?c=1&amp;d=2&copy=3", "https://a.example/b?c=1&d=2&copy=3"),
        ("https://a.example//b/c%2Fd.php?e=f", "https://a.example//b/c%2Fd.php?e=f"),
        ("https://[2001:db8::1]:8080/b", "https://[2001:db8::1]:8080/b"),
        ("pictures/图 1.png", "pictures/图 1.png"),
        ("../pictures/a%20b.png", "../pictures/a%20b.png"),
        ("pictures\\a.png", "pictures/a.png"),
        ("DATA:image/PNG;base64,iVBO Rw==", "data:image/png;base64,iVBORw=="),
    ],
)
def test_a_picture_is_found_where_a_browser_finds_it(src, url):
    assert picture_url(src) == url


@pytest.mark.parametrize(
    "src",
    [
        *("", " ", "#a", "?a", "https://", "https:///", "https://a:b:c/", "http://a b/"),
        *("javascript:a", "java\tscript:a", "file:///a", "picture:0", "a:b", "C:\\a.png"),
        *("data:text/html,a", "data:image/svg+xml,a", "\\\\host\\share", "/\\host", "<b>.png"),
        *("&#123;user.avatarUrl&#125;", "{{ a }}", "undefined", "\ud800.png"),
    ],
)
def test_what_is_no_picture_is_none(src):
    assert picture_url(src) == ""


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("#part", "#part"),
        ("\\\\a.example/b", "https://a.example/b"),
        ("https://user@a.example/", "https://user@a.example/"),
        ("jAvAsCrIpT&colon;a", ""),
        ("kongfz://a", ""),
        ("a.html", ""),
        ("#", ""),
    ],
)
def test_a_link_leads_to_the_web_or_nowhere(href, url):
    assert link_url(href) == url


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        ("b.html", "https://a.example/x/b.html"),
        ("../b.html?c=../d", "https://a.example/b.html?c=../d"),
        ("/b", "https://a.example/b"),
        ("../../../b", "https://a.example/b"),
        ("?b", "https://a.example/x/y?b"),
        ("javascript:a", ""),
        ("#b", ""),
    ],
)
def test_a_relative_link_is_made_whole(value, whole):
    assert resolved(value, "https://a.example/x/y") == whole


def test_nothing_is_made_whole_without_the_originals_address():
    assert resolved("b.html", "") == ""


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("HTTPS://A.example:443/b#c", "https://a.example/b"),
        ("http://a.example:80", "http://a.example/"),
        ("http://a.example/b?utm_source=c&d=e&fbclid=f", "http://a.example/b?d=e"),
        ("http://a.example/%7eb/%e4%b8%ad", "http://a.example/~b/%E4%B8%AD"),
        ("http://a.example/中", "http://a.example/%E4%B8%AD"),
        ("mailto:a@b", ""),
        ("javascript:a", ""),
    ],
)
def test_identity_forgets_what_changes_from_run_to_run(url, identity):
    assert canonical_url(url) == identity
    assert canonical_url(identity) == identity


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<p>a<img src='https://a/b.png'>", "https://a/b.png"),
        ("<IMG\nSRC=https://a/b.png>", "https://a/b.png"),
        ('<img src="x/loadimg.gif" data-original="//a/b.png">', "https://a/b.png"),
        ('<img src="https://a/loading.gif"><img src="https://a/b.png">', "https://a/b.png"),
        ('<img data-srcset="https://a/s.png 300w, https://a/l.png 900w">', "https://a/l.png"),
        ('<img src="https://a/1.png" width="1" height="1"><img src=b.png>', "b.png"),
        ('<img src="data:image/gif;base64,R0lGOD" data-src="https://a/b.png">', "https://a/b.png"),
        (
            '<img src="https://a/s" srcset="https://a/s 240w, https://a/l 1536w, https://a/m 9w">',
            "https://a/l",
        ),
        ('<img src="https://a/s" srcset="https://a/s 240w, https://a/m 480w">', "https://a/m"),
        ('<img src="https://a/s" srcset="https://a/s 1024w, https://a/l 4000w">', "https://a/s"),
        ('<img src="https://a/s" srcset="https://a/t 100w, https://a/u 200w">', "https://a/s"),
        ('<img src="https://a/s" srcset="https://a/d 2x, https://a/t 3x">', "https://a/d"),
        (f"<img src='{PNG}'>", PNG),
        ("<!-- <img src=a.png> --><img src=b.png>", "b.png"),
        ('<img alt="a > b" src="https://a/b?c=1&amp;d=2">', "https://a/b?c=1&d=2"),
        ("<img src='&#123;a&#125;'>", ""),
        ("<imgage src=a.png><p>no picture", ""),
        ('<img src="https://a/loading.gif">', "https://a/loading.gif"),
        ('<img data-src="true" src="https://a/b.png">', "https://a/b.png"),
    ],
)
def test_the_first_real_picture_is_found(html, url):
    assert first_picture(html) == url


PHOTOGRAPHS = """
    google-pixel-6-pro.jpg pixel-7a.png clear-sky.jpg all-clear.webp transparent-oled.jpg
    grey-cat.jpg empty-shelves.jpg red_dot.png wheel-loader-2.jpg none-of-us.png
"""
PLACEHOLDERS = """
    loading.gif img-loading.gif loading-icon.png lazyload.png placeholder-300x200.png t.gif
    spacer.gif?v=2 blank.gif trans_pixel.gif transparent-1x1.png 1x1.png grey.gif loading.jpg
    default_img.jpg none.png
"""


@pytest.mark.parametrize("name", PHOTOGRAPHS.split())
def test_a_photograph_is_no_placeholder_for_its_name(name):
    photograph = f"https://a/{name}"
    html = f'<img src="https://a/b.png"><img src="https://a/t.png" data-src="{photograph}">'
    assert first_picture(f'<img src="{photograph}">{html}') == photograph
    assert not is_placeholder(photograph)


@pytest.mark.parametrize("name", PLACEHOLDERS.split())
def test_what_stands_for_a_picture_until_it_is_there_is_none(name):
    assert is_placeholder(f"https://a/{name}")


@given(st.text() | st.lists(st.sampled_from(PARTS.split(" "))))
def test_an_address_once_judged_is_judged_the_same_again(value):
    value = "".join(value)
    for judge in (picture_address, link_address):
        assert judge(judge(value)) == judge(value)
    canonical_url(value)
    first_picture("<img src='" + value)


@pytest.mark.parametrize("piece", ["<img ", '<img src="', "<img a=b ", "<!--", "<img src=a.svg>"])
def test_looking_for_a_picture_ends_soon(piece):
    assert first_picture(piece * 200_000) == ("a.svg" if "svg" in piece else "")


@pytest.mark.parametrize(
    ("src", "path"),
    [
        ("file:///C:/Users/me/blog/img/a.png", "/C/Users/me/blog/img/a.png"),
        ("file:///Users/me/img/a.png", "/Users/me/img/a.png"),
        ("C:\\Users\\me\\a.png", "/C/Users/me/a.png"),
        ("{{ site.baseurl }}/img/a.png", "/img/a.png"),
        ("{{site.url}}{{site.baseurl}}/img/a.png", "/img/a.png"),
        ('{{ "/img/a.png" | relative_url }}', "/img/a.png"),
        ("{static}/img/a.png", "/img/a.png"),
        ("%7Bstatic%7D/img/a.png", "/img/a.png"),
        ("__GHOST_URL__/content/images/a.png", "/content/images/a.png"),
        ("_img/a.png", "_img/a.png"),
        ("%7Cfilename%7C/img/a.png", "/img/a.png"),
        ("@site/static/img/a.png", "/static/img/a.png"),
        ("{user.avatar}", ""),
        ("{{ user.avatar }}", ""),
    ],
)
def test_a_path_of_a_disk_or_a_site_is_looked_for_in_the_folder(src, path):
    assert picture_url(src) == path


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (
            "mailto:a@x.example?subject=Hi%20you&attach=/etc/passwd",
            "mailto:a@x.example?subject=Hi%20you",
        ),
        ("mailto:a@x.example?ATTACH=/etc/passwd", "mailto:a@x.example"),
        (
            "mailto:?to=a@x.example&bcc=b@x.example&Cc=c@x.example",
            "mailto:?to=a@x.example&Cc=c@x.example",
        ),
        ("mailto:a@x.example?att%61ch=x&body=a&amp;attachment=y", "mailto:a@x.example?body=a"),
        ("mailto:a@x.example?subject=a#?attach=x", "mailto:a@x.example?subject=a"),
        ("MailTo:a@x.example,b@x.example", "mailto:a@x.example,b@x.example"),
    ],
)
def test_a_letter_has_receivers_a_subject_and_a_text_and_no_more(written, kept):
    assert link_address(written) == kept

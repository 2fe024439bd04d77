"""Which pictures a page shows, and how large: icons in their line, previews never beside theirs."""

import re

import pytest

from tests.markup.articles import body


@pytest.mark.parametrize(
    "size",
    [
        'style="width: 1rem;height: 1rem"',
        'style="width:1.2em;vertical-align:-2px"',
        'style="height:1em"',
        'width="1em" height="1em"',
    ],
)
def test_an_icon_sized_by_its_text_is_as_high_as_the_line_and_in_it(size):
    page = body(f'<p><img src="a.png" {size}> begins</p><p>ends <img src="a.png" {size}></p>')
    assert "picture" not in re.findall(r'class="(\w+)"', page)
    assert page.count("<img") == 2
    assert all(15 <= int(side) <= 40 for side in re.findall(r'(?:width|height)="(\d+)"', page))


def test_a_picture_of_many_ems_stands_alone():
    page = body('<p>a</p><p><img src="a.png" style="width:30em"></p>')
    assert '<p class="picture">' in page


def test_a_lazy_picture_and_its_twin_for_pages_without_scripts_are_one():
    page = body(
        '<p><span><img src="loading.gif" data-foo-src="a.jpg"></span>'
        '<noscript><img src="a.jpg"></noscript></p><p>Words.</p>'
    )
    assert page.count("<img") == 1

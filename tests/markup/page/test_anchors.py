"""Links within an article and into it: by id, by a heading's words, by a note's own mark."""

import pytest

from reader.markup.page.page import make_page
from reader.model.page import HERE
from tests.markup.articles import article

BODY = """<p>First ^intro</p><h2>Getting Started!</h2><p>a</p><h2>Über uns &amp; mehr</h2><p>b</p>
<h3>中文 标题：一</h3><p>c</p><h2>Notes</h2><p>d</p><h2>Notes</h2><p id="own">e</p>
<ul><li>item ^it-2</li></ul>"""


def place(anchor):
    """The words that stand at a place of BODY, "" where it has no such place."""
    html = make_page(article(BODY), None, anchor).html
    _, mark, after = html.partition(f'id="{HERE}">')
    assert not mark or html.count(HERE) == 1
    return after.partition("<")[0]


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("own", "e"),
        ("getting-started", "Getting Started!"),
        ("Getting Started!", "Getting Started!"),
        ("getting_started", "Getting Started!"),
        ("über-uns--mehr", "Über uns &amp; mehr"),
        ("über-uns-mehr", "Über uns &amp; mehr"),
        ("中文-标题一", "中文 标题：一"),
        ("中文 标题：一", "中文 标题：一"),
        ("Über uns & mehr#中文 标题：一", "中文 标题：一"),
        ("^intro", "First ^intro"),
        ("Notes#^it-2", "item ^it-2"),
        ("intro", ""),
        ("none", ""),
        ("!", ""),
        ("", ""),
    ],
)
def test_a_place_is_found_by_what_a_link_of_another_article_calls_it(anchor, words):
    assert place(anchor) == words


def test_of_two_headings_with_the_same_words_the_second_has_a_number():
    for anchor, paragraph in (("notes", "d"), ("notes-1", "e")):
        html = make_page(article(BODY), None, anchor).html
        after = html.partition(HERE)[2].partition("<p")[2]
        assert after.partition("</p>")[0].rpartition(">")[2] == paragraph


@pytest.mark.parametrize("href", ["#%C3%BCber-uns--mehr", "#über-uns--mehr", "wiki:#Über uns"])
def test_a_table_of_contents_jumps_to_headings_by_their_words(href):
    title = "Über uns" if href.startswith("wiki") else "Über uns &amp; mehr"
    html = make_page(article(f'<p><a href="{href}">there</a></p><h2>{title}</h2><p>b</p>')).html
    assert '<a href="#at-0"' in html
    assert f'<h2 id="at-0">{title}</h2>' in html


def test_many_links_to_nowhere_and_many_headings_take_no_long_time():
    links = "".join(f'<a href="#none-{n}">x</a>' for n in range(3000))
    headings = "".join(f"<h2>Same</h2><p>{n} ^ x</p>" for n in range(1500))
    html = make_page(article(f"<p>{links}</p>{headings}")).html
    assert "at-" not in html

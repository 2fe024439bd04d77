"""A table that says titles and days of the articles beside it."""

import pytest

from reader.folder.article_file import read_article
from reader.folder.posts_table import told_beside

TABLE = """\
post_id,post_date,is_published,type,audience,title,subtitle,podcast_url
12345.my-post,2021-05-04T10:11:12.000Z,true,newsletter,everyone,"My post, at last","What\nit is of",
12346.unsent,2021-06-04T10:11:12.000Z,false,newsletter,everyone,Unsent,,
"""


@pytest.fixture
def export(tmp_path):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts.csv").write_text(TABLE)
    for name in ("12345.my-post", "12346.unsent", "99999.no-such"):
        (tmp_path / "posts" / f"{name}.html").write_text("<p>Some text of it.</p>")
    return tmp_path


@pytest.mark.parametrize("opened", ["", "posts"])
def test_substacks_pages_have_their_titles_and_days(export, opened):
    root = export / opened
    article = read_article(export / "posts" / "12345.my-post.html", root)
    assert article.title == "My post, at last"
    assert article.date.isoformat().startswith("2021-05-04T10:11:12")
    assert not article.draft
    assert read_article(export / "posts" / "12346.unsent.html", root).draft
    assert read_article(export / "posts" / "99999.no-such.html", root).title == "no such"


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2\n", "post_id\n12345.my-post\n", '"' * 9, "\0", "x" * 200_000]
)
def test_a_broken_table_says_nothing(export, text):
    (export / "posts.csv").write_text(text)
    assert told_beside(str(export), "posts/12345.my-post.html") == {}


def test_a_link_is_no_table(export):
    (export / "posts.csv").rename(export / "other.csv")
    (export / "posts.csv").symlink_to(export / "other.csv")
    assert told_beside(str(export), "posts/12345.my-post.html") == {}

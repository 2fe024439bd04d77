"""One table says what an article file is called; the walk and the page agree with it."""

from pathlib import Path

import pytest

from reader.folder.article_file import read_article
from reader.folder.walk import walk
from reader.suffixes import ARTICLES, is_article_name, stem_of


def found(root: Path) -> set[str]:
    return {file.path for file in walk(root)}


@pytest.mark.parametrize("ending", [*ARTICLES, ".MD", ".Rmd", ".MHTML", ".XHTML"])
def test_every_kind_is_found_and_read(tmp_path, ending):
    body = "<p>Some words.</p>" if "htm" in ending.lower() else "Some *words*.\n"
    (tmp_path / f"a{ending}").write_text(f"---\ntitle: A title\n---\n\n{body}")
    assert found(tmp_path) == {f"a{ending}"}
    article = read_article(f"a{ending}", tmp_path)
    assert (article.title, article.text) == ("A title", "Some words.")
    assert stem_of(f"a{ending}") == "a"


@pytest.mark.parametrize("name", ["a.txt", "a.org", "a.md.bak", "._a.md", "a.html.part", "md"])
def test_what_is_none(name):
    assert not is_article_name(name)


def test_plain_text_where_a_folder_holds_mainly_such(tmp_path):
    for name in ("talks/one.txt", "talks/two.TXT", "talks/robots.txt", "talks/b.md",
                 "site/a.md", "site/b.md", "site/notes.txt", "code/requirements-dev.txt",
                 "code/LICENSE.txt", ".txt", "alone/x.txt"):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    assert found(tmp_path) == {
        "talks/one.txt", "talks/two.TXT", "talks/b.md", "site/a.md", "site/b.md", "alone/x.txt",
    }  # fmt: skip


def test_plain_text_is_shown_as_it_is_written(tmp_path):
    wide = "A line that was broken where the window ended, as mail programs did it,\n"
    (tmp_path / "The talk.txt").write_text(
        f"# no heading\n*no emphasis* <b>\n\n    indented\nshort\n\n{wide}{wide}and its end.\n"
    )
    article = read_article("The talk.txt", tmp_path)
    assert article.title == "The talk"
    assert article.html.count("<p>") == 3
    assert "# no heading<br>*no emphasis* &lt;b&gt;" in article.html
    assert "indented<br>short" in article.html
    assert "as mail programs did it, A line" in article.html

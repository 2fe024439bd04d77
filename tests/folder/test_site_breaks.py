"""Where a text does not tell what the ends of its lines mean, the site's generator does."""

import pytest

from reader.folder.article_file import read_article
from reader.ingest.answer import Task
from reader.ingest.reading import read
from reader.library.index.entry import entry_of

UNDECIDED = "词" * 25 + "\n" + "词" * 25
SITES = {
    "Hexo": ("scaffolds/post.md", "_config.yml", "source/_posts/a.md"),
    "Jekyll": ("_layouts/a.html", "_config.yml", "_posts/2024-01-02-a.md"),
    "no site": ("a.md",),
}


@pytest.mark.parametrize(("site", "kept"), [("Hexo", True), ("Jekyll", False), ("no site", False)])
def test_lines_break_where_their_generator_breaks_them(tmp_path, site, kept):
    """On the page and in the index alike."""
    for name in SITES[site]:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("title: A\n" if name.endswith("yml") else UNDECIDED, encoding="utf-8")
    article = read_article(file, tmp_path)
    assert ("<br" in article.html) is kept
    assert ("\n" in article.text) is kept
    relative = file.relative_to(tmp_path).as_posix()
    found = read(str(tmp_path), Task(relative, 0, 0)).entry
    assert found == entry_of(article)

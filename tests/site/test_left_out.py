"""What is listed as left out of the news, and above all what is not."""

import pytest

from reader.model import NoteCode
from reader.site.left_out import Decider, by_values
from reader.site.sites import Sites
from tests.site.test_sites import lay

HEXO = (
    "_config.yml", "README.md", "LICENSE", "source/_posts/a.md", "source/_posts/About.md",
    "source/_posts/404.md", "source/_posts/tags.md", "source/_drafts/b.md", "source/about/index.md",
    "source/tags/index.md", "source/notes/deep.md", "source/404.html", "scaffolds/post.md",
    "themes/plain/README.md", "themes/plain/_config.yml", "themes/plain/layout/x.md",
    "public/2020/a/index.html",
)  # fmt: skip
HUGO = (
    "hugo.toml", "content/_index.md", "content/posts/_index.md", "content/posts/x/index.md",
    "content/about.md", "content/search.md", "content/en/about.md", "content/setup/privacy.md",
    "archetypes/default.md", "themes/t/exampleSite/content/post.md", "static/google1.html",
    "layouts/index.html", "public/index.html",
)  # fmt: skip
JEKYLL = (
    "_config.yml", "_posts/2020-01-01-a.md", "_layouts/post.html", "_includes/head.html",
    "index.html", "tags.html", "pages/about.md", "_wiki/git.md", "CONTRIBUTING.md", "_site/a.html",
    "404.md", "_drafts/x.md", "license.md",
)  # fmt: skip
CASES = [
    (HEXO, {"source/_posts/a.md", "source/_posts/About.md", "source/_posts/tags.md",
            "source/notes/deep.md"}),
    (HUGO, {"content/posts/x/index.md", "content/setup/privacy.md"}),
    (JEKYLL, {"_posts/2020-01-01-a.md", "_wiki/git.md"}),
    (("README.md", "themes/a.md", "templates/b.md", "public/c.md", "drafts/d.md", "about.md",
      "tags/x.md", "history.md", "news/readme.md", "news/e.md"),
     {"themes/a.md", "templates/b.md", "public/c.md", "drafts/d.md", "about.md", "tags/x.md",
      "history.md", "news/e.md"}),
    (("README.md", "fr/README.md", "de/README.md", "de/CONTRIBUTING.md", "LICENSE.md"),
     {"README.md", "fr/README.md", "de/README.md"}),
    (("README.md",), {"README.md"}),
    (("README.md", "LICENSE.md", "img/a.png"), {"README.md"}),
    (("README.md", "README_en.md", "README.zh-CN.md", "posts/a.md", "posts/READMEANDWEEP.md"),
     {"posts/a.md", "posts/READMEANDWEEP.md"}),
    (("posts/readme.md", "posts/a.md", "TODO.md", "CODE_OF_CONDUCT.md", "a/b/CLAUDE.md",
      "404.html", "old/source/404.md", "numbers/404.md"),
     {"posts/a.md", "numbers/404.md"}),
    ((".obsidian/app.json", "About.md", "tags.md", "Templates/daily.md", "Notes/Links.md"),
     {"About.md", "tags.md", "Notes/Links.md"}),
    (("The ferry.html", "The ferry_files/frame.html", "b.htm", "b.files/ad.html",
      "old_files/a.html", "notes/x.md"),
     {"The ferry.html", "b.htm", "old_files/a.html", "notes/x.md"}),
    ((".obsidian/app.json", "99 Templates/day.md", "Meta/_templates/x.md", "Map.excalidraw.md",
      "Template for a life.md"),
     {"Template for a life.md"}),
    (("_config.yml", "_posts/a.md", "_tabs/tags.md", "_tabs/about.md", "tag/java.md",
      "tech/_posts/b.md", "tags/tags/_posts/c.md"),
     {"_posts/a.md", "tech/_posts/b.md", "tags/tags/_posts/c.md"}),
    (("SUMMARY.md", "README.md", "one/README.md", "one/two.md"), {"one/README.md", "one/two.md"}),
    (("mkdocs.yml", "docs/index.md", "docs/about.md", "docs/tags.md", "site/about/index.html"),
     {"docs/index.md", "docs/about.md"}),
]  # fmt: skip


def articles(root):
    decider = Decider(Sites(root))
    files = (
        file.relative_to(root).as_posix()
        for file in root.rglob("*")
        if file.suffix in {".md", ".html", ".htm"} and ".obsidian" not in file.parts
    )
    return {path for path in files if decider.reason(path) is None}


@pytest.mark.parametrize(("paths", "shown"), CASES)
def test_what_is_news(tmp_path, paths, shown):
    root = lay(tmp_path / "home" / "site", *paths)
    assert articles(root) == shown


def test_each_has_a_reason(tmp_path):
    decider = Decider(Sites(lay(tmp_path / "home" / "site", *HEXO)))
    said = {path: decider.reason(path) for path in HEXO}
    assert said["README.md"].code is NoteCode.LEFT_ABOUT
    assert said["themes/plain/README.md"] == (NoteCode.LEFT_TEMPLATE, ("themes",))
    assert said["source/_drafts/b.md"] == (NoteCode.LEFT_DRAFT, ("_drafts",))
    assert said["public/2020/a/index.html"] == (NoteCode.LEFT_GENERATED, ("public",))
    assert said["source/tags/index.md"] == (NoteCode.LEFT_LIST, ("tags",))
    assert said["source/about/index.md"] == (NoteCode.LEFT_PAGE, ("about",))


@pytest.mark.parametrize("opened", ["source/_drafts", "themes", "themes/plain", "scaffolds"])
def test_what_a_person_opens_they_want_to_read(tmp_path, opened):
    root = lay(tmp_path / "home" / "site", *HEXO, "themes/plain/docs/use.md")
    shown = articles(root / opened)
    assert shown
    assert shown >= {path.removeprefix(f"{opened}/") for path in HEXO if path.startswith(opened)
                     and path.endswith(("b.md", "x.md", "post.md"))}  # fmt: skip


@pytest.mark.parametrize("opened", ["source", "source/_posts"])
def test_opening_the_posts_alone(tmp_path, opened):
    root = lay(tmp_path / "home" / "site", *HEXO)
    shown = {f"{opened}/{path}" for path in articles(root / opened)}
    assert shown == {path for path in articles(root) if path.startswith(f"{opened}/")}


def test_front_matter_that_says_list():
    assert by_values({"layout": "tags", "title": "Tags"}).code is NoteCode.LEFT_LIST
    assert by_values({"type": "categories"}).code is NoteCode.LEFT_LIST
    assert by_values({"layout": "tag_page"}).code is NoteCode.LEFT_LIST
    assert by_values({"layout": "post"}) is None
    assert by_values({"layout": "page"}) is None
    assert by_values({"type": "link"}) is None
    assert by_values({"type": "link", "date": "2020-01-01"}) is None
    assert by_values({"layout": ["tags"]}) is None

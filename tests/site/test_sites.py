"""Which kind of site a folder is, and what its settings say, from the files that lie in it."""

import pytest

from reader.site.config import config_of
from reader.site.sites import Sites


def lay(root, *paths, **texts):
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("words", encoding="utf-8")
    for path, text in texts.items():
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("paths", "kind"),
    [
        (["_config.yml", "source/_posts/a.md"], "Hexo"),
        (["scaffolds/post.md", "source/_posts/a.md"], "Hexo"),
        (["_config.yml", "_posts/a.md"], "Jekyll"),
        (["_posts/a.md"], "Jekyll"),
        (["hugo.toml", "content/posts/a.md"], "Hugo"),
        (["config.toml", "content/posts/a.md", "archetypes/default.md"], "Hugo"),
        (["config/_default/params.toml", "content/a.md"], "Hugo"),
        (["config.toml", "content/a.md", "templates/page.html"], "Zola"),
        (["pelicanconf.py", "content/a.md"], "Pelican"),
        (["mkdocs.yml", "docs/a.md"], "MkDocs"),
        (["docusaurus.config.js", "blog/a.md"], "Docusaurus"),
        ([".obsidian/app.json", "a.md"], "Obsidian"),
        (["logseq/config.edn", "pages/a.md"], "Logseq"),
        (["a.md", "b/c.md"], "folder"),
        (["README.md", "b/c.md"], "folder"),
        (["config.toml", "notes/a.md"], "folder"),
    ],
)
def test_the_kind_is_told_by_what_lies_there(tmp_path, paths, kind):
    root = lay(tmp_path / "home" / "blog", *paths)
    assert Sites(root).site_at("").kind.name == kind


def test_several_sites_in_one_folder(tmp_path):
    root = lay(
        tmp_path / "home" / "all",
        "one/_config.yml", "one/source/_posts/a.md", "one/themes/x/_config.yml",
        "one/themes/x/source/b.md", "two/hugo.toml", "two/content/posts/a.md", "three/a.md",
    )  # fmt: skip
    sites = Sites(root)
    assert sites.site_of("one/source/_posts/a.md").kind.name == "Hexo"
    assert sites.site_of("one/source/_posts/a.md").path_of("one/source/a.md") == "source/a.md"
    assert sites.site_of("one/themes/x/source/b.md").root == str(root / "one")
    assert sites.site_of("two/content/posts/a.md").kind.name == "Hugo"
    assert sites.site_of("three/a.md").kind.name == "folder"


@pytest.mark.parametrize("opened", ["source", "source/_posts", "source/_posts/2020"])
def test_only_the_posts_are_opened(tmp_path, opened):
    root = lay(tmp_path / "home" / "blog", "_config.yml", "source/_posts/2020/a.md")
    site = Sites(root / opened).site_at("")
    assert (site.kind.name, site.root, site.inside) == ("Hexo", str(root), opened)
    assert site.opened(f"{opened}/x.md") == "x.md"
    assert site.opened("README.md") is None


def test_a_home_is_no_site(tmp_path, monkeypatch):
    lay(tmp_path / "home", "_config.yml", "_posts/a.md", "news/a.md")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    assert Sites(tmp_path / "home" / "news").site_at("").kind.name == "folder"


def test_a_readme_among_documents_makes_no_repository_of_them(tmp_path, monkeypatch):
    home = lay(tmp_path / "home" / "me", "Documents/README.md", "Documents/news/a.md",
               "Code/app/README.md", "Code/app/docs/a.md")  # fmt: skip
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    news = home / "Documents" / "news"
    assert Sites(news).site_at("").root == str(news)
    assert Sites(home / "Code/app/docs").site_at("").root == str(home / "Code" / "app")


def test_a_path_of_thousands_of_folders(tmp_path):
    assert Sites(tmp_path).site_of("a/" * 2000 + "b.md").kind.name == "folder"


@pytest.mark.parametrize(
    ("text", "url", "path"),
    [
        ("url: https://a.example/\nroot: /blog/\npermalink: :year/:title/\n",
         "https://a.example", "blog"),
        ('baseURL = "https://b.example/x/"\ntitle = "B"\n', "https://b.example/x", "x"),
        ("SITEURL = 'https://c.example'\nARTICLE_URL = '{date:%Y}/{slug}/'\n",
         "https://c.example", ""),
        ("site_url: https://d.example # ours\ndocs_dir: text\n", "https://d.example", ""),
        ("export default {\n  url: 'https://e.example',\n  baseUrl: '/docs/',\n}",
         "https://e.example", "docs"),
        ("url:\n", "", ""),
    ],
)  # fmt: skip
def test_what_settings_say(text, url, path):
    found = config_of(text)
    assert (found.base_url, found.base_path) == (url, path)


def test_settings_lead_nowhere_outside():
    assert config_of("source_dir: ../../etc\n").content == ""
    assert config_of("source_dir: /etc/../..\n").content == ""
    assert config_of("source_dir: src\n").content == "src"

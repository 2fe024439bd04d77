"""Links between the articles of a folder: each way in which a generator or a person writes them."""

import pytest

from reader.site.links import Links
from tests.site.test_sites import lay

HEXO = {
    "_config.yml": "url: https://blog.example\nroot: /\npermalink: :year/:month/:day/:title/\n",
    "source/_posts/first-steps.md": "---\ntitle: 第一步\ndate: 2020-01-02\n---\nx",
    "source/_posts/second.md": "---\ntitle: Second\nabbrlink: 4a17b156\n---\nx",
    "source/_posts/2019/年 终.md": "---\ntitle: 年终\n---\nx",
    "source/about/index.md": "---\ntitle: About\n---\nx",
    "README.md": "x",
}
JEKYLL = {
    "_config.yml": "url: https://j.example\nbaseurl: /blog\n",
    "_posts/2020-01-02-hello-world.md": "---\ntitle: Hello\n---\nx",
    "_posts/2021-03-04-hello-world.md": "---\ntitle: Hello again\n---\nx",
    "_posts/2021-05-06-other.md": "---\ntitle: Other\npermalink: /special/place.html\n---\nx",
    "_wiki/git.md": "---\ntitle: Git\n---\nx",
}
HUGO = {
    "hugo.toml": "baseURL = 'https://h.example/'\n",
    "content/posts/bundle/index.md": "+++\ntitle = 'Bundle'\n+++\nx",
    "content/posts/plain.md": (
        '+++\ntitle = "Plain"\nslug = "chosen"\naliases = ["/old/way/", "/p2"]\n+++\n'
    ),
    "content/posts/one.md": "---\ntitle: One\nurl: /elsewhere/one/\n---\nx",
    "content/en/docs/deep.md": "x",
    "content/posts/_index.md": "x",
}
PELICAN = {
    "pelicanconf.py": "SITEURL = 'https://p.example'\n",
    "content/a.md": "Title: An Ode to Joy!\n\nx",
    "content/cat/b.md": "Title: B\nSlug: the-b\n\nx",
}
ZOLA = {
    "config.toml": "base_url = 'https://z.example'\n",
    "templates/page.html": "x",
    "content/blog/one.md": "+++\ntitle = 'One'\n+++\n",
    "content/blog/two/index.md": "+++\n+++\n",
}
VAULT = {
    ".obsidian/app.json": "{}",
    "Notes/Other note.md": "x",
    "Notes/Sub/Deep.md": "---\naliases: [Abyss, 深]\n---\nx",
    "Diary/2020-01-01.md": "x",
    "Diary/Deep.md": "x",
    "Notes/a.md": "x",
}
DOCS = {
    "mkdocs.yml": "site_url: https://m.example/\n",
    "docs/index.md": "x",
    "docs/guide/setup.md": "x",
    "docs/guide/README.md": "x",
    "docs/use.md": "x",
}
PLAIN = {
    "a.md": "x",
    "b/c d.md": "x",
    "b/e.html": "x",
    "b/F.MD": "x",
    "100%.md": "x",
    "b#1.md": "x",
}

CASES = [
    (HEXO, "source/_posts/second.md", "first-steps.md", "source/_posts/first-steps.md"),
    (HEXO, "source/_posts/second.md", "./first-steps", "source/_posts/first-steps.md"),
    (HEXO, "source/_posts/second.md", "/2020/01/02/first-steps/", "source/_posts/first-steps.md"),
    (HEXO, "source/_posts/second.md", "/2020/01/02/first-steps/index.html#x",
     "source/_posts/first-steps.md"),
    (HEXO, "source/_posts/second.md", "https://blog.example/2020/01/02/first-steps/",
     "source/_posts/first-steps.md"),
    (HEXO, "source/_posts/second.md", "//www.blog.example/2020/01/02/first-steps",
     "source/_posts/first-steps.md"),
    (HEXO, "source/_posts/second.md", "/2019/12/31/2019/%E5%B9%B4%20%E7%BB%88/",
     "source/_posts/2019/年 终.md"),
    (HEXO, "source/_posts/first-steps.md", "/posts/4a17b156.html", "source/_posts/second.md"),
    (HEXO, "source/_posts/first-steps.md", "wiki:second", "source/_posts/second.md"),
    (HEXO, "source/_posts/first-steps.md", "/tags/second/", None),
    (HEXO, "source/_posts/first-steps.md", "/about/", None),
    (HEXO, "source/_posts/first-steps.md", "../../README.md", None),
    (HEXO, "source/_posts/first-steps.md", "https://other.example/second/", None),
    (HEXO, "source/_posts/first-steps.md", "/", None),
    (JEKYLL, "_wiki/git.md", "/blog/2020/01/02/hello-world.html",
     "_posts/2020-01-02-hello-world.md"),
    (JEKYLL, "_wiki/git.md", "{{ site.baseurl }}/2021/03/04/hello-world/",
     "_posts/2021-03-04-hello-world.md"),
    (JEKYLL, "_wiki/git.md", "{{ site.url }}/blog/2021/03/04/hello-world",
     "_posts/2021-03-04-hello-world.md"),
    (JEKYLL, "_wiki/git.md", "/special/place.html", "_posts/2021-05-06-other.md"),
    (JEKYLL, "_wiki/git.md", "wiki:2021-05-06-other", "_posts/2021-05-06-other.md"),
    (JEKYLL, "_wiki/git.md", "../_posts/2021-05-06-other.md", "_posts/2021-05-06-other.md"),
    (JEKYLL, "_posts/2021-05-06-other.md", "/wiki/git/", "_wiki/git.md"),
    (HUGO, "content/posts/plain.md", "../bundle/", "content/posts/bundle/index.md"),
    (HUGO, "content/posts/plain.md", "/posts/bundle/", "content/posts/bundle/index.md"),
    (HUGO, "content/posts/plain.md", "bundle/index.md", "content/posts/bundle/index.md"),
    (HUGO, "content/posts/one.md", "/posts/chosen/", "content/posts/plain.md"),
    (HUGO, "content/posts/one.md", "/old/way", "content/posts/plain.md"),
    (HUGO, "content/posts/one.md", "https://h.example/p2/", "content/posts/plain.md"),
    (HUGO, "content/posts/plain.md", "/elsewhere/one", "content/posts/one.md"),
    (HUGO, "content/posts/plain.md", "/docs/deep/", "content/en/docs/deep.md"),
    (HUGO, "content/posts/plain.md", "wiki:docs/deep.md", "content/en/docs/deep.md"),
    (HUGO, "content/posts/plain.md", "/posts/", None),
    (PELICAN, "content/cat/b.md", "{filename}../a.md", "content/a.md"),
    (PELICAN, "content/cat/b.md", "%7Bfilename%7D../a.md", "content/a.md"),
    (PELICAN, "content/cat/b.md", "|filename|/a.md", "content/a.md"),
    (PELICAN, "content/cat/b.md", "/an-ode-to-joy.html", "content/a.md"),
    (PELICAN, "content/a.md", "/2020/the-b.html", "content/cat/b.md"),
    (ZOLA, "content/blog/one.md", "@/blog/two/index.md", "content/blog/two/index.md"),
    (ZOLA, "content/blog/two/index.md", "@/blog/one.md#part", "content/blog/one.md"),
    (ZOLA, "content/blog/two/index.md", "/blog/one/", "content/blog/one.md"),
    (VAULT, "Notes/a.md", "wiki:Other%20note", "Notes/Other note.md"),
    (VAULT, "Notes/a.md", "wiki:other note#Part", "Notes/Other note.md"),
    (VAULT, "Notes/a.md", "wiki:Notes/Sub/Deep", "Notes/Sub/Deep.md"),
    (VAULT, "Notes/a.md", "wiki:Deep", "Notes/Sub/Deep.md"),
    (VAULT, "Diary/2020-01-01.md", "wiki:Deep", "Diary/Deep.md"),
    (VAULT, "Notes/a.md", "wiki:Abyss", "Notes/Sub/Deep.md"),
    (VAULT, "Notes/a.md", "wiki:%E6%B7%B1", "Notes/Sub/Deep.md"),
    (VAULT, "Notes/a.md", "wiki:2020-01-01", "Diary/2020-01-01.md"),
    (VAULT, "Notes/a.md", "Other%20note.md", "Notes/Other note.md"),
    (VAULT, "Notes/a.md", "wiki:No such note", None),
    (VAULT, "Notes/a.md", "wiki:", None),
    (DOCS, "docs/use.md", "guide/setup.md", "docs/guide/setup.md"),
    (DOCS, "docs/use.md", "../guide/setup/", "docs/guide/setup.md"),
    (DOCS, "docs/guide/setup.md", "../use.md", "docs/use.md"),
    (DOCS, "docs/guide/setup.md", "/use/", "docs/use.md"),
    (PLAIN, "a.md", "b/c%20d.md", "b/c d.md"),
    (PLAIN, "a.md", "b/c d", "b/c d.md"),
    (PLAIN, "a.md", "b\\c d.md", "b/c d.md"),
    (PLAIN, "a.md", "b/e.html?x=1", "b/e.html"),
    (PLAIN, "a.md", "/b/e.html", "b/e.html"),
    (PLAIN, "a.md", "B/f.md", "b/F.MD"),
    (PLAIN, "a.md", "100%25.md", "100%.md"),
    (PLAIN, "a.md", "100%.md", "100%.md"),
    (PLAIN, "a.md", "b%231.md", "b#1.md"),
    (PLAIN, "a.md", "b#1.md", "b#1.md"),
    (PLAIN, "a.md", "b#2.md", None),
    (PLAIN, "b/c d.md", "../a.md", "a.md"),
    (PLAIN, "b/c d.md", "../../a.md", "a.md"),
    (PLAIN, "b/c d.md", "../../z.md", None),
    (PLAIN, "a.md", "javascript:b/e.html", None),
    (PLAIN, "a.md", "\0.md", None),
    (PLAIN, "a.md", "../" * 3000, None),
]  # fmt: skip


@pytest.mark.parametrize(("files", "article", "href", "target"), CASES)
def test_where_a_link_leads(tmp_path, files, article, href, target):
    root = made(tmp_path, files)
    found = Links(root).find(href, article)
    assert (found and found.path) == target


@pytest.mark.parametrize(
    ("files", "opened", "article", "href", "target"),
    [
        (HEXO, "source/_posts", "second.md", "/2020/01/02/first-steps/", "first-steps.md"),
        (HEXO, "source/_posts", "second.md", "https://blog.example/2020/01/02/first-steps/",
         "first-steps.md"),
        (JEKYLL, "_posts", "2021-05-06-other.md", "/blog/2020/01/02/hello-world.html",
         "2020-01-02-hello-world.md"),
        (JEKYLL, "_posts", "2021-05-06-other.md", "/wiki/git/", None),
        (HUGO, "content/posts", "one.md", "/posts/chosen/", "plain.md"),
        (HUGO, "content/posts", "one.md", "/posts/bundle/", "bundle/index.md"),
        (VAULT, "Notes", "a.md", "wiki:Deep", "Sub/Deep.md"),
        (VAULT, "Notes", "a.md", "wiki:2020-01-01", None),
    ],
)  # fmt: skip
def test_where_only_the_posts_are_opened(tmp_path, files, opened, article, href, target):
    found = Links(made(tmp_path, files) / opened).find(href, article)
    assert (found and found.path) == target


def test_the_place_in_the_article_goes_with_it(tmp_path):
    links = Links(made(tmp_path, VAULT))
    assert links.find("wiki:Other note#Second%20part", "Notes/a.md").anchor == "Second part"
    assert links.find("Other%20note.md#x", "Notes/a.md").anchor == "x"


def test_a_page_of_somebody_elses_site_is_not_guessed_at(tmp_path):
    links = Links(made(tmp_path, PLAIN))
    assert links.find("/news/e", "a.md").path == "b/e.html"
    assert links.find("/news/e", "a.md", guess=False) is None


def test_a_file_that_is_left_out_is_none_of_the_articles_but_is_there(tmp_path):
    links = Links(made(tmp_path, HEXO))
    assert links.find("../../README.md#use", "source/_posts/second.md") is None
    there = links.left_out("../../README.md#use", "source/_posts/second.md")
    assert there == ("README.md", "use")
    assert links.left_out("../../gone.md", "source/_posts/second.md") is None
    assert links.left_out("../" * 9 + "README.md", "source/_posts/second.md") is None


def test_a_link_out_of_the_folder_is_none(tmp_path):
    root = made(tmp_path, PLAIN)
    (tmp_path / "home" / "secret.md").write_text("x")
    (root / "out").symlink_to(tmp_path / "home")
    links = Links(root)
    for href in ("../secret.md", "/../secret.md", "out/secret.md", "%2e%2e/secret.md"):
        assert links.find(href, "a.md") is None
        assert links.left_out(href, "a.md") is None


def made(tmp_path, files):
    root = tmp_path / "home" / "all"
    for path, text in files.items():
        lay(root, path)
        (root / path).write_text(text, encoding="utf-8")
    return root

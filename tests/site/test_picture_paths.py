"""Pictures of a site are found by all the ways in which its generator, or an editor, names them."""

import pytest

from reader.images.local import local_file
from reader.model import PictureError
from tests.support import pictures

DATA = pictures.png(12, 8)


def site(root, *names):
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(DATA if file.suffix in {".png", ".jpg", ".PNG"} else b"words")
    return root


HEXO = ("_config.yml", "source/_posts/a.md", "source/images/b.png", "source/_posts/a/own.png")
JEKYLL = ("_config.yml", "_posts/2020-01-02-a.md", "images/b.png", "assets/img/c d.png")
HUGO = ("hugo.toml", "content/posts/a/index.md", "static/images/b.png", "content/posts/a/own.png",
        "static/c.png", "assets/deep/e.png")  # fmt: skip
PELICAN = ("pelicanconf.py", "content/a.md", "content/images/b.png", "content/extra/f.png")
MKDOCS = ("mkdocs.yml", "docs/guide/a.md", "docs/img/b.png")
VAULT = (".obsidian/app.json", "Notes/a.md", "Files/Screen shot.png", "Files/old/b.png")
PLAIN = ("posts/a.md", "img/b.png", "posts/a.assets/c.png")


@pytest.mark.parametrize(
    ("names", "article", "src", "found"),
    [
        (HEXO, "source/_posts/a.md", "/images/b.png", "source/images/b.png"),
        (HEXO, "source/_posts/a.md", "../images/b.png", "source/images/b.png"),
        (HEXO, "source/_posts/a.md", "images/b.png", "source/images/b.png"),
        (HEXO, "source/_posts/a.md", "own.png", "source/_posts/a/own.png"),
        (HEXO, "source/_posts/a.md", "/2020/01/02/a/own.png", "source/_posts/a/own.png"),
        (HEXO, "source/_posts/a.md", "../../../../source/images/b.png", "source/images/b.png"),
        (JEKYLL, "_posts/2020-01-02-a.md", "{{ site.baseurl }}/images/b.png", "images/b.png"),
        (JEKYLL, "_posts/2020-01-02-a.md", "{{site.url}}{{ site.baseurl }}/images/b.png?raw=true",
         "images/b.png"),
        (JEKYLL, "_posts/2020-01-02-a.md", "{{ '/assets/img/c d.png' | relative_url }}",
         "assets/img/c d.png"),
        (JEKYLL, "_posts/2020-01-02-a.md", "/assets/img/c%20d.png", "assets/img/c d.png"),
        (HUGO, "content/posts/a/index.md", "/images/b.png", "static/images/b.png"),
        (HUGO, "content/posts/a/index.md", "own.png", "content/posts/a/own.png"),
        (HUGO, "content/posts/a/index.md", "/posts/a/own.png", "content/posts/a/own.png"),
        (HUGO, "content/posts/a/index.md", "/c.png", "static/c.png"),
        (HUGO, "content/posts/a/index.md", "deep/e.png", "assets/deep/e.png"),
        (PELICAN, "content/a.md", "{static}/images/b.png", "content/images/b.png"),
        (PELICAN, "content/a.md", "|filename|/images/b.png", "content/images/b.png"),
        (PELICAN, "content/a.md", "{attach}images/b.png", "content/images/b.png"),
        (MKDOCS, "docs/guide/a.md", "../../img/b.png", "docs/img/b.png"),
        (VAULT, "Notes/a.md", "Screen shot.png", "Files/Screen shot.png"),
        (VAULT, "Notes/a.md", "Screen%20shot.png", "Files/Screen shot.png"),
        (VAULT, "Notes/a.md", "screen SHOT.png", "Files/Screen shot.png"),
        (PLAIN, "posts/a.md", "file:///C:/Users/me/blog/img/b.png", "img/b.png"),
        (PLAIN, "posts/a.md", "file:///Users/me/blog/img/b.png", "img/b.png"),
        (PLAIN, "posts/a.md", "C:\\Users\\me\\img\\b.png", "img/b.png"),
        (PLAIN, "posts/a.md", "D:/me/a.assets/c.png", "posts/a.assets/c.png"),
        (PLAIN, "posts/a.md", "IMG/B.PNG", "img/b.png"),
        ((*PLAIN, "posts/https_3A_2F_2Fx_2Fd.png"), "posts/a.md", "https%3A%2F%2Fx%2Fd.png",
         "posts/https_3A_2F_2Fx_2Fd.png"),
    ],
)  # fmt: skip
def test_found(tmp_path, names, article, src, found):
    root = site(tmp_path / "home" / "blog", *names)
    assert local_file(root, article, src) == root / found


@pytest.mark.parametrize(
    ("names", "opened", "article", "src", "found"),
    [
        (HEXO, "source/_posts", "a.md", "/images/b.png", "source/images/b.png"),
        (HEXO, "source/_posts", "a.md", "../images/b.png", "source/images/b.png"),
        (JEKYLL, "_posts", "2020-01-02-a.md", "{{ site.baseurl }}/images/b.png", "images/b.png"),
        (HUGO, "content/posts", "a/index.md", "/images/b.png", "static/images/b.png"),
        (VAULT, "Notes", "a.md", "Screen shot.png", "Files/Screen shot.png"),
        ((".git/HEAD", *PLAIN), "posts", "a.md", "../img/b.png", "img/b.png"),
        ((".git/HEAD", *PLAIN), "posts", "a.md", "/img/b.png", "img/b.png"),
    ],
)
def test_found_where_only_the_posts_are_opened(tmp_path, names, opened, article, src, found):
    root = site(tmp_path / "home" / "blog", *names)
    assert local_file(root / opened, article, src) == root / found


@pytest.mark.parametrize(
    "src", ["../../../secret.png", "/../../secret.png", "..\\..\\..\\secret.png",
            "/leads/secret.png", "%2e%2e/%2e%2e/%2e%2e/secret.png", "file:///secret.png",
            "leads/secret.png"],
)  # fmt: skip
def test_nothing_beyond_the_site_is_shown(tmp_path, src):
    root = site(tmp_path / "home" / "blog", *HEXO)
    site(tmp_path / "home", "secret.png")
    (root / "source" / "leads").symlink_to(tmp_path / "home")
    for opened, article in ((root, "source/_posts/a.md"), (root / "source" / "_posts", "a.md")):
        with pytest.raises(PictureError):
            local_file(opened, article, src)


def test_a_folder_around_that_is_no_site_is_not_looked_into(tmp_path):
    root = site(tmp_path / "home", *PLAIN)
    for src in ("../img/b.png", "/img/b.png", "b.png"):
        with pytest.raises(PictureError):
            local_file(root / "posts", "a.md", src)


def test_another_picture_of_the_same_name_is_not_taken(tmp_path):
    root = site(tmp_path / "home" / "blog", "a.md", "one/1.png", "two/1.png")
    with pytest.raises(PictureError):
        local_file(root, "a.md", "three/1.png")

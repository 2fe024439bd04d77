"""The one table of the kinds of sites: by what each is known, and what follows from it. Data.

To teach the reader another generator, add a row. Paths are relative to the site's folder, "" being
that folder itself.
"""

from typing import NamedTuple


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


class Kind(NamedTuple):
    """One kind of site.

    marks: any of these files or folders tells it. beside: one of these must be there as well, where
    the mark alone is not enough (Jekyll and Hexo both have a `_config.yml`).
    config: where its settings stand, the first that is there.
    content: the folders that hold its texts; "" is all of it.
    pictures: the folders that stand for "/" of the site, or hold what the texts name.
    templates: folders that hold what pages are made from. generated: what the generator writes.
    drafts: names of folders of unfinished articles. assets: folders that hold no texts at all.
    breaks: whether a single line break in a paragraph shows as one.
    vault: whether a bare name stands for the file of that name anywhere in the folder.
    strong: whether it is a site; False where it is merely somebody's folder.
    """

    name: str
    marks: frozenset[str]
    beside: frozenset[str] = frozenset()
    config: tuple[str, ...] = ()
    content: tuple[str, ...] = ("",)
    pictures: tuple[str, ...] = ()
    templates: frozenset[str] = frozenset()
    generated: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset({"_drafts"})
    assets: frozenset[str] = frozenset()
    breaks: bool = False
    vault: bool = False
    strong: bool = True


KINDS: tuple[Kind, ...] = (
    Kind(
        "Hexo",
        marks=_words("_config.yml _config.yaml scaffolds"),
        beside=_words("source scaffolds"),
        config=("_config.yml", "_config.yaml"),
        content=("source/_posts", "source"),
        pictures=("source", "source/_posts", "source/images", "source/img", "public"),
        templates=_words("themes scaffolds source/_data"),
        generated=_words("public .deploy_git"),
        breaks=True,
    ),
    Kind(
        "Pelican",
        marks=_words("pelicanconf.py"),
        config=("pelicanconf.py", "publishconf.py"),
        content=("content",),
        pictures=("content", "content/images", "content/static", "content/extra", "static"),
        templates=_words("theme themes templates"),
        generated=_words("output public"),
    ),
    Kind(
        "Zola",
        marks=_words("config.toml zola.toml"),
        beside=_words("templates sass"),
        config=("zola.toml", "config.toml"),
        content=("content",),
        pictures=("content", "static"),
        templates=_words("templates themes sass"),
        generated=_words("public"),
        assets=_words("static"),
    ),
    Kind(
        "Hugo",
        marks=_words("hugo.toml hugo.yaml hugo.yml hugo.json"),
        config=("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"),
        content=("content",),
        pictures=("content", "static", "assets", "static/images", "static/img", "assets/images"),
        templates=_words("archetypes layouts themes data i18n exampleSite"),
        generated=_words("public resources"),
        assets=_words("static assets"),
    ),
    Kind(
        "Hugo",
        marks=_words("config.toml config.yaml config.yml config.json config archetypes"),
        beside=_words("content"),
        config=(
            "config.toml", "config.yaml", "config.yml", "config.json",
            "config/_default/hugo.toml", "config/_default/config.toml",
            "config/_default/hugo.yaml", "config/_default/config.yaml",
        ),
        content=("content",),
        pictures=("content", "static", "assets", "static/images", "static/img", "assets/images"),
        templates=_words("archetypes layouts themes data i18n exampleSite"),
        generated=_words("public resources"),
        assets=_words("static assets"),
    ),
    Kind(
        "MkDocs",
        marks=_words("mkdocs.yml mkdocs.yaml"),
        config=("mkdocs.yml", "mkdocs.yaml"),
        content=("docs", ""),
        pictures=("docs", "docs/assets", "docs/images", "docs/img"),
        templates=_words("overrides theme custom_theme"),
        generated=_words("site"),
    ),
    Kind(
        "Docusaurus",
        marks=_words("docusaurus.config.js docusaurus.config.ts docusaurus.config.mjs"),
        config=("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"),
        content=("docs", "blog", ""),
        pictures=("static", "static/img", "docs", "blog"),
        templates=_words("src"),
        generated=_words("build .docusaurus"),
        assets=_words("static"),
    ),
    Kind(
        "VitePress",
        marks=_words(".vitepress .vuepress"),
        pictures=("public", ".vuepress/public", ".vitepress/public"),
        generated=_words("dist"),
        assets=_words("public"),
    ),
    Kind(
        "Astro",
        marks=_words("astro.config.mjs astro.config.ts astro.config.js"),
        config=("astro.config.mjs", "astro.config.ts", "astro.config.js"),
        content=("src/content/blog", "src/content/posts", "src/content", "src/pages", ""),
        pictures=("public", "src/assets", "src"),
        templates=_words("src/layouts src/components"),
        generated=_words("dist"),
        assets=_words("public"),
    ),
    Kind(
        "Gatsby",
        marks=_words("gatsby-config.js gatsby-config.ts"),
        config=("gatsby-config.js", "gatsby-config.ts"),
        content=("content/blog", "content/posts", "content", "src/pages", "blog", "posts", ""),
        pictures=("static", "content", "content/assets", "content/images"),
        templates=_words("src/templates src/components"),
        generated=_words("public .cache"),
        assets=_words("static"),
    ),
    Kind(
        "Eleventy",
        marks=_words(
            ".eleventy.js .eleventy.cjs eleventy.config.js eleventy.config.cjs eleventy.config.mjs"
        ),
        content=("src/posts", "src", "posts", "content", ""),
        pictures=("src", "public", "static", "assets", "src/assets"),
        templates=_words("_includes _layouts _data src/_includes src/_layouts src/_data"),
        generated=_words("_site dist"),
    ),
    Kind(
        "Next.js",
        marks=_words("next.config.js next.config.mjs next.config.ts"),
        content=("posts", "_posts", "content", "data", "data/blog", "src/posts", ""),
        pictures=("public", "static", "assets"),
        templates=_words("components layouts src/components"),
        generated=_words("out .next"),
        assets=_words("public"),
    ),
    Kind(
        "Jekyll",
        marks=_words("_config.yml _config.yaml _config.toml _posts _layouts"),
        config=("_config.yml", "_config.yaml", "_config.toml"),
        content=("_posts", ""),
        pictures=("", "assets", "images", "img", "assets/images", "assets/img", "public", "static"),
        templates=_words("_layouts _includes _sass _plugins _data _theme"),
        generated=_words("_site"),
    ),
    Kind(
        "Obsidian",
        marks=_words(".obsidian"),
        pictures=("attachments", "assets", "images", "Attachments", "media"),
        templates=_words("Templates templates _templates"),
        vault=True,
    ),
    Kind(
        "Logseq",
        marks=_words("logseq"),
        beside=_words("pages journals"),
        content=("pages", "journals"),
        pictures=("assets",),
        generated=_words("logseq"),
        drafts=frozenset(),
        vault=True,
    ),
    Kind(
        "GitBook",
        marks=_words("book.json book.toml .gitbook.yaml .gitbook"),
        content=("src", "docs", ""),
        pictures=("", "src", "assets", ".gitbook/assets", "images", "img"),
        generated=_words("_book book"),
    ),
    Kind(
        "GitBook",
        marks=_words("SUMMARY.md"),
        beside=_words("README.md"),
        pictures=("", "assets", ".gitbook/assets", "images", "img"),
        generated=_words("_book"),
    ),
    Kind(
        "folder",
        marks=_words(
            ".git .github .gitignore .gitattributes .hg .svn package.json README.md readme.md"
            " README.markdown README LICENSE LICENSE.md LICENSE.txt"
        ),
        pictures=(
            "images", "image", "img", "imgs", "pictures", "pics", "assets", "static", "public",
            "source", "media", "attachments", "assets/images", "assets/img", "static/images",
            "static/img", "docs", "content",
        ),
        strong=False,
    ),
)  # fmt: skip

PLAIN = Kind(
    "folder",
    marks=frozenset(),
    pictures=KINDS[-1].pictures,
    strong=False,
)
"""What is no site at all: nothing is known of it but what its files say."""

MARKS = frozenset().union(*(kind.marks for kind in KINDS))
"""All the names that tell a kind."""


def kind_of(names: "frozenset[str] | set[str]") -> Kind | None:
    """Return the kind of a folder that holds these files and folders, None where none is known."""
    if MARKS.isdisjoint(names):
        return None
    for kind in KINDS:
        if not kind.marks.isdisjoint(names) and (
            not kind.beside or not kind.beside.isdisjoint(names)
        ):
            return kind
    return None

"""What lies among a folder's articles and is none of its news: decided by names, before reading.

Whatever is in doubt is an article: a text that is not listed is lost to who does not look for it.
"""

import os
import re
from collections import deque
from collections.abc import Mapping
from pathlib import Path

from reader.bounds import SITE_LOOK_FOLDERS
from reader.markup.policy import names
from reader.model import Note, NoteCode
from reader.patterns import lazy_re
from reader.site.kinds import Kind
from reader.site.sites import Site, Sites
from reader.suffixes import PAGES, is_article_name, is_page, stem_of

_ABOUT = names(
    "changelog code_of_conduct codeowners contributing contributors copying issue_template licence"
    " license pull_request_template"
)
"""What tells of the folder: in any letters where a site or repository begins, else in capitals."""
_ABOUT_IN_CAPITALS = _ABOUT | names(
    "agents authors changes citation claude conduct copyright funding gemini governance history"
    " install maintainers notice patents privacy_policy release-notes releasing roadmap security"
    " skill support thanks todo upgrading"
)
_INDEXES = names("summary _sidebar _navbar _coverpage _footer")
_BEGINNINGS = frozenset(
    word[:3] for word in _ABOUT_IN_CAPITALS | _INDEXES | {"_index", "404", "readme"}
)
"""The first letters of all names that say by themselves that a file is none of the news."""
_README = lazy_re(r"readme(?:[._-][a-z]{2,7}(?:[_-][a-z]{2,4})?)?", re.IGNORECASE)
_LANGUAGE = lazy_re(r"[a-z]{2}(?:[_-][a-z]{2,4})?")
_LANGUAGE_END = lazy_re(r"[._-][a-z]{2}(?:[_-][a-z]{2,4})?$", re.IGNORECASE)

_LISTS = names(
    "404 500 archive archives atom categories category feed index-list map offline robots rss"
    " search search-index searchindex sitemap tag tagcloud tags tagscloud timeline topics"
    " 分类 标签 归档 搜索"
)
_PAGES = names(
    "about about-me aboutme about_me blogroll contact contacts donate donation friend friends"
    " guestbook imprint impressum link links message messageboard payment privacy privacy-policy"
    " resume sponsor subscribe terms 关于 友链 友情链接 留言 留言板"
)
_SITE_FOLDERS = names("content docs pages public source src static")
_PAGES_IN = names("_pages _tabs page pages")
_TAXONOMIES = names("_categories _category _tag _tags categories category tag tags")
_POSTS = names("_posts posts post blog articles article news weekly diary")
_EVERYWHERE = {
    "_layouts": NoteCode.LEFT_TEMPLATE,
    "_includes": NoteCode.LEFT_TEMPLATE,
    "_drafts": NoteCode.LEFT_DRAFT,
    "scaffolds": NoteCode.LEFT_TEMPLATE,
    "archetypes": NoteCode.LEFT_TEMPLATE,
    "_site": NoteCode.LEFT_GENERATED,
}
"""Folders that no one names so for anything else: left out whatever the site."""
_LAYOUTS = names(
    "404 archive archives archivepage atom categories category categoryarchive categoryindex"
    " categorypage feed frontpage friends home homepage landing links redirect redirected rss"
    " search searchpage sitemap tag tagarchive tagindex tagpage tags tagsarchive taxonomy"
    " yeararchive"
)
_TYPES = names("404 archives categories friends search tags")
"""Fewer than layouts: a clipper writes of what type a page was."""
_SAVED_WITH = lazy_re(
    r"(.+?)(?:[_.-](?:files|file|dateien|fichiers|archivos|bestanden|elemei|filer|arquivos)|\.assets)$",
    re.IGNORECASE,
)
_IN_VAULT = lazy_re(r"[\W\d_]*(?:templates?|模板|範本)[\W\d_]*", re.IGNORECASE)
_DRAWING = ".excalidraw.md"


class Decider:
    """Says of each file of one opened folder whether it is left out. No threads."""

    def __init__(self, sites: Sites) -> None:
        """sites: those of the folder."""
        self.sites = sites
        self._folders: dict[str, Note | None] = {"": None}
        self._readmes: dict[str, bool] = {}

    def reason(self, path: str) -> Note | None:
        """Return why a file is left out, None for an article. path: relative to the folder."""
        below, _, name = path.rpartition("/")
        return self._reason_of(below) or self._of_name(below, name)

    def _reason_of(self, below: str) -> Note | None:
        """Why a folder is left out. What the person opened is what they want to read: it is not."""
        if below in self._folders:
            return self._folders[below]
        parts = below.split("/")  # a loop: a path can be thousands of folders deep
        found: Note | None = None
        for length in range(1, len(parts) + 1):
            at = "/".join(parts[:length])
            if at not in self._folders:
                self._folders[at] = found or self._of_folder(at)
            found = self._folders[at]
        return found

    def _of_folder(self, below: str) -> Note | None:
        name = below.rpartition("/")[2]
        if name in _EVERYWHERE:
            return Note(_EVERYWHERE[name], (name,))
        if (saved := _SAVED_WITH.fullmatch(name)) and self._is_saved_page(below, saved[1]):
            return Note(NoteCode.LEFT_ASSET, (name,))
        site = self.sites.site_at(below)
        return _of_parts(site.path_of(below), site) if site.kind.strong else None

    def _of_name(self, below: str, name: str) -> Note | None:
        lowered = name.lower()
        if lowered[:3] in _BEGINNINGS or _DRAWING in lowered:  # told first: nearly no name is one
            note = self._of_word(below, name)
            if note is not None or lowered[:6] == "readme":
                return note
        site = self.sites.site_at(below)
        if not site.kind.strong or site.kind.vault:
            return None
        return _of_page(site, f"{below}/{name}" if below else name, stem_of(name).lower())

    def _of_word(self, below: str, name: str) -> Note | None:
        """Why a file is left out that is called what no article of any site is."""
        stem = stem_of(name)
        lowered = stem.lower()
        if lowered == "_index" or lowered.startswith("_index."):
            return Note(NoteCode.LEFT_INDEX, (name,))
        if lowered.endswith(".excalidraw") and name.lower().endswith(_DRAWING):
            return Note(NoteCode.LEFT_ASSET, (name,))
        if lowered.startswith("readme"):
            told = _README.fullmatch(stem) and not self._readme_is_content(below)
            return Note(NoteCode.LEFT_ABOUT, (name,)) if told else None
        base = _LANGUAGE_END.sub("", lowered)
        if (base in _ABOUT_IN_CAPITALS and stem[: len(base)].isupper()) or (
            base in _ABOUT and self._is_top(below)
        ):
            return Note(NoteCode.LEFT_ABOUT, (name,))
        if lowered in _INDEXES and (lowered[0] == "_" or (stem.isupper() and self._is_top(below))):
            return Note(NoteCode.LEFT_INDEX, (name,))
        if lowered == "404" and (self._is_top(below) or below.rpartition("/")[2] in _SITE_FOLDERS):
            return Note(NoteCode.LEFT_LIST, (name,))
        return None

    def _is_saved_page(self, below: str, page: str) -> bool:
        """Whether a folder is what a browser kept beside the page that it saved."""
        around = Path(self.sites.folder, below).parent
        return any((around / f"{page}{ending}").is_file() for ending in PAGES)

    def _is_top(self, below: str) -> bool:
        """Whether a folder is one that a site or a repository begins with."""
        site = self.sites.site_at(below)
        inner = site.path_of(below) if below else site.inside
        return not inner or inner in site.content or (not below and not site.kind.strong)

    def _readme_is_content(self, below: str) -> bool:
        """Whether READMEs are a folder's texts: nothing else there is one, here or below."""
        found = self._readmes.get(below)
        if found is None:
            chapters = self.sites.site_at(below).kind.name in _CHAPTERS and not self._is_top(below)
            found = self._readmes[below] = chapters or not self._holds_others(below)
        return found

    def _holds_others(self, below: str) -> bool:
        """Whether articles that are no READMEs are in a folder, or are most of what lies below it.

        Bounded: where there is very much, some of it tells.
        """
        waiting = deque([below])
        alone = others = 0
        for _ in range(SITE_LOOK_FOLDERS):
            if not waiting:
                break
            at = waiting.popleft()
            files, folders = _listed(f"{self.sites.folder}/{at}" if at else self.sites.folder)
            articles = [name for name in files if is_article_name(name)]
            texts = sum(not self._is_machinery(at, name) for name in articles)
            if texts and at == below:
                return True
            others += texts
            alone += not texts and at != below and any(_is_readme(name) for name in articles)
            if others > alone + SITE_LOOK_FOLDERS:
                return True
            waiting.extend(f"{at}/{name}" if at else name for name in folders)
        return others > alone

    def _is_machinery(self, at: str, name: str) -> bool:
        """Whether a file that may lie beside a README is one too, or no text for another reason."""
        if _is_readme(name) or self._reason_of(at) is not None:
            return True
        return self._of_name(at, name) is not None


def _is_readme(name: str) -> bool:
    return name[:6].lower() == "readme" and _README.fullmatch(stem_of(name)) is not None


def _listed(folder: str) -> tuple[list[str], list[str]]:
    files: list[str] = []
    folders: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name[0] == ".":
                    continue
                (folders if entry.is_dir(follow_symlinks=False) else files).append(entry.name)
    except OSError:
        return [], []
    return files, sorted(folders)


def _of_parts(inner: str, site: Site) -> Note | None:
    """Why a folder of a site is left out. inner: its path within the site."""
    kind = site.kind
    if not inner or (site.inside and _is_machinery_folder(site.inside.partition("/")[0], site)):
        return None
    name = inner.rpartition("/")[2]
    top = inner.partition("/")[0]
    if kind.vault and _IN_VAULT.fullmatch(name):
        return Note(NoteCode.LEFT_TEMPLATE, (name,))
    if inner in kind.templates or top in kind.templates:
        return Note(NoteCode.LEFT_TEMPLATE, (top,))
    generated = site.generated
    if (inner in generated or top in generated) and not _is_content(inner, site):
        return Note(NoteCode.LEFT_GENERATED, (top,))
    if name in kind.drafts:
        return Note(NoteCode.LEFT_DRAFT, (name,))
    if top in kind.assets:
        return Note(NoteCode.LEFT_ASSET, (top,))
    return None


def _is_machinery_folder(top: str, site: Site) -> bool:
    return top in site.kind.templates | site.generated | site.kind.assets


def _is_content(inner: str, site: Site) -> bool:
    return any(inner == root or inner.startswith(f"{root}/") for root in site.content if root)


def _of_page(site: Site, path: str, stem: str) -> Note | None:
    """Why a page of a known kind of site is left out: lists, and pages that are no news."""
    kind = site.kind
    inner = site.path_of(path)
    root = next(
        (each for each in site.content if each and inner.startswith(f"{each}/")),
        "",
    )
    parts = inner[len(root) + 1 if root else 0 :].lower().split("/")[:-1]
    if root.rpartition("/")[2] in _POSTS or _POSTS.intersection(parts):
        return None
    if stem == "index":
        if not parts and (is_page(path) or kind.name in _HOMES):
            return Note(NoteCode.LEFT_INDEX, (path.rpartition("/")[2],))
        name = parts.pop() if parts else ""
    else:
        name = stem.partition(".")[0]
    if parts and parts[0] in _TAXONOMIES and kind.name in _HOMES:
        return Note(NoteCode.LEFT_LIST, (parts[0],))
    if any(part not in _PAGES_IN and not _LANGUAGE.fullmatch(part) for part in parts):
        return None  # too deep for a page of the site itself
    if name in _LISTS:
        return Note(NoteCode.LEFT_LIST, (name,))
    if name in _PAGES and _has_pages(kind):
        return Note(NoteCode.LEFT_PAGE, (name,))
    return None


_CHAPTERS = frozenset({"GitBook", "VitePress"})
"""Kinds whose folders begin with a README that is their first chapter."""
_HOMES = frozenset({"Hexo", "Jekyll", "Hugo", "Zola", "VitePress", "Docusaurus", "Eleventy"})


def _has_pages(kind: Kind) -> bool:
    """Whether a kind parts its news from pages that stand for themselves."""
    return kind.name not in {"MkDocs", "GitBook"}


def by_values(values: Mapping[str, object]) -> Note | None:
    """Return why a file is left out by its front matter: it says that it is a list.

    values: by key, as written.
    """
    for key, lists in (("layout", _LAYOUTS), ("type", _TYPES)):
        said = values.get(key)
        if said is None:
            continue
        if (
            isinstance(said, str)
            and said.lower().translate(_SQUASHED) in lists
            and not (values.get("date") or values.get("Date"))
        ):
            return Note(NoteCode.LEFT_LIST, (said.strip(),))
    return None


_SQUASHED = str.maketrans("", "", " -_\"'")

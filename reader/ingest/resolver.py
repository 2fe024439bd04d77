"""Where the links and pictures of an article lead: asked of the folder it lies in."""

from pathlib import Path
from urllib.parse import quote

from reader.bounds import LINKS_RESOLVED
from reader.images.local import Places, local_file
from reader.markup.addresses import has_scheme, link_address, own_path, picture_address, resolved
from reader.model import Article, PictureError
from reader.site.links import Links, Target


class FolderResolver:
    """Knows one opened folder; what it learned for one article serves the next."""

    def __init__(self, folder: Path, places: Places = lambda _path: ()) -> None:
        """folder: the opened one. places: gives the other files that hold a file's article."""
        self.folder = folder
        self.places = places
        self.links = Links(folder)

    def of(self, article: Article) -> "ArticleResolver":
        """Return who answers for one article."""
        return ArticleResolver(self, article)


class ArticleResolver:
    """Answers for one article, each question once."""

    def __init__(self, knows: FolderResolver, article: Article) -> None:
        self._knows = knows
        self._path = article.path
        self._base = article.base or article.url
        self._site = knows.links.sites.site_of(article.path)
        self._answers: dict[str, str] = {}

    def link(self, href: str) -> str:
        """Return where a link leads: "article:" and a path, an http(s) address, or ""."""
        if href[:1] == "#" or href[:7].lower() == "mailto:":
            return ""
        answer = self._answers.get(href)
        if answer is None:
            few = len(self._answers) < LINKS_RESOLVED
            answer = self._answers[href] = self._link(href) if few else ""
        return answer

    def _link(self, href: str) -> str:
        # A page of somebody else's site keeps to its own addresses, unless a file is beside it.
        ours = self._site.kind.strong or not self._base
        if has_scheme(href) and not ours and not href.startswith("wiki:"):
            return ""
        target = self._knows.links.find(href, self._path, guess=ours)
        if target is not None:
            return address_of(target)
        if has_scheme(href.strip()):
            return ""
        path, base_url = own_path(href.strip()), self._site.config.base_url
        if path.startswith("/") and not path.startswith("//") and not self._base and base_url:
            return resolved(path, f"{base_url}/")
        there = self._knows.links.left_out(href, self._path) if ours else None
        return address_of(there) if there is not None else ""

    def picture(self, src: str) -> str:
        """Return a picture's path as it is where it lies in the folder; else its web address."""
        if src.startswith(("http://", "https://", "data:")):
            return src
        try:
            local_file(self._knows.folder, self._path, src, self._knows.places)
        except PictureError:
            base_url = self._site.config.base_url
            base = self._base or (f"{base_url}/" if base_url and src.startswith("/") else "")
            address = resolved(src, base)
            return picture_address(address) or src
        return src


def address_of(target: Target) -> str:
    """Return the address by which a page leads to another article of the folder."""
    anchor = f"#{quote(target.anchor, safe='')}" if target.anchor else ""
    return link_address(f"article:{quote(target.path, errors='replace')}{anchor}")

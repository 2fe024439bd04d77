"""What an export is to write, and where its articles and pictures come from."""

import json
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from reader.folder.article_file import read_article
from reader.images.ahead import FetchAhead
from reader.images.cache import PictureCache
from reader.images.fetch import Fetcher, Rules
from reader.images.local import data_picture, local_picture
from reader.images.sniff import require_picture
from reader.ingest.deadline import TooSlowError, deadline
from reader.ingest.events import tell
from reader.ingest.resolver import FolderResolver
from reader.library.index.kin import OtherPlaces
from reader.markup.page.page import make_page
from reader.model import FileRefusedError, Page, Picture, PictureError

READ_AHEAD = 12
"""So many articles are read before the first of them is written."""
TOLD_SECONDS = 0.2
"""Between two words about pictures."""


class Asked(NamedTuple):
    """An article that is to be written. source: its name stands above it in a book's contents."""

    id: str
    path: str
    source: str


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written, and where. Raises ValueError when it is made of something else."""

    form: str
    folder: Path
    out: Path
    title: str
    articles: tuple[Asked, ...]
    cache: Path
    drafts: Path
    connect_to: tuple[str, int] | None
    rules: Rules
    index: Path | None = None

    @classmethod
    def of(cls, line: str) -> "Job":
        """Read the job that stands in a line of JSON."""
        try:
            told: dict[str, Any] = json.loads(line)
            connect_to, proxy = told["connect_to"], told.get("proxy")
            return cls(
                str(told["form"]),
                Path(told["folder"]),
                Path(told["out"]),
                str(told["title"]),
                tuple(
                    Asked(str(each["id"]), str(each["path"]), str(each.get("source", "")))
                    for each in told["articles"]
                ),
                Path(told["cache"]),
                Path(told["drafts"]),
                (str(connect_to[0]), int(connect_to[1])) if connect_to else None,
                Rules(
                    offline=bool(told["offline"]),
                    allowed_hosts=frozenset(map(str, told.get("allowed_hosts", ()))),
                    proxy=(str(proxy[0]), int(proxy[1])) if proxy else None,
                ),
                Path(told["index"]) if told.get("index") else None,
            )
        except (KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
            raise ValueError(f"This is no job: {line[:200]!r}") from error


class Source:
    """Where a job's articles and pictures come from.

    left_out: paths of articles that cannot be read. missing: how many pictures are not to be had.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._fetcher = Fetcher(PictureCache(job.cache), connect_to=job.connect_to)
        self._fetcher.rules = job.rules
        self._ahead = FetchAhead(self._fetcher)
        self._other_places = OtherPlaces()
        self._resolver = FolderResolver(job.folder, self._places)
        self._told = 0.0
        self.left_out: list[str] = []
        self.missing = 0

    def _places(self, path: str) -> list[str]:
        return self._other_places(self._job.index, path) if self._job.index else []

    def pages(self, articles: Iterable[Asked]) -> Iterator[Page]:
        """Those of the job's articles that can be read, in this order, telling how far it is.

        Some are read ahead, so that their pictures are on their way when they are asked for.
        """
        waiting: deque[tuple[int, Page]] = deque()
        for number, article in enumerate(articles):
            page = self._page(article.id, article.path)
            if page is None:
                continue
            self._ahead.begin(picture.url for picture in page.pictures)
            waiting.append((number, page))
            if len(waiting) > READ_AHEAD:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _page(self, id_: str, path: str) -> Page | None:
        try:
            with deadline(of_work=True):
                return replace(self._read(path), id=id_)
        except (FileRefusedError, RecursionError, MemoryError, TooSlowError):
            self.left_out.append(path)
            return None

    def _read(self, path: str) -> Page:
        article = read_article(path, self._job.folder)
        return make_page(article, self._resolver.of(article))

    def _next(self, waiting: deque[tuple[int, Page]]) -> Page:
        number, page = waiting.popleft()
        tell({"event": "progress", "done": number, "of": len(self._job.articles)})
        return page

    def tell_picture(self, number: int, of: int) -> None:
        """Say that this one of an article's pictures is next; not oftener than it can be read."""
        now = time.monotonic()
        if now - self._told > TOLD_SECONDS:
            self._told = now
            tell({"event": "pictures", "done": number, "of": of})

    def picture(self, page: Page, picture: Picture) -> tuple[str, bytes] | None:
        """Kind and bytes of a picture; None, counted, where it is not to be had."""
        try:
            data = self._data(page, picture.url)
            return require_picture(data).kind, data
        except PictureError:
            self.missing += 1
            return None

    def _data(self, page: Page, url: str) -> bytes:
        if url.startswith("data:"):
            return data_picture(url)
        if url.startswith(("http://", "https://")):
            return self._fetcher.picture(url)
        return local_picture(self._job.folder, page.path, url, self._places)

    def close(self) -> None:
        """Let go of the network."""
        self._ahead.close()
        self._fetcher.close()

"""`python -m reader.ingest.pages FOLDER [PLACE]`: makes articles into pages for the window.

One request a line on stdin, `{"n": 7, "path": "a/b.md", "id": "…"}`; one answer a line on stdout,
`{"n": 7, "page": {…}}` or `{"n": 7, "error": [code, [value, …]]}` (a model.Note). With "anchor", a
place in the article as a link names it, that place is marked in the page; with "whole", a saved web
page has the site around its article. It ends when stdin does.

PLACE is where what is kept about the folder lies: there it notes which file it is at, so that one
that ends it twice is refused from then on (`"killer": true`) until it changes.
"""

import gc
import json
import os
import signal
import sys
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from reader import language
from reader.bounds import PAGE_SECONDS, PAGES_CHARACTERS, REQUEST_BYTES
from reader.folder.article_file import read_article
from reader.folder.file_bytes import modified_ns
from reader.ingest.current_file import KILLER, CurrentFile
from reader.ingest.deadline import TooSlowError, deadline
from reader.ingest.events import ParentGoneError, leave_quietly, tell
from reader.ingest.page_json import page_to_json
from reader.ingest.resolver import FolderResolver
from reader.ingest.versions import versions_of
from reader.library.index.kin import OtherPlaces, is_undated
from reader.markup.page.page import make_page
from reader.model import FileRefusedError, Note, NoteCode, Page, Version
from reader.paths import INDEX

KEPT = 32
"""Pages that are kept, for going back and forth."""


Stamp = tuple[int, int]


class Wish(NamedTuple):
    """How a page is to be made: with a place marked in it; of a saved page all that is there."""

    anchor: str = ""
    whole: bool = False


AS_EVER = Wish()


class KillerError(FileRefusedError):
    """The file has ended this process twice."""


class PageServer:
    """The pages of one folder."""

    def __init__(
        self, folder: Path, current: CurrentFile | None = None, index: Path | None = None
    ) -> None:
        """folder: where the articles lie. current: where the file is noted that is being read.

        index: what is known of them, asked for their other places and versions.
        """
        self._index = index
        self._folder = folder
        self._current = current
        self._other_places = OtherPlaces()
        self._resolver = FolderResolver(folder, self._places)
        self._pages: OrderedDict[str, tuple[Stamp, Page]] = OrderedDict()

    def answer(self, line: str) -> dict[str, object]:
        """Answer one request, whatever stands in it. Never raises for a bad file."""
        request = _request(line)
        number, path, id_ = request.get("n"), request.get("path"), request.get("id")
        if not (isinstance(path, str) and isinstance(id_, str)):
            return {"n": number, "error": Note(NoteCode.NOT_SHOWN)}
        wish = Wish(str(request.get("anchor") or ""), request.get("whole") is True)
        try:
            with deadline(PAGE_SECONDS, of_work=True):
                page = self._page(path, wish)
                versions = self._versions(page)
                undated = self._is_undated(page)
            # No date is shown then, its file's neither.
            notes = tuple(n for n in page.notes if not (undated and n.code is NoteCode.NO_DATE))
            page = replace(page, id=id_, versions=versions, undated=undated, notes=notes)
            return {"n": number, "page": page_to_json(page)}
        except KillerError as error:
            return {"n": number, "error": error.note, "killer": True}
        except FileRefusedError as error:
            return {"n": number, "error": error.note}
        except TooSlowError:
            return {"n": number, "error": Note(NoteCode.PAGE_TOO_SLOW)}
        except RecursionError:
            return {"n": number, "error": Note(NoteCode.PAGE_TOO_DEEP)}
        except MemoryError:
            self._pages.clear()
            return {"n": number, "error": Note(NoteCode.PAGE_TOO_BIG)}

    def _places(self, path: str) -> list[str]:
        return self._other_places(self._index, path) if self._index is not None else []

    def _versions(self, page: Page) -> tuple[Version, ...]:
        """Asked each time: they come and go while the page's own file stays as it is."""
        if self._index is None:
            return ()
        return versions_of(self._index, page.path)

    def _is_undated(self, page: Page) -> bool:
        return (
            not page.date_known and self._index is not None and is_undated(self._index, page.path)
        )

    def _page(self, path: str, wish: Wish) -> Page:
        """Return a file's page, kept while the file stays as it is. Raises FileRefusedError."""
        stamp = self._stamp(path)
        kept = self._pages.get(path)
        if kept is not None and stamp == kept[0] and wish == AS_EVER:
            self._pages.move_to_end(path)
            return kept[1]
        page = self._make(path, stamp, wish)
        if stamp is not None and wish == AS_EVER:
            self._pages[path] = (stamp, page)
            self._keep_few()
        return page

    def _keep_few(self) -> None:
        characters = sum(len(page.html) for _, page in self._pages.values())
        while len(self._pages) > KEPT or (characters > PAGES_CHARACTERS and len(self._pages) > 1):
            _, (_, page) = self._pages.popitem(last=False)
            characters -= len(page.html)

    def _make(self, path: str, stamp: Stamp | None, wish: Wish) -> Page:
        current = self._current
        if current is None or stamp is None:
            return self._read(path, wish)
        if current.kills(path, *stamp):
            raise KillerError(KILLER)
        current.note(path, *stamp)
        try:
            page = self._read(path, wish)
        finally:
            current.clear()
        current.acquit(path)
        return page

    def _read(self, path: str, wish: Wish) -> Page:
        article = read_article(path, self._folder, all_of_it=wish.whole)
        return make_page(article, self._resolver.of(article), wish.anchor)

    def killers(self) -> list[str]:
        """Return the files that are refused, as they were when they ended this process."""
        if self._current is None:
            return []
        return [
            path
            for path in self._current.killers()
            if (stamp := self._stamp(path)) and self._current.kills(path, *stamp)
        ]

    def _stamp(self, path: str) -> Stamp | None:
        try:
            found = os.lstat(f"{self._folder}/{path}")
        except (OSError, ValueError):
            return None
        return found.st_size, modified_ns(found)


def _request(line: str) -> dict[str, object]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return request if isinstance(request, dict) else {}


def _note(places: list[str]) -> CurrentFile | None:
    """Where the file being read is noted; a full or read-only disk is no reason not to read."""
    for place in places:
        try:
            Path(place).mkdir(parents=True, exist_ok=True)
            return CurrentFile(Path(place), "pages")
        except OSError:
            pass
    return None


def main() -> int:
    """Run the process."""
    if len(sys.argv) not in (2, 3):
        print("usage: python -m reader.ingest.pages FOLDER [PLACE]", file=sys.stderr)
        return 2
    gc.freeze()  # what was imported stays: the collector need not go through it again and again
    language.use(language.of_environment())
    # A window that closes or turns to another folder is not the fault of the file being read.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = PageServer(
        Path(sys.argv[1]),
        _note(sys.argv[2:]),
        Path(sys.argv[2]) / INDEX if len(sys.argv) > 2 else None,
    )
    try:
        tell({"event": "ready", "killers": server.killers()})
        while line := sys.stdin.buffer.readline(REQUEST_BYTES):
            tell(server.answer(line.decode("utf-8", "replace")))
    except ParentGoneError:
        leave_quietly()
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Saving pictures for offline: visits articles one by one and has their pictures fetched.

One request a host at a time, a few hosts at once. What was done is remembered every second, so that
it goes on where it was after a pause, a restart or a crash.
"""

import time
from collections import deque
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.pictures.store import PictureStore
from reader.gui.session.page_client import PageClient
from reader.gui.system.desktop import referer_of
from reader.gui.system.threads import Pool
from reader.images.fetch import Fetcher
from reader.language import N_, _, ngettext
from reader.library.pictures import offline_job
from reader.library.pictures.picture_index import PictureIndex
from reader.model import (
    PICTURE_KEY,
    BroadsheetError,
    OfflineJob,
    Page,
    PictureError,
    PictureProblem,
    picture_digest,
)

AT_ONCE = 3
AHEAD = 40
"""So many pictures wait at most before the next article is visited."""
BATCH = 200
NOTE_MS = 1000
OFFLINE_WAIT_MS = 60_000
"""After so long offline one picture is tried again."""
FULL = 0.9
"""Of the cache's bound: a job that fetched so much would only push out what it fetched itself."""


NO_JOB = N_("No pictures are being saved for offline.")


@dataclass
class _Visit:
    """An article whose pictures are on their way; what of them came so far."""

    number: int
    left: int = 0
    kept: int = 0
    failed: int = 0
    size: int = 0
    keys: list[str] = field(default_factory=list)
    """Of the pictures counted for it."""


@dataclass
class _Wanted:
    """A picture that waits for its turn, and the articles that wait for it."""

    url: str
    site: str
    visits: list[_Visit] = field(default_factory=list)


class Downloader(QObject):
    """Runs the one job there can be."""

    progressed = Signal(object)
    """The OfflineJob, None when there is none any more."""
    message = Signal(str)
    """A sentence for the person."""
    ended = Signal()
    """The job is done, or was given up."""

    def __init__(self, fetcher: Fetcher, store: PictureStore, parent: QObject) -> None:
        super().__init__(parent)
        self._fetcher = fetcher
        self._store = store
        self._pages = PageClient(self)
        self._pool = Pool("offline pictures", AT_ONCE, self)
        self.job: OfflineJob | None = None
        self.is_waiting = False
        """True while we are offline and the job waits for the line."""
        self._articles: deque[tuple[int, str, str]] = deque()
        """Those to be visited next: number in the job, id, path."""
        self._lists_articles = self._visits = False
        """An answer of the index, of the page process, is on its way."""
        self._last = 0
        self._all_listed = False
        self._waiting: dict[str, _Wanted] = {}
        self._fetching: dict[str, str] = {}
        """The host of each URL that is being fetched."""
        self._seen: set[str] = set()
        """Keys of the pictures that were counted, for whichever article."""
        self._visited: list[_Visit] = []
        self._open: dict[int, _Visit] = {}
        """Articles that are not done: after a restart they are visited, and counted, again."""
        self._began = 0.0
        self._left_then = 0
        self._run = 0
        """Grows with each job: answers to a former one are dropped."""
        self._timer = QTimer(self, interval=NOTE_MS)
        self._timer.timeout.connect(self._note)
        self._probe = QTimer(self, singleShot=True, interval=OFFLINE_WAIT_MS)
        self._probe.timeout.connect(self._go_online)

    # -- what a person does

    def start(self, folder: Path, title: str, articles: list[tuple[str, str]]) -> None:
        """Save the pictures of these articles, (id, path) each, in place of any other job.

        title: what the job is called in the bar.
        """
        if not articles:
            self.message.emit(_("There are no articles to save pictures of."))
            return
        self._reset()
        self._store.ask(
            lambda index: offline_job.begin(index, str(folder), title, articles),
            lambda _: self.resume_job(folder),
            lambda error: self.message.emit(error.sentence),
        )

    def resume_job(self, folder: Path) -> None:
        """Go on with the job that was left for this folder, if there is one."""
        self._reset()

        def work(index: PictureIndex) -> tuple[OfflineJob | None, set[str]]:
            return offline_job.present(index), offline_job.counted(index)

        def came(found: tuple[OfflineJob | None, set[str]]) -> None:
            job, seen = found
            if job is None or job.folder != str(folder) or self.job is not None:
                return
            self._pages.open(folder)
            self.job, self._seen = job, seen
            self._run_job()

        self._store.ask(work, came, key="job")

    def pause(self) -> None:
        """Stop fetching; what is under way comes to its end."""
        if self.job is not None:
            self.job = replace(self.job, paused=True)
            self._note()
            self.progressed.emit(self.job)

    def resume(self) -> None:
        """Go on with a download that is paused."""
        if self.job is not None:
            self.job = replace(self.job, paused=False)
            self.is_waiting = False
            self._run_job()

    def pause_or_resume(self) -> None:
        """Pause the job, or go on with it where it is paused."""
        if self.job is None:
            self.message.emit(_(NO_JOB))
        elif self.job.paused:
            self.resume()
        else:
            self.pause()

    def stop(self) -> None:
        """Give the job up; what was saved stays."""
        if self.job is None:
            self.message.emit(_(NO_JOB))
        else:
            self._end(_("Saving pictures was stopped; what was saved stays."))

    def forget_failure(self, url: str) -> None:
        """Let a picture be tried again, and its host at once. For any thread."""
        self._fetcher.forget_failure(url)

    def close(self) -> None:
        """Note what was done; the job goes on at the next start."""
        self._note()
        self._run += 1
        self._timer.stop()
        self._pages.close()
        self._pool.close(2.0)

    @property
    def seconds_left(self) -> float:
        """Guess how many seconds the job still takes; negative where nothing is known."""
        job = self.job
        done = self._left_then - job.left if job is not None else 0
        if job is None or done < 1:
            return -1.0
        return (time.monotonic() - self._began) / done * job.left

    # -- how it goes on

    def _reset(self) -> None:
        self._run += 1
        self._timer.stop()
        self._probe.stop()
        self._pages.close()
        self.job = None
        self.is_waiting = self._lists_articles = self._visits = self._all_listed = False
        self._last = 0
        self._articles.clear()
        self._waiting.clear()
        self._fetching.clear()
        self._seen.clear()
        self._visited.clear()
        self._open.clear()
        self.progressed.emit(None)

    def _run_job(self) -> None:
        job = self.job
        assert job is not None
        self._began, self._left_then = time.monotonic(), job.left
        self._timer.start()
        self.progressed.emit(job)
        self._step()

    def _step(self) -> None:
        job = self.job
        if job is None or job.paused or self.is_waiting:
            return
        self._fetch_next()
        if self._visits or self._lists_articles or len(self._waiting) >= AHEAD:
            return
        if self._articles:
            self._visit(*self._articles.popleft())
        elif not self._all_listed:
            self._list_articles()
        elif not self._waiting:
            self._end("")

    def _list_articles(self) -> None:
        self._lists_articles = True
        run, last = self._run, self._last

        def came(articles: list[tuple[int, str, str]]) -> None:
            if run != self._run:
                return
            self._lists_articles = False
            self._articles.extend(articles)
            if articles:
                self._last = articles[-1][0]
            else:
                self._all_listed = True
            self._step()

        self._store.ask(lambda index: offline_job.next_articles(index, last, BATCH), came)

    def _visit(self, number: int, id_: str, path: str) -> None:
        self._visits = True
        run = self._run

        def came(answer: Page | str) -> None:
            if run != self._run:
                return
            self._visits = False
            visit = self._open[number] = _Visit(number)
            if isinstance(answer, Page):
                for url in self._store.show(answer):
                    if _key(url) in self._seen:
                        continue  # another article had it
                    wanted = self._waiting.setdefault(
                        url, _Wanted(url, referer_of(answer.url, url))
                    )
                    wanted.visits.append(visit)
                    visit.left += 1
            if not visit.left:
                self._finish_visit(visit)
            QTimer.singleShot(0, self, self._step)

        self._pages.page(id_, path, came)

    def _fetch_next(self) -> None:
        for wanted in list(self._waiting.values()):
            if len(self._fetching) >= AT_ONCE:
                return
            host = _host(wanted.url)
            if wanted.url not in self._fetching and host not in self._fetching.values():
                self._fetching[wanted.url] = host
                self._fetch(wanted, self._run)

    def _fetch(self, wanted: _Wanted, run: int) -> None:
        fetcher, url, site = self._fetcher, wanted.url, wanted.site

        def done(size: int) -> None:
            if run == self._run:
                self._came(wanted, size)

        def failed(error: BroadsheetError) -> None:
            if run == self._run:
                self._failed(wanted, error)

        self._pool.submit(lambda: len(fetcher.picture(url, referer=site)), done, failed)

    def _came(self, wanted: _Wanted, size: int) -> None:
        job = self.job
        assert job is not None
        self.job = replace(job, kept=job.kept + 1, size=job.size + size)
        wanted.visits[0].kept += 1
        wanted.visits[0].size += size
        if self.job.size > self._store.bound * FULL and not self.job.paused:
            self.pause()
            self.message.emit(
                _("The picture cache is full: saving pauses. Preferences can give it more room.")
            )
        self._finish_picture(wanted)

    def _failed(self, wanted: _Wanted, error: BroadsheetError) -> None:
        job = self.job
        assert job is not None
        if isinstance(error, PictureError) and error.problem is PictureProblem.OFFLINE:
            self._fetching.pop(wanted.url, None)
            if not self.is_waiting:
                self.is_waiting = True
                self.message.emit(_("Offline: saving pictures waits."))
                self.progressed.emit(job)
            self._probe.start()
            return
        self.job = replace(job, failed=job.failed + 1)
        wanted.visits[0].failed += 1
        self._finish_picture(wanted)

    def _finish_picture(self, wanted: _Wanted) -> None:
        self._fetching.pop(wanted.url, None)
        self._waiting.pop(wanted.url, None)
        key = _key(wanted.url)
        self._seen.add(key)
        wanted.visits[0].keys.append(key)
        for visit in wanted.visits:
            visit.left -= 1
            if not visit.left:
                self._finish_visit(visit)
        self._step()

    def _finish_visit(self, visit: _Visit) -> None:
        self._visited.append(visit)
        self._open.pop(visit.number, None)
        if self.job is not None:
            self.job = replace(self.job, left=max(0, self.job.left - 1))

    def _note(self) -> None:
        job, visited = self.job, self._visited
        if job is None:
            return
        self._visited = []
        unfinished = self._open.values()
        done = replace(
            job,
            kept=job.kept - sum(visit.kept for visit in unfinished),
            failed=job.failed - sum(visit.failed for visit in unfinished),
            size=job.size - sum(visit.size for visit in unfinished),
        )
        numbers = [visit.number for visit in visited]
        keys = [key for visit in visited for key in visit.keys]
        self._store.ask(lambda index: offline_job.visited(index, numbers, done, keys))
        self.progressed.emit(job)

    def _end(self, sentence: str) -> None:
        job = self.job
        assert job is not None
        self._store.ask(offline_job.end)
        self._reset()
        self.ended.emit()
        self.message.emit(sentence or _done(job))

    def line_changed(self, up: bool) -> None:
        """Go on where the job waited for the line and that is up again."""
        if up and self.is_waiting:
            self._go_online()

    def _go_online(self) -> None:
        self.is_waiting = False
        if self.job is not None:
            self.progressed.emit(self.job)
            self._step()


def _done(job: OfflineJob) -> str:
    """Return the sentence about a job that came to its end."""
    if job.failed:
        sentence = ngettext(
            "{title}: {count:,} picture is kept for offline, {failed:,} could not be had.",
            "{title}: {count:,} pictures are kept for offline, {failed:,} could not be had.",
            job.kept,
        )
    else:
        sentence = ngettext(
            "{title}: {count:,} picture is kept for offline.",
            "{title}: {count:,} pictures are kept for offline.",
            job.kept,
        )
    return sentence.format(title=job.title, count=job.kept, failed=job.failed)


def _key(url: str) -> str:
    return picture_digest(url)[:PICTURE_KEY]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""

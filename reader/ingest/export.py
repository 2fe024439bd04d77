"""`python -m reader.ingest.export`: writes articles to one file, an EPUB book or an HTML page.

The job is one JSON object on stdin:
    {"form": "epub" | "html", "folder": FOLDER, "out": FILE, "title": "…",
     "articles": [{"id": "…", "path": "…", "source": "…"}, …], "cache": DIR, "drafts": DIR,
     "offline": true, "connect_to": [ADDRESS, PORT] | null, "allowed_hosts": [HOST …],
     "proxy": [HOST, PORT] | null}
Told as JSON lines: {"event": "progress", "done": 3, "of": 10}, at times
{"event": "pictures", "done": 7, "of": 200} of the article that is written, and as the last one
{"event": "done", "articles": 9, "left_out": 1, "missing_pictures": 2} or
{"event": "error", "sentence": "…", "cause": "…"}. The file is whole or not there.
"""

import signal
import sys
from base64 import b64encode
from collections.abc import Iterator
from itertools import chain

from reader import language
from reader.ingest import priority
from reader.ingest.events import ParentGoneError, leave_quietly, tell
from reader.ingest.export_job import Job, Source
from reader.ingest.whole_file import NOTHING, ExportError, sentence_of, whole_file
from reader.language import _
from reader.markup.export.export_html import html_document
from reader.markup.export.xhtml import Placed
from reader.model import Page

_TYPES = {"ico": "x-icon"}


def write_html(job: Job, source: Source) -> int:
    """Write the job's articles as one HTML file; return how many were written.

    Raises OSError, ExportError.
    """
    pages = source.pages(job.articles)
    first = next(pages, None)
    if first is None:
        raise ExportError(_(NOTHING))
    written = 0

    def placed() -> Iterator[tuple[Page, dict[str, Placed]]]:
        nonlocal written
        for page in chain([first], pages):
            yield page, _pictures(page, source)
            written += 1

    title = job.title if len(job.articles) > 1 else ""
    with whole_file(job.out) as stream:
        for piece in html_document(title, placed()):
            stream.write(piece.encode("utf-8", "replace"))
    return written


def _pictures(page: Page, source: Source) -> dict[str, Placed]:
    """Return the pictures of a page, inside the file where they are to be had."""
    placed = {}
    for number, picture in enumerate(page.pictures):
        source.tell_picture(number, len(page.pictures))
        found = source.picture(page, picture)
        uri = _data_uri(*found) if found else ""
        placed[picture.key] = Placed(uri, picture.alt, picture.url)
    return placed


def _data_uri(kind: str, data: bytes) -> str:
    return f"data:image/{_TYPES.get(kind, kind)};base64,{b64encode(data).decode('ascii')}"


def run(job: Job) -> None:
    """Write the file and tell how it went. Raises ExportError."""
    source = Source(job)
    try:
        if job.form == "epub":
            from reader.ingest.book import write_book  # an HTML file does without the library

            written = write_book(job, source)
        else:
            written = write_html(job, source)
    except OSError as error:
        raise ExportError(sentence_of(error, job.out), error) from error
    finally:
        source.close()
    tell(
        {
            "event": "done",
            "articles": written,
            "left_out": len(source.left_out),
            "missing_pictures": source.missing,
        }
    )


def _end(*_: object) -> None:
    sys.exit(0)


def main() -> int:
    """Run the process. Exit 0: written, or ended from outside; 1: not written; 2: no job."""
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    language.use(language.of_environment())
    priority.lower()
    try:
        job = Job.of(sys.stdin.buffer.readline().decode("utf-8", "replace"))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        run(job)
    except ExportError as error:
        tell({"event": "error", "sentence": error.sentence, "cause": error.cause})
        return 1
    except ParentGoneError:
        leave_quietly()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The ingest process: its command line, its ends, and an index that must be made anew."""

import argparse
import gc
import signal
import sys
from pathlib import Path

from reader import language
from reader.ingest import priority
from reader.ingest.events import ParentGoneError, leave_quietly, tell
from reader.ingest.files import Files
from reader.ingest.update import Update
from reader.language import _
from reader.library.index.optimize import merge_some
from reader.library.index.writer import IndexDamagedError, IndexWriter
from reader.model import FolderError, LibraryError
from reader.paths import Paths


def main(arguments: list[str] | None = None) -> int:
    """Run the process. Exit 0: up to date; 1: the index cannot be written; 2: no such folder."""
    parser = argparse.ArgumentParser(
        prog="python -m reader.ingest", description="Bring the index of a folder up to date."
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--data-dir", type=Path, metavar="DIR")
    parser.add_argument(
        "--everything", action="store_true", help="list READMEs, drafts and templates too"
    )
    options = parser.parse_args(arguments)
    gc.freeze()  # what was imported stays: the collector need not go through it again and again
    language.use(language.of_environment())
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    priority.lower()
    try:
        return _run(options.folder, options.data_dir, everything=options.everything)
    except ParentGoneError:
        leave_quietly()
        return 0


def _end(*_: object) -> None:
    sys.exit(0)


def _run(folder: Path, data_dir: Path | None, *, everything: bool) -> int:
    paths = Paths.at(data_dir)
    tell({"event": "start", "folder": str(folder), "place": str(paths.library(folder))})
    try:
        files = Files(folder)
        _index(folder, paths, files, everything=everything)
        _put_in_order(paths.index_db(folder))
    except FolderError as error:
        tell({"event": "error", "sentence": error.sentence, "cause": error.cause})
        return 2
    except (LibraryError, OSError) as error:
        told = error if isinstance(error, LibraryError) else _data_folder(error)
        tell({"event": "error", "sentence": told.sentence, "cause": told.cause})
        return 1
    return 0


def _put_in_order(index_db: Path) -> None:
    """All has been told by now: whoever waited for this run waits no longer."""
    try:
        while merge_some(index_db):
            pass
    except LibraryError as error:
        print(f"{error.sentence} {error.cause}", file=sys.stderr)


def _data_folder(error: OSError) -> LibraryError:
    return LibraryError(_("The folder where Broadsheet keeps its data cannot be used."), error)


def _index(folder: Path, paths: Paths, files: Files, *, everything: bool) -> None:
    writer = IndexWriter.open(paths.index_db(folder), paths.state_db)
    try:
        Update(folder, writer, paths.library(folder), everything=everything).to_the_end(files)
    except IndexDamagedError as error:
        writer.discard()
        sentence = _("{what_failed} It is made anew.").format(what_failed=error.sentence)
        tell({"event": "problem", "sentence": sentence})
    else:
        return
    finally:
        writer.close()
    writer = IndexWriter.open(paths.index_db(folder), paths.state_db)
    try:
        Update(folder, writer, paths.library(folder), everything=everything).to_the_end(
            Files(folder)
        )
    finally:
        writer.close()

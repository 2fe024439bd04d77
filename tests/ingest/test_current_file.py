"""A file is refused that ended the process twice, and none for what the window ended."""

import os

from reader.ingest.current_file import ENDS, CurrentFile, spare

FILE = ("Tech/slow nas.md", 7, 1_700_000_000)


def end_at_a_file(place, *, by_the_window):
    """One process that ends while it reads the file."""
    current = CurrentFile(place, "pages")
    current.note(*FILE)
    if by_the_window:
        spare(place, "pages", os.getpid())
    os.close(current._handle)


def killers(place):
    current = CurrentFile(place, "pages")
    found = current.killers()
    assert current.kills(*FILE) == bool(found)
    current.close()
    return found


def test_a_file_that_ends_the_process_twice_is_refused(tmp_path):
    for _ in range(ENDS):
        assert killers(tmp_path) == []
        end_at_a_file(tmp_path, by_the_window=False)
    assert killers(tmp_path) == [FILE[0]]


def test_what_the_window_ends_for_being_late_is_no_fault_of_the_file(tmp_path):
    for _ in range(2 * ENDS):
        end_at_a_file(tmp_path, by_the_window=True)
    assert killers(tmp_path) == []


def test_one_process_that_is_spared_spares_no_other(tmp_path):
    spare(tmp_path, "pages", os.getpid() + 1)
    end_at_a_file(tmp_path, by_the_window=False)
    end_at_a_file(tmp_path, by_the_window=False)
    assert killers(tmp_path) == [FILE[0]]


def test_what_another_program_wrote_beside_it_spares_nobody(tmp_path):
    end_at_a_file(tmp_path, by_the_window=False)
    (tmp_path / "pages.spared").write_bytes(b"\xff no number")
    end_at_a_file(tmp_path, by_the_window=False)
    assert killers(tmp_path) == [FILE[0]]
    spare(tmp_path / "no such folder", "pages", 1)

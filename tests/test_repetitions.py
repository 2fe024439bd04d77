"""The log has some lines of a kind, and says how many there were; every error is in it."""

import logging

from reader.repetitions import FewOfAKind


def logged(message, arguments, times, level=logging.INFO):
    """The lines of so many records of one kind that are written."""
    few, lines = FewOfAKind(), []
    for number in range(times):
        told = (*arguments, number)
        record = logging.LogRecord("reader.x", level, "x.py", 1, message, told, None)
        if few.filter(record):
            lines.append(record.getMessage())
    return lines


def test_a_thousand_lines_of_one_kind_are_some():
    lines = logged("No picture from %s: %s", ("https://x.test",), 1075)
    assert lines[:10] == [f"No picture from https://x.test: {number}" for number in range(10)]
    assert lines[10:] == [
        f"No picture from https://x.test: {number - 1} (number {number} of this kind)"
        for number in (20, 40, 80, 160, 320, 640)
    ]


def test_every_error_is_written():
    assert len(logged("A bug: %s", (), 500, logging.ERROR)) == 500


def test_other_kinds_are_written_beside_it():
    few = FewOfAKind()
    kinds = [f"{kind} went wrong" for kind in "abc"] * 10
    records = [logging.LogRecord("reader.x", 20, "x.py", 1, kind, (), None) for kind in kinds]
    assert all(map(few.filter, records))

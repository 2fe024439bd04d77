"""Statuses carried from one machine to another, and back."""

import json
import os
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.library import Library
from reader.library.state.status_record import Remembered, merged, remembered
from reader.library.transfer.json_file import Imported
from reader.model import LibraryError, Query, Status


@pytest.fixture
def library(shelf):
    shelf.add(*(shelf.article(f"s/{name}.md", day=day) for day, name in enumerate("abcd")))
    return shelf.library()


@pytest.fixture
def ids(library):
    return [headline.id for headline in library.headlines(library.rows(Query()))]


@pytest.fixture
def elsewhere(tmp_path):
    """The same articles on another machine."""
    from tests.library.conftest import Shelf

    place = tmp_path / "elsewhere"
    place.mkdir()
    other = Shelf(place)
    other.add(*(other.article(f"s/{name}.md", day=day) for day, name in enumerate("abcd")))
    yield other.library()
    other.close()


def test_marks_travel(library, elsewhere, ids, tmp_path):
    library.set_read(ids[:2], True)
    library.set_starred(ids[1:3], True)
    library.set_position(ids[3], 77)
    file = tmp_path / "marks.json"
    assert library.export_statuses(file) == 4
    assert elsewhere.import_statuses(file) == Imported(4, 4, 0)
    assert elsewhere.statuses(ids) == library.statuses(ids)
    assert elsewhere.counts() == library.counts()
    assert elsewhere.import_statuses(file) == Imported(4, 0, 0)


def test_two_machines_that_exchange_agree_and_lose_nothing(library, elsewhere, ids, tmp_path):
    library.set_read(ids[:2], True)
    elsewhere.set_starred(ids[:1], True)  # later, and never read there
    elsewhere.set_read(ids[2:], True)
    library.set_read(ids[3:], True)
    library.set_read(ids[3:], False)  # the last word on it
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    library.export_statuses(one)
    elsewhere.export_statuses(other)
    library.import_statuses(other)
    elsewhere.import_statuses(one)
    expected = {
        ids[0]: Status(read=True, starred=True),
        ids[1]: Status(read=True),
        ids[2]: Status(read=True),
        ids[3]: Status(),
    }
    assert library.statuses(ids) == elsewhere.statuses(ids) == expected
    library.export_statuses(one)
    elsewhere.export_statuses(other)
    assert json.loads(one.read_text())["statuses"] == json.loads(other.read_text())["statuses"]


def test_the_file_is_as_documented(library, ids, tmp_path):
    before = time.time()
    library.set_read(ids[:1], True)
    file = tmp_path / "marks.json"
    library.export_statuses(file)
    kept = json.loads(file.read_text(encoding="ascii"))
    assert (kept["format"], kept["version"]) == ("broadsheet statuses", 1)
    (status,) = kept["statuses"]
    assert status.pop("read_at") == status.pop("changed_at") >= before
    assert len(status.pop("place")) == 32
    assert status == {
        "id": ids[0], "read": True, "starred": False, "starred_at": None, "position": 0,
        "progress": 0, "position_at": None,
    }  # fmt: skip


def test_marks_of_articles_that_are_not_here_wait_for_them(shelf, tmp_path):
    article = shelf.article("late.md")
    file = tmp_path / "marks.json"
    entry = {"id": article.id, "read": True, "read_at": 5, "changed_at": 5}
    file.write_text(
        json.dumps({"format": "broadsheet statuses", "version": 1, "statuses": [entry]})
    )
    library = shelf.library()
    assert library.import_statuses(file) == Imported(1, 1, 0)
    shelf.add(article)
    assert library.headlines(library.rows(Query()))[0].status.read


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[]", "7", '"x"', "[" * 100_000, '{"a":' * 50_000, "\ufeff{}", "\0",
        '{"format": "broadsheet statuses"}',
        '{"format": "broadsheet statuses", "version": true, "statuses": []}',
        '{"format": "broadsheet statuses", "version": 0, "statuses": []}',
        '{"format": "broadsheet statuses", "version": 1, "statuses": {}}',
        '{"format": "another", "version": 1, "statuses": []}',
        '{"version": 1' + "0" * 5000 + "}",
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_a_sentence_and_changes_nothing(library, tmp_path, text):
    file = tmp_path / "marks.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError, match="no file of marks"):
        library.import_statuses(file)


def test_bytes_a_folder_and_nothing_are_sentences(library, tmp_path):
    (tmp_path / "noise").write_bytes(os.urandom(4000))
    for name in ("noise", ".", "missing"):
        with pytest.raises(LibraryError) as raised:
            library.import_statuses(tmp_path / name)
        assert raised.value.sentence.endswith(".")
    with pytest.raises(LibraryError):
        library.export_statuses(tmp_path / "missing" / "marks.json")


def test_a_newer_file_is_not_guessed_at(library, tmp_path):
    file = tmp_path / "marks.json"
    file.write_text('{"format": "broadsheet statuses", "version": 2, "statuses": []}')
    with pytest.raises(LibraryError, match="newer"):
        library.import_statuses(file)


def test_entries_that_are_none_are_passed_over_and_counted(library, ids, tmp_path):
    good = {"id": ids[0], "read": True, "read_at": 1.5, "changed_at": 1.5, "unknown": [1]}
    bad = [
        None, 7, [], {}, {"id": None}, {"id": "zz"}, {"id": "ab"}, {"id": ids[1] * 2},
        {"id": ids[1], "read": "yes"}, {"id": ids[1], "read": 2}, {"id": ids[1], "position": "1"},
        {"id": ids[1], "position": True}, {"id": ids[1], "place": 5}, {"id": ids[1], "starred": []},
    ]  # fmt: skip
    odd = [
        {"id": ids[2], "read": True, "read_at": 1e308, "changed_at": "x", "position": 10**30},
        {"id": ids[3], "starred": True, "starred_at": -5, "changed_at": 10**400},
    ]
    file = tmp_path / "marks.json"
    text = json.dumps(
        {"format": "broadsheet statuses", "version": 1, "statuses": [*bad, good, *odd]}
    )
    file.write_text(text.replace("1e+308", "Infinity"))
    assert library.import_statuses(file) == Imported(3, 3, len(bad))
    assert library.statuses(ids[:3]) == {
        ids[0]: Status(read=True),
        ids[1]: Status(),
        ids[2]: Status(read=True, position=2**62),
    }


def test_a_clock_that_was_ahead_does_not_win_for_ever(library, ids, tmp_path):
    file = tmp_path / "marks.json"
    later = time.time() + 10**8
    entry = {"id": ids[0], "read": True, "read_at": later, "changed_at": later}
    file.write_text(
        json.dumps({"format": "broadsheet statuses", "version": 1, "statuses": [entry]})
    )
    library.import_statuses(file)
    library.set_read(ids[:1], False)
    library.import_statuses(file)
    library.export_statuses(file)
    (status,) = json.loads(file.read_text())["statuses"]
    assert status["read_at"] <= time.time()


_TIMES = st.integers(0, 3).map(float)
_ROWS = st.builds(
    Remembered, st.just(b"i" * 16), st.sampled_from([b"", b"p" * 16, b"q" * 16]), st.booleans(),
    _TIMES, st.booleans(), _TIMES, st.integers(0, 3), st.integers(0, 3), _TIMES, _TIMES,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(_ROWS, _ROWS, _ROWS)
def test_the_order_of_exchanges_makes_no_difference(one, two, three):
    assert merged(one, one) == one
    assert merged(one, two) == merged(two, one)
    together = merged(merged(one, two), three)
    assert merged(together, two) == together
    assert merged(one, merged(two, three))[2:9] == together[2:9]


@given(st.lists(st.one_of(st.none(), st.integers(), st.text(), st.binary(), st.floats()),
                min_size=10, max_size=10))  # fmt: skip
def test_any_row_is_a_status_or_none(row):
    known = remembered(row, 1000.0)
    assert known is None or all(0 <= time <= 1000 for time in (known[3], known[5], *known[8:]))


@pytest.mark.parametrize("seed", range(6))
def test_three_machines_that_exchange_in_any_order_end_up_alike(tmp_path, seed):
    """Of each mark what was done last, on whichever machine."""
    dice = random.Random(seed)
    three = [Library.open(tmp_path / f"{n}" / "state.db", tmp_path / "none.db") for n in range(3)]
    ids = [f"{number:032x}" for number in range(12)]
    expected = {}
    file = tmp_path / "marks.json"

    def pass_on(giver, taker):
        giver.export_statuses(file)
        taker.import_statuses(file)

    for _ in range(60):
        library, id_, value = dice.choice(three), dice.choice(ids), dice.random() < 0.5
        read, starred, position = expected.get(id_, (False, False, 0))
        kind = dice.choice(("read", "star", "many", "place", "pass", "pass"))
        # A mark that is what it was already is no news: done by a machine that knows the others.
        if kind != "pass":
            for other in three:
                pass_on(other, library)
        match kind:
            case "read":
                library.set_read([id_], value)
                expected[id_] = (value, starred, position)
            case "star":
                library.set_starred([id_], value)
                expected[id_] = (read, value, position)
            case "many":
                library.note_many([id_], read=value)
                expected[id_] = (value, starred, position)
            case "place":
                place = dice.randrange(1, 999)
                library.set_position(id_, place, 5)
                expected[id_] = (read, starred, place)
            case "pass":
                pass_on(dice.choice(three), library)
    for giver in [*three, *three]:
        for taker in three:
            pass_on(giver, taker)
    wanted = {id_: Status(*expected.get(id_, (False, False, 0))) for id_ in ids}
    for library in three:
        assert library.statuses(ids) == wanted
        library.close()

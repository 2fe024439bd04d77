"""What changed between two listings."""

from hypothesis import given
from hypothesis import strategies as st

from reader.folder.compare import compare
from reader.folder.walk import FoundFile


def files(*rows):
    return [FoundFile(*row) for row in rows]


def test_new_changed_gone_and_same():
    known = {file.path: file for file in files(("a", 1, 1), ("b", 1, 1), ("c", 1, 1), ("d", 1, 1))}
    found = files(("e", 1, 1), ("d", 1, 1), ("b", 2, 1), ("c", 1, 2))
    changes = compare(known, found)
    assert [file.path for file in changes.new] == ["e"]
    assert [file.path for file in changes.changed] == ["b", "c"]
    assert changes.gone == ("a",)
    assert changes.same == 1


LISTING = st.dictionaries(st.text(max_size=2), st.tuples(st.integers(0, 2), st.integers(0, 2)))


@given(LISTING, LISTING)
def test_every_path_is_in_exactly_one_of_the_four(before, after):
    known = {path: FoundFile(path, *rest) for path, rest in before.items()}
    found = [FoundFile(path, *rest) for path, rest in after.items()]
    changes = compare(known, found)
    told = [file.path for file in (*changes.new, *changes.changed)] + list(changes.gone)
    assert len(told) == len(set(told))
    assert len(told) + changes.same == len(before.keys() | after.keys())
    assert compare({file.path: file for file in found}, found).same == len(found)

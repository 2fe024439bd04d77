"""Marks, merges and taking those back, in any order and never quite carried over."""

import random

import pytest

from reader.library.state import bulk
from reader.library.transfer import merging
from reader.model import Status
from tests.library.marking import IDS, apply, marks

KINDS = ("read", "starred", "position", "many", "noted", "merge", "undo")
STEPS = 40


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_done_after_what_all_of_it_holds(shelf, monkeypatch, seed):
    monkeypatch.setattr(bulk, "PIECE", 20)
    monkeypatch.setattr(merging, "PIECE", 5)
    monkeypatch.setattr(merging, "NOTED_AT_ONCE", 2)
    dice = random.Random(seed)
    library = shelf.library()
    known, before, merged = {}, {}, None
    for _ in range(STEPS):
        kind = dice.choice(KINDS)
        number, value = dice.randrange(len(IDS) - 50), dice.randrange(2)
        if merged is not None and dice.random() < 0.5:
            kind = "undo"
        some = IDS[number : number + 50]
        match kind:
            case "read":
                library.set_read(some[:1], bool(value))
            case "starred":
                library.set_starred(some[:1], bool(value))
            case "position":
                library.set_position(some[0], number + value)
            case "many":
                library.set_read(some, bool(value))
            case "noted":
                library.note_many(some, read=bool(value))
            case "merge":
                merge = library.merges.of_file(marks(shelf.state_db, number, value))
                while library.merges.note(merge):
                    pass
                while library.work_off():
                    pass
            case "undo" if merged is None:
                continue
            case "undo":
                library.merges.take_back(merged)
        merged = merge.number if kind == "merge" else None
        apply(known, before, kind, number, value)
        if dice.random() < 0.5:
            library.work_off()
    while library.work_off():
        pass
    assert {
        id_: (status.read, status.starred, status.position)
        for id_, status in library.statuses(IDS).items()
        if status != Status()
    } == {id_: mine for id_, mine in known.items() if mine != (False, False, 0)}

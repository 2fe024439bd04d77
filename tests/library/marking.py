"""Marks articles as the window's library thread does, and is killed: `python … STATE INDEX ROUNDS`.

Each round is a process of its own, forked from this one so that 200 of them do not each load all
anew. What it was told is on disk it passes on at once; then it is killed at a random moment, and
the next start is looked at. One JSON object at the end.
"""

import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from reader.library.library import Library
from reader.library.state import bulk
from reader.library.transfer import merging
from reader.model import Status

IDS = [f"{number:032x}" for number in range(1, 400)]


def mark(state_db, index_db, pipe, seed):
    """Do what a person does, and say what is done."""
    dice = random.Random(seed)
    library = Library.open(state_db, index_db)
    if dice.random() < 0.2:
        library.look_after()
    kinds = ("read", "starred", "position", "many", "noted", "merge", "undo")
    merged = None
    wanted = ["merge", "undo"] if seed % 3 == 0 else []
    os.write(pipe, b"ready\n")
    while True:
        kind = wanted.pop(0) if wanted else dice.choice(kinds)
        number = dice.randrange(len(IDS) - 50)
        value = dice.randrange(2)
        if merged is not None and dice.random() < 0.5:
            kind = "undo"  # by chance alone it would hardly ever come right behind a merge
        if kind == "undo" and merged is None:
            continue
        file = marks(state_db, number, value) if kind == "merge" else None
        os.write(pipe, f"? {kind} {number} {value}\n".encode())
        match kind:
            case "read":
                library.set_read([IDS[number]], bool(value))
            case "starred":
                library.set_starred([IDS[number]], bool(value))
            case "position":
                library.set_position(IDS[number], number + value)
            case "many":
                library.set_read(IDS[number : number + 50], bool(value))
            case "noted":
                library.note_many(IDS[number : number + 50], read=bool(value))
            case "merge":
                merge = library.merges.of_file(file)
                while library.merges.note(merge):
                    pass
            case "undo":
                library.merges.take_back(merged)
        if kind == "merge":
            while library.work_off():
                pass
            merged = merge.number
        else:
            merged = None  # what was done since stays: too much to tell here
        if dice.random() < 0.5:
            library.work_off()
        os.write(pipe, b"!\n")


def marks(state_db, number, value):
    """A file of marks of another machine, each newer than all that was done here."""
    at = time.time() + 10  # by a clock that is ahead
    entries = [
        {"id": id_, "read": bool(value), "read_at": at, "position": 9000 + value, "position_at": at}
        for id_ in IDS[number : number + 50]
    ]
    file = state_db.with_name("marks.json")
    file.write_text(
        json.dumps({"format": "broadsheet statuses", "version": 1, "statuses": entries})
    )
    return file


def apply(known, before, kind, number, value):
    """The same to the list of what must be there; `before`: what was there before a merge."""
    if kind == "undo":
        known.clear()
        known.update(before)
        return
    before.clear()
    before.update(known)
    wanted = slice(number, number + (50 if kind in ("many", "noted", "merge") else 1))
    for id_ in IDS[wanted]:
        read, starred, position = known.get(id_, (False, False, 0))
        if kind == "position":
            position = number + value
        elif kind == "merge":
            read, position = bool(value), 9000 + value
        elif kind == "starred":
            starred = bool(value)
        else:
            read = bool(value)
        known[id_] = (read, starred, position)


def look(state_db, index_db):
    """The next start: what it says is there."""
    library = Library.open(state_db, index_db)
    notes = library.notes
    while library.work_off():
        pass
    found = library.statuses(IDS)
    library.close()
    with closing(sqlite3.connect(state_db)) as db:
        sound = db.execute("PRAGMA quick_check").fetchone()[0]
    known = {
        id_: (status.read, status.starred, status.position)
        for id_, status in found.items()
        if status != Status()
    }
    return known, notes, sound


def main(state_db, index_db, rounds):
    """All the rounds: each is killed at a random moment behind a random number of its deeds."""
    dice = random.Random(11)
    bulk.PIECE = 20
    merging.PIECE, merging.NOTED_AT_ONCE = 5, 2
    known, before, wrong, done = {}, {}, [], Counter()
    for seed in range(rounds):
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            mark(state_db, index_db, writing, seed)
        os.close(writing)
        os.read(reading, len(b"ready\n"))
        # By what it has done and not by the clock alone: on a slow disk it would come to little.
        deeds, told = dice.randrange(5), b""
        while told.count(b"!\n") < deeds and (more := os.read(reading, 4096)):
            told += more
        time.sleep(dice.random() * 0.02)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading, "rb") as pipe:
            lines = (told + pipe.read()).decode().split("\n")
        under_way = None
        for line in lines:
            if line.startswith("? ") and line.count(" ") == 3:
                kind, number, value = line[2:].split()
                under_way = kind, int(number), int(value)
            elif line == "!" and under_way:
                apply(known, before, *under_way)
                done[under_way[0]] += 1
                under_way = None
        found, notes, sound = look(state_db, index_db)
        expected = {id_: mine for id_, mine in known.items() if mine != (False, False, 0)}
        if under_way:
            perhaps = dict(known)
            apply(perhaps, dict(before), *under_way)
            perhaps = {id_: mine for id_, mine in perhaps.items() if mine != (False, False, 0)}
            if found == perhaps:
                expected = perhaps
                apply(known, before, *under_way)
        if found != expected or notes or sound != "ok":
            wrong.append([seed, notes, sound, len(found), len(expected)])
    print(json.dumps({"told": done.total(), "done": done, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))

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
from contextlib import closing
from pathlib import Path

from reader.library import bulk
from reader.library.library import Library
from reader.model import Status

IDS = [f"{number:032x}" for number in range(1, 400)]


def mark(state_db, index_db, pipe, seed):
    """Do what a person does, and say what is done."""
    dice = random.Random(seed)
    library = Library.open(state_db, index_db)
    if dice.random() < 0.2:
        library.look_after()
    while True:
        kind, number, value = dice.choice(("read", "starred", "position", "many", "noted")), 0, 0
        number = dice.randrange(len(IDS) - 50)
        value = dice.randrange(2)
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
        if dice.random() < 0.5:
            library.work_off()
        os.write(pipe, b"!\n")


def apply(known, kind, number, value):
    """The same to the list of what must be there."""
    wanted = slice(number, number + (50 if kind in ("many", "noted") else 1))
    for id_ in IDS[wanted]:
        read, starred, position = known.get(id_, (False, False, 0))
        if kind == "position":
            position = number + value
        elif kind == "starred":
            starred = bool(value)
        else:
            read = bool(value)
        known[id_] = (read, starred, position)


def look(state_db, index_db):
    """The next start: what it says is there."""
    library = Library.open(state_db, index_db)
    notes = library.notes
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
    """All the rounds."""
    dice = random.Random(11)
    bulk.PIECE = 20
    known, told, wrong = {}, 0, []
    for seed in range(rounds):
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            mark(state_db, index_db, writing, seed)
        os.close(writing)
        time.sleep(dice.random() * 0.06)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading) as pipe:
            lines = pipe.read().split("\n")
        under_way = None
        for line in lines:
            if line.startswith("? ") and line.count(" ") == 3:
                kind, number, value = line[2:].split()
                under_way = kind, int(number), int(value)
            elif line == "!" and under_way:
                apply(known, *under_way)
                under_way = None
                told += 1
        found, notes, sound = look(state_db, index_db)
        expected = {id_: mine for id_, mine in known.items() if mine != (False, False, 0)}
        if under_way:
            perhaps = dict(known)
            apply(perhaps, *under_way)
            perhaps = {id_: mine for id_, mine in perhaps.items() if mine != (False, False, 0)}
            if found == perhaps:
                expected = perhaps
                apply(known, *under_way)
        if found != expected or notes or sound != "ok":
            wrong.append([seed, notes, sound, len(found), len(expected)])
    print(json.dumps({"rounds": rounds, "told": told, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))

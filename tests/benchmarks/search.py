"""Figures: searching while one types, from each letter's key to the first page of hits."""

import random
import sqlite3
import time
from contextlib import closing

from tests.benchmarks.figure import Figure, percentile
from tests.benchmarks.generate import CHINESE, COMMON_WORD, ENGLISH, person
from tests.benchmarks.place import Place, alone

PAUSE_MS = 100
"""Between two letters, at least."""


def typed() -> list[str]:
    """What is searched for: words of every frequency in two languages, names, nonsense."""
    chance = random.Random(7)
    return [
        COMMON_WORD,
        *CHINESE.words[::16],
        *ENGLISH.words[::9],
        *(person(chance) for _ in range(5)),
        f"{CHINESE.words[30]} {ENGLISH.words[40]}",
        f"{COMMON_WORD} 科技",
        "market data",
        "zzzq",
        "不存在的词",
        COMMON_WORD,
    ]


def floor(place: Place, searches: list[str]) -> list[float]:
    """Milliseconds of the search tables alone: the first hundred hits, in no order."""
    from reader.library.index.search import match_expression
    from reader.paths import Paths

    index = Paths.at(place.data).index_db(place.folder)
    times = []
    with closing(sqlite3.connect(index)) as db:
        for search in searches:
            began = time.perf_counter()
            db.execute(
                "SELECT rowid FROM text_search WHERE text_search MATCH ? LIMIT 100",
                (match_expression(search),),
            ).fetchall()
            times.append((time.perf_counter() - began) * 1000)
    return times


def measure(place: Place) -> list[Figure]:
    """Type into the search field of the real window."""
    from tests.benchmarks.driven import Driven
    from tests.benchmarks.painted import pause

    data, folder = place.warm_data, place.folder
    driven = Driven(data)
    driven.open(folder)
    controller, loader = driven.window.session.controller, driven.window.session.list_loader
    pane = driven.window.list
    came, sent = [], [0.0]

    def noticing(take):
        def noticed(answer: object) -> None:
            take(answer)
            came.append(controller.query.search)
            pane.rows.viewport().update()  # where the rows are the same nothing would be painted

        return noticed

    loader._first_rows_came = noticing(loader._first_rows_came)
    loader._all_rows_came = noticing(loader._all_rows_came)
    pane.search.searched.connect(lambda _: sent.append(time.monotonic()))

    def shown(search: str):
        return lambda: (
            controller.query.search == search and came[-1:] == [search] and driven.list_is_there()
        )

    with_wait: list[tuple[float, str]] = []
    without: list[tuple[float, str]] = []
    for word in typed():
        pane.search.setFocus()
        so_far = ""
        for letter in word:
            so_far += letter
            if letter == " ":
                driven.type(letter)
                continue
            began = time.monotonic()
            found = driven.list_painted.wait(
                lambda letter=letter: driven.type(letter), {"list": shown(so_far)}
            )
            if "list" not in found:
                raise SystemExit(f"Nothing was shown for {so_far!r}.")
            waited = (sent[-1] - began) * 1000
            with_wait.append((found["list"], so_far))
            without.append((found["list"] - waited, so_far))
            pause(max(0, round(PAUSE_MS - found["list"])))
        pane.search.clear()
        pause(150)
        driven.settle()
    driven.close()

    bare = floor(place, [search for _, search in without])
    slowest = ", ".join(f"{word!r} {ms:.0f}" for ms, word in sorted(without, reverse=True)[:6])
    plain = [ms for ms, _ in without]
    keyed = [ms for ms, _ in with_wait]
    return [
        Figure(
            "search while typing, from the key, 99 %",
            percentile(keyed, 0.99),
            percentile(bare, 0.99),
            30,
            note=f"{len(keyed)} letters; median {percentile(keyed, 0.5):.1f} ms;"
            " floor: FTS5's first hundred hits in no order",
        ),
        Figure(
            "… from the end of the wait for more letters, 99 %",
            percentile(plain, 0.99),
            percentile(bare, 0.99),
            30,
            note=f"median {percentile(plain, 0.5):.1f} ms; slowest: {slowest}",
        ),
    ]


if __name__ == "__main__":
    alone(measure)

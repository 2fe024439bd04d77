"""Figures: from exec to the first paint, and to the list and the first article shown."""

from statistics import median

from tests.benchmarks.figure import Figure
from tests.benchmarks.place import Place, alone, run

ROUNDS = 9


def measure(place: Place) -> list[Figure]:
    """The program and a bare window by turns, each a process of its own."""
    data, folder = str(place.data), str(place.folder)
    times: dict[str, list[float]] = {"bare": [], "first": [], "list": [], "article": []}
    for _ in range(ROUNDS):
        bare = run("started", "bare")[0]
        times["bare"].append(bare["first"] * 1000)
        for told in run("started", "program", data, folder):
            for name, seconds in told.items():
                times[name].append(seconds * 1000)
    floor = median(times["bare"])
    shown = [max(pair) for pair in zip(times["list"], times["article"], strict=True)]
    slowest = max(times["bare"])
    note = f"median of {ROUNDS}; the slowest {{:.0f}}, the slowest bare window {slowest:.0f}"
    return [
        Figure(
            "start to first paint, folder known",
            median(times["first"]),
            floor,
            floor + 150,
            note=note.format(max(times["first"])),
        ),
        Figure(
            "start to list and first article shown",
            median(shown),
            floor,
            floor + 300,
            note=note.format(max(shown))
            + f"; list {median(times['list']):.0f}, article {median(times['article']):.0f}",
        ),
    ]


if __name__ == "__main__":
    alone(measure)

"""Figure: the memory (PSS) of the window with all the articles."""

from statistics import median

from tests.benchmarks.figure import Figure
from tests.benchmarks.place import Place, alone, run

ROUNDS = 3


def measure(place: Place) -> list[Figure]:
    """The program after its start and after some use, and a bare window."""
    data, folder = str(place.warm_data), str(place.folder)
    bare, fresh, used, others = [], [], [], []
    for _ in range(ROUNDS):
        bare.append(run("started", "bare")[-1]["memory"])
        after_start, after_use = run("started", "program", data, folder, "--until", "used")[-2:]
        fresh.append(after_start["memory"])
        used.append(after_use["used"])
        others.append(after_use["children"])
    floor = median(bare)
    return [
        Figure(
            "memory of the window",
            median(fresh),
            floor,
            floor + 60,
            "MB",
            "PSS after the start, folder looked through",
        ),
        Figure(
            "memory of the window, used",
            median(used),
            floor,
            floor + 60,
            "MB",
            "after 200 articles, a search, the end of the list;"
            f" the page process beside it {median(others):.1f} MB",
        ),
    ]


if __name__ == "__main__":
    alone(measure)

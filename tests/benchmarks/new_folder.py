"""Figure: a folder never seen before, from the pick to its first headlines on the screen."""

import subprocess
import sys
import time
from statistics import median

from tests.benchmarks.figure import Figure
from tests.benchmarks.place import Place, alone

ROUNDS = 5


def bare_child() -> float:
    """Milliseconds until a child process that does nothing has said a line."""
    began = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", "print(1, flush=True)"], stdout=subprocess.PIPE
    ) as child:
        child.stdout.readline()
        return (time.monotonic() - began) * 1000


def measure(place: Place) -> list[Figure]:
    """The real window, welcoming; then the folder is picked."""
    from tests.benchmarks.driven import Driven
    from tests.benchmarks.painted import pause

    folder = place.folder
    times, floors = [], []
    for number in range(ROUNDS):
        driven = Driven(place.fresh_data(f"new-{number}"))
        window = driven.window
        driven.show()
        window.start(None)
        pause(300)

        def pick(window=window) -> None:
            window.open_folder(folder)

        def first(driven=driven) -> bool:
            return bool(driven.visible_rows()) and driven.list_is_there()

        times.append(driven.list_painted.wait(pick, {"list": first}, 120)["list"])
        driven.close()
        floors.append(bare_child())
        place.fresh_data(f"new-{number}")
    return [
        Figure(
            "a new folder: first headlines after the pick",
            median(times),
            median(floors),
            500,
            note=f"median of {ROUNDS}, the slowest {max(times):.0f};"
            " floor: a bare child process says a line",
        )
    ]


if __name__ == "__main__":
    alone(measure)

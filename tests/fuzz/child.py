"""The process that runs inputs: `python -m tests.fuzz.child TARGET SEED FIRST LAST NOTE`.

Before each input its number and the time are noted in the file NOTE, so that the process that
watches knows which one hangs or has ended this.
"""

import mmap
import os
import resource
import struct
import sys
import time
from pathlib import Path

from tests.fuzz.targets import TARGETS, the_input

NOTE = struct.Struct("qdqdqq")
"""Number of the input, when it began (monotonic), how many are done, the slowest's CPU seconds and
its number, the largest memory in bytes."""
MEMORY = 4 << 30


def main() -> None:
    """Run them all."""
    target, seed, first, last, note_file = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    check = TARGETS[target].check
    check(the_input(target, int(seed), int(first)))  # Imports are not what is measured.
    done, slowest, slowest_number = 0, 0.0, -1
    with Path(note_file).open("r+b") as file, mmap.mmap(file.fileno(), NOTE.size) as note:
        for number in range(int(first), int(last)):
            data = the_input(target, int(seed), number)
            note[:] = NOTE.pack(number, time.monotonic(), done, slowest, slowest_number, memory())
            began = time.process_time()
            check(data)
            took = time.process_time() - began
            done += 1
            if took > slowest:
                slowest, slowest_number = took, number
        note[:] = NOTE.pack(number, time.monotonic(), done, slowest, slowest_number, memory())


def memory() -> int:
    """The most this process has held."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        # Elsewhere; on Linux this would count what the parent held when it began the child.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return int(status.partition("VmHWM:")[2].split(None, 1)[0]) * 1024


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()

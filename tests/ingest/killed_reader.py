"""The process that reads ahead, but some files end it, as a bug in a parser would."""

import os
import sys
import time

from reader.ingest import read_ahead
from reader.ingest.reading import read


def read_or_die(folder, task):
    """A file named killer ends the process, one named sleeper keeps it for ever."""
    if "killer" in task.path:
        os._exit(11)
    while "sleeper" in task.path:
        time.sleep(1)
    return read(folder, task)


if __name__ == "__main__":
    if "unready" in os.environ.get("BROADSHEET_TEST", ""):
        os._exit(3)
    read_ahead.READ_AHEAD_SECONDS = 1
    read_ahead.read = read_or_die
    sys.exit(read_ahead.main())

"""`python -m reader.ingest FOLDER [--data-dir DIR]`: bring the index up to date, telling it."""

import os
import sys

from reader.ingest.run import main

if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # All files are closed. To take down piece by piece what the system frees at once takes longer
    # than the process takes to start.
    os._exit(code)

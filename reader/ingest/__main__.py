"""`python -m reader.ingest FOLDER [--data-dir DIR]`: bring the index up to date, telling it."""

import sys

from reader.ingest.run import main

if __name__ == "__main__":
    sys.exit(main())

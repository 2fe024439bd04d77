"""Fetches the first articles' pictures from a server on 127.0.0.1, so that they are cached.

python -m tests.benchmarks.warm DATA-DIR FOLDER
"""

import sys
from pathlib import Path

from tests.benchmarks.driven import Driven
from tests.benchmarks.place import WARM
from tests.support.picture_server import PictureServer, scenery


def main(data: Path, folder: Path) -> None:
    """Read the first WARM articles, and some more rows' thumbnails."""
    with PictureServer() as server:
        server.default = scenery
        driven = Driven(data, connect_to=server.address)
        driven.open(folder)
        driven.window.session.controller.select(0)
        driven.settle()
        for _ in range(min(WARM + 5, len(driven.window.session.headlines.rows) - 1)):
            driven.next(pictures=True)
        driven.settle()
        bar = driven.window.list.rows.verticalScrollBar()
        for top in range(0, (WARM + 5) * driven.window.list.rows.delegate.height, 500):
            bar.setValue(top)
            driven.settle()
        driven.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""How the program was started."""

from pathlib import Path
from typing import NamedTuple


class LaunchOptions(NamedTuple):
    """What the command line says.

    theme: "light", "sepia", "dark", or "" for what settings and system say.
    keep: False leaves settings and statuses as they are (a picture of the window is taken).
    """

    data_dir: Path | None = None
    offline: bool = False
    connect_to: tuple[str, int] | None = None
    theme: str = ""
    keep: bool = True

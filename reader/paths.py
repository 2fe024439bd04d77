"""Where Broadsheet keeps what is its own, and where its resources lie. Never inside the folder."""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

APP = "broadsheet"
INDEX = "index.db"
"""The index among what is kept about one folder."""


class Paths(NamedTuple):
    """Every place Broadsheet writes to.

    data: small and precious (statuses, settings).
    cache: large, may be deleted at any time (indexes, pictures).
    """

    data: Path
    cache: Path

    @classmethod
    def at(cls, data_dir: Path | None) -> "Paths":
        """All below `data_dir`, or in the platform's own places where it is None."""
        if data_dir is not None:
            data_dir = data_dir.expanduser().absolute()
            return cls(data_dir, data_dir / "cache")
        # Loaded here alone: a start with --data-dir does not pay for it.
        from platformdirs import PlatformDirs

        dirs = PlatformDirs(APP, appauthor=False)
        return cls(Path(dirs.user_data_dir), Path(dirs.user_cache_dir))

    def create(self) -> None:
        """Make the folders, for this user alone. Raises OSError."""
        for folder in (self.data, self.cache):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    @property
    def state_db(self) -> Path:
        """Read, starred, place in the text."""
        return self.data / "state.db"

    @property
    def settings_file(self) -> Path:
        """Window, theme, recent folders."""
        return self.data / "settings.json"

    @property
    def pictures(self) -> Path:
        """The picture cache."""
        return self.cache / "pictures"

    @property
    def pictures_db(self) -> Path:
        """What the picture cache holds."""
        return self.cache / "pictures.db"

    @property
    def drafts(self) -> Path:
        """A book while it is written; emptied before the next."""
        return self.cache / "drafts"

    @property
    def log_file(self) -> Path:
        """What went wrong, for a bug report."""
        return self.cache / "broadsheet.log"

    def library(self, folder: Path) -> Path:
        """Return the place of all that is kept about one folder: index, refused files."""
        key = os.path.normcase(os.path.realpath(folder))
        digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        return self.cache / "libraries" / digest

    def index_db(self, folder: Path) -> Path:
        """Articles and full text of one folder."""
        return self.library(folder) / INDEX


def resources() -> Path:
    """Return the folder of templates, icons and samples, in a checkout or an installed wheel."""
    here = Path(__file__).resolve().parent
    installed = here / "resources"
    return installed if installed.is_dir() else here.parent / "resources"

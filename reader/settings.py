"""What a person set, and where the window stood: one small JSON file, written atomically."""

import dataclasses
import json
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast, get_args, get_origin

from reader.private_files import write_private

log = logging.getLogger(__name__)

RECENT_FOLDERS = 10
ZOOM_MIN, ZOOM_MAX = 50, 300
PICTURE_MODES = ALWAYS, CACHE, ASK = "always", "cache", "ask"
"""Pictures of a library: fetched always, never (from the cache alone), or when asked for."""
PICTURES_MB_MIN, PICTURES_MB_MAX = 50, 200_000
BOUNDS = {
    "zoom": (ZOOM_MIN, ZOOM_MAX),
    "width": (60, 160),
    "line_height": (80, 150),
    "read_seconds": (0, 60),
    "interface_zoom": (100, 200),
    "pictures_mb": (PICTURES_MB_MIN, PICTURES_MB_MAX),
}


@dataclass(slots=True)
class Settings:
    """All of it, with what holds on a first start.

    folder: the folder shown last, "" for none.
    geometry, splitter: Qt's own, base64.
    sidebar: whether it is shown, where the window is wide enough.
    keys: command -> its keys, where the person set others than those of the table of commands.
    toolbar: whether the buttons in the window's head are shown.
    zoom: the article's text size in percent.
    export_folder: where a file was exported to last, "" for never.
    width, line_height: of the article's column and lines, in percent of what suits its script.
    font: "" for what suits each script, "serif" or "sans", or a family.
    density: of the list: "comfortable", or "compact" for rows of one line.
    interface_zoom: of lists, menus and dialogs, in percent of what the desktop has.
    read_by_scrolling: whether rows that were scrolled past count as read.
    read_when: "time": an article shown for read_seconds is read; "end": one whose end was seen.
    left_out_shown: whether what is none of the news (a README, a template) is listed among it.
    last_article: folder -> the id of the article last shown in it.
    last_view: folder -> [view, *section] last shown.
    last_scroll: folder -> [id of the article at the top of the list, pixels it is scrolled by].
    pictures_mb: the bound of the picture cache, in MB (1,000,000 bytes).
    picture_modes: folder -> one of PICTURE_MODES, where it is not "always".
    allowed_hosts: may have private addresses. referer_hosts: are told the article's site.
    language: the tag of the one the program speaks, "" for the system's.
    proxy: "host:port" through which pictures are fetched, "" for none.
    """

    folder: str = ""
    recent_folders: list[str] = field(default_factory=list)
    theme: str = "system"
    language: str = ""
    zoom: int = 100
    width: int = 100
    line_height: int = 100
    font: str = ""
    read_when: str = "time"
    read_seconds: int = 1
    smooth: bool = True
    density: str = "comfortable"
    interface_zoom: int = 100
    read_by_scrolling: bool = False
    left_out_shown: bool = False
    sidebar: bool = True
    toolbar: bool = True
    keys: dict[str, list[str]] = field(default_factory=dict)
    geometry: str = ""
    splitter: str = ""
    export_folder: str = ""
    last_article: dict[str, str] = field(default_factory=dict)
    last_view: dict[str, list[str]] = field(default_factory=dict)
    last_scroll: dict[str, list[str]] = field(default_factory=dict)
    pictures_mb: int = 2000
    picture_modes: dict[str, str] = field(default_factory=dict)
    allowed_hosts: list[str] = field(default_factory=list)
    referer_hosts: list[str] = field(default_factory=list)
    proxy: str = ""

    def remember_folder(self, folder: Path) -> None:
        """Make this the folder shown, first among the recent ones."""
        self.folder = str(folder)
        others = [known for known in self.recent_folders if known != self.folder]
        self.recent_folders = [self.folder, *others][:RECENT_FOLDERS]

    def move_folder(self, lost: Path, found: Path) -> None:
        """Keep for a folder that lies elsewhere now what was set, and left, where it lay."""
        if lost == found:
            return
        for kept in (self.last_article, self.last_view, self.last_scroll, self.picture_modes):
            if str(lost) in kept:
                cast("dict[str, object]", kept)[str(found)] = kept.pop(str(lost))
        self.recent_folders = [known for known in self.recent_folders if known != str(lost)]

    def picture_mode(self, folder: Path) -> str:
        """How pictures of this folder are had."""
        mode = self.picture_modes.get(str(folder), ALWAYS)
        return mode if mode in PICTURE_MODES else ALWAYS


def proxy_address(text: str) -> tuple[str, int] | None:
    """Host and port of a proxy as a person writes it ("http://" may stand before it), or None."""
    bare = text.strip().removeprefix("http://").rstrip("/")
    host, colon, port = bare.rpartition(":")
    host = host.strip("[]")
    if not colon or not host or "/" in host or "@" in host or not port.isdecimal():
        return None
    return (host, int(port)) if 0 < int(port[:6]) < 65536 else None


def load(file: Path) -> Settings:
    """Read the settings; what is missing, damaged or of a wrong type is at its default."""
    settings = Settings()
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return settings
    except OSError as error:
        log.info("Settings start from their defaults: %s", error)
        return settings
    except (ValueError, RecursionError) as error:
        _keep_aside(file, error)
        return settings
    if not isinstance(kept, dict):
        _keep_aside(file, "no object")
        return settings
    for known in dataclasses.fields(Settings):
        if known.name in kept and _fits(kept[known.name], known.type):
            setattr(settings, known.name, kept[known.name])
    for name, (least, most) in BOUNDS.items():
        setattr(settings, name, min(max(getattr(settings, name), least), most))
    return settings


def _keep_aside(file: Path, why: object) -> None:
    """Rename a damaged file: the next save would write over what may be mended by hand."""
    kept = file.with_name(f"{file.name}.damaged")
    log.info("Settings start from their defaults, the damaged file is kept as %s: %s", kept, why)
    with suppress(OSError):
        file.replace(kept)


def _fits(value: Any, kind: Any) -> bool:
    """Tell whether a value read from JSON is of this type: plain, or a list or dict of such."""
    inner = get_args(kind)
    if type(value) is not (get_origin(kind) or kind):
        return False
    if isinstance(value, list):
        return all(_fits(item, inner[0]) for item in value)
    if isinstance(value, dict):
        return all(_fits(key, inner[0]) and _fits(item, inner[1]) for key, item in value.items())
    return True


def save(settings: Settings, file: Path) -> None:
    """Write all of it; the file is whole at any moment. Raises OSError."""
    text = json.dumps(dataclasses.asdict(settings), ensure_ascii=True, indent=1)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_private(file, text)


def save_quietly(settings: Settings, file: Path) -> bool:
    """As `save`; False, with a line in the log, where the disk refuses."""
    try:
        save(settings, file)
    except OSError as error:
        log.info("The settings were not kept: %s", error)
        return False
    return True

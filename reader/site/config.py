"""A site's own settings, as far as the reader needs them: read by patterns, never executed.

YAML, TOML, JSON, JavaScript and Python alike: what is asked for stands on a line of its own.
"""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from reader.bounds import SITE_CONFIG_CHARACTERS
from reader.patterns import lazy_re
from reader.site.kinds import Kind

_QUOTED = (
    r"""[ \t]*[:=][ \t]*(?:"([^"\n]{0,500})"|'([^'\n]{0,500})'|([^\s"'#,{}\[\]][^\n#,]{0,500}))"""
)


def _key(names: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t]{{0,8}}[\"']?(?:{names})[\"']?{_QUOTED}", re.MULTILINE)


_URL = _key("url|baseURL|baseUrl|baseurl|base_url|site_url|SITEURL|siteUrl|site|siteURL")
_ROOT = _key("root|baseurl|baseUrl|base|pathPrefix")
_CONTENT = _key("source_dir|source|contentDir|contentdir|content_dir|docs_dir|PATH|src")
_OUTPUT = _key("public_dir|destination|publishDir|publishdir|output_dir|site_dir|OUTPUT_PATH")
_STATIC = lazy_re(
    r"""^[ \t]{0,8}["']?(?:staticDir|STATIC_PATHS)["']?[ \t]*[:=]([^\n]{1,300})""", re.MULTILINE
)
_NAME = lazy_re(r"[\w./ -]{1,60}")


class Config(NamedTuple):
    """What the settings say; "" or () where they say nothing.

    base_url: where the site is on the web, without "/" at its end. base_path: the path of it that
    stands before every root-relative address, "/" at neither end.
    content, output: folders relative to the site's. static: more folders of pictures.
    """

    base_url: str = ""
    base_path: str = ""
    content: str = ""
    output: str = ""
    static: tuple[str, ...] = ()


NO_CONFIG = Config()


def read_config(root: str, kind: Kind) -> Config:
    """Return what the settings of the site in `root` say. Never raises for what is in them."""
    for name in kind.config:
        text = _read(Path(root, name))
        if text:
            return config_of(text)
    return NO_CONFIG


def _read(file: Path) -> str:
    try:
        if file.is_symlink() or not file.is_file():
            return ""
        with file.open("rb") as stream:
            return stream.read(SITE_CONFIG_CHARACTERS).decode("utf-8", "replace")
    except OSError:
        return ""


def config_of(text: str) -> Config:
    """Return what these settings say."""
    url = next((one for one in _values(_URL, text) if one.startswith(("http://", "https://"))), "")
    path = _path_of(url)
    for one in _values(_ROOT, text):
        if "://" not in one:
            path = one.strip("/") or path
            break
    static = _STATIC.search(text)
    return Config(
        base_url=url.rstrip("/"),
        base_path=path,
        content=_folder(_first(_CONTENT, text)),
        output=_folder(_first(_OUTPUT, text)),
        static=_folders(static[1]) if static else (),
    )


def _values(pattern: re.Pattern[str], text: str) -> list[str]:
    return [(one[1] or one[2] or one[3] or "").strip() for one in pattern.finditer(text)]


def _first(pattern: re.Pattern[str], text: str) -> str:
    return next(filter(None, _values(pattern, text)), "")


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path.strip("/")
    except ValueError:
        return ""


def _folder(written: str) -> str:
    """Return a folder's name as a plain relative path, "" for what leads out of the site."""
    name = written.strip().strip("/").removeprefix("./")
    parts = name.split("/")
    return name if _NAME.fullmatch(name) and not {"..", ".", ""} & set(parts) else ""


def _folders(written: str) -> tuple[str, ...]:
    named = (_folder(one) for one in re.findall(r"[\w./-]{1,60}", written)[:8])
    return tuple(filter(None, named))

"""Beautiful Soup with the standard library's parser alone, the one that is used here.

By itself bs4 also loads CSS selectors, two more parsers and a detector of encodings, where they are
installed: a third of a page process's start.
"""

import sys
import warnings

_NOT_USED = ("soupsieve", "html5lib", "lxml", "cchardet", "chardet", "charset_normalizer")


def _load() -> None:
    """Import bs4; others can import afterwards what was kept from it."""
    kept_from_it = [name for name in _NOT_USED if name not in sys.modules]
    for name in kept_from_it:
        # None there is what makes an import fail (The Python Language Reference, 5.3.1).
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings(action="ignore"):
            import bs4  # noqa: F401
    finally:
        for name in kept_from_it:
            del sys.modules[name]


_load()

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag  # noqa: E402 - loaded above

__all__ = ["BeautifulSoup", "NavigableString", "PageElement", "Tag"]

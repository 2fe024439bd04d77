"""What no linter of ours sees."""

import re

from tests.conftest import ROOT


def test_no_group_is_repeated_possessively():
    """`(?:…)*+` matches wrongly on Python 3.11.0 to 3.11.4 (CPython gh-106052): `(?>(?:…)*)`."""
    for file in (ROOT / "reader").rglob("*.py"):
        assert not re.search(r"\)(?:[*+?]|\{[0-9,]+\})\+", file.read_text("utf-8")), file

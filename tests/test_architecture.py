"""What no linter of ours sees."""

import ast
import re

import pytest

from tests.conftest import ROOT
from tests.support import architecture


def test_no_group_is_repeated_possessively():
    """`(?:…)*+` matches wrongly on Python 3.11.0 to 3.11.4 (CPython gh-106052): `(?>(?:…)*)`."""
    for file in (ROOT / "reader").rglob("*.py"):
        assert not re.search(r"\)(?:[*+?]|\{[0-9,]+\})\+", file.read_text("utf-8")), file


def test_no_value_of_a_statement_is_numbered():
    """Python 3.12.0 to 3.12.3 take ?1 for a name, and warn: that is an error here."""
    for file in (ROOT / "reader" / "library").rglob("*.py"):
        assert not re.search(r"[ (=]\?[1-9]", file.read_text("utf-8")), file


def test_the_architecture_page_tells_what_is_there():
    """Stale? `.venv/bin/python -m tests.support.architecture` writes its made parts anew."""
    page = architecture.PAGE.read_text("utf-8")
    assert architecture.written(page) == page


@pytest.mark.parametrize("part", ["rooms", "databases", "signals"])
def test_a_stale_part_of_it_would_be_seen(part):
    page = f"<!-- made: {part} -->\nas it was\n<!-- end -->"
    made = architecture.written(page)
    assert "as it was" not in made
    assert len(made.splitlines()) > 10


def test_a_room_does_nothing_when_it_is_imported():
    """Its front door is a named module: a package that imports its modules is no lazy start."""
    for file in (ROOT / "reader").rglob("__init__.py"):
        if file.parent.name in {"reader", "model"}:
            continue
        [docstring] = ast.parse(file.read_text("utf-8")).body
        assert isinstance(docstring, ast.Expr), file

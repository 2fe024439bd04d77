"""The real window on real folders, as in the tests from end to end."""

import pytest

from tests.end_to_end.conftest import news, program  # noqa: F401 - the same fixtures serve here


@pytest.fixture
def run(program, news):  # noqa: F811
    """The window with six articles, the first one shown."""
    run = program().open(news, 6)
    run.shows("One")
    return run

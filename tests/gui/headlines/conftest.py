"""Headlines in a list, without a library behind them."""

from array import array

import pytest
from PySide6.QtTest import QTest

from reader.gui.headlines.list_view import HeadlineList
from reader.gui.session.headline_model import HeadlineModel
from reader.model import Headline, Status


def headline(row, **known):
    """The headline of a row: "Title 3" for 3."""
    values = {
        "row": row,
        "id": f"{row:032x}",
        "title": f"Title {row}",
        "source": "The Mountain Review",
        "date": 0.0,
        "date_known": False,
        "excerpt": "Fog lay over the tea gardens until noon.",
        "thumbnail": "",
        "url": "",
        "path": f"{row}.md",
        "status": Status(),
    }
    return Headline(**(values | known))


@pytest.fixture
def listing(shown):
    """A list of 300 by 700 pixels: `listing.fill(100)` gives it rows 0 to 99."""
    model = HeadlineModel()
    rows = HeadlineList(model)
    rows.resize(300, 700)
    rows.headlines = model

    def fill(count, **known):
        model.set_rows(array("q", range(count)))
        model.add(headline(row, **known) for row in range(count))
        QTest.qWait(1)

    rows.fill = fill
    return shown(rows)

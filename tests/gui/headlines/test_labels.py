"""What the list is called, and why it is empty."""

from reader.gui.headlines.labels import heading, place_name, why_empty
from reader.model import Query
from reader.views import STARRED


def test_a_section_goes_before_the_view_and_a_search_before_both():
    assert heading(Query(STARRED)) == "Starred"
    assert "Alpha" in heading(Query(section=("Tech", "Alpha")))
    searched = Query(section=("Tech", "Alpha"), search="fog")
    assert "fog" in heading(searched)
    assert "Alpha" not in heading(searched)
    assert "Alpha" in place_name(searched)


def test_a_search_that_finds_nothing_says_what_was_searched():
    query = Query(STARRED, search="fog")
    whole, part = why_empty(query, whole=True), why_empty(query, whole=False)
    assert "fog" in whole
    assert part.startswith(whole.removesuffix("."))
    assert part.endswith("in what has been read so far.")

"""A part that is made when it is first wanted."""

from reader.gui.window.late import Late


def test_it_is_made_once_and_not_before_it_is_wanted():
    made = []
    part = Late(lambda: made.append("part") or made)
    assert part.made is None
    assert made == []
    assert part() is part()
    assert part.made is made
    assert made == ["part"]

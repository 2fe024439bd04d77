"""Foreign text in labels: what would turn, hide or forge goes, by whichever way it is looked at."""

import re

from reader.markup.text.plain import FORGERS, one_line

SPACES = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]")


def test_the_short_way_for_printable_text_lets_nothing_through():
    for character in map(chr, range(0x110000)):
        text = f"a{character}b"
        shown = one_line(text)
        if SPACES.match(character):
            assert shown == "a b"
        elif FORGERS.search(text):
            assert shown == "ab"
        elif "\ud800" <= character <= "\udfff":
            assert shown == "a?b"
        else:
            assert shown == text

"""What the palette finds for what is typed."""

import pytest

from reader.commands import COMMANDS
from reader.gui.dialogs.palette_search import SHOWN, Offer, search


def offers(*names, **more):
    return [Offer(name, name, print, **more) for name in names]


def names(found):
    return [each.offer.name for each in found]


ALL = [
    *offers(*(command.title for command in COMMANDS)),
    Offer("dark", "深色", print, english="Night Hues", context="显示"),
    Offer("one", "Alpha", print, context="Tech › News", key="Ctrl+B"),
    Offer("two", "Straße & ＡＢＣ", print),
]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("next unread", ["Next Unread Article", "Page Down, then Next Unread"]),
        ("UNREAD next", ["Next Unread Article", "Page Down, then Next Unread"]),
        ("night hu", ["深色"]),
        ("深", ["深色"]),
        ("tech alp", ["Alpha"]),
        ("ctrl+b", ["Alpha"]),
        ("strasse abc", ["Straße & ＡＢＣ"]),
        ("pdf", ["Export to PDF…"]),
        ("no such thing", []),
        (" \t", [offer.name for offer in ALL]),
    ],
)
def test_each_word_is_a_part_of_a_name_in_either_language(typed, wanted):
    assert names(search(ALL, typed)) == wanted


def test_the_nearest_stands_first_and_what_cannot_be_done_last():
    some = [
        Offer("a", "Remark", print),
        Offer("b", "Export Marks…", print),
        Offer("c", "Copy", print, context="Mark"),
        Offer("d", "Mark Above", print, possible=False),
        Offer("e", "Mark Below", print),
    ]
    order = ["Mark Below", "Export Marks…", "Remark", "Copy", "Mark Above"]
    assert names(search(some, "mark")) == order
    assert names(search(some, ""))[-1] == "Mark Above"


def test_it_is_shown_which_letters_and_which_name_were_found():
    [found] = search(offers("😀 Open Folder…"), "fol op")
    assert found.spans == ((8, 3), (3, 2))  # as Qt counts: the face is two
    [found] = search(ALL, "hues")
    assert (found.beside, found.spans) == ("Night Hues", ())
    [found] = search(ALL, "深色")
    assert found.beside == "显示"
    [found] = search(ALL, "straße")
    assert found.spans == ()  # folded it is longer, so that no place in it is known


def test_a_folder_of_very_many_sections_is_listed_in_part():
    many = offers(*(f"Section {n}" for n in range(5000)))
    assert len(search(many, "sec")) == SHOWN
    assert names(search(many, "4999")) == ["Section 4999"]

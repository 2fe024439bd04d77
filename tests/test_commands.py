"""The table of commands: no key twice where both would act, a non-letter twin for each letter."""

import re

import pytest

from reader.commands import BY_ID, COMMANDS, Where


def test_ids_are_unique():
    assert len(BY_ID) == len(COMMANDS)


def test_no_key_means_two_things_in_one_place():
    # A key of the whole window acts in every pane too, so no key may stand in the table twice.
    keys = [key for command in COMMANDS for key in command.keys]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.id)
def test_a_key_an_input_method_swallows_has_a_twin(command):
    swallowed = [key for key in command.keys if re.fullmatch(r"(Shift\+)?[A-Z]|[/?]", key)]
    if swallowed:
        assert len(command.keys) > len(swallowed)


def test_keys_of_the_whole_window_are_no_bare_letters():
    # A letter typed in a text field is text.
    for command in COMMANDS:
        if command.where is Where.WINDOW:
            assert not [key for key in command.keys if re.fullmatch(r"(Shift\+)?[A-Z0-9]", key)]


def test_every_command_can_be_found_by_a_newcomer():
    for command in COMMANDS:
        assert command.menu or command.id in ("back", "pane-left", "pane-right")
        assert command.title

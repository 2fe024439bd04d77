"""Each command of the table has one handler, and each handler a command."""

import pytest

from reader.commands import BY_ID
from reader.gui.window.command_handlers import HandlerError, merged


def nothing():
    """Do what no test needs."""


ALL = dict.fromkeys(BY_ID, nothing)


def test_offers_are_merged():
    done = []
    rest = {command: nothing for command in ALL if command != "next"}
    handlers = merged([rest, {"next": lambda: done.append("next")}])
    assert set(handlers) == set(BY_ID)
    handlers["next"]()
    assert done == ["next"]


def test_a_command_that_nobody_offers_is_named():
    rest = {command: nothing for command in ALL if command != "undo"}
    with pytest.raises(HandlerError, match="offered by nobody: undo"):
        merged([rest])


def test_a_command_that_two_offer_is_named():
    with pytest.raises(HandlerError, match="offered twice: next, quit"):
        merged([ALL, {"quit": nothing, "next": nothing}])


def test_an_offer_without_a_command_is_named():
    with pytest.raises(HandlerError, match="not in the table of commands: fly"):
        merged([ALL, {"fly": nothing}])


def test_every_command_of_the_window_has_its_handler(program):
    run = program().open(None)
    run.window.complete()
    assert set(run.window.handlers) == set(BY_ID)

"""Notes: every code has its sentence, and what is stored comes back as it was."""

import string

import pytest

from reader.model import Note, NoteCode
from reader.model.note import note_of, notes_from_text, notes_to_text

VALUES = {
    NoteCode.NOT_UTF_8: ("big5",),
    NoteCode.CUT_AMPERSANDS: (20_000,),
    NoteCode.CUT_PICTURES: (400,),
    NoteCode.CUT_SCRIPTS: (12,),
    NoteCode.TOO_LARGE: (1024,),
    **{code: ("README.md",) for code in NoteCode if code.value.startswith("left-")},
}


@pytest.mark.parametrize("code", NoteCode)
def test_every_code_has_a_whole_sentence(code):
    sentence = Note(code, VALUES.get(code, ())).sentence
    assert sentence.endswith(".")
    assert not any(name for _, name, _, _ in string.Formatter().parse(sentence))
    for value in VALUES.get(code, ()):
        assert (f"{value:,}" if isinstance(value, int) else value) in sentence


def test_notes_come_back_as_they_were_stored():
    notes = (Note(NoteCode.NO_DATE), Note(NoteCode.NOT_UTF_8, ("“big5”",)))
    assert notes_from_text(notes_to_text(notes)) == notes
    assert notes_to_text(()) == ""
    assert notes_from_text("") == ()


@pytest.mark.parametrize(
    "value",
    [None, "no-date", ["no-date"], ["new-in-a-later-version", []], ["no-date", [[]]], [1, []], {}],
)
def test_what_is_no_note_is_not_taken_for_one(value):
    with pytest.raises(ValueError):
        note_of(value)


def test_a_sentence_without_its_value_is_still_a_sentence():
    assert Note(NoteCode.TOO_LARGE).sentence.startswith("The file is too large")

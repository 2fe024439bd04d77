"""Every sentence for a person is a message, and every language says every message."""

import ast
import importlib.util
import re
import string

import pytest

from reader.language import ENGLISH, LANGUAGES
from tests.conftest import ROOT

_spec = importlib.util.spec_from_file_location(
    "translations", ROOT / "packaging" / "translations.py"
)
translations = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(translations)

OFFERED = sorted(set(LANGUAGES) - {ENGLISH})


@pytest.fixture(scope="module")
def template():
    return translations.extracted()


def _key(message):
    return message.context, message.id


def _texts(value):
    return value if isinstance(value, list | tuple) else [value]


def _places(text):
    return sorted((name, spec) for _, name, spec, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize("tag", OFFERED)
def test_a_language_that_is_offered_says_everything(tag, template):
    """Stale? `.venv/bin/python packaging/translations.py`, then translate what it names."""
    catalog = translations.catalogue(tag)
    assert {_key(m) for m in catalog if m.id} == {_key(m) for m in template if m.id}
    assert not translations.missing(catalog)
    assert not catalog.obsolete
    for message in catalog:
        # One and many may differ in their places; what is said for many has all of them.
        for said in _texts(message.string) if message.id else ():
            assert _places(said) == _places(_texts(message.id)[-1]), message.id
    file = translations.TRANSLATIONS / f"{tag}.mo"
    assert file.read_bytes() == translations.compiled(catalog)


@pytest.mark.parametrize("tag", OFFERED)
def test_menus_have_letters_and_titles_keep_their_dots(tag):
    for message in translations.catalogue(tag):
        for said in _texts(message.string) if message.id else ():
            asked = _texts(message.id)[0]
            letter = re.search(r"&(\w)", asked)
            assert bool(letter) == bool(re.search(r"\(&[A-Z]\)", said)), asked
            assert asked.endswith("…") == said.endswith("…") or " …" in asked, asked


MARKS = {"_", "N_", "ngettext", "pgettext", "_c", "failure", "told", "_told"}
SHOWING = {
    "addAction", "addButton", "addItem", "addMenu", "addRow", "addTab", "drawText", "emit",
    "setAccessibleDescription", "setAccessibleName", "setHeaderLabels", "setInformativeText",
    "setPlaceholderText", "setPrefix", "setStatusTip", "setSuffix", "setText", "setTitle",
    "setToolTip", "setWindowTitle", "show_message", "show_nothing", "show_notice", "show_trouble",
    "QAction", "QCheckBox", "QGroupBox", "QLabel", "QPushButton", "QRadioButton", "QTreeWidgetItem",
    "plain_label", "dialog_title", "getExistingDirectory", "getOpenFileName", "getSaveFileName",
    "BroadsheetError", "ExportError", "FolderError", "IndexDamagedError", "LibraryError",
}  # fmt: skip
"""What they are given is shown to a person."""
PLAIN = {
    "Broadsheet": "the program's own name",
    "…": "no words",
    " GB": "a unit of every language",
    " %": "a unit of every language",
    " – Broadsheet": "the program's own name",
    "away": "the key of a notice",
    "look": "the key of a notice",
    "yes": "a text within a picture",
    "The device takes no painting.": "caught, and told in other words",
    "There are no pipes.": "caught, and never told",
}
"""Literals that are shown as they are, each with the reason."""
WORDS = re.compile(r"[^\W\d_]")
SENTENCE = re.compile(r"[A-Z“][^<>{}|\\]*[a-z] [a-z][^<>{}|\\=]*[.…?!]$")


def _called(node):
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _literals(node):
    """Yield the literals in an expression that are not marked as messages."""
    if isinstance(node, ast.Call) and _called(node) in MARKS | {"QKeySequence"}:
        return
    if isinstance(node, ast.Compare | ast.Subscript | ast.Lambda):
        return  # what is asked for is not shown
    if isinstance(node, ast.Call):
        return  # of what another call is given, that call is asked by itself
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return  # a path
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    else:
        for child in ast.iter_child_nodes(node):
            yield from _literals(child)


def _unmarked(tree):
    """Return what is shown, or reads like a sentence, and is no message."""
    found = []
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }

    def walk(node):
        if isinstance(node, ast.Call):
            name = _called(node)
            if name in MARKS:
                return
            if name in SHOWING:
                given = [*node.args, *(k.value for k in node.keywords)]
                if name.endswith("Error"):
                    given = given[:1]  # the second is for the log
                found.extend(said for each in given for said in _literals(each))
            if name in {"info", "warning", "error", "exception", "debug"}:
                return  # the log is English
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
            and SENTENCE.match(node.value)
        ):
            found.append(node.value)
        for child in ast.iter_child_nodes(node):
            walk(child)

    walk(tree)
    return {said for said in found if WORDS.search(said) and said not in PLAIN}


NOT_SPOKEN = {
    "app.py": "the help of the command line is English, as its options are",
    "show.py": "the help of the command line is English, as its options are",
    "ingest/run.py": "the help of the command line is English, as its options are",
    "gui/speech/voices.py": "a program for another interpreter",
}


def _sources(but=()):
    for file in sorted((ROOT / "reader").rglob("*.py")):
        name = file.relative_to(ROOT / "reader").as_posix()
        if name not in but:
            yield name, file.read_text("utf-8")


def test_what_a_person_reads_is_a_message():
    found = {}
    for name, source in _sources(NOT_SPOKEN):
        shows = name.startswith("gui/") or "Error(" in source
        if shows and (unmarked := _unmarked(ast.parse(source))):
            found[name] = sorted(unmarked)
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        'label.setText("Hello")',
        'label.setText(f"{n} articles")',
        'label.setText("one" if n == 1 else "many")',
        'self.message.emit("Done" + name)',
        'box.addRow(label, QLabel("Size"))',
        'raise LibraryError("The disk is full.", error)',
        'SENTENCE = "This is a sentence for the person."',
    ],
)
def test_one_that_is_none_would_be_seen(source):
    assert _unmarked(ast.parse(source))


def test_no_message_stands_in_an_f_string():
    """There it is not found in Python before 3.12, and so not translated."""
    for name, source in _sources():
        if not re.search(r"\{[^{}\n]*\b(?:_|ngettext|pgettext)\(", source):
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.JoinedStr):
                calls = [n for n in ast.walk(node) if isinstance(n, ast.Call) and n.args]
                marked = [n for n in calls if _called(n) in MARKS]
                assert not any(isinstance(n.args[0], ast.Constant) for n in marked), name

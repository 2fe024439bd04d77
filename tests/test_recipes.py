"""The recipes of CONTRIBUTING.md, followed as far as a test can."""

import dataclasses
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from reader import settings
from reader.commands import COMMANDS
from reader.folder.article_file import article_from_bytes
from reader.library import database
from reader.markup import policy
from reader.markup.sanitize import sanitize
from tests.conftest import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
RECIPES = PAGE.partition("## Recipes")[2].partition("\n## ")[0]


def test_there_are_six_and_every_file_they_name_is_there():
    recipes = re.split(r"^\*\*[^*]+\.\*\*", RECIPES, flags=re.MULTILINE)[1:]
    assert len(recipes) == 6
    assert all("Check: `tests/" in recipe for recipe in recipes)
    named = set(re.findall(r"`((?:reader|tests)/[\w./]+)`", RECIPES))
    assert len(named) > 12
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def test_the_readme_tells_a_key_of_every_command_that_has_one():
    table = (ROOT / "README.md").read_text("utf-8").partition("\n## Keys")[2].partition("\n## ")[0]
    told = set(re.findall(r"`([^`]+)`", table))
    untold = []
    for command in COMMANDS:
        spelled = [re.sub(r"\w+$", lambda end: ARROWS.get(end[0], end[0]), k) for k in command.keys]
        if spelled and told.isdisjoint([*spelled, *command.keys]):
            untold.append(command.id)
    assert untold == []


def test_a_setting_is_a_field_and_old_files_have_its_default(tmp_path, monkeypatch):
    wider = dataclasses.make_dataclass(
        "Wider",
        [
            ("columns", int, 1),
            ("folders", dict[str, list[str]], dataclasses.field(default_factory=dict)),
        ],
        bases=(settings.Settings,),
    )
    monkeypatch.setattr(settings, "Settings", wider)
    file = tmp_path / "settings.json"
    file.write_text('{"theme": "dark"}')
    assert settings.load(file).columns == 1
    kept = settings.load(file)
    kept.columns, kept.folders = 2, {"a": ["b"]}
    settings.save(kept, file)
    assert (settings.load(file).columns, settings.load(file).theme) == (2, "dark")
    assert settings.load(file).folders == {"a": ["b"]}
    file.write_text(json.dumps({"columns": "many", "folders": {"a": [1]}, "theme": "sepia"}))
    read = settings.load(file)
    assert (read.columns, read.folders, read.theme) == (1, {}, "sepia")


def test_a_column_of_the_index_is_a_migration(tmp_path, monkeypatch):
    migrations = tmp_path / "migrations"
    shutil.copytree(ROOT / "reader" / "library" / "migrations", migrations)
    number = database.newest("index") + 1
    script = "-- how many words it has\nALTER TABLE article ADD COLUMN words INTEGER;\n"
    (migrations / f"{number:04}_index.sql").write_text(script)
    monkeypatch.setattr(database, "_MIGRATIONS", migrations)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        database.migrate(connection, "index")
        connection.execute("SELECT words FROM article").fetchall()
        assert database.version(connection) == number


HEADS = {
    "strict": "---\ntitle: Plain\nrecipe writer: Ann\n---\n",
    "tolerant": '---\ntitle: "Brok"en"\nRecipe-Writer: Ann\n---\n',
    "toml": "+++\ntitle = 'Toml'\nRecipeWriter = 'Ann'\n+++\n",
    "page": "<!doctype html><html><head><title>P</title><meta name=recipewriter content=Ann></head>"
    "<body>",
}
QUOTED = '<p><q title="Words" cite="x">a</q></p>'
EDITED = """
import importlib.util, json, sys


def edit(name, row, longer):
    spec = importlib.util.find_spec(name)
    source = spec.loader.get_source(name)
    assert source.count(row) == 1
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    parent, _, child = name.rpartition(".")
    setattr(sys.modules[parent], child, module)
    exec(compile(source.replace(row, longer), spec.origin, "exec"), module.__dict__)


edit("reader.folder.keys", '"authorname",', '"authorname", "recipewriter",')
edit("reader.markup.policy", '("abbr", "title",', '("abbr q", "title",')
from reader.folder.article_file import article_from_bytes
from reader.markup.page.prepare import tree
from reader.markup.sanitize import sanitize
heads, quoted = json.load(sys.stdin)
authors = {
    kind: article_from_bytes(f"{head}\\n<p>Text.</p>\\n".encode(), "a.html", 0).author
    for kind, head in heads.items()
}
print(json.dumps([authors, sanitize(quoted), str(tree(quoted))]))
"""


@pytest.fixture(scope="module")
def edited():
    """What is made of HEADS and QUOTED once a key and an attribute stand in their tables."""
    run = subprocess.run(
        [sys.executable, "-c", EDITED],
        input=json.dumps([HEADS, QUOTED]),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return json.loads(run.stdout)


def test_a_key_of_front_matter_is_a_name_in_one_table(edited):
    for kind, head in HEADS.items():
        read = article_from_bytes(f"{head}\n<p>Text.</p>\n".encode(), "a.html", 0)
        assert read.author == "", kind
    assert edited[0] == dict.fromkeys(HEADS, "Ann")


def test_an_attribute_is_a_row_of_one_table(edited):
    """What the row names passes gate and parse; what no row names passes neither."""
    assert "title=" not in sanitize(QUOTED)
    for html in edited[1:]:
        assert '<q title="Words">a</q>' in html


def test_every_row_is_asked_by_gate_and_parse():
    """What a row of the table lets through, gate and parse let through: nothing else is asked."""
    for element, rules in policy.ATTRIBUTES.items():
        for attribute, rule in rules.items():
            if element != "*":
                assert policy.rule_of(element, attribute) is rule
                assert attribute in policy.PREPARED_ATTRIBUTES[element]

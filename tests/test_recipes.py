"""The recipes of CONTRIBUTING.md, followed as far as a test can."""

import dataclasses
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

from reader import settings
from reader.folder.article_file import article_from_bytes
from reader.library import database
from reader.markup import policy
from tests.conftest import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
RECIPES = PAGE.partition("## Recipes")[2].partition("\n## ")[0]


def test_there_are_six_and_every_file_they_name_is_there():
    assert len(re.findall(r"^\*\*[^*]+\.\*\*", RECIPES, re.MULTILINE)) == 6
    named = set(re.findall(r"`((?:reader|tests)/[\w./]+)`", RECIPES))
    assert len(named) > 12
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


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
    "strict": "---\ntitle: Plain\nschreiber: Ann\n---\n",
    "tolerant": '---\ntitle: "Brok"en"\nSchreiber: Ann\n---\n',
    "toml": "+++\ntitle = 'Toml'\nSchreiber = 'Ann'\n+++\n",
    "page": "<!doctype html><html><head><title>P</title><meta name=schreiber content=Ann></head>"
    "<body>",
}
EDITED = """
import importlib.util, json, sys
spec = importlib.util.find_spec("reader.folder.keys")
source = spec.loader.get_source(spec.name)
edited = source.replace('"authorname",', '"authorname", "schreiber",')
assert edited != source
module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
exec(compile(edited, spec.origin, "exec"), module.__dict__)
from reader.folder.article_file import article_from_bytes
heads = json.load(sys.stdin)
print(json.dumps({
    kind: article_from_bytes(f"{head}\\n<p>Text.</p>\\n".encode(), "a.html", 0).author
    for kind, head in heads.items()
}))
"""


def test_a_key_of_front_matter_is_a_name_in_one_table():
    for kind, head in HEADS.items():
        read = article_from_bytes(f"{head}\n<p>Text.</p>\n".encode(), "a.html", 0)
        assert read.author == "", kind
    run = subprocess.run(
        [sys.executable, "-c", EDITED],
        input=json.dumps(HEADS),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert json.loads(run.stdout) == dict.fromkeys(HEADS, "Ann")


def test_an_attribute_is_a_row_of_one_table():
    """What a row of the table lets through, gate and parse let through: nothing else is asked."""
    for element, rules in policy.ATTRIBUTES.items():
        for attribute, rule in rules.items():
            if element != "*":
                assert policy.rule_of(element, attribute) is rule
                assert attribute in policy.PREPARED_ATTRIBUTES[element]

"""The parts of ARCHITECTURE.md that are told from the code: rooms, databases, signals.

`python -m tests.support.architecture` writes them anew; tests/test_architecture.py fails where they
are stale.
"""

import ast
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import grimp

from reader.library import database

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "ARCHITECTURE.md"
DATABASES = {"state": "state.db", "index": "index.db", "pictures": "pictures.db"}
_PART = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_COLUMNS = "SELECT name FROM pragma_table_info(?)"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
_SHADOWS = re.compile(r"_(?:data|idx|content|docsize|config)$")


def written(page: str) -> str:
    """Return the page with every part between its two marks made anew."""
    makers = {"rooms": rooms, "databases": databases, "signals": signals}
    return _PART.sub(lambda part: f"{part[1]}{makers[part[2]]()}\n{part[3]}", page)


@cache
def _imports() -> grimp.ImportGraph:
    return grimp.build_graph("reader")


# -- rooms


def rooms() -> str:
    """Return a graph for the whole and one for each room that has rooms, as Mermaid."""
    graph = _imports()
    found = [
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    ]
    parts = [_graph("reader", found)]
    parts += [_graph(f"reader.{room}", found) for room in ("gui", "library", "markup")]
    return "\n\n".join(parts)


def _graph(container: str, imports: Iterable[tuple[str, str]]) -> str:
    below: dict[str, set[str]] = defaultdict(set)
    for importer, imported in imports:
        one, other = _room(container, importer), _room(container, imported)
        if one and other and one != other:
            below[one].add(other)
    lines = [f"**{container.replace('.', '/')}**", "", "```mermaid", "flowchart TD"]
    for one in sorted(below):
        further = {far for near in below[one] for far in _reached(below, near)}
        # An arrow that a way over other rooms tells already is left out.
        lines += [f"    {one} --> {other}" for other in sorted(below[one] - further)]
    return "\n".join([*lines, "```"])


def _room(container: str, module: str) -> str:
    if not module.startswith(f"{container}."):
        return ""
    room = module.removeprefix(f"{container}.").partition(".")[0]
    return "main" if room == "__main__" else room


def _reached(below: dict[str, set[str]], start: str) -> set[str]:
    reached: set[str] = set()
    left = list(below.get(start, ()))
    while left:
        room = left.pop()
        if room not in reached:
            reached.add(room)
            left += below.get(room, ())
    return reached


# -- databases


def databases() -> str:
    """Return every table of each database with its columns, as its migrations make them."""
    lines = ["| database | table | columns |", "| --- | --- | --- |"]
    for kind, name in DATABASES.items():
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            database.migrate(connection, kind)
            tables = [row[0] for row in connection.execute(_TABLES)]
            for table in tables:
                shadow = _SHADOWS.sub("", table)
                if shadow != table and shadow in tables:
                    continue  # FTS5's own
                columns = ", ".join(row[0] for row in connection.execute(_COLUMNS, (table,)))
                lines.append(f"| `{name}` | `{table}` | {columns} |")
    return "\n".join(lines)


# -- signals


def signals() -> str:
    """Return who emits which signals, and which modules connect to one of that name."""
    trees = {
        file.relative_to(ROOT / "reader" / "gui").as_posix().removesuffix(".py"): ast.parse(
            file.read_text("utf-8")
        )
        for file in sorted((ROOT / "reader" / "gui").rglob("*.py"))
    }
    graph = _imports()
    heard: dict[str, set[str]] = defaultdict(set)
    for module, tree in trees.items():
        for name in _connected(tree):
            heard[name].add(module)
    lines = ["| who | signal | heard in |", "| --- | --- | --- |"]
    for module, tree in trees.items():
        for owner, signal in _defined(tree):
            where = ", ".join(
                sorted(one for one in heard[signal] if one == module or _knows(graph, one, module))
            )
            lines.append(f"| `{module}` {owner} | `{signal}` | {where} |")
    return "\n".join(lines)


def _knows(graph: grimp.ImportGraph, hearer: str, owner: str) -> bool:
    """Whether one module imports the other, through whichever modules between."""
    one, other = (f"reader.gui.{name.replace('/', '.')}" for name in (hearer, owner))
    return graph.chain_exists(importer=one, imported=other)


def _defined(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for owner in tree.body:
        if isinstance(owner, ast.ClassDef) and not owner.name.startswith("_"):
            for item in owner.body:
                if (
                    isinstance(item, ast.Assign)
                    and isinstance(item.value, ast.Call)
                    and isinstance(item.value.func, ast.Name)
                    and item.value.func.id == "Signal"
                    and isinstance(item.targets[0], ast.Name)
                    and not item.targets[0].id.startswith("_")
                ):
                    yield owner.name, item.targets[0].id


def _connected(tree: ast.Module) -> Iterator[str]:
    """Yield `x` of every `….x.connect(…)`, and of `….connect(….x)`: one signal fed to another."""
    for call in ast.walk(tree):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr == "connect"
            and isinstance(call.func.value, ast.Attribute)
        ):
            yield call.func.value.attr


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")

"""The process that watches: starts children, ends those that hang, saves what broke them."""

import mmap
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.child import NOTE
from tests.fuzz.targets import the_input

ROOT = Path(__file__).resolve().parent.parent.parent
A_CHILD = 20_000
"""Inputs of one child; then another begins, so that memory that is not given back shows."""


@dataclass
class Report:
    """What came out.

    slowest: CPU seconds of the slowest input, and its number. failures: (number, what happened).
    """

    inputs: int = 0
    slowest: float = 0.0
    slowest_number: int = -1
    memory: int = 0
    failures: list[tuple[int, str]] = field(default_factory=list)


def run(
    target: str,
    *,
    seed: int = 0,
    first: int = 0,
    inputs: int = 1000,
    seconds: float | None = None,
    patience: float = 30.0,
    save: Path | None = None,
) -> Report:
    """Run `inputs` inputs of a seed from number `first` on, at most `seconds` long.

    patience: seconds after which an input counts as hanging. save: where those that break
    something are kept, each with its target, seed and number in its name.
    """
    report = Report()
    until = time.monotonic() + seconds if seconds is not None else None
    number, last = first, first + inputs
    while number < last and (until is None or time.monotonic() < until):
        with tempfile.TemporaryDirectory() as folder:
            note_file = Path(folder) / "note"
            note_file.write_bytes(NOTE.pack(number, time.monotonic(), 0, 0.0, -1, 0))
            end = min(last, number + A_CHILD)
            reached, happened = _child(target, seed, number, end, note_file, patience, until)
            _, _, done, slowest, slowest_number, memory = NOTE.unpack(note_file.read_bytes())
        report.inputs += done
        report.memory = max(report.memory, memory)
        if slowest > report.slowest:
            report.slowest, report.slowest_number = slowest, slowest_number
        if happened:
            report.failures.append((reached, happened))
            if save is not None:
                keep(save, target, seed, reached)
            number = reached + 1
        else:
            number = end
    return report


def keep(folder: Path, target: str, seed: int, number: int) -> Path:
    """Write an input to a file, to be looked at and run again."""
    folder.mkdir(parents=True, exist_ok=True)
    data = the_input(target, seed, number)
    file = folder / f"{target}-{seed}-{number}"
    file.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    return file


def _child(
    target: str,
    seed: int,
    first: int,
    last: int,
    note_file: Path,
    patience: float,
    until: float | None,
) -> tuple[int, str]:
    """One child to its end: the number it was at, and what happened there ("" where nothing)."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    arguments = [target, str(seed), str(first), str(last), str(note_file)]
    with (
        tempfile.TemporaryFile() as said,
        note_file.open("r+b") as file,
        mmap.mmap(file.fileno(), NOTE.size) as note,
    ):
        child = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "tests.fuzz.child", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        try:
            while True:
                try:
                    child.wait(0.1)
                    break
                except subprocess.TimeoutExpired:
                    number, began, *_ = NOTE.unpack(note[:])
                    if time.monotonic() - began > patience:
                        return number, f"hung for {patience:g} s"
                    if until is not None and time.monotonic() > until:
                        return number, ""
        finally:
            child.kill()
            child.wait()
        number = NOTE.unpack(note[:])[0]
        if child.returncode == 0:
            return number, ""
        said.seek(0)
        words = said.read().decode("utf-8", "replace").strip()
        return number, f"ended with {child.returncode}: {words[-2000:]}"

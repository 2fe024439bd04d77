"""One figure beside its floor and its target, and the table of all of them."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured. None: there is no floor, or nothing that must be reached.

    floor: the least that any program of this kind would need, measured in the same run.
    """

    what: str
    measured: float
    floor: float | None
    reach: float | None
    unit: str = "ms"
    note: str = ""

    @property
    def verdict(self) -> str:
        """ok, or by how much it falls short."""
        if self.reach is None:
            return ""
        if self.measured <= self.reach:
            return "ok"
        over = self.measured - self.reach
        return f"short by {shown(over, self.unit)} ({self.measured / self.reach:.2f} x)"


def shown(value: float | None, unit: str) -> str:
    """A number as the table has it."""
    if value is None:
        return "–"
    digits = 0 if value >= 1000 else 1 if value >= 10 or unit == "MB" else 2
    return f"{value:,.{digits}f} {unit}"


def table(figures: Sequence[Figure]) -> str:
    """Every figure on a line of its own, their notes below."""
    lines = [("figure", "measured", "floor", "reach", "")]
    lines += [
        (
            figure.what,
            shown(figure.measured, figure.unit),
            shown(figure.floor, figure.unit),
            shown(figure.reach, figure.unit),
            figure.verdict,
        )
        for figure in figures
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    rows = [
        "  ".join(
            [line[0].ljust(widths[0])]
            + [cell.rjust(width) for cell, width in zip(line[1:4], widths[1:4], strict=True)]
            + [line[4]]
        ).rstrip()
        for line in lines
    ]
    rows.insert(1, "-" * max(map(len, rows)))
    notes = [f"  {figure.what}: {figure.note}" for figure in figures if figure.note]
    return "\n".join(rows + (["", "Notes", *notes] if notes else []))


def write(figures: Sequence[Figure], file: Path, **about: object) -> None:
    """The same as JSON. Raises OSError."""
    listed = [asdict(figure) | {"verdict": figure.verdict} for figure in figures]
    text = json.dumps(about | {"figures": listed}, indent=1, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")


def read(file: Path) -> list[Figure]:
    """What `write` wrote. Raises OSError."""
    kept = json.loads(file.read_text(encoding="utf-8"))["figures"]
    return [
        Figure(**{name: value for name, value in figure.items() if name != "verdict"})
        for figure in kept
    ]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies; an actual one of them."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

"""`python -m tests.fuzz TARGET`: fuzz as long as one likes."""

import argparse
import os
import sys
import time
from pathlib import Path

from tests.fuzz.runner import keep, run
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Exit 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", choices=[*TARGETS, "all"])
    parser.add_argument("--inputs", type=int, help="how many (10,000, or no end with --seconds)")
    parser.add_argument("--seconds", type=float, help="how long at most, each target")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="the number to begin with")
    parser.add_argument("--patience", type=float, default=60.0, help="seconds for one input")
    parser.add_argument("--save", type=Path, default=Path("fuzz-found"), metavar="DIR")
    options = parser.parse_args()
    os.nice(10)
    inputs = options.inputs or (10_000 if options.seconds is None else 1 << 40)
    failed = False
    for target in TARGETS if options.target == "all" else [options.target]:
        began = time.monotonic()
        report = run(
            target,
            seed=options.seed,
            first=options.first,
            inputs=inputs,
            seconds=options.seconds,
            patience=options.patience,
            save=options.save,
        )
        print(
            f"{target}: {report.inputs:,} inputs of seed {options.seed} in "
            f"{time.monotonic() - began:,.0f} s, {report.memory / 1e6:,.0f} MB; the slowest took "
            f"{report.slowest * 1000:,.0f} ms (number {report.slowest_number})",
            flush=True,
        )
        if report.slowest_number >= 0:
            print(f"  slowest: {keep(options.save, target, options.seed, report.slowest_number)}")
        for number, happened in report.failures:
            failed = True
            print(f"  FOUND number {number}: {happened}\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

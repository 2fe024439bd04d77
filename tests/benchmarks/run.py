"""Prints the figures of Broadsheet, each beside its floor and the target that it is to reach.

    python tests/benchmarks/run.py [--articles 10000] [--json OUT] [--place DIR] [--only NAME …]

Each figure is measured in a process of its own; `python -m tests.benchmarks.NAME` runs one alone.
Nothing beyond 127.0.0.1 is reached. With DISPLAY set the windows are real ones, as under xvfb-run;
else Qt paints into memory. Takes about three minutes for 10,000 articles; close what else is busy.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = (
    "start",
    "new_folder",
    "whole_index",
    "unchanged",
    "next_article",
    "long_article",
    "search",
    "scrolling",
    "pictures",
    "stall",
    "memory",
)


def main() -> int:
    """The command line. 1 where a figure could not be measured; falling short is no failure."""
    sys.path.insert(0, str(ROOT))
    from tests.benchmarks import figure, place

    parser = argparse.ArgumentParser(description="The figures of Broadsheet.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--json", type=Path, metavar="OUT")
    parser.add_argument("--place", type=Path, help="kept, and used again by the next run")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME")
    options = parser.parse_args()
    qt = place.prepare()
    about = {
        "articles": options.articles,
        "platform": qt,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
        "date": time.strftime("%Y-%m-%d %H:%M"),
    }
    print(
        f"{options.articles:,} articles, Qt's platform {qt!r}, {os.cpu_count()} cores,"
        f" Python {platform.python_version()}, load {about['load_before']}",
        flush=True,
    )
    figures: list[figure.Figure] = []
    missing: list[str] = []
    with tempfile.TemporaryDirectory(prefix="broadsheet-benchmarks-") as temporary:
        where = (options.place or Path(temporary)).absolute()
        where.mkdir(parents=True, exist_ok=True)
        kept = place.Place(where, options.articles)
        began = time.monotonic()
        _ = kept.folder, kept.data, kept.warm_data
        print(f"made, indexed, pictures cached in {time.monotonic() - began:.0f} s", flush=True)
        for name in options.only:
            began = time.monotonic()
            out = Path(temporary) / f"{name}.json"
            command = [sys.executable, "-m", f"tests.benchmarks.{name}"]
            command += ["--articles", str(options.articles)]
            command += ["--place", str(where), "--json", str(out)]
            if subprocess.run(command).returncode or not out.exists():
                missing.append(name)
            else:
                figures += figure.read(out)
            print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    print()
    print(figure.table(figures))
    if options.json is not None:
        figure.write(figures, options.json, **about)
    if missing:
        print(f"\nNot measured: {', '.join(missing)}")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())

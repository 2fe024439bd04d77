"""A screen reader in small, run by the system's own Python: it walks the tree, and listens.

    dbus-run-session -- python3 at_spi_client.py LAUNCHER PROGRAM …

It starts the bus of AT-SPI and the program, and writes as one line of JSON what it met.
"""

import json
import subprocess
import sys
import time

import pyatspi  # type: ignore[import-not-found]  # Debian's, for its own Python

WITHIN = 60.0


def walk(top):
    """All that is below, in the tree's order."""
    yield top
    for child in top:
        if child is not None:
            yield from walk(child)


def find(top, role, holds):
    """Return the first of this role for which it holds, None where there is none yet."""
    for one in walk(top):
        if one.getRoleName() == role and holds(one):
            return one
    return None


def main() -> None:
    """Meet the program."""
    launcher, *program = sys.argv[1:]
    bus = subprocess.Popen([launcher, "--launch-immediately"])
    started = subprocess.Popen(program, stdout=subprocess.DEVNULL)
    said = []

    def heard(event):
        if event.source.getRoleName() == "notification":
            said.append(event.source.name)

    pyatspi.Registry.registerEventListener(heard, "object:state-changed:showing")
    end, met = time.monotonic() + WITHIN, {}
    try:
        while time.monotonic() < end and started.poll() is None and "said" not in met:
            for _ in range(20):
                pyatspi.Registry.pumpQueuedEvents()
                time.sleep(0.01)
            met = look(said)
    finally:
        started.terminate()
        started.wait()
        bus.terminate()
        bus.wait()
    print(json.dumps(met), flush=True)


def look(said):
    """Return what can be met by now; "said" is among it when all is there."""
    met = {}
    for app in pyatspi.Registry.getDesktop(0):
        try:
            if app is None or app.name != "broadsheet":
                continue
            items = [one.name for one in walk(app) if one.getRoleName() == "list item"]
            document = find(app, "document frame", lambda one: one.childCount > 3)
            if document is None or not items:
                continue
            met["rows"] = items
            met["title"] = document.name
            met["parts"] = [[one.getRoleName(), one.name] for one in document]
            if said:
                met["said"] = said[0]
        except (LookupError, RuntimeError):
            continue  # it went while it was asked
    return met


if __name__ == "__main__":
    main()

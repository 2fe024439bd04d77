#!/usr/bin/env bash
# Makes the three lock files anew from pyproject.toml: exact versions with the hashes of every
# platform's files, for Python 3.11 and later. Needs uv (https://docs.astral.sh/uv/) on the PATH.
# Options are passed to `uv pip compile`, e.g. --upgrade, or --upgrade-package nh3.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

if ! command -v uv >/dev/null 2>&1; then
    echo "lock.sh needs uv. Install it with:  python3 -m pip install uv" >&2
    exit 1
fi

compile() {
    uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@"
}

# The tests' lock is made first: it holds everything, and the others take their versions from it.
compile "$@" --extra dev pyproject.toml packaging/requirements-build.in \
    --output-file packaging/requirements-test.lock
compile --constraints packaging/requirements-test.lock pyproject.toml \
    --output-file packaging/requirements.lock
compile --constraints packaging/requirements-test.lock packaging/requirements-build.in \
    --output-file packaging/requirements-build.lock

echo "Written: requirements.lock (to run), requirements-build.lock (to install), requirements-test.lock (to test)."

#!/usr/bin/env bash
# Runs every check; the first time it installs what they need into .venv.
#
#   bash packaging/test.sh [PYTEST ARGUMENTS]
#
# Ends at the first check that fails; both halves of the tests are told. The last lines are pytest's.
set -euo pipefail

# shellcheck source-path=SCRIPTDIR source=setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
setup test
cd "$root"
python=$venv/bin/python

# The same surroundings everywhere: a pass here is a pass on another machine.
export LANG=C.UTF-8 LC_ALL=C.UTF-8 PYTHONUTF8=1
unset WAYLAND_DISPLAY QT_STYLE_OVERRIDE QT_SCALE_FACTOR QT_LOGGING_RULES PYTHONPATH PYTHONHOME
# Some tests start the program a hundred times: it is not compiled anew each time.
unset PYTHONDONTWRITEBYTECODE
export QT_QPA_PLATFORMTHEME="" QT_ACCESSIBILITY=0 NO_AT_BRIDGE=1
XDG_RUNTIME_DIR=$(mktemp -d)
chmod 700 "$XDG_RUNTIME_DIR"
export XDG_RUNTIME_DIR
# shellcheck disable=SC2046 # each number is a word
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$XDG_RUNTIME_DIR"' EXIT

check() {
    say "$1"
    shift
    "$@"
}

check "ruff check" "$python" -m ruff check .
check "ruff format" "$python" -m ruff format --check .
check "mypy" "$python" -m mypy
check "import-linter: the layers" "$python" -c \
    'import sys; from importlinter.cli import lint_imports_command as main; sys.exit(main())'

check "vulture: dead code" "$python" -m vulture

if command -v xvfb-run >/dev/null 2>&1 && command -v Xvfb >/dev/null 2>&1; then
    export QT_QPA_PLATFORM=xcb
    screen() { xvfb-run -n "$1" -a -s "-screen 0 1600x1000x24" "${@:2}"; }
    where="on a screen of its own"
else
    export QT_QPA_PLATFORM=offscreen
    screen() { "${@:2}"; }
    where="without a screen (there is no Xvfb here)"
fi
if (($#)) || (($("$python" -c 'import os; print(os.cpu_count() or 1)') < 2)); then
    check "pytest, $where" screen 99 "$python" -m pytest "$@"
else
    # Two halves of about the same length side by side: nearly twice as fast.
    # Each with its own place for files (they tidy up behind each other else), and screens far
    # apart (two that look for a free one at once would find the same).
    rooms=$XDG_RUNTIME_DIR/rooms.txt
    screen 199 "$python" -m pytest --basetemp "$XDG_RUNTIME_DIR/rooms" \
        --ignore=tests/end_to_end >"$rooms" 2>&1 &
    half=$!
    failed=0
    check "pytest of the whole program, $where" screen 99 "$python" -m pytest \
        --basetemp "$XDG_RUNTIME_DIR/program" tests/end_to_end || failed=1
    wait "$half" || failed=1
    say "pytest of everything else, run beside it, $where"
    cat "$rooms"
    exit "$failed"
fi

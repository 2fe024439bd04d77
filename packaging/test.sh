#!/usr/bin/env bash
# Runs every check; the first time it installs what they need into .venv.
#
#   bash packaging/test.sh [PYTEST ARGUMENTS]
#
# Ends at once where the style is wrong. All other checks run side by side, and all of them are told.
# The last lines are pytest's.
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@" # started by another shell
set -euo pipefail

here=$(readlink -f "${BASH_SOURCE[0]}" 2>/dev/null || echo "${BASH_SOURCE[0]}") # behind links
# shellcheck source-path=SCRIPTDIR source=setup.sh
. "$(dirname "$here")/setup.sh"
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

# The quick tests that tell how much of the code is walked, by tests/covered.txt: a test that they
# hold is not run once more beside them.
covered=() elsewhere=() words=""
while IFS= read -r line; do
    case $line in
        tests/*) covered+=("$line") elsewhere+=("--ignore=$line") ;;
        "not "*) words=$line ;;
    esac
done <tests/covered.txt

# What needs no window; each is told, whatever the others say.
checks() {
    local failed=0
    check "mypy" nice -n 10 "$python" -m mypy || failed=1
    check "import-linter: the layers" nice -n 10 "$python" -c \
        'import sys; from importlinter.cli import lint_imports_command as main; sys.exit(main())' || failed=1
    check "vulture: dead code" nice -n 10 "$python" -m vulture || failed=1
    check "coverage: the floor of markup, folder and library" nice -n 10 "$python" -m pytest -q \
        --basetemp "$XDG_RUNTIME_DIR/covered" @tests/covered.txt || failed=1
    if [ "${1:-}" = all ]; then
        check "pytest of what the floor leaves out of its files" "$python" -m pytest -q \
            --basetemp "$XDG_RUNTIME_DIR/uncovered" "${covered[@]}" -k "not ($words)" || failed=1
    fi
    return "$failed"
}

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
    checks
    check "pytest, $where" screen 99 "$python" -m pytest "$@"
else
    # Two halves of about the same length side by side, and the checks behind them: twice as fast.
    # Each with its own place for files (they tidy up behind each other else), and screens far
    # apart (two that look for a free one at once would find the same).
    rooms=$XDG_RUNTIME_DIR/rooms.txt told=$XDG_RUNTIME_DIR/checks.txt
    screen 199 "$python" -m pytest --basetemp "$XDG_RUNTIME_DIR/rooms" \
        --ignore=tests/end_to_end --ignore=tests/ingest "${elsewhere[@]}" >"$rooms" 2>&1 &
    half=$!
    checks all >"$told" 2>&1 &
    checking=$!
    failed=0
    check "pytest of the whole program and of what reads folders, $where" screen 99 "$python" \
        -m pytest --basetemp "$XDG_RUNTIME_DIR/program" tests/end_to_end tests/ingest || failed=1
    wait "$checking" || failed=1
    say "the checks run beside it"
    cat "$told"
    wait "$half" || failed=1
    say "pytest of everything else, run beside it, $where"
    cat "$rooms"
    exit "$failed"
fi

#!/usr/bin/env bash
# Runs every check; the first time it installs what they need into .venv.
#
#   bash packaging/test.sh [PYTEST ARGUMENTS]
#
# Ends at the first check that fails. The last lines are pytest's.
set -euo pipefail

# shellcheck source-path=SCRIPTDIR source=setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
setup test
cd "$root"
python=$venv/bin/python

# The same surroundings everywhere: a pass here is a pass on another machine.
export LANG=C.UTF-8 LC_ALL=C.UTF-8 PYTHONUTF8=1
unset WAYLAND_DISPLAY QT_STYLE_OVERRIDE QT_SCALE_FACTOR QT_LOGGING_RULES PYTHONPATH PYTHONHOME
export QT_QPA_PLATFORMTHEME="" QT_ACCESSIBILITY=0 NO_AT_BRIDGE=1
XDG_RUNTIME_DIR=$(mktemp -d)
chmod 700 "$XDG_RUNTIME_DIR"
export XDG_RUNTIME_DIR
trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT

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

if command -v xvfb-run >/dev/null 2>&1 && command -v Xvfb >/dev/null 2>&1; then
    export QT_QPA_PLATFORM=xcb
    check "pytest, on a screen of its own" \
        xvfb-run -a -s "-screen 0 1600x1000x24" "$python" -m pytest "$@"
else
    export QT_QPA_PLATFORM=offscreen
    check "pytest, without a screen (there is no Xvfb here)" "$python" -m pytest "$@"
fi

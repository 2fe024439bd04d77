#!/usr/bin/env bash
# Takes the pictures of the README anew: of the samples, in the fonts that the tests have.
#
#   bash packaging/screenshots.sh
#
# To be run when the window has changed; look at what it wrote before it is committed.
set -euo pipefail

# shellcheck source-path=SCRIPTDIR source=setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
setup test
cd "$root"
export LC_ALL=C.UTF-8 PYTHONUTF8=1 QT_QPA_PLATFORM=offscreen
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# take NAME LANGUAGE SIZE THEME [TITLE]
take() {
    LANGUAGE=$2 "$venv/bin/python" -m reader --offline --data-dir "$work/$1" --size "$3" \
        --theme "$4" ${5:+--select "$5"} --screenshot "$work/$1.png" resources/sample
    mv "$work/$1.png" "resources/screenshots/$1.png"
}

take light en 1280x800 light
take dark en 1280x800 dark
take narrow en 760x560 sepia
take chinese zh_CN 1280x800 light 中文排版的十条小规矩

#!/usr/bin/env bash
# Starts Broadsheet from this checkout; the first time it installs what that needs into .venv.
#
#   bash packaging/run.sh [OPTIONS] [FOLDER]
#
# Without FOLDER the sample articles are opened. Options are Broadsheet's own: --help lists them.
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@" # started by another shell
set -euo pipefail

here=$(readlink -f "${BASH_SOURCE[0]}" 2>/dev/null || echo "${BASH_SOURCE[0]}") # behind links
# shellcheck source-path=SCRIPTDIR source=setup.sh
. "$(dirname "$here")/setup.sh"
setup run

# free_place HERE FOLDER: a file for a picture, where no other is overwritten and none is written
# into the folder that is read.
free_place() {
    local place=$1 number=1 name=broadsheet.png folder
    folder=$(cd "$2" 2>/dev/null && pwd) || folder=$2
    case "$place/" in
        "${folder%/}"/*) place=$(mktemp -d) ;;
    esac
    while [ -e "$place/$name" ] || [ -L "$place/$name" ]; do
        number=$((number + 1))
        name=broadsheet-$number.png
    done
    printf '%s' "$place/$name"
}

folder="" picture=no asks_only=no takes_value=no
for argument in "$@"; do
    if [ "$takes_value" = yes ]; then
        takes_value=no
        continue
    fi
    case $argument in
        --screenshot | --size | --theme | --select | --search | --data-dir | --connect-to)
            takes_value=yes
            [ "$argument" = --screenshot ] && picture=yes
            ;;
        --screenshot=*) picture=yes ;;
        --help | -h | --version) asks_only=yes ;;
        -*) ;;
        *) folder=$argument ;;
    esac
done

if [ "$asks_only" = no ]; then
    if [ -z "$folder" ]; then
        set -- "$@" "$root/resources/sample"
    fi
    if [ "$picture" = no ] && [ "$(uname -s)" = Linux ] &&
        [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
        picture=$(free_place "$PWD" "${folder:-$root/resources/sample}")
        say "there is no display to show a window on, so a picture of it is written instead:"
        say "$picture"
        set -- --screenshot "$picture" "$@"
    fi
fi

# Safe path: a folder called "reader" where this is started must not be taken for the program.
export PYTHONSAFEPATH=1
exec "$venv/bin/python" -m reader "$@"

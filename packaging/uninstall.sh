#!/usr/bin/env bash
# Takes out what install.sh put in, and nothing else. What you have read and starred stays.
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@" # started by another shell
set -euo pipefail

here=$(readlink -f "${BASH_SOURCE[0]}" 2>/dev/null || echo "${BASH_SOURCE[0]}") # behind links
# shellcheck source-path=SCRIPTDIR source=setup.sh
. "$(dirname "$here")/setup.sh"
# shellcheck source-path=SCRIPTDIR source=places.sh
. "$root/packaging/places.sh"

if ! [ -d "$app" ] && ! [ -f "$desktop_file" ]; then
    say "is not installed here."
    exit 0
fi
refuse_while_open
# A link of the same name to something else is not ours.
if [ -L "$command_link" ] && [ "$(readlink "$command_link")" = "$launcher" ]; then
    rm -f "$command_link"
fi
rm -f "$desktop_file" "$icons"/*/apps/broadsheet.png "$icons/scalable/apps/broadsheet.svg"
refresh_desktop
remove_folders
say "is uninstalled."
if [ -d "$data" ] || [ -d "$cache" ]; then
    say "What you have read and starred stays in $data; its pictures and indexes in $cache."
    say "Delete those two folders if you no longer want them."
fi

# shellcheck shell=bash disable=SC2034
# Where install.sh puts things and uninstall.sh takes them from; to be sourced. All of it is
# below the person's home; the reader's own data lies elsewhere ($data, $cache) and is not touched.

# absolute_or VALUE DEFAULT: the XDG specification has relative paths ignored.
absolute_or() {
    case $1 in
        /*) printf '%s' "$1" ;;
        *) printf '%s' "$2" ;;
    esac
}

share=$(absolute_or "${XDG_DATA_HOME:-}" "$HOME/.local/share")
app=$share/broadsheet-app
launcher=$app/broadsheet
command_link=$HOME/.local/bin/broadsheet
desktop_file=$share/applications/broadsheet.desktop
icons=$share/icons/hicolor
data=$share/broadsheet
cache=$(absolute_or "${XDG_CACHE_HOME:-}" "$HOME/.cache")/broadsheet

# Desktops keep lists of what is there; those that have the programs are told.
refresh_desktop() {
    if command -v update-desktop-database >/dev/null 2>&1; then
        update-desktop-database -q "$share/applications" 2>/dev/null || true
    fi
    if command -v gtk-update-icon-cache >/dev/null 2>&1 && [ -f "$icons/index.theme" ]; then
        gtk-update-icon-cache -q -t -f "$icons" 2>/dev/null || true
    fi
}

# refuse_while_open: a program whose files are taken away goes on badly.
refuse_while_open() {
    local process first real
    real=$(readlink -f "$app" || true)
    for process in /proc/[0-9]*/cmdline; do
        first=""
        { IFS= read -r -d '' first <"$process"; } 2>/dev/null || true
        case $first in
            "$app/venv/bin/python" | "$real/venv/bin/python")
                die "is open. Close its window, then start this again."
                ;;
        esac
    done
}

# All folders in which files are put, outermost first.
folders() {
    local size
    printf '%s\n' "$HOME/.local" "$(dirname "$command_link")" "$share" "$app" \
        "$share/applications" "$share/icons" "$icons"
    for size in 16x16 24x24 32x32 48x48 64x64 128x128 256x256 512x512 scalable; do
        printf '%s\n' "$icons/$size" "$icons/$size/apps"
    done
}

# make_folders: make those that are not there, and note which; what a former time noted stays noted.
make_folders() {
    local folder made=""
    while IFS= read -r folder; do
        [ -d "$folder" ] || made=$made$folder$'\n'
        mkdir -p "$folder"
    done < <(folders)
    printf '%s' "$made" >>"$app/folders"
}

# remove_folders: take away $app and, where they are empty, the folders that were made for it.
remove_folders() {
    local folder made=""
    while IFS= read -r folder; do
        if grep -qxF -- "$folder" "$app/folders" 2>/dev/null; then made=$folder$'\n'$made; fi
    done < <(folders)
    rm -rf "$app"
    # The desktop's list of what opens what, with nothing in it.
    if [ "$(cat "$share/applications/mimeinfo.cache" 2>/dev/null)" = "[MIME Cache]" ]; then
        case $made in *"$share/applications"*) rm -f "$share/applications/mimeinfo.cache" ;; esac
    fi
    while IFS= read -r folder; do
        [ -z "$folder" ] || rmdir "$folder" 2>/dev/null || true
    done <<<"$made"
}

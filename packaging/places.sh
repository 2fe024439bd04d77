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

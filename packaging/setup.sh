# shellcheck shell=bash
# Shared by run.sh, test.sh and install.sh; to be sourced, not run.
# Makes .venv in the checkout and looks after what the system must have. Where something is lacking
# that cannot be had, it says so in a sentence, with the one command that helps, and ends; nothing
# half made stays. Written for bash 3.2 too, because that is what macOS has.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
venv="$root/.venv"

say() { printf 'Broadsheet: %s\n' "$*" >&2; }
die() {
    say "$*"
    exit 1
}

# die_typing SENTENCE COMMAND: where there is something to type.
die_typing() {
    say "$1"
    printf '\n    %s\n\n' "$2" >&2
    exit 1
}

# suitable PYTHON: is it 3.11 or later?
suitable() {
    "$1" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# Sets $python to the newest Python that can make environments, else to the newest there is.
find_python() {
    local name fallback=""
    python=""
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        if ! command -v "$name" >/dev/null 2>&1 || ! suitable "$name"; then continue; fi
        if "$name" -I -c 'import ensurepip, venv' >/dev/null 2>&1; then
            python=$(command -v "$name")
            return 0
        fi
        [ -n "$fallback" ] || fallback=$(command -v "$name")
    done
    python=$fallback
    [ -n "$python" ] && return 0
    find_manager
    if [ "$manager" = apt ]; then
        # The system's own Python may be older than one that it packs beside it.
        for name in python3.14 python3.13 python3.12 python3.11; do
            if apt-cache show "$name-venv" >/dev/null 2>&1; then
                die_typing "Python 3.11 or later is needed, and there is none here. Type this once:" \
                    "$(install_command "$name" "$name-venv")"
            fi
        done
        if ! command -v python3 >/dev/null 2>&1; then
            die_typing "Python 3.11 or later is needed, and there is none here. Type this once:" \
                "$(install_command python3 python3-venv)"
        fi
    fi
    die "Python 3.11 or later is needed, and there is none here. Get it from your system's package" \
        "manager or from python.org, then start this again."
}

# Sets $manager to the package manager that this system has, "" for none that we know.
find_manager() {
    local name
    manager=""
    [ "$(uname -s)" = Linux ] || return 0
    for name in apt-get dnf pacman; do
        if command -v "$name" >/dev/null 2>&1; then
            manager=${name%-get}
            return 0
        fi
    done
}

# The one line a person can type to install the packages given: as root already, by sudo, or by su.
install_command() {
    local line
    case $manager in
        apt) line="apt-get install -y --no-install-recommends $*" ;;
        dnf) line="dnf install -y $*" ;;
        pacman) line="pacman -S --needed $*" ;;
    esac
    if [ "$(id -u)" = 0 ]; then
        [ "$manager" = apt ] && line="apt-get update && $line"
        echo "$line"
    elif command -v sudo >/dev/null 2>&1; then
        [ "$manager" = apt ] && line="apt-get update && sudo $line"
        echo "sudo $line"
    else
        [ "$manager" = apt ] && line="apt-get update && $line"
        echo "su -c '$line'"
    fi
}

# as_root COMMAND…: as root, or through sudo; fails where neither may be had.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif ! command -v sudo >/dev/null 2>&1; then
        return 1
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

apt_install() {
    if [ "$(id -u)" != 0 ] && [ -t 0 ] && command -v sudo >/dev/null 2>&1; then
        say "asks for your password through sudo, to install: $*"
    fi
    as_root true 2>/dev/null || return 1
    say "installs through apt-get: $*"
    # A failing update is no reason to stop: what is known already may do.
    as_root apt-get -qq -o DPkg::Lock::Timeout=120 -o Acquire::Retries=1 update >/dev/null 2>&1 || true
    local told
    told=$(mktemp)
    if as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 \
        -o Acquire::Retries=1 install --no-install-recommends "$@" 2>"$told" >&2; then
        rm -f "$told"
        return 0
    fi
    # Without a connection the same is told of each package.
    grep -qE 'Temporary failure resolving|Could not (connect|resolve)|Cannot initiate' "$told" ||
        cat "$told" >&2
    rm -f "$told"
    return 1
}

# names_missing run|test [needed]: the packages that are missing, in one line; the libraries where we do
# not know the packages.
names_missing() {
    "$python" -I "$root/packaging/missing.py" "$1" "${manager:-none}" ${2:+"$2"} | paste -s -d ' ' -
}

# ready_system run|test [ask]: install what the system lacks; with "ask" nothing is installed, only
# said. Ends where there can be no window without it; fails where only signs or tests would lack.
ready_system() {
    local purpose=$1 packages
    find_manager
    [ "$(uname -s)" = Linux ] || return 0
    packages=$(names_missing "$purpose")
    [ -n "$packages" ] || return 0
    # shellcheck disable=SC2086 # a list of words
    if [ "$manager" = apt ] && [ "${2:-}" != ask ] && apt_install $packages; then
        packages=$(names_missing "$purpose")
        [ -n "$packages" ] || return 0
    fi
    if [ -n "$(names_missing "$purpose" needed)" ]; then
        if [ -z "$manager" ]; then
            die "this system lacks what a window needs: $(names_missing "$purpose" needed)." \
                "Get it through your system's package manager, then start this again."
        fi
        die_typing "this system lacks what a window needs. With a connection, type this once:" \
            "$(install_command "$packages")"
    fi
    if [ -z "$manager" ]; then
        say "this system lacks some programs: $packages."
        return 1
    fi
    say "some signs will be boxes, or some checks left out. To have all, type this once:"
    printf '\n    %s\n\n' "$(install_command "$packages")" >&2
    return 1
}

# What an environment is to be made from: another answer, and it has to be brought up to date.
# Fails where it is half made, without pip.
environment_key() {
    "$1" -I -c '
import hashlib, importlib.util, pathlib, sys
if importlib.util.find_spec("pip") is None:
    sys.exit(1)
root = pathlib.Path(sys.argv[1])
digest = hashlib.sha256(repr((sys.argv[1], sys.version_info[:2])).encode())
for file in ["pyproject.toml", *sorted(root.glob("packaging/requirements*.lock"))]:
    digest.update((root / file).read_bytes())
print(digest.hexdigest())
' "$root" 2>/dev/null
}

# pip_install PYTHON ARGUMENTS…: quiet, except where a person watches. Fails with a sentence.
pip_install() {
    local with=$1 quiet=--quiet told
    shift
    [ -t 2 ] && quiet=--progress-bar=on
    told=$(mktemp)
    # Without a connection each of pip's tries takes seconds, and fails like the one before.
    if "$with" -m pip install "$quiet" --retries 2 --disable-pip-version-check --no-input "$@" \
        2>"$told" >&2; then
        rm -f "$told"
        return 0
    fi
    if grep -qE 'NewConnectionError|NameResolutionError|ConnectTimeout|ProxyError' "$told"; then
        say "Its Python packages cannot be reached. Connect to the internet, then start this again."
    else
        cat "$told" >&2
        say "Its Python packages could not be installed; the lines above say why."
    fi
    rm -f "$told"
    return 1
}

# one_at_a_time FILE: wait until no other of these scripts is at work here. The lock is the system's
# on an open file, gone with this process; where there is none, everybody is alone.
one_at_a_time() {
    exec 9<"$1"
    "$python" -I -c '
import fcntl, sys
try:
    fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    sys.stderr.write("Broadsheet: waits for another start that is installing.\n")
    fcntl.flock(9, fcntl.LOCK_EX)
' || true
}

# up_to_date run|test: whether $venv serves; sets $key to what it was made from, "" for none.
up_to_date() {
    local kept kind
    key=""
    if [ -x "$venv/bin/python" ] && suitable "$venv/bin/python"; then
        key=$(environment_key "$venv/bin/python") || key=""
    fi
    # Each kind leaves a stamp; what serves the tests serves the program too.
    for kind in "$1" test; do
        kept=$(cat "$venv/broadsheet-$kind.stamp" 2>/dev/null || true)
        [ -n "$key" ] && [ "$kept" = "$key" ] && return 0
    done
    return 1
}

# What was made here and is not whole yet is taken away when this ends.
unfinished=""
remove_unfinished() {
    [ -z "$unfinished" ] || rm -rf "$unfinished"
}

# setup run|test: after it $venv/bin/python runs Broadsheet, and with "test" its checks too.
setup() {
    local purpose=$1 key
    up_to_date "$purpose" && return 0
    find_python
    one_at_a_time "$root/packaging/setup.sh"
    if ! up_to_date "$purpose"; then
        make_environment "$purpose"
    fi
    exec 9<&-
}

make_environment() {
    local purpose=$1 complete=yes
    ready_system "$purpose" || complete=no
    trap remove_unfinished EXIT
    trap 'exit 130' INT TERM HUP
    if [ -z "$key" ] || ! [ "$(cat "$venv/broadsheet-place" 2>/dev/null)" = "$root" ]; then
        # Scripts in an environment bear its path: one that was moved or copied is made anew.
        # One that somebody made here by hand is kept.
        if [ -z "$key" ] || [ -f "$venv/broadsheet-place" ]; then
            say "makes the Python environment .venv with $("$python" --version)."
            unfinished=$venv
            "$python" -m venv --clear "$venv" >&2 ||
                die "The environment could not be made; the lines above say why."
        fi
        printf '%s' "$root" >"$venv/broadsheet-place"
        key=$(environment_key "$venv/bin/python")
    fi
    # With the packages in place already, only the system is left to be looked at.
    if [ "$(cat "$venv/broadsheet-$purpose.packages" 2>/dev/null)" != "$key" ]; then
        rm -f "$venv"/broadsheet-*.packages
        local size="90 MB once, 310 MB on the disk"
        [ "$purpose" = test ] && size="150 MB once, 490 MB on the disk"
        say "fetches its Python packages into .venv (about $size; locked, checked by hash)."
        if [ "$purpose" = test ]; then
            set -- -r "$root/packaging/requirements-test.lock"
        else
            set -- -r "$root/packaging/requirements.lock" -r "$root/packaging/requirements-build.lock"
        fi
        pip_install "$venv/bin/python" --require-hashes "$@" || exit 1
        pip_install "$venv/bin/python" --no-deps --no-build-isolation -e "$root" || exit 1
        printf '%s' "$key" >"$venv/broadsheet-$purpose.packages"
    fi
    unfinished=""
    trap - EXIT INT TERM HUP
    if [ "$complete" = yes ]; then
        printf '%s' "$key" >"$venv/broadsheet-$purpose.stamp"
    fi
}

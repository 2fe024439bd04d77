# shellcheck shell=bash
# Shared by run.sh, test.sh and install.sh; to be sourced, not run.
# Makes .venv in the checkout and looks after what the system must have. Written for bash 3.2 too,
# because that is what macOS has.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
venv="$root/.venv"

say() { printf 'Broadsheet: %s\n' "$*" >&2; }
die() {
    say "$*"
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
    say "Python 3.11 or later is needed, and there is none here."
    if command -v apt-get >/dev/null 2>&1; then
        die "Type:  sudo apt-get update && sudo apt-get install -y python3 python3-venv"
    fi
    die "Get it from your system's package manager or from python.org, then start this again."
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

# The one line a person can type to install the packages given.
install_command() {
    case $manager in
        apt) echo "sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" ;;
        dnf) echo "sudo dnf install -y $*" ;;
        pacman) echo "sudo pacman -S --needed $*" ;;
    esac
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
    if [ "$(id -u)" != 0 ] && [ -t 0 ]; then
        say "asks for your password through sudo, to install: $*"
    fi
    as_root true 2>/dev/null || return 1
    say "installs through apt-get: $*"
    # A failing update is no reason to stop: what is known already may do.
    as_root apt-get -q -o DPkg::Lock::Timeout=120 update >&2 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 \
        install --no-install-recommends "$@" >&2
}

# ready_system run|test [ask]: install what the system lacks, or say what to type and go on.
# With "ask" nothing is installed, only said. Fails where something is still missing.
ready_system() {
    local purpose=$1 packages
    find_manager
    [ -n "$manager" ] || return 0
    packages=$("$python" -I "$root/packaging/missing.py" "$purpose" "$manager" | tr '\n' ' ')
    packages=${packages% }
    [ -n "$packages" ] || return 0
    # shellcheck disable=SC2086 # a list of words
    if [ "$manager" = apt ] && [ "${2:-}" != ask ] && apt_install $packages; then
        packages=$("$python" -I "$root/packaging/missing.py" "$purpose" apt | tr '\n' ' ')
        packages=${packages% }
        [ -n "$packages" ] || return 0
    fi
    say "some system packages are missing. Type this once:"
    # shellcheck disable=SC2086
    printf '\n    %s\n\n' "$(install_command $packages)" >&2
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

# pip_install PYTHON ARGUMENTS…: quiet, except where a person watches.
pip_install() {
    local with=$1 quiet=--quiet
    shift
    [ -t 2 ] && quiet=--progress-bar=on
    "$with" -m pip install "$quiet" --disable-pip-version-check --no-input "$@" >&2
}

# setup run|test: after it $venv/bin/python runs Broadsheet, and with "test" its checks too.
setup() {
    local purpose=$1 key="" kept kind
    if [ -x "$venv/bin/python" ] && suitable "$venv/bin/python"; then
        key=$(environment_key "$venv/bin/python") || key=""
    fi
    # Each kind leaves a stamp; what serves the tests serves the program too.
    for kind in "$purpose" test; do
        kept=$(cat "$venv/broadsheet-$kind.stamp" 2>/dev/null || true)
        [ -n "$key" ] && [ "$kept" = "$key" ] && return 0
    done

    find_python
    local complete=yes
    ready_system "$purpose" || complete=no
    if [ -z "$key" ] || ! [ "$(cat "$venv/broadsheet-place" 2>/dev/null)" = "$root" ]; then
        # Scripts in an environment bear its path: one that was moved or copied is made anew.
        # One that somebody made here by hand is kept.
        if [ -z "$key" ] || [ -f "$venv/broadsheet-place" ]; then
            say "makes the Python environment .venv with $("$python" --version)."
            "$python" -m venv --clear "$venv" >&2 ||
                die "The environment could not be made; the lines above say why."
        fi
        printf '%s' "$root" >"$venv/broadsheet-place"
        key=$(environment_key "$venv/bin/python")
    fi
    # With the packages in place already, only the system is left to be looked at.
    if [ "$(cat "$venv/broadsheet-$purpose.packages" 2>/dev/null)" != "$key" ]; then
        say "installs its Python packages into .venv (about 100 MB once; locked, checked by hash)."
        rm -f "$venv"/broadsheet-*.packages
        if [ "$purpose" = test ]; then
            set -- -r "$root/packaging/requirements-test.lock"
        else
            set -- -r "$root/packaging/requirements.lock" -r "$root/packaging/requirements-build.lock"
        fi
        pip_install "$venv/bin/python" --require-hashes "$@" ||
            die "The packages could not be installed. Is there a connection? Then start this again."
        pip_install "$venv/bin/python" --no-deps --no-build-isolation -e "$root" ||
            die "Broadsheet itself could not be installed; the lines above say why."
        printf '%s' "$key" >"$venv/broadsheet-$purpose.packages"
    fi
    if [ "$complete" = yes ]; then
        printf '%s' "$key" >"$venv/broadsheet-$purpose.stamp"
    fi
}

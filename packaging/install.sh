#!/usr/bin/env bash
# Puts Broadsheet among your applications, for you alone and without root: a private environment,
# the `broadsheet` command, a desktop entry and an icon. Run it again to bring it up to date.
#
#   bash packaging/install.sh [--packages-from ENVIRONMENT]
#
# With --packages-from nothing is fetched: the packages Broadsheet needs are used where they are,
# in another environment (such as .venv, made by test.sh), which then has to stay.
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@" # started by another shell
set -euo pipefail

here=$(readlink -f "${BASH_SOURCE[0]}" 2>/dev/null || echo "${BASH_SOURCE[0]}") # behind links
# shellcheck source-path=SCRIPTDIR source=setup.sh
. "$(dirname "$here")/setup.sh"
# shellcheck source-path=SCRIPTDIR source=places.sh
. "$root/packaging/places.sh"

# What a shell has set for other Pythons must not get into this one.
unset PYTHONPATH PYTHONHOME
packages_from=""
case ${1:-} in
    "") ;;
    --packages-from) packages_from=$(cd "${2:?an environment}" && pwd) ;;
    *) die "There is no option $1. Usage: bash packaging/install.sh [--packages-from ENVIRONMENT]" ;;
esac
if [ "$(uname -s)" != Linux ]; then
    die "This installs on Linux. A later version brings a bundle for your system;" \
        "until then start it with:  bash packaging/run.sh"
fi

if [ -n "$packages_from" ]; then
    python=$packages_from/bin/python
else
    find_python
    ready_system run ask || true
fi
one_at_a_time "$root/packaging/places.sh"
refuse_while_open

# All is made beside what is there and then swapped in: a failure leaves the old one working, and
# nothing where there was nothing.
new=$app/venv.new
work=$(mktemp -d)
trap 'rm -rf "$work" "$new"; [ -d "$app/venv" ] || remove_folders' EXIT
trap 'exit 130' INT TERM HUP
make_folders

if [ -n "$packages_from" ]; then
    "$python" -m venv --clear --without-pip "$new"
    # Python reads .pth files: each line is one more place to look for packages.
    "$python" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))' >"$work/packages.pth"
    builder=$python
else
    say "makes its private environment with $("$python" --version) and fetches about 90 MB."
    "$python" -m venv --clear "$new" ||
        die "The environment could not be made; the lines above say why."
    pip_install "$new/bin/python" --require-hashes -r "$root/packaging/requirements.lock" || exit 1
    # What builds the wheel is not what runs it: kept apart and thrown away.
    pip_install "$new/bin/python" --require-hashes --target "$work/build" \
        -r "$root/packaging/requirements-build.lock" || exit 1
    builder=$new/bin/python
    export PYTHONPATH=$work/build
fi
"$builder" -m pip wheel --quiet --disable-pip-version-check --no-input --no-index \
    --no-cache-dir --no-deps --no-build-isolation --wheel-dir "$work" "$root" >&2 ||
    die "Broadsheet itself could not be built; the lines above say why."
unset PYTHONPATH
"$builder" -m pip --python "$new/bin/python" install --quiet --disable-pip-version-check \
    --no-input --no-index --no-deps "$work"/broadsheet-*.whl >&2
if [ -n "$packages_from" ]; then
    cp "$work/packages.pth" "$("$new/bin/python" -I -c \
        'import sysconfig; print(sysconfig.get_path("purelib"))')/packages.pth"
fi
version=$(PYTHONSAFEPATH=1 "$new/bin/python" -m reader --version) ||
    die "The installed program does not start; the lines above say why. Nothing was changed."

refuse_while_open
rm -rf "$app/venv.old"
if [ -d "$app/venv" ]; then mv "$app/venv" "$app/venv.old"; fi
mv "$new" "$app/venv"
rm -rf "$app/venv.old"
install -m 755 "$root/packaging/launcher.sh" "$launcher"
if [ -e "$command_link" ] && ! [ -L "$command_link" ]; then
    say "leaves $command_link alone: it is a file of yours. The program is $launcher."
else
    ln -sfn "$launcher" "$command_link"
fi
"$app/venv/bin/python" -I "$root/packaging/desktop_entry.py" "$launcher" "$desktop_file"
for size in 16 24 32 48 64 128 256 512; do
    install -D -m 644 "$root/resources/icons/broadsheet-$size.png" \
        "$icons/${size}x$size/apps/broadsheet.png"
done
install -D -m 644 "$root/resources/icons/broadsheet.svg" "$icons/scalable/apps/broadsheet.svg"
refresh_desktop

say "version ${version##* } is installed. You find it among your applications, or type: broadsheet"
case ":$PATH:" in
    *":$HOME/.local/bin:"*) ;;
    *) say "$HOME/.local/bin is not on your PATH yet; most systems add it at the next login." ;;
esac

#!/bin/sh
# The installed `broadsheet` command: starts the private environment beside this file.
here=$(dirname "$(readlink -f "$0")")
unset PYTHONPATH PYTHONHOME
# Safe path: a folder called "reader" where this is started must not be taken for the program.
export PYTHONSAFEPATH=1
exec "$here/venv/bin/python" -m reader "$@"

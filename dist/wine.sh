#!/bin/sh
# Tries a program for Windows under Wine: wine.sh gouji.exe. Needs `wine` (Debian: wine, wine64), and ziglang of PyPI where Wine is
# too old to have what the program asks for. Exit status 0 and a word where Wine is not to be had.
set -eu
exe=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
if ! command -v wine >/dev/null && ! { [ "$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends wine wine64 >/dev/null; }; then
  echo 'skipped: no Wine'
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$exe" "$work/gouji.exe"
if ! find /usr/lib /usr/share /opt -name bcryptprimitives.dll -path '*wine*' 2>/dev/null | grep -q .; then
  python3 -m ziglang version >/dev/null 2>&1 || python3 -m pip install --quiet ziglang==0.15.2
  python3 -m ziglang cc -target x86_64-windows-gnu -shared -o "$work/bcryptprimitives.dll" "$here/wine/bcryptprimitives.c" -ladvapi32
fi
export WINEPREFIX="$work/prefix" WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
python3 "$here/try_program.py" wine "$work/gouji.exe"

#!/bin/sh
# Builds a program for Windows in minutes, large and slow, to be tried under Wine: `windows.sh FOLDER` writes FOLDER/gouji.exe. Takes
# the compiler that is there if it has a standard library for Windows or the sources of one, else that of `toolchain.sh`.
set -eu
mkdir -p "$1"
folder=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
rustup target add x86_64-pc-windows-gnu >/dev/null 2>&1 || true
libraries=$(rustc --print sysroot)/lib/rustlib
if [ -d "$libraries/x86_64-pc-windows-gnu" ] || [ -e "$libraries/src/rust/library/Cargo.lock" ]; then
  python3 -m venv "$folder/venv"
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes --no-deps -r "$here/requirements.txt"
  PATH=$folder/venv/bin:$PATH
else
  "$here/toolchain.sh" "$folder/toolchain" || { echo 'skipped: no compiler for Windows is to be had'; exit 0; }
  # shellcheck disable=SC1091
  . "$folder/toolchain/environment"
fi
"$here/build.py" --quick --program-only --out "$folder" win32-x64
mv "$folder/x86_64-pc-windows-gnu/gouji.exe" "$folder/gouji.exe"

#!/bin/sh
# Fetches the program of a release, checks its SHA-256, and puts it into a folder; nothing else is changed.
#
#   install.sh [--version 1.2.3] [--to FOLDER] [--sha256 DIGEST] [--target TRIPLE]
#
# Without a version the newest one. The digest that it is held against is the one beside the file, or the one that is named: a
# job that names it takes no other bytes. GOUJI_RELEASES is the folder of a mirror with the layout of releases
# (FOLDER/v1.2.3/gouji-TRIPLE.tar.gz). Exit status: 0 done, 1 it could not be fetched, 2 wrong usage, 3 no program for this
# system, 4 wrong bytes.
set -eu

repository=https://github.com/OWNER/gouji
version=
to=${HOME:-.}/.local/bin
wanted=
target=

fail() {
  status=$1
  shift
  echo "gouji: $*" >&2
  exit "$status"
}

while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || fail 2 "$1 needs a value"
  case $1 in
    --version) version=${2#v} ;;
    --to) to=$2 ;;
    --sha256) wanted=$2 ;;
    --target) target=$2 ;;
    --repository) repository=${2%/} ;;
    *) fail 2 "unknown: $1" ;;
  esac
  shift 2
done

if [ -z "$target" ]; then
  case $(uname -s) in
    Linux) system=unknown-linux-musl ;;
    Darwin) system=apple-darwin ;;
    MINGW* | MSYS* | CYGWIN* | Windows*) system=pc-windows-gnu ;;
    *) fail 3 "no program for $(uname -s)" ;;
  esac
  case $system-$(uname -m) in
    *-x86_64 | *-amd64) machine=x86_64 ;;
    # Windows for ARM runs programs for x64
    pc-windows-gnu-*) machine=x86_64 ;;
    *-aarch64 | *-arm64) machine=aarch64 ;;
    *) fail 3 "no program for $(uname -s) on $(uname -m)" ;;
  esac
  target=$machine-$system
fi
case $target in
  *windows*) archive=gouji-$target.zip program=gouji.exe ;;
  *) archive=gouji-$target.tar.gz program=gouji ;;
esac

if [ -n "${GOUJI_RELEASES:-}" ]; then
  [ -n "$version" ] || fail 2 'a mirror needs --version'
  from=${GOUJI_RELEASES%/}/v$version
elif [ -n "$version" ]; then
  from=$repository/releases/download/v$version
else
  from=$repository/releases/latest/download
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fetch() {
  if command -v curl >/dev/null; then
    curl --fail --silent --show-error --location --connect-timeout 20 --retry 2 --output "$scratch/$1" "$from/$1"
  elif command -v wget >/dev/null; then
    wget --quiet --timeout=20 --tries=3 --output-document="$scratch/$1" "$from/$1"
  else
    fail 1 'neither curl nor wget is here'
  fi
}

digest() {
  if command -v sha256sum >/dev/null; then
    sha256sum "$1"
  else
    shasum -a 256 "$1"
  fi | cut -d' ' -f1
}

fetch "$archive" || fail 1 "$from/$archive cannot be fetched"
if [ -z "$wanted" ]; then
  fetch "$archive.sha256" || fail 1 "$from/$archive.sha256 cannot be fetched"
  wanted=$(cut -d' ' -f1 <"$scratch/$archive.sha256")
fi
found=$(digest "$scratch/$archive")
[ "$found" = "$wanted" ] || fail 4 "$archive has SHA-256 $found, not $wanted: nothing is installed"

case $archive in
  *.zip) unzip -q "$scratch/$archive" -d "$scratch" ;;
  *) tar -xzf "$scratch/$archive" -C "$scratch" ;;
esac
mkdir -p "$to"
# beside its place first: one that runs is not written over
cp "$scratch/gouji-$target/$program" "$to/.$program.new"
chmod 755 "$to/.$program.new"
mv "$to/.$program.new" "$to/$program"
echo "$to/$program"

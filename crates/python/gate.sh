#!/usr/bin/env bash
# The gate of the Python package: builds the wheel, installs it into a fresh environment, and runs everything there.
# Takes what it needs from PyPI; Spark needs Java 17 or later. The command line that results are compared with is the one that
# GOUJI names, else that of the wheel. GOUJI_PICTURES is a folder for the pictures of the notebook. The wheel stays in
# `wheels` of the target folder.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GOUJI_CACHE_DIR="$work/cache"

command -v java >/dev/null || {
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless >/dev/null
}

python3 -m venv "$work/venv"
bin="$work/venv/bin"
"$bin/pip" install --quiet --disable-pip-version-check 'maturin>=1.9,<2'
"$bin/pip" install --quiet --disable-pip-version-check -r requirements.txt &
installing=$!
"$bin/maturin" build --release --locked --quiet --out "$work"
wait "$installing"
"$bin/pip" install --quiet --no-deps "$work"/gouji-*.whl
wheels=${CARGO_TARGET_DIR:-../../target}/wheels
rm -rf "$wheels"
mkdir -p "$wheels"
cp "$work"/gouji-*.whl "$wheels"
ls -l "$work"/gouji-*.whl | awk '{ printf "the wheel has %.1f MB\n", $5 / 1e6 }'

"$bin/python" make_rows.py | cmp - python/gouji/rows.py
"$bin/mypy" --no-error-summary
"$bin/mypy" --no-error-summary --strict tests/typed.py
"$bin/pyright" --pythonpath "$bin/python" | tail -n 20
"$bin/python" -m pytest -q --durations=5 -p no:cacheprovider

export PICTURES=${GOUJI_PICTURES:-$work}
mkdir -p "$PICTURES"
"$bin/python" - <<'PY'
import nbformat
from nbclient import NotebookClient
book = nbformat.read('examples/overview.ipynb', as_version=4)
NotebookClient(book, timeout=120, resources={'metadata': {'path': 'examples'}}).execute()
PY
test -s "$PICTURES/rules.png" && test -s "$PICTURES/years.png"

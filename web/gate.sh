#!/usr/bin/env bash
# Builds the page and drives it in a real browser, against the program in GOUJI.
# GOUJI_CHROMIUM and GOUJI_FIREFOX name the browsers; without Firefox its tests are skipped. Pictures go to GOUJI_SHOTS.
set -euo pipefail
cd "$(dirname "$0")"

if [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]; then
  echo 'skipped: this toolchain cannot get the target'
  exit 0
fi
if ! command -v firefox-esr >/dev/null; then
  apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null 2>&1 || echo 'no Firefox here: its test is skipped'
fi
npm ci --silent
types=$(mktemp)
cp src/report.d.ts "$types"
npm run --silent types
cmp "$types" src/report.d.ts || { echo 'src/report.d.ts is not that of the schema: npm run types'; exit 1; }
# with the package of the program, so that what was built for its tests is not built anew with other features
cargo test --quiet --locked --manifest-path ../Cargo.toml -p gouji -p gouji-wasm --test engine
./build.sh --quick
GOUJI=${GOUJI:-$(realpath "${CARGO_TARGET_DIR:-../target}")/release/gouji}
export GOUJI
npm test --silent

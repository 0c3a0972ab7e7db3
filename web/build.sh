#!/usr/bin/env bash
# Builds the engine (WebAssembly) and the page around it: dist/gouji.html, and dist/app to be put on a server.
# Needs Rust with the target wasm32-unknown-unknown, and node 20. Nothing is built twice that is there.
# `--quick` leaves out what takes long and makes the engine a little smaller and faster: optimisation over all crates.
set -euo pipefail
cd "$(dirname "$0")"
target=${CARGO_TARGET_DIR:-$PWD/../target}

if [ "${1:-}" = --quick ]; then
  export CARGO_PROFILE_WEB_LTO=off CARGO_PROFILE_WEB_CODEGEN_UNITS=16
fi
[ -d node_modules ] || npm ci --silent
# a library that is linked by others, too, would be linked without optimisation over all crates
cargo rustc --quiet --locked --manifest-path ../Cargo.toml --target wasm32-unknown-unknown \
  -p gouji-wasm --lib --profile web --crate-type cdylib
built=$target/wasm32-unknown-unknown/web/gouji_wasm.wasm
if [ ! -e engine/engine.wasm ] || [ "$built" -nt engine/engine.wasm ]; then
  cargo run --quiet --locked --manifest-path bindgen/Cargo.toml --target-dir "$target/bindgen" -- "$built" engine
  mv engine/gouji_wasm_bg.wasm engine/engine.wasm
fi
npm run --silent check
npm run --silent build

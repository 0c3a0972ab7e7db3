#!/bin/bash -eu
# Builds all targets as OSS-Fuzz wants them: binaries in $OUT, each with its corpus and its words.
cd "$SRC/gouji/fuzz"
cp ../Cargo.lock Cargo.lock
cargo fuzz build --release --codegen-units 16

sed -n 's/^    ("\([a-z]*\)", "\([a-z]*\)", .*/\1 \2/p' src/lib.rs | while read -r name words; do
  cp "target/x86_64-unknown-linux-gnu/release/$name" "$OUT/"
  cp "words/$words.dict" "$OUT/$name.dict"
  zip -q -j "$OUT/${name}_seed_corpus.zip" "corpus/$name"/*
  printf '[libfuzzer]\nmax_len = 16384\ntimeout = 25\n' >"$OUT/$name.options"
done

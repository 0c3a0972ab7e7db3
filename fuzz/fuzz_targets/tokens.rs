#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_fuzz::tokens(bytes));

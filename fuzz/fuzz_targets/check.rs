//! Checks bytes as request bodies of any interface.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| aicc_fuzz::check::of_bytes(bytes));

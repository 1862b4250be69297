//! Writes requests to any endpoint with any credentials.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| aicc_fuzz::request::of_bytes(bytes));

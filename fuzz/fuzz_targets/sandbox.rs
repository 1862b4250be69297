//! Sends requests to a world of the sandbox.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| aicc_fuzz::sandbox::of_bytes(bytes));

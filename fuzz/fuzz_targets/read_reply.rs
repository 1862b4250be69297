//! Reads bytes as replies of any interface, with any status.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| aicc_fuzz::reply::of_bytes(bytes));

//! Sends bytes over a connection to the sandbox.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| aicc_fuzz::connection::of_bytes(bytes));

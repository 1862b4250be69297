//! Checks files of many records, read in pieces of any size on several threads.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| aicc_fuzz::batch::of_bytes(bytes));

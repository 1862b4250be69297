//! Checks text tables in every encoding, with every delimiter.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| aicc_fuzz::text_table::of_bytes(bytes));

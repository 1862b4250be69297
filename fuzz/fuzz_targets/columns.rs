//! Reads the headings and the cells of tables.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| aicc_fuzz::columns::of_bytes(bytes));

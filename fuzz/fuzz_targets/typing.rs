//! Checks texts that are typed in the fields of a form.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| aicc_fuzz::typing::of_bytes(bytes));

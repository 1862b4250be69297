//! Writes valid messages and reads them again.
#![no_main]

use aicc_fuzz::{round_trip, structured::ValidBody};

libfuzzer_sys::fuzz_target!(|body: ValidBody| round_trip::of_valid_body(&body));

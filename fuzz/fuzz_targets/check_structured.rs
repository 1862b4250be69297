//! Whole messages near valid ones, by any profile.
#![no_main]

use aicc_fuzz::{check, structured::NearMessage};

libfuzzer_sys::fuzz_target!(|message: NearMessage| check::of_message(&message));

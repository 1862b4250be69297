//! Checks whole messages that are close to valid ones, with any profile.
#![no_main]

use aicc_fuzz::{check, structured::NearMessage};

libfuzzer_sys::fuzz_target!(|message: NearMessage| check::of_message(&message));

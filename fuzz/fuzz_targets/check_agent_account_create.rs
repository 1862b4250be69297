//! Bytes as request bodies of `agentAccount/create`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| aicc_fuzz::check::of_bytes(
    &aicc_core::interfaces::AGENT_ACCOUNT_CREATE,
    bytes
));

//! The pure half of the sandbox, request by request. All in one binary, so that it is linked once.

mod accounts;
mod choices;
mod client;
mod faults;
mod histories;
mod secrets;
mod sign_in;
mod snapshots;
mod tokens;
mod vectors;
mod worlds;

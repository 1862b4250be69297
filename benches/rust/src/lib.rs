//! What the benchmark times besides aicc, and the records that it is given.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "the marks are written as people write them; nobody else calls this"
)]

pub mod cpu_time;
pub mod records;
pub mod shapes;
pub mod typed;

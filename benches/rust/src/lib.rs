//! The code that the benchmark compares with aicc, and its input.
#![allow(clippy::arithmetic_side_effects, reason = "written as people write it; only benchmarks call it")]

pub mod cpu_time;
pub mod records;
pub mod shapes;
pub mod typed;

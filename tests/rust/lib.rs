//! Shared by the runners: the vectors, their comparison, and the inputs of the fuzz targets.

pub mod fuzzing;
mod judge;
pub mod secrecy;
mod skips;
mod vector;
pub mod verdicts;

pub use judge::{Judge, as_vector, completed, judge, run};
pub use skips::{Skip, skips};
pub use vector::{Kind, ServerChoice, Vector, WrittenRequest, vectors};

/// The Rust blocks of the README, which run as doc tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

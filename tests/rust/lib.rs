//! What the runners share: the vectors, how they judge, and the forms that fuzz targets read.

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

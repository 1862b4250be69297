//! The laws that the fuzz targets hold the product to. A law that does not hold panics.

pub mod batch;
pub mod check;
mod json;
pub mod reply;
mod report;
pub mod request;
pub mod round_trip;
mod secrets;
pub mod structured;
pub mod typing;

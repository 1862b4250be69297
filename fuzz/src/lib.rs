//! The properties that the fuzz targets check. A property that does not hold panics.

pub mod batch;
pub mod check;
pub mod columns;
pub mod connection;
mod json;
pub mod reply;
mod report;
pub mod request;
pub mod round_trip;
pub mod sandbox;
mod secrets;
pub mod structured;
pub mod text_table;
pub mod typing;

//! What the benchmark times besides aicc, and the records that it is given.

pub mod cpu_time;
pub mod fused;
pub mod records;
pub mod typed;

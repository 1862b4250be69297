//! Arrow data and Parquet files. The feature `columnar` turns this room on.

mod arrow;
mod parquet;
mod table;

pub use self::arrow::{Arrow, ArrowChunk};
pub use self::parquet::Parquet;
pub use self::table::{FindingsTable, findings_schema, findings_table};

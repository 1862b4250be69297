#![doc = include_str!("../README.md")]
//!
//! # How it works
//!
//! A [`Source`] cuts its input into chunks of whole records, and threads check them.
//!
//! Records hold passwords. A type that holds the text of a record does not implement `Debug`, and no finding shows the
//! value of a secret. The buffers of files and tables are not wiped.

mod arrow;
mod batch;
mod chunker;
mod compressed;
mod counts;
mod csv;
mod documented;
mod error;
mod excel;
mod finding;
mod heading;
mod json_array;
mod json_lines;
mod part;
mod pool;
mod source;
mod split;
mod tally;
mod text;
mod unreadable;

pub use arrow::{Arrow, ArrowChunk, FindingsTable, findings_schema, findings_table};
pub use batch::{Batch, Outcome};
pub use compressed::decompressed;
pub use counts::{Counts, Place};
pub use csv::Csv;
pub use error::{Error, Failure};
pub use excel::{Excel, ExcelChunk, ExcelRows};
pub use finding::{BatchFinding, RecordFindings};
pub use json_array::JsonArray;
pub use json_lines::JsonLines;
pub use part::{Body, Part, Piece};
pub use source::{Chunk, Source};
pub use split::Split;
pub use tally::{Spot, Tally, Verdict};
pub use text::TextChunk;
pub use unreadable::Unreadable;

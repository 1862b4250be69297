//! Many messages at once: files, streams and tables of any size, checked on several threads.
//!
//! A [`Source`] cuts its input into chunks of whole records, threads check them, and the answers come in the order of
//! the records whatever the number of threads. Only a few chunks are in memory at any time.
//!
//! Records hold passwords: what keeps them in memory has no text form, and no answer tells the value of a secret. The buffers
//! of files and tables are not wiped.
//!
//! ```
//! use aicc_batch::{Batch, JsonLines};
//! use aicc_core::{Profile, interfaces};
//!
//! let lines = "{\"accountCode\": \"a\"}\n{\"accountCode\": \"\"}\n";
//! let profile = Profile::default();
//! let outcome = Batch::new(&interfaces::AGENT_INFO_QUERY, &profile).check(JsonLines::new(lines.as_bytes()))?;
//! assert_eq!((outcome.counts.records, outcome.counts.invalid), (2, 1));
//! let record = &outcome.records[0];
//! assert_eq!((record.record, record.line, record.offset), (2, Some(2), Some(21)));
//! assert_eq!(record.findings().next().map(|finding| finding.rule()), Some("minLength"));
//! # Ok::<(), aicc_batch::Error>(())
//! ```

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

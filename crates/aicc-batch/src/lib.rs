#![doc = include_str!("../README.md")]
//!
//! # How it works
//!
//! A [`Source`] cuts its input into chunks of whole records, and threads check the chunks.
//!
//! Records contain passwords. A type that holds the text of a record does not implement `Debug`, and no finding shows the
//! value of a secret. The buffers of files and tables are not wiped from memory after use.
//!
//! # Where a line belongs
//!
//! - `settings`: the options of a run; `table_options`: how a table is read; `key`: the members that say whose record it is;
//! - `sources/`: one file for each format of the input, which cuts it into records and passes them to the core. What the text
//!   formats share, such as the encoding, is in `sources/text`; `sources/heading` finds the member for the name of a column, for
//!   all tables;
//! - `results/`: what a run returns, and one file for each form in which it is written, such as two files;
//! - `columnar/`: Arrow data and Parquet files as sources, and the findings as an Arrow table;
//! - `run` and `pool`: the run itself and its threads, which know neither formats nor rules; `progress`: its totals; `identity`,
//!   `seen_records` and `duplicates` compare the records of a run;
//! - `file_names`: the formats that the names of files say;
//! - `batch_run`: a run that its caller advances; `fed_run` and `feed`: the same over bytes that come piece by piece;
//! - `malformed`, `error`, `arrow_error`, `encoding_candidate`, `workbook_fault` and `parquet_fault`: what is wrong with a part of the input, and what ends a run.
//!
//! A program that processes the valid records, for example to send them, calls [`Settings::run`] and takes the bodies of each
//! [`BatchUpdate`].

mod arrow_error;
mod batch_run;
#[cfg(feature = "columnar")]
mod columnar;
mod duplicates;
mod encoding_candidate;
mod error;
mod fed_run;
mod feed;
mod file_names;
mod identity;
mod key;
mod malformed;
mod parquet_fault;
mod pool;
mod progress;
mod results;
mod run;
mod seen_records;
mod settings;
mod sources;
mod table_options;
mod workbook_fault;

pub use batch_run::BatchRun;
#[cfg(feature = "columnar")]
pub use columnar::{Arrow, ArrowChunk, FindingsTable, Parquet, findings_schema, findings_table};
pub use encoding_candidate::EncodingCandidate;
pub use encoding_rs::Encoding;
pub use error::{Error, Failure};
pub use fed_run::{FedFormat, FedRun, FedStep};
pub use file_names::{COMPRESSED, EXTENSIONS, format_of_file};
pub use key::{KeyMemberError, KeyMembers};
pub use malformed::Malformed;
pub use parquet_fault::ParquetFault;
pub use results::chunk::ChunkResult;
pub use results::counts::{Counts, FindingPlace};
pub use results::csv_row::{CsvPart, CsvRow, CsvTable};
pub use results::finding::BatchFinding;
pub use results::piece::Piece;
pub use results::reading::ReadingNote;
pub use results::record::{RecordFindings, RecordPosition};
pub use results::region::Region;
pub use results::repair::Repair;
pub use results::report::BatchReport;
pub use results::sheet_table::SheetTable;
pub use results::split::Split;
pub use results::unit::RecordUnit;
pub use results::update::{BatchUpdate, UpdatedRecord};
pub use results::valid_body::ValidBody;
pub use results::verdict::Verdict;
pub use settings::Settings;
pub use sources::compressed::decompressed;
pub use sources::csv::Csv;
pub use sources::json_array::JsonArray;
pub use sources::json_lines::JsonLines;
pub use sources::source::{Chunk, Source};
pub use sources::table_format::TableFormat;
pub use sources::text::TextChunk;
pub use sources::workbook::{Workbook, WorkbookChunk, WorkbookFile, WorkbookRows};
pub use table_options::{SheetChoice, TableOptions};
pub use workbook_fault::WorkbookFault;

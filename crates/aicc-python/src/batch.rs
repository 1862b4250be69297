//! `check_many`: many records from files, Arrow data and iterables.

mod arrow;
mod caller;
mod collector;
mod copy_writer;
mod error;
mod findings;
mod input;
mod iterable;
mod parquet;
mod repairs;
mod report;
mod run;
mod table;

pub(crate) use error::os_error;
pub(crate) use findings::PyFindings;
pub(crate) use report::PyBatchReport;
pub(crate) use run::{BatchSource, check_bodies, check_source, settings_of};

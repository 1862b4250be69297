//! Many records at once.

mod arrow;
mod caller;
mod collector;
mod error;
mod findings;
mod input;
mod messages;
mod report;
mod run;

pub(crate) use findings::PyFindings;
pub(crate) use report::PyBatchReport;
pub(crate) use run::check_source;

//! `plan` and `apply`: accounts that are created exactly once.

mod error;
mod outcome;
mod plan;
mod progress;
mod run;
mod token;

pub(crate) use plan::{PyPlannedRecords, plan_source};
pub(crate) use run::PyRunningApply;

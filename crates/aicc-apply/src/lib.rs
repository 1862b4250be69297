#![doc = include_str!("../README.md")]
//!
//! # Where a line belongs
//!
//! - `plan`: what happens to each record, and the file of a saved plan;
//! - `journal`: the lines of the journal, reading them, and what is known of each account;
//! - `machine`: the state machine: what to do next, and what an answer means;
//! - `steps`: the steps that follow a creation: their messages, and what is known of them;
//! - `runner`: the journal and the made passwords on disk, the HTTP client, the token, and the loop that does what the machine says;
//! - `failure`: why a call did not do what it should, in words.

mod failure;
mod journal;
mod machine;
mod plan;
#[cfg(feature = "runner")]
mod runner;
mod steps;

pub use failure::{CallFailure, LostReason, NotSentReason};
pub use journal::digest::{BodyDigest, JournalKey};
pub use journal::entry::{JOURNAL_VERSION, JournalEntry};
pub use journal::reader::{JournalError, ReadJournal};
pub use journal::state::{AccountState, JournalState};
pub use machine::call::{Answered, CallId, OutgoingCall, Purpose};
pub use machine::ending::RunEnding;
pub use machine::options::ApplyOptions;
pub use machine::outcome::{OutcomeCounts, OutcomeKind, RecordOutcome};
pub use machine::step_outcome::{StepOutcome, StepOutcomeKind};
pub use machine::{Machine, Next};
pub use plan::Plan;
pub use plan::builder::PlanBuilder;
pub use plan::content::ContentDigest;
pub use plan::file::{PLAN_VERSION, PlanFile, PlanFileError, PlanFileRecord};
pub use plan::password::SuppliedPassword;
pub use plan::record::{PlannedRecord, RecordState, RecordStateKind};
#[cfg(feature = "runner")]
pub use runner::{
    AccessToken, Certificates, EndedRun, JournalFile, JournalFileError, PasswordFile, PasswordFileError, RunOptions,
    Runner, RunnerError, Stop, TimeLimits, TokenError, TokenSource,
};
pub use steps::AgentStep;
pub use steps::messages::{AgentSteps, SettingsStep, SignInStep, StepMessageError};
pub use steps::state::StepState;

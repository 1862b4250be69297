//! What `aicc plan` and `aicc apply` share: the plan of a file, and the service.

mod ending;
mod journal;
mod listing;
mod options;
mod passwords;
mod reader;
mod rows;
mod saved;
mod service;
mod steps;

pub(crate) use self::ending::run_failed;
pub(crate) use self::journal::{failed_journal, journal_path};
pub(crate) use self::listing::{ListForm, RecordList};
pub(crate) use self::options::RecordOptions;
pub(crate) use self::passwords::Passwords;
pub(crate) use self::reader::{PlanReader, PlannedFile};
pub(crate) use self::rows::{OutcomeRow, PlanRow, outcome_label, planned_step_label, state_label, step_label};
pub(crate) use self::saved::{digest_of, is_plan, read_plan};
pub(crate) use self::service::{CredentialOptions, ServiceOptions};
pub(crate) use self::steps::GATEWAY;

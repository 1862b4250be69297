//! The records of a plan.

use std::fmt;

use aicc_core::{AgentAccountCreate, Cloud, Report, Request, Secret, Valid};

use crate::failure::CallFailure;
use crate::steps::state::StepState;
use crate::steps::{AgentStep, StepValues};

/// A record of a plan. It holds the message with its password, but no text form of it shows the password.
#[derive(Clone)]
pub struct PlannedRecord {
    /// The number of the record in the input, counted from 1.
    pub record: u64,
    /// The line or row at which it begins, counted from 1, if the input has lines or rows.
    pub line: Option<u64>,
    /// The account, empty if the record has no valid one.
    pub account: Box<str>,
    /// What happens to it.
    pub state: RecordState,
    /// The message, if it may be sent.
    pub(crate) message: Option<Box<Valid<AgentAccountCreate>>>,
    /// What the journal says of its steps, if it was created and the journal says something.
    pub(crate) steps: Option<Box<StepValues<StepState>>>,
    /// Whether its password was made for it, and is not on the disk yet.
    pub(crate) has_made_password: bool,
}

/// What happens to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordState {
    /// It will be sent.
    New,
    /// It was refused by an earlier run, which created nothing. It will be sent again, after the new ones.
    Refused(CallFailure),
    /// It was sent, and the answer is not known. The platform will be asked.
    Open,
    /// It was sent, and the platform did not find it afterwards. The platform will be asked once more.
    Unknown,
    /// It was created by an earlier run: nothing happens.
    Created {
        /// The agent ID; `None` if the platform did not say it.
        work_no: Option<i64>,
        /// Whether the platform said so when it was asked.
        adopted: bool,
    },
    /// It was created by an earlier run, and the record was changed since: nothing happens.
    Changed {
        /// The agent ID; `None` if the platform did not say it.
        work_no: Option<i64>,
    },
    /// The platform has the account, and no run has sent it: nothing happens.
    Exists {
        /// The agent ID; `None` if the platform did not say it.
        work_no: Option<i64>,
    },
    /// An earlier record has the same account: nothing happens.
    Duplicate {
        /// The number of the earlier record.
        of: u64,
    },
    /// It breaks a rule: nothing happens.
    Invalid,
    /// Its password is masked (reading R20): nothing happens.
    Masked,
}

/// The kind of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordStateKind {
    /// [`RecordState::New`].
    New,
    /// [`RecordState::Refused`].
    Refused,
    /// [`RecordState::Open`].
    Open,
    /// [`RecordState::Unknown`].
    Unknown,
    /// [`RecordState::Created`].
    Created,
    /// [`RecordState::Changed`].
    Changed,
    /// [`RecordState::Exists`].
    Exists,
    /// [`RecordState::Duplicate`].
    Duplicate,
    /// [`RecordState::Invalid`].
    Invalid,
    /// [`RecordState::Masked`].
    Masked,
}

impl RecordStateKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::New,
        Self::Refused,
        Self::Open,
        Self::Unknown,
        Self::Created,
        Self::Changed,
        Self::Exists,
        Self::Duplicate,
        Self::Invalid,
        Self::Masked,
    ];

    /// Returns the name: `new`, `refused`, `open`, `unknown`, `created`, `changed`, `exists`, `duplicate`, `invalid`, `masked`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Refused => "refused",
            Self::Open => "open",
            Self::Unknown => "unknown",
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Exists => "exists",
            Self::Duplicate => "duplicate",
            Self::Invalid => "invalid",
            Self::Masked => "masked",
        }
    }
}

impl RecordState {
    /// Returns the kind.
    #[must_use]
    pub const fn kind(&self) -> RecordStateKind {
        match self {
            Self::New => RecordStateKind::New,
            Self::Refused(_) => RecordStateKind::Refused,
            Self::Open => RecordStateKind::Open,
            Self::Unknown => RecordStateKind::Unknown,
            Self::Created { .. } => RecordStateKind::Created,
            Self::Changed { .. } => RecordStateKind::Changed,
            Self::Exists { .. } => RecordStateKind::Exists,
            Self::Duplicate { .. } => RecordStateKind::Duplicate,
            Self::Invalid => RecordStateKind::Invalid,
            Self::Masked => RecordStateKind::Masked,
        }
    }
}

impl RecordState {
    /// Returns the agent ID; `None` if it is not known.
    #[must_use]
    pub const fn work_no(&self) -> Option<i64> {
        match self {
            Self::Created { work_no, .. } | Self::Changed { work_no } | Self::Exists { work_no } => *work_no,
            _ => None,
        }
    }
}

impl PlannedRecord {
    /// Notes that the platform has the account, although no run has sent it.
    pub(crate) fn set_exists(&mut self, work_no: Option<i64>) {
        self.state = RecordState::Exists { work_no };
        self.message = None;
        self.has_made_password = false;
    }
}

impl PlannedRecord {
    /// Returns what the journal says of a step.
    #[must_use]
    pub fn step(&self, step: AgentStep) -> StepState {
        self.steps.as_ref().map(|steps| steps.get(step).clone()).unwrap_or_default()
    }

    /// Returns whether its password was made for it: keep it before the record is sent ([`Plan::made_passwords`](crate::Plan::made_passwords)).
    #[must_use]
    pub const fn has_made_password(&self) -> bool {
        self.has_made_password
    }

    /// Returns the password; `None` if the record is not sent and the platform is not asked for it.
    pub(crate) fn password(&self) -> Option<&Secret> {
        self.message.as_ref().map(|message| &message.password)
    }

    /// Returns the request that creates the account; `None` if the record is not sent, or if the platform is asked first.
    ///
    /// # Errors
    ///
    /// Returns a report if a credential of the service breaks a rule, or is mandatory and missing.
    pub fn request(&self, cloud: &Cloud) -> Result<Option<Request>, Report> {
        match (&self.state, &self.message) {
            (RecordState::New | RecordState::Refused(_), Some(message)) => message.request(cloud).map(Some),
            _ => Ok(None),
        }
    }
}

impl fmt::Debug for PlannedRecord {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { record, account, state, .. } = self;
        write!(formatter, "PlannedRecord {{ {record}, {account:?}, {state:?} }}")
    }
}

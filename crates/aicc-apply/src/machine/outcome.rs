//! The outcomes of records.

use crate::failure::CallFailure;

/// The outcome of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordOutcome {
    /// The record breaks a rule, or its password is masked: it is not sent.
    Invalid,
    /// An earlier record has the same account: this one is not sent.
    Duplicate {
        /// The number of the earlier record.
        of: u64,
    },
    /// The account existed before it was sent for the first time: it is not sent.
    Exists {
        /// The agent ID; `None` if the platform did not say it.
        work_no: Option<i64>,
    },
    /// The account was created by an earlier run, and the record was changed since: it is not sent.
    Changed {
        /// The agent ID; `None` if the platform did not say it.
        work_no: Option<i64>,
    },
    /// The account was created, by this run or an earlier one.
    Created {
        /// The agent ID; `None` if the platform did not say it.
        work_no: Option<i64>,
        /// Whether the platform said so when it was asked, and not in the answer to the creation.
        adopted: bool,
    },
    /// The platform refused the account and created nothing.
    Refused(CallFailure),
    /// Nobody knows whether the account was created. The next run asks again.
    Unknown(CallFailure),
    /// The account was certainly not created, and the next run sends it: the run ended before.
    NotSent(Option<CallFailure>),
}

/// The kind of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OutcomeKind {
    /// [`RecordOutcome::Created`].
    Created,
    /// [`RecordOutcome::Exists`].
    Exists,
    /// [`RecordOutcome::Changed`].
    Changed,
    /// [`RecordOutcome::Duplicate`].
    Duplicate,
    /// [`RecordOutcome::Invalid`].
    Invalid,
    /// [`RecordOutcome::Refused`].
    Refused,
    /// [`RecordOutcome::Unknown`].
    Unknown,
    /// [`RecordOutcome::NotSent`].
    NotSent,
}

impl OutcomeKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Created,
        Self::Exists,
        Self::Changed,
        Self::Duplicate,
        Self::Invalid,
        Self::Refused,
        Self::Unknown,
        Self::NotSent,
    ];

    /// Returns the name: `created`, `exists`, `changed`, `duplicate`, `invalid`, `refused`, `unknown`, `notSent`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Exists => "exists",
            Self::Changed => "changed",
            Self::Duplicate => "duplicate",
            Self::Invalid => "invalid",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::NotSent => "notSent",
        }
    }
}

impl RecordOutcome {
    /// Returns the kind.
    #[must_use]
    pub const fn kind(&self) -> OutcomeKind {
        match self {
            Self::Created { .. } => OutcomeKind::Created,
            Self::Exists { .. } => OutcomeKind::Exists,
            Self::Changed { .. } => OutcomeKind::Changed,
            Self::Duplicate { .. } => OutcomeKind::Duplicate,
            Self::Invalid => OutcomeKind::Invalid,
            Self::Refused(_) => OutcomeKind::Refused,
            Self::Unknown(_) => OutcomeKind::Unknown,
            Self::NotSent(_) => OutcomeKind::NotSent,
        }
    }

    /// Returns the agent ID; `None` if it is not known.
    #[must_use]
    pub const fn work_no(&self) -> Option<i64> {
        match self {
            Self::Created { work_no, .. } | Self::Exists { work_no } | Self::Changed { work_no } => *work_no,
            _ => None,
        }
    }

    /// Returns the failure; `None` if there was none.
    #[must_use]
    pub const fn failure(&self) -> Option<&CallFailure> {
        match self {
            Self::Refused(failure) | Self::Unknown(failure) | Self::NotSent(Some(failure)) => Some(failure),
            _ => None,
        }
    }
}

/// The number of records of each kind of outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutcomeCounts([u64; OutcomeKind::ALL.len()]);

impl OutcomeCounts {
    /// Returns the number of records with outcomes of a kind.
    #[must_use]
    pub fn of(&self, kind: OutcomeKind) -> u64 {
        self.0.get(kind as usize).copied().unwrap_or_default()
    }

    pub(crate) fn add(&mut self, kind: OutcomeKind) {
        if let Some(count) = self.0.get_mut(kind as usize) {
            *count = count.saturating_add(1);
        }
    }

    pub(crate) fn remove(&mut self, kind: OutcomeKind) {
        if let Some(count) = self.0.get_mut(kind as usize) {
            *count = count.saturating_sub(1);
        }
    }
}

//! The file of a saved plan: JSON without a secret.

use std::collections::BTreeMap;
use std::fmt;

use aicc_core::{Language, Wording};
use serde::{Deserialize, Serialize};

use crate::plan::Plan;
use crate::plan::content::ContentDigest;
use crate::plan::record::{RecordState, RecordStateKind};

/// The version of the format of a saved plan. A plan of another version is refused.
pub const PLAN_VERSION: u32 = 1;

/// A saved plan. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanFile {
    /// The version of the format: [`PLAN_VERSION`].
    pub version: u32,
    /// The path of the input.
    pub input: String,
    /// The digest of the bytes of the input.
    pub content: ContentDigest,
    /// The digest of the options and the profile with which the input was read.
    pub options: ContentDigest,
    /// The number of records in each state, by the [name](RecordStateKind::name) of the state. A state without records is absent.
    pub counts: BTreeMap<String, u64>,
    /// The records, in the order of the input.
    pub records: Vec<PlanFileRecord>,
}

/// A record of a saved plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanFileRecord {
    /// The number of the record in the input, counted from 1.
    pub record: u64,
    /// The line or row at which it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The account; empty if the record has no valid one.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub account: Box<str>,
    /// The [name](RecordStateKind::name) of its state.
    pub state: String,
    /// The agent ID, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_no: Option<i64>,
    /// The number of the earlier record, for a duplicate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
}

/// Why a saved plan is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanFileError {
    /// The plan is of another version of the format.
    Version {
        /// Its version.
        version: u32,
    },
    /// The input was changed after the plan was saved.
    Input,
    /// The options or the profile are others than those of the plan.
    Options,
    /// The plan has accounts of another journal.
    Journal,
}

impl PlanFileError {
    /// Returns the sentence that describes the error, without a full stop.
    #[must_use]
    pub fn message(self, language: Language) -> String {
        const VERSION: Wording = Wording {
            english: "the plan is of version {version} of the format, and this program reads version {known}: save the plan again",
            chinese: "计划文件的格式版本为 {version}，本程序只读取版本 {known}：请重新保存计划",
        };
        const INPUT: Wording = Wording {
            english: "the input changed after the plan was saved: save the plan again",
            chinese: "保存计划后输入文件已更改：请重新保存计划",
        };
        const OPTIONS: Wording = Wording {
            english: "the options or the profile are not those of the plan: use the same ones, or save the plan again",
            chinese: "选项或配置与计划不一致：请使用相同的选项，或重新保存计划",
        };
        const JOURNAL: Wording = Wording {
            english: "the plan has accounts of another journal: use the journal of the plan, or make the plan again",
            chinese: "计划中的账号属于另一个日志：请使用该计划的日志，或重新制定计划",
        };
        match self {
            Self::Version { version } => VERSION.filled(&[("version", version), ("known", PLAN_VERSION)], language),
            Self::Input => INPUT.in_language(language).to_owned(),
            Self::Options => OPTIONS.in_language(language).to_owned(),
            Self::Journal => JOURNAL.in_language(language).to_owned(),
        }
    }
}

/// The sentence in English.
impl fmt::Display for PlanFileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for PlanFileError {}

impl PlanFile {
    /// Returns the file of a plan: the path of the input, the digest of its bytes, and the digest of the options and the profile.
    #[must_use]
    pub fn new(plan: &Plan, input: &str, content: ContentDigest, options: ContentDigest) -> Self {
        let counts = RecordStateKind::ALL.iter().map(|kind| (kind.name().to_owned(), plan.count(*kind)));
        Self {
            version: PLAN_VERSION,
            input: input.to_owned(),
            content,
            options,
            counts: counts.filter(|(_, count)| *count > 0).collect(),
            records: plan
                .records
                .iter()
                .map(|planned| PlanFileRecord {
                    record: planned.record,
                    line: planned.line,
                    account: planned.account.clone(),
                    state: planned.state.kind().name().to_owned(),
                    work_no: planned.state.work_no(),
                    of: match planned.state {
                        RecordState::Duplicate { of } => Some(of),
                        _ => None,
                    },
                })
                .collect(),
        }
    }

    /// Checks that the plan was made from the same input with the same options.
    ///
    /// # Errors
    ///
    /// Returns an error if it was not, or if the plan is of another version of the format.
    pub fn check(&self, content: &ContentDigest, options: &ContentDigest) -> Result<(), PlanFileError> {
        if self.version != PLAN_VERSION {
            return Err(PlanFileError::Version { version: self.version });
        }
        if self.content != *content {
            return Err(PlanFileError::Input);
        }
        if self.options != *options {
            return Err(PlanFileError::Options);
        }
        Ok(())
    }
}

impl Plan {
    /// Takes over what the platform said when a saved plan of the same input was made: accounts that existed are not sent.
    pub fn keep_existing(&mut self, file: &PlanFile) {
        for (planned, saved) in self.records.iter_mut().zip(&file.records) {
            let is_same = planned.record == saved.record && planned.account == saved.account;
            if is_same && planned.state == RecordState::New && saved.state == RecordStateKind::Exists.name() {
                planned.set_exists(saved.work_no);
            }
        }
    }
}

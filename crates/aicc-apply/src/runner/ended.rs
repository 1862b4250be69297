//! How a run ended, in words.

use std::io;

use aicc_core::{Language, Wording};

use super::drive::EndedRun;
use crate::machine::ending::RunEnding;

impl EndedRun {
    /// Returns why the run ended before every record had its outcome, without a full stop; `None` if every record has one. `describe` says in
    /// words what the system says.
    pub fn message(&self, language: Language, describe: impl FnOnce(&io::Error) -> String) -> Option<String> {
        Some(match &self.ending {
            RunEnding::Done => return None,
            RunEnding::Stopped => STOPPED.in_language(language).to_owned(),
            RunEnding::StoppedAfterFailures { count, purpose, failure } => {
                let failure = failure.message(purpose.interface(), language);
                FAILED.filled(&[("count", count.to_string()), ("failure", failure)], language)
            }
            RunEnding::NoToken => self.token_error.as_ref().map(|error| error.message(language)).unwrap_or_default(),
            RunEnding::JournalFailed => {
                let error = self.journal_error.as_ref().map(describe).unwrap_or_default();
                WITHOUT_JOURNAL.filled(&[("error", error)], language)
            }
        })
    }
}

const STOPPED: Wording = Wording { english: "the run was stopped", chinese: "运行已停止" };
const FAILED: Wording = Wording {
    english: "the run ended after {count} failures in a row: {failure}",
    chinese: "连续 {count} 次失败后运行结束：{failure}",
};
const WITHOUT_JOURNAL: Wording = Wording {
    english: "the run ended, because the journal cannot be written: {error}",
    chinese: "由于无法写入日志，运行结束：{error}",
};

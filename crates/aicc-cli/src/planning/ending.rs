//! Why a run ended, in words.

use aicc_apply::{EndedRun, RunEnding};
use aicc_core::Language;

use crate::files::system_sentence;
use crate::terminal::text::escaped;
use crate::words;

/// Returns why a run ended before every record had its outcome, safe to show; `None` if every record has one.
pub(crate) fn run_failed(result: &EndedRun, language: Language) -> Option<String> {
    let sentence = match &result.ending {
        RunEnding::Done => return None,
        RunEnding::Stopped => words::RUN_STOPPED.in_language(language).to_owned(),
        RunEnding::StoppedAfterFailures { count, purpose, failure } => {
            let failure = failure.message(purpose.interface(), language);
            words::RUN_FAILED.filled(&[("count", count.to_string()), ("failure", failure)], language)
        }
        RunEnding::NoToken => {
            let text = result.token_error.as_ref().map(|error| error.message(language)).unwrap_or_default();
            words::SENTENCE.filled(&[("text", text)], language)
        }
        RunEnding::JournalFailed => {
            let error = result.journal_error.as_ref().map(|error| system_sentence(error, language));
            words::RUN_WITHOUT_JOURNAL.filled(&[("error", error.unwrap_or_default())], language)
        }
    };
    Some(escaped(&sentence))
}

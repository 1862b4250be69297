//! Why a run ended, in words.

use aicc_apply::EndedRun;
use aicc_core::Language;

use crate::files::system_sentence;
use crate::terminal::text::escaped;
use crate::words;

/// Returns why a run ended before every record had its outcome, safe to show; `None` if every record has one.
pub(crate) fn run_failed(result: &EndedRun, language: Language) -> Option<String> {
    let text = result.message(language, |error| system_sentence(error, language))?;
    Some(escaped(&words::SENTENCE.filled(&[("text", text)], language)))
}

//! How far a run has come, for a person who watches.

use aicc_core::Language;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::words;

const TEMPLATE: &str = "{bar:30} {msg} {eta}";

/// A progress bar on standard error. Dropping it removes it from the screen.
pub(crate) struct RunProgress {
    bar: ProgressBar,
    records: usize,
    language: Language,
}

impl RunProgress {
    /// Returns the progress of so many records. It is hidden if nobody can see it.
    pub(crate) fn new(records: usize, can_be_seen: bool, language: Language) -> Self {
        if !can_be_seen {
            return Self { bar: ProgressBar::hidden(), records, language };
        }
        let length = u64::try_from(records).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style);
        }
        Self { bar, records, language }
    }

    /// Adds records that have their outcome.
    pub(crate) fn add(&mut self, count: usize) {
        self.bar.inc(u64::try_from(count).unwrap_or_default());
        if !self.bar.is_hidden() {
            let values = [("done", self.bar.position().to_string()), ("records", self.records.to_string())];
            self.bar.set_message(words::RUN_PROGRESS.filled(&values, self.language));
        }
    }
}

impl Drop for RunProgress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

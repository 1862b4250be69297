//! How far the reading of long files has come, for a person who watches.

use std::fs::File;

use aicc_core::Language;
use indicatif::{HumanCount, ProgressBar, ProgressBarIter, ProgressDrawTarget, ProgressStyle};

use crate::words;

/// Files that are shorter than this number of bytes together have no progress bar.
const LONG: u64 = 1 << 20;

const TEMPLATE: &str = "{prefix} {bar:30} {percent}% {msg} {bytes_per_sec} {eta}";

/// A progress bar on standard error. Dropping it removes it from the screen.
pub(crate) struct ReadingProgress {
    bar: ProgressBar,
    language: Language,
}

impl ReadingProgress {
    /// Returns the progress of files with this number of bytes together. It is hidden if nobody can see it, or if the files are
    /// short.
    pub(crate) fn new(size: u64, can_be_seen: bool, language: Language) -> Self {
        if !can_be_seen || size < LONG {
            return Self::hidden(language);
        }
        let bar = ProgressBar::with_draw_target(Some(size), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style);
        }
        Self { bar, language }
    }

    /// Returns a progress that is not shown.
    pub(crate) fn hidden(language: Language) -> Self {
        Self { bar: ProgressBar::hidden(), language }
    }

    /// Shows the name of the next file, which is safe to show.
    pub(crate) fn begin(&self, name: &str) {
        self.bar.set_prefix(name.to_owned());
    }

    /// Returns the file. The bytes that are read from it are counted.
    pub(crate) fn watch(&self, file: File) -> ProgressBarIter<File> {
        self.bar.wrap_read(file)
    }

    /// Shows the number of records so far.
    pub(crate) fn show_records(&self, records: u64) {
        if !self.bar.is_hidden() {
            let records = HumanCount(records);
            self.bar.set_message(words::PROGRESS.filled(&[("records", records)], self.language));
        }
    }

    /// Shows the state at the end of a file, however short ago the last one was shown.
    pub(crate) fn end(&self) {
        if !self.bar.is_hidden() {
            self.bar.force_draw();
        }
    }

    /// Writes to standard error without the bar between.
    pub(crate) fn pause<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }
}

impl Drop for ReadingProgress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

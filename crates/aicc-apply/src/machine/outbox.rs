//! What is on its way to the journal, and the calls that wait for it.

use std::collections::VecDeque;

use crate::journal::entry::JournalEntry;
use crate::machine::schedule::PlannedCall;

/// The entries that are to be written, and the calls that can begin when their entries are on the disk.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    entries: Vec<JournalEntry>,
    /// The creations whose entries are among `entries`.
    announced: Vec<PlannedCall>,
    /// The entries that the caller is writing.
    writing: Option<Vec<JournalEntry>>,
    /// The creations whose entries are among `writing`.
    writing_for: Vec<PlannedCall>,
    /// The calls that can begin: their entries are on the disk, or they need none.
    ready: VecDeque<PlannedCall>,
    /// Whether the journal cannot be written any more.
    is_closed: bool,
}

impl Outbox {
    /// Adds an entry, unless the journal cannot be written.
    pub(super) fn add(&mut self, entry: JournalEntry) {
        if !self.is_closed {
            self.entries.push(entry);
        }
    }

    /// Adds a creation: it begins when its entry is on the disk.
    pub(super) fn announce(&mut self, call: PlannedCall, sent: JournalEntry) {
        self.add(sent);
        self.announced.push(call);
    }

    /// Adds a call that needs no entry.
    pub(super) fn add_ready(&mut self, call: PlannedCall) {
        self.ready.push_back(call);
    }

    /// Returns the number of calls that will begin.
    pub(super) fn calls(&self) -> usize {
        self.announced.len().saturating_add(self.writing_for.len()).saturating_add(self.ready.len())
    }

    /// Returns the entries that are being written.
    pub(super) const fn writing(&self) -> Option<&Vec<JournalEntry>> {
        self.writing.as_ref()
    }

    /// Hands out the entries that are to be written; `None` if there are none.
    pub(super) fn hand_out(&mut self) -> Option<Vec<JournalEntry>> {
        if self.entries.is_empty() {
            return None;
        }
        let entries = std::mem::take(&mut self.entries);
        self.writing_for = std::mem::take(&mut self.announced);
        self.writing = Some(entries.clone());
        Some(entries)
    }

    /// Notes that the entries are on the disk.
    pub(super) fn written(&mut self) {
        self.writing = None;
        self.ready.extend(self.writing_for.drain(..));
    }

    /// Notes that the entries could not be written. Their calls do not begin, and nothing is written from now on.
    pub(super) fn close(&mut self) {
        *self = Self { is_closed: true, ..Self::default() };
    }

    /// Removes and returns the next call that can begin.
    pub(super) fn pop_ready(&mut self) -> Option<PlannedCall> {
        self.ready.pop_front()
    }

    /// Whether nothing is to be written, and no call waits.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.writing.is_none() && self.calls() == 0
    }
}

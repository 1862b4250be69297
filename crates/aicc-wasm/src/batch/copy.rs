//! The copy of a table that a run writes.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use aicc_batch::{BatchUpdate, Repair, WorkbookFile};
use aicc_core::Language;
use aicc_workbook::{AnnotatedCopy, CopyNote, PatchError, RepairedCopy};

use super::options::CopyKind;

/// The bytes that are written and not yet taken.
#[derive(Clone, Debug, Default)]
pub(super) struct WrittenBytes(Rc<RefCell<Vec<u8>>>);

impl WrittenBytes {
    /// Removes and returns the bytes.
    pub(super) fn take(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl Write for WrittenBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The copy of a table.
pub(super) enum TableCopy {
    /// No copy.
    None,
    /// See [`AnnotatedCopy`].
    Annotated(Box<AnnotatedCopy<WrittenBytes>>),
    /// See [`RepairedCopy`].
    Fixed(Box<RepairedCopy<WrittenBytes>>),
}

impl TableCopy {
    pub(super) fn new(kind: CopyKind, output: WrittenBytes, language: Language) -> Self {
        match kind {
            CopyKind::None | CopyKind::Repairs => Self::None,
            CopyKind::Annotated => Self::Annotated(Box::new(AnnotatedCopy::new(output, language))),
            CopyKind::Fixed => Self::Fixed(Box::new(RepairedCopy::new(output))),
        }
    }

    /// Adds the next records. `repairs` are those of the records.
    pub(super) fn add(&mut self, update: &BatchUpdate<'_>, repairs: &[Repair]) -> Result<(), PatchError> {
        match self {
            Self::None => Ok(()),
            Self::Annotated(copy) => copy.add(update),
            Self::Fixed(copy) => copy.add(update, repairs),
        }
    }

    /// Completes the copy.
    pub(super) fn finish(self, workbook: Option<WorkbookFile>) -> Result<Vec<CopyNote>, PatchError> {
        match self {
            Self::None => Ok(Vec::new()),
            Self::Annotated(copy) => copy.finish(workbook),
            Self::Fixed(copy) => copy.finish(workbook),
        }
    }
}

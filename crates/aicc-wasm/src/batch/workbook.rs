//! A run over the rows of a workbook.

use std::io::Read;

use aicc_batch::{BatchRun, BatchUpdate, Counts, Error, Settings, Workbook, WorkbookFile, WorkbookRows};
use self_cell::{MutBorrow, self_cell};
use wasm_bindgen::prelude::wasm_bindgen;

type RowRun<'w> = BatchRun<WorkbookRows<'w>>;

self_cell!(
    /// A workbook, and the run over its rows.
    struct OpenWorkbook {
        owner: MutBorrow<Workbook>,
        #[not_covariant]
        dependent: RowRun,
    }
);

/// A run over the rows of a workbook.
pub(super) struct WorkbookRun {
    open: OpenWorkbook,
    /// The bytes of an `.xlsx` or `.xlsm` file.
    file: Option<WorkbookFile>,
}

impl WorkbookRun {
    /// Opens a workbook.
    pub(super) fn open(input: impl Read, settings: &Settings<'_>) -> Result<Self, Error> {
        let workbook = Workbook::read(input)?;
        let file = workbook.file();
        let open = OpenWorkbook::try_new(MutBorrow::new(workbook), |workbook| {
            Ok::<_, Error>(BatchRun::new(workbook.borrow_mut().rows(settings)?, settings))
        })?;
        Ok(Self { open, file })
    }

    /// Returns the bytes of an `.xlsx` or `.xlsm` file.
    pub(super) fn file(&self) -> Option<WorkbookFile> {
        self.file.clone()
    }

    /// Checks the next rows, and calls `take` with their results; with `None` at the end of the sheet.
    pub(super) fn next<T>(
        &mut self,
        settings: &Settings<'_>,
        take: impl FnOnce(Result<Option<BatchUpdate<'_>>, Error>) -> T,
    ) -> T {
        self.open.with_dependent_mut(|_, run| take(run.next(settings)))
    }

    /// Returns the counts of the rows so far.
    pub(super) fn counts(&self) -> Counts {
        self.open.with_dependent(|_, run| run.counts())
    }
}

/// Returns the size of the memory of the module in bytes. It never shrinks.
#[wasm_bindgen]
pub fn memory_size() -> usize {
    #[cfg(target_arch = "wasm32")]
    return std::arch::wasm32::memory_size(0).saturating_mul(64 << 10);
    #[cfg(not(target_arch = "wasm32"))]
    return 0;
}

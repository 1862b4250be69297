//! Where the records of a workbook are.

/// The table in a sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetTable {
    /// The name of the sheet.
    pub name: String,
    /// The row that names the columns, counted from 1.
    pub heading_row: u32,
    /// The column after the last column that has a name, counted from 0. A column of marks does not count.
    pub end: u32,
    /// The column that is headed `aicc`, counted from 0: the marks of an earlier run; `None` if there is none.
    pub marks: Option<u32>,
    /// The first of the columns that are headed with [`Columns::RESULTS`](aicc_core::Columns::RESULTS), counted from 0: the results of an
    /// earlier run; `None` if there are none.
    pub results: Option<u32>,
}

//! Where the records of a command come from.

mod fault;
mod format;
mod input;

use std::io::Read;
use std::path::Path;

use aicc_batch::{
    BatchUpdate, Counts, Csv, Error, Failure, JsonArray, JsonLines, Parquet, ReadingNote, Settings, TableFormat,
    Workbook, WorkbookFile, decompressed,
};

use self::fault::SourceFault;
pub(crate) use self::format::{FileFormat, has_extension, is_workbook_copy};
use self::input::SourceInput;
pub(crate) use self::input::shown_source;
use crate::terminal::progress::ReadingProgress;

/// A file of records.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RecordSource<'p> {
    /// The path; `-` is standard input.
    pub(crate) path: &'p Path,
    /// The format; `None` if it is not known.
    pub(crate) format: Option<FileFormat>,
    /// The column of a Parquet file that holds the records; `None` if the columns are members.
    pub(crate) column: Option<&'p str>,
}

impl RecordSource<'_> {
    /// Checks the records, and calls `on_update` with the results, and first `on_workbook` with the file if it is a workbook. Returns the counts of the records that were read, and why the
    /// file could not be read to its end. An error of `on_update` ends the run as such a fault.
    pub(crate) fn check(
        &self,
        standard_input: &mut dyn Read,
        progress: &ReadingProgress,
        settings: &Settings<'_>,
        on_update: &mut dyn FnMut(&BatchUpdate<'_>) -> Result<(), Error>,
        on_workbook: &mut dyn FnMut(WorkbookFile),
    ) -> (Counts, Option<SourceFault>) {
        let Some(format) = self.format else { return (Counts::default(), Some(SourceFault::UnknownFormat)) };
        let input = match SourceInput::open(self.path, standard_input, progress) {
            Ok(input) => input,
            Err(error) => return (Counts::default(), Some(SourceFault::System(error))),
        };
        let (mut counts, fault) = match check_records(format, input, self.column, settings, on_update, on_workbook) {
            Ok(counts) => (counts, None),
            Err(failure) => (*failure.before, Some(SourceFault::Content(failure.error))),
        };
        counts.reading.retain(|note| !note.is_said_by(self.path));
        (counts, fault)
    }
}

fn check_records(
    format: FileFormat,
    input: SourceInput<'_>,
    column: Option<&str>,
    settings: &Settings<'_>,
    on_update: &mut dyn FnMut(&BatchUpdate<'_>) -> Result<(), Error>,
    on_workbook: &mut dyn FnMut(WorkbookFile),
) -> Result<Counts, Failure<Counts>> {
    let on_update = |update: BatchUpdate<'_>| on_update(&update);
    match format {
        FileFormat::Jsonl => settings.run(JsonLines::new(text(input)?), on_update),
        FileFormat::Json => settings.run(JsonArray::new(text(input)?), on_update),
        FileFormat::Csv => check_table(TableFormat::Csv, text(input)?, settings, on_update, on_workbook),
        FileFormat::Workbook => check_table(TableFormat::Workbook, text(input)?, settings, on_update, on_workbook),
        FileFormat::Parquet => settings.run(parquet(input, column)?, on_update),
    }
}

/// Checks a table whose name says that it is in a format. The content of the file decides.
fn check_table(
    named: TableFormat,
    input: impl Read,
    settings: &Settings<'_>,
    on_update: impl FnMut(BatchUpdate<'_>) -> Result<(), Error>,
    on_workbook: &mut dyn FnMut(WorkbookFile),
) -> Result<Counts, Failure<Counts>> {
    let (format, input) = named.by_content(input).map_err(Error::Read)?;
    let mut ended = match format {
        TableFormat::Csv => settings.run(Csv::new(input), on_update),
        TableFormat::Workbook => {
            let mut workbook = Workbook::read(input)?;
            workbook.file().into_iter().for_each(on_workbook);
            settings.run(workbook.rows(settings)?, on_update)
        }
    };
    if format != named {
        let counts = ended.as_mut().unwrap_or_else(|failure| &mut failure.before);
        counts.reading.insert(0, ReadingNote::Format { format });
    }
    ended
}

/// Returns the decompressed input.
fn text<'i>(input: SourceInput<'i>) -> Result<Box<dyn Read + 'i>, Error> {
    decompressed(input).map_err(Error::Read)
}

fn parquet(input: SourceInput<'_>, column: Option<&str>) -> Result<Parquet, Error> {
    let file = match input {
        SourceInput::File(file) => Parquet::open(file)?,
        SourceInput::Stream(stream) => Parquet::read(stream)?,
    };
    Ok(match column {
        Some(column) => file.column(column),
        None => file,
    })
}

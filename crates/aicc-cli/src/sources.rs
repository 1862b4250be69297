//! Where the records of a command come from.

mod fault;
mod format;
mod input;

use std::io::Read;

use aicc_batch::{BatchUpdate, Counts, Csv, Error, Excel, Failure, JsonArray, JsonLines, Settings, decompressed};

pub(crate) use self::fault::SourceFault;
pub(crate) use self::format::Format;
pub(crate) use self::input::{Input, shown_source};

/// Checks the records of an input, and calls `on_update` with the results. `column` is the column of a Parquet file that holds the
/// records.
///
/// # Errors
///
/// Returns an error if the input cannot be read to its end, or if `on_update` returns one. The failure holds the counts of the
/// records before.
pub(crate) fn check_records(
    format: Format,
    input: impl Read,
    settings: &Settings<'_>,
    on_update: &mut dyn FnMut(&BatchUpdate<'_>) -> Result<(), Error>,
) -> Result<Counts, Failure<Counts>> {
    let input = decompressed(input).map_err(Error::Read)?;
    let on_update = |update: BatchUpdate<'_>| on_update(&update);
    match format {
        Format::Jsonl => settings.run(JsonLines::new(input), on_update),
        Format::Json => settings.run(JsonArray::new(input), on_update),
        Format::Csv => settings.run(Csv::new(input), on_update),
        Format::Excel => settings.run(Excel::read(input)?.rows()?, on_update),
        Format::Parquet => Err(Error::NoLines.into()),
    }
}

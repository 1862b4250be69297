//! Where the records of a command come from.

mod fault;
mod format;
mod input;

use std::io::Read;

use aicc_batch::{
    BatchUpdate, Counts, Csv, Error, Excel, Failure, JsonArray, JsonLines, Parquet, Settings, decompressed,
};

pub(crate) use self::fault::SourceFault;
pub(crate) use self::format::FileFormat;
pub(crate) use self::input::{SourceInput, shown_source};

/// Checks the records of an input, and calls `on_update` with the results. `column` is the column of a Parquet file that holds the
/// records.
///
/// # Errors
///
/// Returns an error if the input cannot be read to its end, or if `on_update` returns one. The failure holds the counts of the
/// records before.
pub(crate) fn check_records(
    format: FileFormat,
    input: SourceInput<'_>,
    column: Option<&str>,
    settings: &Settings<'_>,
    on_update: &mut dyn FnMut(&BatchUpdate<'_>) -> Result<(), Error>,
) -> Result<Counts, Failure<Counts>> {
    let on_update = |update: BatchUpdate<'_>| on_update(&update);
    match format {
        FileFormat::Jsonl => settings.run(JsonLines::new(text(input)?), on_update),
        FileFormat::Json => settings.run(JsonArray::new(text(input)?), on_update),
        FileFormat::Csv => settings.run(Csv::new(text(input)?), on_update),
        FileFormat::Excel => settings.run(Excel::read(text(input)?)?.rows()?, on_update),
        FileFormat::Parquet => settings.run(parquet(input, column)?, on_update),
    }
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

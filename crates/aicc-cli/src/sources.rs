//! Where the records of a command come from.

mod fault;
mod format;
mod input;

use std::io::Read;

use aicc_batch::{
    BatchUpdate, Counts, Csv, Error, Excel, Failure, JsonArray, JsonLines, Parquet, Settings, decompressed,
};

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
    input: Input<'_>,
    column: Option<&str>,
    settings: &Settings<'_>,
    on_update: &mut dyn FnMut(&BatchUpdate<'_>) -> Result<(), Error>,
) -> Result<Counts, Failure<Counts>> {
    let on_update = |update: BatchUpdate<'_>| on_update(&update);
    match format {
        Format::Jsonl => settings.run(JsonLines::new(text(input)?), on_update),
        Format::Json => settings.run(JsonArray::new(text(input)?), on_update),
        Format::Csv => settings.run(Csv::new(text(input)?), on_update),
        Format::Excel => settings.run(Excel::read(text(input)?)?.rows()?, on_update),
        Format::Parquet => settings.run(parquet(input, column)?, on_update),
    }
}

/// Returns the decompressed input.
fn text<'i>(input: Input<'i>) -> Result<Box<dyn Read + 'i>, Error> {
    decompressed(input).map_err(Error::Read)
}

fn parquet(input: Input<'_>, column: Option<&str>) -> Result<Parquet, Error> {
    let file = match input {
        Input::File(file) => Parquet::open(file)?,
        Input::Stream(stream) => Parquet::read(stream)?,
    };
    Ok(match column {
        Some(column) => file.column(column),
        None => file,
    })
}

//! The run over many records.

use std::cell::Cell;
use std::io::Read;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use aicc_batch::{
    Arrow, Counts, Csv, Error, Failure, FindingsTable, JsonArray, JsonLines, KeyMembers, ReadingNote, Settings, Source,
    TableFormat, Workbook, decompressed,
};
use aicc_core::{Interface, Language, Profile};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::ArrowError;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyIterator};

use super::arrow::{Arrays, arrays};
use super::caller::{Caller, Timer};
use super::collector::{FindingsCollector, OnUpdate, split};
use super::copy_writer::{AnnotationWriter, RepairedFile};
use super::error::{raised, with_report};
use super::findings::PyFindings;
use super::input::Input;
use super::iterable::BodyIterator;
use super::parquet::ParquetSource;
use super::repairs::RepairCollector;
use super::report::PyBatchReport;
use super::table;
use crate::classes::profile::{PyProfile, chosen};
use crate::convert::argument::Clamped;
use crate::convert::interface::Named;
use crate::convert::language::Tag;
use crate::panics::guarded;

/// The source of the records.
enum Records {
    Lines(Input),
    Array(Input),
    /// The format that the name says.
    Table(TableFormat, Input),
    Arrays(Arrays),
    Parquet(Input),
    Messages(Py<PyIterator>),
}

/// Returns a report on many records. ``aicc.check_many`` calls it.
///
/// Args:
///     interface: The name of the interface.
///     source: The source, of the kind that ``form`` names.
///     form: ``jsonl``, ``json``, ``csv``, ``workbook`` or ``parquet`` for a path or an object with ``read``; ``arrow``
///         for a producer of Arrow data, ``messages`` for an iterable of bodies.
///     column: The column of Arrow data or a Parquet file that holds the records.
///     cells: Whether the columns of Arrow data or a Parquet file are read as the cells of a CSV file.
///     table: The options of a table that are given, by the names of the arguments of ``aicc.check_many``.
///     profile: The options of each check.
///     threads: The number of threads that check. Default: one for each processor.
///     limit: The number of findings that are kept. ``None`` keeps all.
///     advice: Whether advice is reported.
///     language: The language of the messages.
///     outputs: The files for valid and for invalid records.
///     annotated: The file for the copy with the findings in it.
///     repairs: Called with each repair that is proposed for a cell: the record, the row, the cell, the key, the
///         pointer, and the text before and after it.
///     fixed: The file for the copy with repaired cells, if ``repairs`` is given.
///     sink: Called with tables of all findings.
///     progress: Called with the numbers of records, valid records, invalid records and bytes that were read.
#[pyfunction]
#[pyo3(signature = (
    interface, source, form, *, column, cells, table: "dict[str, Any]", profile, threads, limit, advice, language, outputs,
    annotated, repairs, fixed, sink, progress
))]
#[expect(clippy::too_many_arguments, reason = "aicc.check_many gives them names and defaults")]
pub(crate) fn check_source(
    py: Python<'_>,
    interface: Named,
    source: &Bound<'_, PyAny>,
    form: &str,
    column: Option<&str>,
    cells: bool,
    table: &Bound<'_, PyDict>,
    profile: Option<&Bound<'_, PyProfile>>,
    threads: Option<Clamped>,
    limit: Option<Clamped>,
    advice: bool,
    language: Tag,
    outputs: Option<(Py<PyAny>, Py<PyAny>)>,
    annotated: Option<Py<PyAny>>,
    repairs: Option<Py<PyAny>>,
    fixed: Option<Py<PyAny>>,
    sink: Option<Py<PyAny>>,
    progress: Option<Py<PyAny>>,
) -> PyResult<PyBatchReport> {
    let (mut settings, room) = settings_of(interface.0, chosen(profile), threads, limit, advice, cells, table)?;
    if sink.is_some() || annotated.is_some() || repairs.is_some() {
        settings.limit = usize::MAX;
    }
    if annotated.is_some() || repairs.is_some() {
        settings.key = KeyMembers::of(interface.0);
    }
    let source = BatchSource { source, form, column, room };
    let outputs = RunOutputs { outputs, annotated, repairs, fixed, sink, progress };
    report_of(py, &settings, &source, language.0, outputs, None)
}

/// Where the records of a run come from.
pub(crate) struct BatchSource<'s, 'py> {
    /// The source, of the kind that `form` names.
    pub(crate) source: &'s Bound<'py, PyAny>,
    /// See [`check_source`].
    pub(crate) form: &'s str,
    /// See [`check_source`].
    pub(crate) column: Option<&'s str>,
    /// The number of findings that the report keeps.
    pub(crate) room: usize,
}

/// The arguments of [`check_source`] that get results.
#[derive(Default)]
struct RunOutputs {
    outputs: Option<(Py<PyAny>, Py<PyAny>)>,
    annotated: Option<Py<PyAny>>,
    repairs: Option<Py<PyAny>>,
    fixed: Option<Py<PyAny>>,
    sink: Option<Py<PyAny>>,
    progress: Option<Py<PyAny>>,
}

/// Returns the settings of a run, and the number of findings that the report keeps.
pub(crate) fn settings_of<'p>(
    interface: &'static Interface,
    profile: &'p Profile,
    threads: Option<Clamped>,
    limit: Option<Clamped>,
    advice: bool,
    cells: bool,
    table: &Bound<'_, PyDict>,
) -> PyResult<(Settings<'p>, usize)> {
    let room = limit.map_or(Ok(usize::MAX), |limit| limit.at_least("limit", 0))?;
    let mut settings = Settings::new(interface, profile);
    if let Some(threads) = threads {
        settings.threads = NonZeroUsize::new(threads.at_least("threads", 1)?).unwrap_or(NonZeroUsize::MIN);
    }
    settings.limit = room;
    settings.texts_are_cells = cells;
    settings.table = guarded(|| table::options(table))?;
    settings.advice = advice;
    Ok((settings, room))
}

/// Returns the report on the records of a source, and passes on the results of each part of the source.
pub(crate) fn check_bodies(
    py: Python<'_>,
    settings: &Settings<'_>,
    source: &BatchSource<'_, '_>,
    language: Language,
    on_update: &mut OnUpdate<'_>,
) -> PyResult<PyBatchReport> {
    report_of(py, settings, source, language, RunOutputs::default(), Some(on_update))
}

fn report_of(
    py: Python<'_>,
    settings: &Settings<'_>,
    source: &BatchSource<'_, '_>,
    language: Language,
    outputs: RunOutputs,
    on_update: Option<&mut OnUpdate<'_>>,
) -> PyResult<PyBatchReport> {
    let BatchSource { source, form, column, room } = *source;
    let RunOutputs { outputs, annotated, repairs, fixed, sink, progress } = outputs;
    let interface = settings.interface;
    let records = guarded(|| open(source, form))?;
    let run = || {
        let (caller, read) = (Caller::new(), Cell::new(0));
        let collector = FindingsCollector {
            caller: &caller,
            table: FindingsTable::new(language),
            kept: Vec::new(),
            room,
            sink,
            split: outputs.map(|(valid, invalid)| split(&caller, valid, invalid)),
            annotation: annotated.map(|output| AnnotationWriter::annotation(&caller, output, language)),
            repairs: repairs.map(|on_repair| RepairCollector {
                caller: &caller,
                on_repair,
                copy: fixed.map(|output| RepairedFile::repaired(&caller, output, language)),
            }),
            on_update: on_update.map(|on_update| on_update as &mut OnUpdate<'_>),
            progress,
            progress_timer: Timer::new(),
            read: &read,
        };
        let outcome = check(settings, records, column, collector);
        (outcome, caller.into_raised())
    };
    let (error, mut before) = match guarded(|| Ok(py.detach(run)))? {
        (Ok(taken), None) => (None, taken),
        (Ok(taken), Some(exception)) => (Some(exception), taken),
        (Err(Failure { before, .. }), Some(exception)) => (Some(exception), *before),
        (Err(Failure { error, before }), None) => (Some(raised(error, interface, source, language)), *before),
    };
    if let Ok(path) = source.extract::<PathBuf>() {
        before.0.reading.retain(|note| !note.is_said_by(&path));
    }
    let Some(error) = error else { return report(py, interface, before, language) };
    Err(with_report(py, error, report(py, interface, before, language)?))
}

fn report(
    py: Python<'_>,
    interface: &'static Interface,
    (counts, kept): Taken,
    language: Language,
) -> PyResult<PyBatchReport> {
    Ok(PyBatchReport::new(interface, counts, Py::new(py, PyFindings::new(kept))?, language))
}

fn open(source: &Bound<'_, PyAny>, form: &str) -> PyResult<Records> {
    match form {
        "arrow" => arrays(source).map(Records::Arrays),
        "messages" => source.try_iter().map(|messages| Records::Messages(messages.unbind())),
        "jsonl" => Input::open(source).map(Records::Lines),
        "json" => Input::open(source).map(Records::Array),
        "csv" => Input::open(source).map(|input| Records::Table(TableFormat::Csv, input)),
        "workbook" => Input::open(source).map(|input| Records::Table(TableFormat::Workbook, input)),
        "parquet" => Input::open(source).map(Records::Parquet),
        _ => Err(PyValueError::new_err(format!("unknown form {form:?}"))),
    }
}

/// The counts, and the findings that are kept.
type Taken = (Counts, Vec<RecordBatch>);
type RunResult = Result<Taken, Failure<Taken>>;

fn check(
    settings: &Settings<'_>,
    records: Records,
    column: Option<&str>,
    collector: FindingsCollector<'_>,
) -> RunResult {
    let (caller, read) = (collector.caller, collector.read);
    let text = |input: Input| decompressed(input.reader(caller, read)).map_err(Error::Read);
    match records {
        Records::Lines(input) => run(settings, JsonLines::new(text(input)?), collector),
        Records::Array(input) => run(settings, JsonArray::new(text(input)?), collector),
        Records::Table(named, input) => run_table(settings, named, text(input)?, collector),
        Records::Arrays(arrays) => run(settings, in_column(Arrow::new(arrays), column), collector),
        Records::Messages(iterator) => run(settings, BodyIterator::new(iterator, caller), collector),
        Records::Parquet(input) => run(settings, ParquetSource::open(input, column, caller, read)?, collector),
    }
}

/// Checks a table whose name says that it is in a format. The content of the file decides.
fn run_table(
    settings: &Settings<'_>,
    named: TableFormat,
    input: impl Read,
    mut collector: FindingsCollector<'_>,
) -> RunResult {
    let (format, input) = named.by_content(input).map_err(Error::Read)?;
    let mut ended = match format {
        TableFormat::Csv => run(settings, Csv::new(input), collector),
        TableFormat::Workbook => {
            let mut workbook = Workbook::read(input)?;
            collector.set_workbook(&workbook.file());
            run(settings, workbook.rows(settings)?, collector)
        }
    };
    if format != named {
        let (counts, _) = ended.as_mut().unwrap_or_else(|failure| &mut failure.before);
        counts.reading.insert(0, ReadingNote::Format { format });
    }
    ended
}

fn in_column<I: Iterator<Item = Result<ArrayRef, ArrowError>>>(arrow: Arrow<I>, column: Option<&str>) -> Arrow<I> {
    match column {
        Some(column) => arrow.column(column),
        None => arrow,
    }
}

fn run(settings: &Settings<'_>, source: impl Source, mut collector: FindingsCollector<'_>) -> RunResult {
    let (counts, failed) = match settings.run(source, |update| collector.add(&update, settings)) {
        Ok(counts) => (counts, None),
        Err(Failure { error, before }) => (*before, Some(error)),
    };
    let (kept, finished) = match failed {
        Some(Error::Stopped) => collector.stop(),
        _ => collector.finish(&counts),
    };
    match failed.or(finished.err()) {
        Some(error) => Err(Failure { error, before: Box::new((counts, kept)) }),
        None => Ok((counts, kept)),
    }
}

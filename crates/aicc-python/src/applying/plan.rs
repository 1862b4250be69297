//! The plan of a source.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use aicc_apply::{
    ContentDigest, JournalFile, Plan, PlanBuilder, PlanFileError, PlannedRecord, RecordState, RecordStateKind,
};
use aicc_batch::{RecordPosition, RecordUnit, Settings, UpdatedRecord};
use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;
use aicc_core::{Language, Profile};
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::error::{journal as journal_error, no_records};
use crate::batch::{BatchSource, PyBatchReport, check_bodies, settings_of};
use crate::classes::profile::{PyProfile, chosen};
use crate::convert::argument::Clamped;
use crate::convert::language::Tag;
use crate::panics::guarded;

/// The records of a plan, with their passwords: see ``aicc.Plan``. It never changes.
#[pyclass(name = "PlannedRecords", module = "aicc._aicc", frozen)]
pub(crate) struct PyPlannedRecords {
    plan: Plan,
    unit: RecordUnit,
    report: Py<PyBatchReport>,
    /// The file that was read, with its digest.
    input: Option<(PathBuf, ContentDigest)>,
    journal: PathBuf,
    language: Language,
}

/// Returns what a person counts to find a record in a source of a form of `check_source`.
fn unit_of(form: &str) -> RecordUnit {
    match form {
        "csv" | "workbook" => RecordUnit::Row,
        "jsonl" => RecordUnit::Line,
        _ => RecordUnit::Record,
    }
}

/// A record of a plan: its number, row, line, account, state, work number, and the number of the earlier record.
type RecordRow<'r> = (u64, Option<u64>, Option<u64>, &'r str, &'static str, Option<i64>, Option<u64>);

/// Returns the plan of a source. ``aicc.plan`` calls it.
///
/// Args:
///     source: The source, as in ``check_source``.
///     form: The form, as in ``check_source``.
///     journal: The journal, which need not exist. Default: beside the source, if it is a path.
///     column: As in ``check_source``, up to ``language``.
#[pyfunction]
#[pyo3(signature = (
    source, form, *, journal, column, cells, table: "dict[str, Any]", profile, threads, limit, advice, language
))]
#[expect(clippy::too_many_arguments, reason = "aicc.plan gives them names and defaults")]
pub(crate) fn plan_source(
    py: Python<'_>,
    source: &Bound<'_, PyAny>,
    form: &str,
    journal: Option<PathBuf>,
    column: Option<&str>,
    cells: bool,
    table: &Bound<'_, PyDict>,
    profile: Option<&Bound<'_, PyProfile>>,
    threads: Option<Clamped>,
    limit: Option<Clamped>,
    advice: bool,
    language: Tag,
) -> PyResult<PyPlannedRecords> {
    let (profile, language) = (chosen(profile), language.0);
    let (settings, room) = settings_of(&AGENT_ACCOUNT_CREATE, profile, threads, limit, advice, cells, table)?;
    let settings = Settings { bodies: true, limit: usize::MAX, ..settings };
    let path = source.extract::<PathBuf>().ok();
    let journal = journal
        .or_else(|| path.as_deref().map(JournalFile::beside))
        .ok_or_else(|| PyValueError::new_err("journal must name a file, because the source is not a path"))?;
    let input = guarded(|| Ok(py.detach(|| path.map(digest_of).transpose())?))?;
    let known = guarded(|| Ok(py.detach(|| JournalFile::state_of(&journal))))?;
    let known = known.map_err(|error| journal_error(py, error, &journal, language))?;
    let unit = unit_of(form);
    let mut builder = PlanBuilder::new(Profile::clone(profile), &known);
    let mut records = 0;
    let batch = BatchSource { source, form, column, room };
    let report = check_bodies(py, &settings, &batch, language, &mut |update| {
        for UpdatedRecord { record, position, json } in update.each_record(records) {
            let number = unit.number(position);
            match json {
                // If it is invalid in spite of the check, the plan has it as invalid.
                Some(json) => builder.add(record, number, json).unwrap_or_default(),
                None => builder.add_invalid(record, number),
            }
        }
        records = update.counts.records;
    })?;
    let plan = builder.finish();
    if plan.records().is_empty() {
        return Err(no_records(input.as_ref().map(|(path, _)| path.as_path()), language));
    }
    Ok(PyPlannedRecords { plan, unit, report: Py::new(py, report)?, input, journal, language })
}

fn digest_of(path: PathBuf) -> std::io::Result<(PathBuf, ContentDigest)> {
    let digest = ContentDigest::read(File::open(&path)?)?;
    Ok((path, digest))
}

impl PyPlannedRecords {
    pub(super) const fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(super) const fn unit(&self) -> RecordUnit {
        self.unit
    }

    pub(super) const fn language(&self) -> Language {
        self.language
    }

    pub(super) fn journal_path(&self) -> &Path {
        &self.journal
    }

    /// Returns the path of the file that was read.
    pub(super) fn input(&self) -> Option<&Path> {
        self.input.as_ref().map(|(path, _)| path.as_path())
    }

    /// Checks that the file is the one that was read. A file that is gone is another one.
    pub(super) fn check_input(&self) -> Result<(), PlanFileError> {
        let Some((path, digest)) = &self.input else { return Ok(()) };
        let now = File::open(path).and_then(ContentDigest::read);
        if now.is_ok_and(|now| now == *digest) { Ok(()) } else { Err(PlanFileError::Input) }
    }

    fn row<'r>(&self, planned: &'r PlannedRecord) -> RecordRow<'r> {
        let RecordPosition { row, line, .. } = self.unit.position(planned.line);
        let duplicate_of = match planned.state {
            RecordState::Duplicate { of } => Some(of),
            _ => None,
        };
        let state = &planned.state;
        (planned.record, row, line, &planned.account, state.kind().name(), state.work_no(), duplicate_of)
    }
}

#[pymethods]
impl PyPlannedRecords {
    /// The report of the check.
    #[getter]
    fn report(&self, py: Python<'_>) -> Py<PyBatchReport> {
        self.report.clone_ref(py)
    }

    /// The path of the journal.
    #[getter]
    fn journal(&self) -> &Path {
        self.journal_path()
    }

    /// The number of records in each state, by the name of the state. Each access returns a new dict.
    #[getter]
    fn counts(&self) -> HashMap<&'static str, u64> {
        RecordStateKind::ALL.iter().map(|kind| (kind.name(), self.plan.count(*kind))).collect()
    }

    fn __len__(&self) -> usize {
        self.plan.records().len()
    }

    /// Returns the record at an index from 0: its number, row, line, account, state, work number, and the number of the
    /// earlier record.
    #[pyo3(signature = (index, /))]
    fn record(&self, index: usize) -> PyResult<RecordRow<'_>> {
        let planned = self.plan.records().get(index);
        planned.map(|planned| self.row(planned)).ok_or_else(|| PyIndexError::new_err("plan index out of range"))
    }
}

//! A run that creates accounts, on a thread of its own.

use std::collections::HashMap;
use std::fs;
use std::num::{NonZeroU32, NonZeroUsize};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use aicc_apply::{
    ApplyOptions, Certificates, EndedRun, JournalFile, Machine, OutcomeKind, Plan, RecordState, RunEnding, RunOptions,
    Runner, Stop, TokenSource,
};
use aicc_batch::RecordUnit;
use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;
use aicc_core::{Cloud, Language, Profile, check_server};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::error::{NotStarted, RunFiles, about, not_started};
use super::outcome::OutcomeFields;
use super::plan::PyPlannedRecords;
use super::progress::{OutcomeQueue, OutcomeSender};
use super::token::{Raised, token_source};
use crate::batch::os_error;
use crate::classes::server::PyCloud;
use crate::convert::argument::Clamped;
use crate::errors::validation;
use crate::panics::{guarded, internal_error};

/// A run that creates the accounts of a plan on a thread of its own: see ``aicc.ApplyRun``.
///
/// Args:
///     plan: The plan.
///     cloud: The configuration service.
///     token: The token, or a function that returns it. Default: that of ``cloud``.
///     rate: How many requests begin in a second at most.
///     parallel: How many requests are in flight at most.
///     resend_unknown: Whether accounts with an unknown outcome are sent again.
///     certificate: The path of certificates in PEM that are trusted too.
///
/// Raises:
///     ApplyError: The run cannot begin.
#[pyclass(name = "RunningApply", module = "aicc._aicc", frozen)]
pub(crate) struct PyRunningApply {
    progress: Arc<OutcomeQueue>,
    stop: Stop,
    raised: Raised,
    language: Language,
}

#[pymethods]
impl PyRunningApply {
    #[new]
    #[pyo3(signature = (plan, *, cloud, token, rate, parallel, resend_unknown, certificate))]
    #[expect(clippy::too_many_arguments, reason = "aicc.apply gives them names and defaults")]
    fn new(
        py: Python<'_>,
        plan: &Bound<'_, PyPlannedRecords>,
        cloud: &Bound<'_, PyCloud>,
        token: Option<&Bound<'_, PyAny>>,
        rate: Option<Clamped>,
        parallel: Option<Clamped>,
        resend_unknown: bool,
        certificate: Option<PathBuf>,
    ) -> PyResult<Self> {
        guarded(|| {
            let (planned, cloud) = (plan.get(), cloud.get());
            let (progress, stop, raised) = (Arc::default(), Stop::default(), Raised::default());
            let tokens = match token {
                Some(token) => token_source(token, &raised)?,
                None => TokenSource::Fixed(cloud.token.clone().ok_or_else(|| without_token(py, &cloud.cloud))?),
            };
            let run = RunThread {
                plan: planned.plan().clone(),
                journal: planned.journal_path().to_owned(),
                cloud: cloud.cloud.clone(),
                tokens,
                options: apply_options(rate, parallel, resend_unknown)?,
                run_options: RunOptions {
                    certificates: certificates(py, certificate.as_ref())?,
                    ..RunOptions::default()
                },
                unit: planned.unit(),
                language: planned.language(),
                progress: Arc::clone(&progress),
                stop: stop.clone(),
            };
            let files = RunFiles {
                input: planned.input().map(ToOwned::to_owned),
                journal: planned.journal_path().to_owned(),
                certificate,
            };
            let running = Self { progress, stop, raised, language: planned.language() };
            if let Err(error) = py.detach(|| planned.check_input()) {
                return Err(not_started(py, NotStarted::Plan(error), &files, running.language));
            }
            running.start(py, run, &files)?;
            Ok(running)
        })
    }

    /// Waits for the next outcome and returns it, or ``None`` after the last one.
    #[pyo3(signature = () -> "tuple[Any, ...] | None")]
    fn next(&self, py: Python<'_>) -> PyResult<Option<OutcomeFields>> {
        guarded(|| {
            self.progress.wait(py, |state| match state.outcomes.pop_front() {
                None if !state.is_over => None,
                row => Some(row),
            })
        })
    }

    /// Raises the exception of a run that failed, if it did.
    fn check(&self) -> PyResult<()> {
        let state = self.progress.locked();
        if state.has_panicked {
            return Err(internal_error());
        }
        let Some(ended) = &state.ended else { return Ok(()) };
        if let (RunEnding::NoToken, Some(raised)) = (&ended.ending, self.take_raised()) {
            return Err(raised);
        }
        match (&ended.ending, message(ended, self.language)) {
            (RunEnding::Done | RunEnding::Stopped, _) | (_, None) => Ok(()),
            (_, Some(text)) => Err(about(None, &text)),
        }
    }

    /// The number of records of each kind of outcome, by the name of the kind, as far as it is known. Each access
    /// returns a new dict.
    #[getter]
    fn counts(&self) -> HashMap<&'static str, u64> {
        let counts = self.progress.locked().counts;
        OutcomeKind::ALL.iter().map(|kind| (kind.name(), counts.of(*kind))).collect()
    }

    /// The name of the ending, or ``None`` before it.
    #[getter]
    fn ending(&self) -> Option<&'static str> {
        self.progress.locked().ended.as_ref().map(|ended| ended.ending.name())
    }

    /// Begins no more requests.
    fn stop(&self) {
        self.stop.stop();
    }

    /// Waits until the requests in flight have ended.
    fn wait(&self, py: Python<'_>) -> PyResult<()> {
        guarded(|| self.progress.wait(py, |state| state.is_over.then_some(())))
    }
}

impl Drop for PyRunningApply {
    fn drop(&mut self) {
        self.stop.stop();
    }
}

impl PyRunningApply {
    /// Starts the thread, and waits until it has a connection and its journal.
    fn start(&self, py: Python<'_>, run: RunThread, files: &RunFiles) -> PyResult<()> {
        thread::Builder::new().name("aicc-apply".to_owned()).spawn(move || run.run())?;
        self.progress.wait(py, |state| (state.has_started || state.is_over).then_some(()))?;
        let error = self.progress.locked().start_error.take();
        match (error, self.take_raised()) {
            (None, _) => Ok(()),
            (Some(NotStarted::Runner(aicc_apply::RunnerError::Token(_))), Some(raised)) => Err(raised),
            (Some(error), _) => Err(not_started(py, error, files, self.language)),
        }
    }

    fn take_raised(&self) -> Option<PyErr> {
        self.raised.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Returns the `aicc.ValidationError` of a service without a token.
fn without_token(py: Python<'_>, cloud: &Cloud) -> PyErr {
    validation(py, &check_server(&AGENT_ACCOUNT_CREATE, cloud, &[], &Profile::default()))
}

fn message(ended: &EndedRun, language: Language) -> Option<String> {
    ended.message(language, ToString::to_string)
}

fn apply_options(rate: Option<Clamped>, parallel: Option<Clamped>, resend_unknown: bool) -> PyResult<ApplyOptions> {
    let defaults = ApplyOptions::default();
    let rate = rate.map(|rate| rate.at_least("rate", 1)).transpose()?;
    let parallel = parallel.map(|parallel| parallel.at_least("parallel", 1)).transpose()?;
    if parallel.is_some_and(|parallel| parallel > ApplyOptions::MOST_PARALLEL.into()) {
        return Err(PyValueError::new_err(format!("parallel must be at most {}", ApplyOptions::MOST_PARALLEL)));
    }
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(ApplyOptions {
        parallel: parallel.and_then(NonZeroUsize::new).unwrap_or(defaults.parallel),
        rate: rate.and_then(|rate| NonZeroU32::new(u32::try_from(rate).unwrap_or(u32::MAX))),
        resend_unknown,
        // Two runs that wait for one platform do not try again at the same time.
        seed: u64::from(time.subsec_nanos()),
        ..defaults
    })
}

fn certificates(py: Python<'_>, path: Option<&PathBuf>) -> PyResult<Certificates> {
    let Some(path) = path else { return Ok(Certificates::default()) };
    match py.detach(|| fs::read(path)) {
        Ok(pem) => Ok(Certificates { pem: Some(pem) }),
        Err(error) => Err(os_error(error, path.into_pyobject(py)?.as_any())),
    }
}

/// What the thread of a run needs.
struct RunThread {
    plan: Plan,
    journal: PathBuf,
    cloud: Cloud,
    tokens: TokenSource,
    options: ApplyOptions,
    run_options: RunOptions,
    unit: RecordUnit,
    language: Language,
    progress: Arc<OutcomeQueue>,
    stop: Stop,
}

impl RunThread {
    /// Runs to the end. A panic ends the run too.
    fn run(self) {
        let progress = Arc::clone(&self.progress);
        let ran = catch_unwind(AssertUnwindSafe(|| self.apply()));
        progress.change(|state| {
            match ran {
                Ok(Ok(ended)) => state.ended = Some(ended),
                Ok(Err(error)) => state.start_error = Some(error),
                Err(_) if state.has_started => state.has_panicked = true,
                Err(_) => state.start_error = Some(NotStarted::Panic),
            }
            state.is_over = true;
        });
    }

    /// Creates the accounts. The journal is unlocked when this returns.
    fn apply(self) -> Result<EndedRun, NotStarted> {
        let Self { mut plan, journal, cloud, tokens, options, run_options, unit, language, progress, stop } = self;
        let mut runner = Runner::new(cloud, tokens, &run_options, stop).map_err(NotStarted::Runner)?;
        let (mut journal, known) = JournalFile::open(&journal).map_err(NotStarted::Journal)?;
        plan.renew(&known).map_err(NotStarted::Plan)?;
        drop(known);
        let mut machine = Machine::new(plan, options);
        let mut sender = OutcomeSender::new(&progress, &machine, unit, language);
        progress.change(|state| state.has_started = true);
        sender.send(&machine, settled(machine.plan()).into_iter());
        let ended = runner.run(&mut machine, Some(&mut journal), |machine, indices| {
            sender.send(machine, indices.iter().copied());
        });
        sender.send_rest(&machine);
        Ok(ended)
    }
}

/// Returns the indices of the records whose outcomes no call changes.
fn settled(plan: &Plan) -> Vec<usize> {
    let is_settled = |state: &RecordState| {
        !matches!(state, RecordState::New | RecordState::Refused(_) | RecordState::Open | RecordState::Unknown)
    };
    let records = plan.records().iter().enumerate();
    records.filter(|(_, planned)| is_settled(&planned.state)).map(|(index, _)| index).collect()
}

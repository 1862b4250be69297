//! The files that a sandbox writes: its certificate, the recording and the state.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aicc_core::Language;
use aicc_sandbox::{OnExchange, Recorder, Sandbox};
use tempfile::{Builder, TempPath};

use super::inputs::form_of;
use crate::failed::Failed;
use crate::files::{FileArgument, FileFault, OutputArgument, OutputFile, Secrecy};
use crate::streams::Streams;

/// The paths that the options name.
pub(super) struct OutputPaths<'a> {
    pub(super) certificate: Option<&'a Path>,
    pub(super) state: Option<&'a Path>,
    pub(super) record: Option<&'a Path>,
}

/// The outputs. The certificate is written when the sandbox starts, the others when it ends.
pub(super) struct SandboxOutputs {
    certificate: Mutex<Option<OutputFile>>,
    /// The certificate if no option names a file. It is removed when the sandbox ends.
    temporary: Mutex<Option<TempPath>>,
    state: Mutex<Option<OutputFile>>,
    recorder: Option<Recorder<OutputFile>>,
}

impl SandboxOutputs {
    /// Compares all files, then opens the outputs.
    pub(super) fn open(
        paths: &OutputPaths<'_>,
        inputs: &[FileArgument<'_>],
        language: Language,
    ) -> Result<Self, Failed> {
        let form = paths.record.map(|path| form_of("--record", path, language)).transpose()?;
        let outputs = [
            OutputArgument { argument: "--certificate", path: paths.certificate, secrecy: Secrecy::Public },
            // A state has digests of passwords, and a recording has names.
            OutputArgument { argument: "--state", path: paths.state, secrecy: Secrecy::Secret },
            OutputArgument { argument: "--record", path: paths.record, secrecy: Secrecy::Secret },
        ];
        let [certificate, state, record] =
            OutputFile::open_all(inputs, outputs).map_err(|fault| Failed::file(&fault, language))?;
        Ok(Self {
            certificate: Mutex::new(certificate),
            temporary: Mutex::default(),
            state: Mutex::new(state),
            recorder: record.zip(form).map(|(file, form)| Recorder::new(file, form)),
        })
    }

    /// Returns what happens with each exchange: it is recorded, and its departures from the pages are reported.
    pub(super) fn on_exchange(outputs: &Arc<Self>, language: Language) -> OnExchange {
        let outputs = Arc::clone(outputs);
        Box::new(move |exchange, departures| {
            if let Some(recorder) = &outputs.recorder {
                recorder.add(exchange);
            }
            if departures.is_empty() {
                return;
            }
            let mut errors = Streams::of_process().errors;
            departures.iter().for_each(|departure| errors.complain(&departure.message(language)));
        })
    }

    /// Writes the certificate, and returns its path.
    pub(super) fn write_certificate(&self, pem: &str, language: Language) -> Result<PathBuf, Failed> {
        let Some(file) = locked(&self.certificate).take() else {
            let failed = |error| Failed::file(&FileFault::system(&std::env::temp_dir(), error), language);
            let file = temporary_file(pem).map_err(failed)?;
            let path = file.to_path_buf();
            *locked(&self.temporary) = Some(file);
            return Ok(path);
        };
        let path = file.path().to_owned();
        write_and_commit(file, pem.as_bytes(), language)?;
        Ok(path)
    }

    /// Stops the sandbox, and completes the state and the recording.
    pub(super) fn complete(&self, sandbox: &Sandbox, language: Language) -> Result<(), Failed> {
        sandbox.stop();
        *locked(&self.temporary) = None;
        if let Some(file) = locked(&self.state).take() {
            let snapshot = sandbox.with_worlds(|worlds, _| serde_json::to_vec(&worlds.snapshot()));
            write_and_commit(file, &snapshot.map_or(Ok(Vec::new()), |json| json).map_err(io::Error::from)?, language)?;
        }
        let Some(finished) = self.recorder.as_ref().and_then(Recorder::finish) else { return Ok(()) };
        commit(finished?, language)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a certificate to a new file in the folder for temporary files.
fn temporary_file(pem: &str) -> io::Result<TempPath> {
    let mut file = Builder::new().prefix("aicc-sandbox-").suffix(".pem").tempfile()?;
    file.write_all(pem.as_bytes())?;
    Ok(file.into_temp_path())
}

fn write_and_commit(mut file: OutputFile, content: &[u8], language: Language) -> Result<(), Failed> {
    let path = file.path().to_owned();
    file.write_all(content).map_err(|error| Failed::file(&FileFault::system(&path, error), language))?;
    commit(file, language)
}

fn commit(file: OutputFile, language: Language) -> Result<(), Failed> {
    OutputFile::commit_all([Some(file)]).map_err(|fault| Failed::file(&fault, language))
}

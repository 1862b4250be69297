//! `aicc sandbox`: the platform's interfaces on this machine.

mod inputs;
mod outputs;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use aicc_core::Language;
use aicc_sandbox::{ForwardTarget, Manner, Sandbox, SandboxOptions, SandboxSource, Seed, TlsOptions};
use clap::Args;

use self::inputs::{json_of, recording_of};
use self::outputs::{OutputPaths, SandboxOutputs};
use crate::ending;
use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::files::FileArgument;
use crate::options::number::number;
use crate::streams::Streams;
use crate::terminal::text::shown_path;
use crate::words;

#[derive(Args, Debug)]
pub(crate) struct SandboxCommand {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    address: IpAddr,
    #[arg(long, value_name = "N", value_parser = number(0..=u16::MAX.into()), default_value = "0")]
    port: u64,
    #[arg(long)]
    tls: bool,
    #[arg(long, value_name = "FILE", requires = "tls")]
    certificate: Option<PathBuf>,
    #[arg(long = "name", value_name = "HOST", requires = "tls")]
    names: Vec<String>,
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,
    #[arg(long, conflicts_with = "explain")]
    as_vendor: bool,
    #[arg(long)]
    explain: bool,
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with_all = OF_A_WORLD)]
    replay: Option<PathBuf>,
    #[arg(long, value_name = "URL", conflicts_with_all = OF_A_WORLD, conflicts_with = "replay")]
    forward_to: Option<String>,
}

/// The options about the world of a sandbox. A sandbox that replays or forwards has no world.
const OF_A_WORLD: [&str; 5] = ["seed", "state", "faults", "as_vendor", "explain"];

impl SandboxCommand {
    /// Starts a sandbox, and writes its URL and the path of its certificate to standard output. It returns only if the sandbox
    /// cannot start: a signal ends it.
    pub(crate) fn run(&self, language: Language, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        let outputs = Arc::new(SandboxOutputs::open(&self.output_paths(), &self.input_arguments(), language)?);
        let source = self.source(language)?;
        let options = SandboxOptions {
            address: self.address,
            port: u16::try_from(self.port).unwrap_or(u16::MAX),
            tls: self.tls.then(|| TlsOptions { names: self.names.clone() }),
            source,
            // Without a reader, an exchange costs time for nothing.
            on_exchange: (self.record.is_some() || self.forward_to.is_some())
                .then(|| SandboxOutputs::on_exchange(&outputs, language)),
            ..SandboxOptions::default()
        };
        let sandbox = Sandbox::start(options).map_err(|error| Failed::new("sandbox", error.message(language)))?;
        let certificate = sandbox.certificate_pem().map(|pem| outputs.write_certificate(pem, language)).transpose()?;
        self.say_who_reaches_it(language, streams);
        let lines = [Some(sandbox.url().to_owned()), certificate.map(|path| shown_path(&path))];
        let lines = lines.into_iter().flatten().collect::<Vec<_>>().join("\n");
        ending::before_signal(move || {
            if let Err(failed) = outputs.complete(&sandbox, language) {
                failed.report(language, &mut Streams::of_process().errors);
            }
        });
        // A program that reads the lines can send a signal at once.
        writeln!(streams.output.writer, "{lines}")?;
        streams.output.writer.flush()?;
        loop {
            thread::park();
        }
    }

    fn input_arguments(&self) -> Vec<FileArgument<'_>> {
        let options = [("--seed", &self.seed), ("--faults", &self.faults), ("--replay", &self.replay)];
        let named = options.into_iter().filter_map(|(argument, path)| Some((argument, path.as_deref()?)));
        named.map(|(argument, path)| FileArgument { argument, path }).collect()
    }

    fn output_paths(&self) -> OutputPaths<'_> {
        let Self { certificate, state, record, .. } = self;
        OutputPaths { certificate: certificate.as_deref(), state: state.as_deref(), record: record.as_deref() }
    }

    /// Returns where the replies come from.
    fn source(&self, language: Language) -> Result<SandboxSource, Failed> {
        if let Some(url) = &self.forward_to {
            let target = ForwardTarget::new(url);
            return target
                .map(SandboxSource::Forward)
                .map_err(|error| Failed::new("--forward-to", error.message(language)));
        }
        if let Some(path) = &self.replay {
            return recording_of("--replay", path, language).map(SandboxSource::Replay);
        }
        let state = self.state.as_deref().filter(|path| path.exists());
        let snapshot = state.map(|path| json_of("--state", path, language)).transpose()?;
        Ok(SandboxSource::Worlds { seed: Box::new(self.seed(language)?), snapshot })
    }

    /// Returns the seed of the file, with the faults and the manner of the other options.
    fn seed(&self, language: Language) -> Result<Seed, Failed> {
        let mut seed: Seed = match &self.seed {
            Some(path) => json_of("--seed", path, language)?,
            None => Seed::default(),
        };
        if let Some(path) = &self.faults {
            seed.faults = json_of("--faults", path, language)?;
        }
        match (self.as_vendor, self.explain) {
            (true, _) => seed.choices.manner = Manner::AsVendor,
            (_, true) => seed.choices.manner = Manner::Explain,
            _ => {}
        }
        Ok(seed)
    }

    fn say_who_reaches_it(&self, language: Language, streams: &mut Streams<'_>) {
        let reach = if self.address.is_loopback() { words::SANDBOX_IS_LOCAL } else { words::SANDBOX_IS_OPEN };
        streams.errors.complain(&reach.filled(&[("address", self.address)], language));
    }
}

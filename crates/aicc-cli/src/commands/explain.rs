//! `aicc explain`: what a code means, and what to do.

mod answers;
mod rule;
mod unknown;

use aicc_core::Language;
use clap::Args;

use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::streams::Streams;
use crate::terminal::text::escaped;

#[derive(Args, Debug)]
pub(crate) struct ExplainCommand {
    #[arg(value_name = "CODE")]
    code: String,
}

impl ExplainCommand {
    /// Writes the explanation to standard output.
    pub(crate) fn run(&self, language: Language, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        let output = &mut streams.output;
        if let Some(rule) = rule::find(&self.code) {
            rule.write(language, output)?;
            return Ok(ExitStatus::Valid);
        }
        let answers = answers::of(&self.code);
        if answers.is_empty() {
            return Err(Failed::new(escaped(&self.code), unknown::sentence(&self.code, language)));
        }
        answers::write(&answers, language, output)?;
        Ok(ExitStatus::Valid)
    }
}

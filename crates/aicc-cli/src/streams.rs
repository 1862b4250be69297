//! Standard input, standard output and standard error.

use std::io::{self, IsTerminal, Read, Write};

use anstream::{AutoStream, ColorChoice};
use comfy_table::Table;

use crate::terminal::colour;

/// The streams that a command reads and writes.
pub struct Streams<'s> {
    /// Standard input.
    pub input: Box<dyn Read + 's>,
    /// Standard output: the results.
    pub output: OutputStream<'s>,
    /// Standard error: everything else.
    pub errors: OutputStream<'s>,
}

/// A stream that is written to.
pub struct OutputStream<'s> {
    /// Where the bytes go. It need not be buffered.
    pub writer: Box<dyn Write + 's>,
    /// Whether a person sees the text on a terminal.
    pub is_terminal: bool,
    /// Whether the text can have colours.
    pub is_coloured: bool,
    /// The number of columns of a line of a table, from 1; `None` if a line can have any length.
    pub width: Option<u16>,
}

impl Streams<'static> {
    /// Returns the streams of this process. Colours follow `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`, the width `COLUMNS`.
    #[must_use]
    pub fn of_process() -> Self {
        let (output, errors) = (io::stdout(), io::stderr());
        let is_coloured = |choice| choice != ColorChoice::Never;
        let columns =
            std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
        Self {
            input: Box::new(io::stdin()),
            output: OutputStream {
                is_terminal: output.is_terminal(),
                is_coloured: is_coloured(AutoStream::choice(&output)),
                width: columns.or_else(|| Table::new().width()),
                writer: Box::new(output),
            },
            errors: OutputStream {
                is_terminal: errors.is_terminal(),
                is_coloured: is_coloured(AutoStream::choice(&errors)),
                width: columns.or_else(|| Table::new().use_stderr().width()),
                writer: Box::new(errors),
            },
        }
    }
}

impl<'s> OutputStream<'s> {
    /// Returns a stream without a terminal: no colours, and lines of any length.
    #[must_use]
    pub fn plain(writer: Box<dyn Write + 's>) -> Self {
        Self { writer, is_terminal: false, is_coloured: false, width: None }
    }

    /// Returns a stream that looks like this one and writes into memory.
    pub(crate) fn in_memory<'b>(&self, buffer: &'b mut Vec<u8>) -> OutputStream<'b> {
        let Self { is_terminal, is_coloured, width, .. } = *self;
        OutputStream { writer: Box::new(buffer), is_terminal, is_coloured, width }
    }

    /// Writes `aicc: ` and a sentence, which is safe to show.
    pub(crate) fn complain(&mut self, sentence: &str) {
        let prefix = colour::painted("aicc: ", colour::PREFIX, self.is_coloured);
        // There is no place left where a failure of standard error could be reported.
        writeln!(self.writer, "{prefix}{sentence}").unwrap_or_default();
    }
}

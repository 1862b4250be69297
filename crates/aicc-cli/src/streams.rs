//! Standard input, standard output and standard error.

use std::io::{self, IsTerminal, Read, Write};

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
}

impl Streams<'static> {
    /// Returns the streams of this process.
    #[must_use]
    pub fn of_process() -> Self {
        let (output, errors) = (io::stdout(), io::stderr());
        Self {
            input: Box::new(io::stdin()),
            output: OutputStream { is_terminal: output.is_terminal(), writer: Box::new(output) },
            errors: OutputStream { is_terminal: errors.is_terminal(), writer: Box::new(errors) },
        }
    }
}

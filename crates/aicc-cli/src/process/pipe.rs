//! A standard output whose reader can go away.

use std::io::{self, Write};

/// A standard stream. A write to a broken pipe ends the process as SIGPIPE does: nobody reads what follows.
pub(super) struct PipeStream<W>(pub(super) W);

impl<W: Write> Write for PipeStream<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        end_if_broken(self.0.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        end_if_broken(self.0.flush())
    }
}

fn end_if_broken<T>(written: io::Result<T>) -> io::Result<T> {
    #[cfg(unix)]
    if written.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
        super::signals::end_by(signal_hook::consts::SIGPIPE);
    }
    written
}

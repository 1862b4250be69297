//! Closed standard streams.

use std::io::{self, Read, Write};

use crate::files::CLOSED;

/// The error of a closed stream.
fn closed() -> io::Error {
    io::Error::from_raw_os_error(CLOSED)
}

/// A standard stream that is closed: reading and writing fail.
pub(super) struct ClosedStream;

impl Read for ClosedStream {
    fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
        Err(closed())
    }
}

impl Write for ClosedStream {
    fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
        Err(closed())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Opens the null device in place of each closed standard stream, as Rust does before `main` and Python does not.
#[cfg(unix)]
pub(super) fn fill() {
    use std::fs::OpenOptions;
    use std::os::fd::AsRawFd;
    const STANDARD_STREAMS: i32 = 3;
    while let Ok(null) = OpenOptions::new().read(true).write(true).open("/dev/null") {
        if null.as_raw_fd() >= STANDARD_STREAMS {
            return;
        }
        // The number stays taken until the process ends.
        std::mem::forget(null);
    }
}

#[cfg(not(unix))]
pub(super) fn fill() {}

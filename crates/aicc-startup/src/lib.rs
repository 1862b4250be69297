#![doc = include_str!("../README.md")]

use std::sync::atomic::{AtomicBool, Ordering};

static INPUT: AtomicBool = AtomicBool::new(false);
static OUTPUT: AtomicBool = AtomicBool::new(false);
static ERRORS: AtomicBool = AtomicBool::new(false);

/// The standard streams that were closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClosedStreams {
    /// Whether standard input was closed.
    pub input: bool,
    /// Whether standard output was closed.
    pub output: bool,
    /// Whether standard error was closed.
    pub errors: bool,
}

impl ClosedStreams {
    /// Returns the standard streams that were closed when the program, or the library that contains this code, was loaded.
    #[must_use]
    pub fn at_start() -> Self {
        let was_closed = |stream: &AtomicBool| stream.load(Ordering::Relaxed);
        Self { input: was_closed(&INPUT), output: was_closed(&OUTPUT), errors: was_closed(&ERRORS) }
    }
}

#[cfg(unix)]
mod before_main {
    use std::os::fd::BorrowedFd;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::{ERRORS, INPUT, OUTPUT};

    // Before `main`, nothing of the standard library that has a state can be used: this makes three system calls and no more.
    ctor::declarative::ctor! {
        #[ctor(unsafe)]
        fn note_closed_streams() {
            note(rustix::stdio::stdin(), &INPUT);
            note(rustix::stdio::stdout(), &OUTPUT);
            note(rustix::stdio::stderr(), &ERRORS);
        }
    }

    fn note(stream: BorrowedFd<'_>, closed: &AtomicBool) {
        closed.store(rustix::io::fcntl_getfd(stream).is_err(), Ordering::Relaxed);
    }
}

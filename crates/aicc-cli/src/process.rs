//! The command as a process: signals, broken pipes, closed streams and faults of this program.

mod closed;
mod fault;
mod pipe;
mod signals;

use std::ffi::OsString;
use std::io::{self, Write};

pub use aicc_startup::ClosedStreams;

use crate::commands;
use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::options::language::language_of;
use crate::streams::Streams;

use closed::ClosedStream;
use pipe::PipeStream;

/// Runs the command as this process, with its arguments, of which the first is the name of the program, and returns the exit
/// status, which the process should end with.
///
/// SIGINT, SIGTERM, SIGHUP and SIGQUIT end the process as they do by default, and a write to a broken pipe ends it as SIGPIPE does:
/// the exit status that a shell shows is 130, 143, 129, 131 or 141. On Windows, Ctrl-C and Ctrl-Break end the process with the
/// status of Ctrl-C. A fault of this program is reported in one sentence. In every case no temporary file is left.
///
/// A closed standard stream fails when it is used. It is replaced by the null device, so that no file that is opened later takes
/// its number.
pub fn run_process(arguments: impl IntoIterator<Item = OsString>, closed: ClosedStreams) -> ExitStatus {
    closed::fill();
    signals::handle();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let language = language_of(&arguments);
    let ended = fault::guarded(|| {
        let status = commands::run(arguments, streams(closed));
        match io::stdout().flush() {
            // What is still in the buffer must not be lost without a word.
            Err(error) if status != ExitStatus::Failed => Err(error),
            _ => Ok(status),
        }
    });
    let mut errors = streams(closed).errors;
    match ended {
        Ok(Ok(status)) => return status,
        Ok(Err(error)) => Failed::from(error).report(language, &mut errors),
        Err(fault) => errors.complain(&fault.sentence(language)),
    }
    ExitStatus::Failed
}

/// Returns the streams of the process. Closed ones fail when they are used.
fn streams(closed: ClosedStreams) -> Streams<'static> {
    let mut streams = Streams::of_process();
    streams.output.writer = Box::new(PipeStream(io::stdout()));
    streams.errors.writer = Box::new(PipeStream(io::stderr()));
    if closed.input {
        streams.input = Box::new(ClosedStream);
    }
    if closed.output {
        streams.output.writer = Box::new(ClosedStream);
    }
    streams
}

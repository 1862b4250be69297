//! The signals that end a process: the command completes what it does before its end, and no temporary file is left.

use crate::ending;
use crate::files::temporary;

#[cfg(unix)]
pub(super) use unix::{end_by, handle};
#[cfg(windows)]
pub(super) use windows::handle;

fn prepare_end() {
    ending::complete();
    temporary::remove_all_and_wait();
}

#[cfg(windows)]
mod windows {
    use crate::ending;

    /// The exit status of a process that Ctrl-C ends: `STATUS_CONTROL_C_EXIT`.
    const ENDED_BY_CONTROL_C: u32 = 0xC000_013A;

    /// Starts a thread that waits for Ctrl-C and Ctrl-Break. Without a thread, they keep their default action.
    pub(in crate::process) fn handle() {
        let handler = || {
            if !ending::stop() {
                end();
            }
        };
        ctrlc::set_handler(handler).unwrap_or_default();
    }

    fn end() {
        super::prepare_end();
        std::process::exit(ENDED_BY_CONTROL_C.cast_signed());
    }
}

#[cfg(unix)]
mod unix {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    use std::sync::mpsc;
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use crate::ending;

    /// Starts a thread that waits for signals, even while the command waits for its input. Without a thread, the signals keep
    /// their default action.
    pub(in crate::process) fn handle() {
        // A file that grows beyond the limit of the process is an error of that file.
        signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))).ok();
        let ignored = ignored();
        let mut ending = vec![SIGINT, SIGTERM, SIGHUP, SIGQUIT];
        ending.retain(|signal| !is_in(ignored, *signal));
        let (ready, is_ready) = mpsc::channel::<()>();
        let waiting = thread::Builder::new().name("signals".to_owned()).spawn(move || {
            let signals = Signals::new(ending);
            drop(ready);
            let Ok(mut signals) = signals else { return };
            for signal in signals.forever() {
                if !ending::stop() {
                    end_by(signal);
                }
            }
        });
        if waiting.is_ok() {
            // The thread closes the channel when the signals are handled.
            is_ready.recv().unwrap_or_default();
        }
    }

    /// Ends the process as a signal does by default, after the command has completed what it does before its end.
    pub(in crate::process) fn end_by(signal: i32) {
        super::prepare_end();
        if std::process::id() == 1 {
            // The first process of a container: the system ignores the default action of its signals.
            std::process::exit(signal.saturating_add(128));
        }
        // It fails for a number that is not a signal.
        emulate_default_handler(signal).unwrap_or_default();
    }

    /// Returns the signals that the process which started this one ignores, as `nohup` and the background of a shell do: they stay
    /// ignored. Each is a bit. Only Linux says which they are.
    fn ignored() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        ignored.and_then(|signals| u64::from_str_radix(signals.trim(), 16).ok()).unwrap_or_default()
    }

    fn is_in(signals: u64, signal: i32) -> bool {
        let bit = u32::try_from(signal).ok().and_then(|signal| signal.checked_sub(1));
        bit.and_then(|bit| signals.checked_shr(bit)).is_some_and(|rest| rest & 1 == 1)
    }
}

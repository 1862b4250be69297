//! What a command does before a signal ends it.

use std::sync::{Mutex, PoisonError};

/// What a command does before its end.
type Completion = Box<dyn FnOnce() + Send>;

static COMPLETION: Mutex<Option<Completion>> = Mutex::new(None);

/// Keeps what is done before a signal ends the process.
pub(crate) fn before_signal(completion: impl FnOnce() + Send + 'static) {
    *COMPLETION.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(completion));
}

/// Does what was kept, once.
pub(crate) fn complete() {
    let completion = COMPLETION.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(completion) = completion {
        completion();
    }
}

/// How a command ends by itself after a signal.
static STOP: Mutex<Option<Completion>> = Mutex::new(None);

/// Keeps what is done at the first signal in place of ending the process. The command ends by itself then; a second signal ends
/// the process.
pub(crate) fn stop_at_signal(stop: impl FnOnce() + Send + 'static) {
    *STOP.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(stop));
}

/// Asks the command to end by itself, once. Returns whether it does.
pub(crate) fn stop() -> bool {
    let stop = STOP.lock().unwrap_or_else(PoisonError::into_inner).take();
    stop.map(|stop| stop()).is_some()
}

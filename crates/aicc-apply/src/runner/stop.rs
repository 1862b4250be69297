//! How another thread ends a run.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// Ends a run from another thread: no new request begins, and those in flight end.
///
/// Clones belong to one run.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<StopState>);

#[derive(Debug, Default)]
struct StopState {
    is_asked: AtomicBool,
    asked: Notify,
}

impl Stop {
    /// Asks the run to end. A second call does nothing.
    pub fn stop(&self) {
        self.0.is_asked.store(true, Ordering::Release);
        self.0.asked.notify_waiters();
    }

    /// Returns whether the run is asked to end.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.is_asked.load(Ordering::Acquire)
    }

    /// Waits until the run is asked to end.
    pub(super) async fn asked(&self) {
        let asked = self.0.asked.notified();
        if !self.is_asked() {
            asked.await;
        }
    }
}

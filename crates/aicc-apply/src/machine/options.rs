//! The options of a run.

use std::num::{NonZeroU32, NonZeroUsize};

/// The options of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplyOptions {
    /// How many calls are in flight at most. Default: 4.
    pub parallel: NonZeroUsize,
    /// How many calls begin in a second at most, evenly spaced. Default: `None`, as many as `parallel` lets begin.
    pub rate: Option<NonZeroU32>,
    /// When the platform is asked about an account whose answer was lost: the times before each query, in milliseconds, the first one
    /// counted from the lost answer, each other one from the query before it. Default: 1, 2, 4, 8, 16 and 30 seconds, together 61 seconds, since a
    /// creation may become visible late.
    pub ask_after: Vec<u64>,
    /// How often a call is sent that certainly had no effect: no connection, status 429, a result code whose action is “retry later”. After the
    /// last time the run stops. Default: 6.
    pub attempts: NonZeroU32,
    /// The time before such a call is sent again for the first time, in milliseconds. It doubles each time, up to 60 seconds, and a random time of
    /// up to as much is added. `Retry-After` of a reply replaces it, up to [`longest_wait`](Self::longest_wait). Default: 1 second.
    pub backoff: u64,
    /// The longest time that `Retry-After` can ask for, in milliseconds. A reply that asks for more stops the run. Default: 5 minutes.
    pub longest_wait: u64,
    /// After how many equal failures in a row the run stops. Default: 5.
    pub stop_after: NonZeroU32,
    /// Whether an account whose answer was lost in an earlier run, and that the platform does not find now, is sent again. If the platform only
    /// creates accounts late, this can create an account twice. Default: false.
    pub resend_unknown: bool,
    /// The start of the random times of `backoff`. Default: 0.
    pub seed: u64,
}

impl ApplyOptions {
    /// The most calls at the same time that a program offers: more only wait for each other.
    pub const MOST_PARALLEL: u16 = 256;
}

impl Default for ApplyOptions {
    fn default() -> Self {
        const ONE: NonZeroU32 = NonZeroU32::MIN;
        Self {
            parallel: NonZeroUsize::MIN.saturating_add(3),
            rate: None,
            ask_after: vec![1_000, 2_000, 4_000, 8_000, 16_000, 30_000],
            attempts: ONE.saturating_add(5),
            backoff: 1_000,
            longest_wait: 300_000,
            stop_after: ONE.saturating_add(4),
            resend_unknown: false,
            seed: 0,
        }
    }
}

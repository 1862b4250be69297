//! The loop that does what the machine says.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use aicc_core::{Cloud, Request};
use tokio::runtime::Builder;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{sleep, timeout};

use super::client::Client;
use super::error::{RunError, StartError};
use super::journal_file::JournalFile;
use super::options::RunOptions;
use super::rate::Rate;
use super::stop::Stop;
use super::token::{Token, TokenError, TokenSource};
use crate::machine::{Answered, Call, CallId, Ending, Machine, Next, NotSentReason};

/// What a run needs besides the machine.
pub struct Runner {
    cloud: Cloud,
    tokens: Arc<TokenSource>,
    client: Arc<Client>,
    rate: Arc<Rate>,
    stop: Stop,
    /// When the token is renewed, if that is known.
    renewal: Option<Instant>,
}

/// What happens while a run waits.
enum Event {
    Answered(CallId, Answered),
    Renewed(Result<Token, TokenError>),
    Stop,
}

impl Runner {
    fn new() {}
}

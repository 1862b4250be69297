//! Where replies come from: worlds, a recording, or a real server.

use std::sync::{Mutex, MutexGuard, PoisonError};

use aicc_core::Profile;

use super::departure::{Departure, departures};
use super::error::StartError;
use super::forward::Forwarder;
use super::options::SandboxSource;
use super::replay::Replay;
use super::request::WholeRequest;
use crate::world::exchange::Exchange;
use crate::world::outgoing::Outgoing;
use crate::world::wire::Incoming;
use crate::world::worlds::Worlds;

/// Where the replies of a sandbox come from.
pub(super) enum Backend {
    Worlds(Box<Mutex<Worlds>>),
    Replay(Replay),
    Forward(Box<Forwarder>),
}

impl Backend {
    /// Returns what a source asks for.
    ///
    /// # Errors
    ///
    /// Returns an error if a seed or a snapshot contradicts itself.
    pub(super) fn new(source: SandboxSource) -> Result<Self, StartError> {
        match source {
            SandboxSource::Worlds { seed, snapshot } => {
                let mut worlds = Worlds::new(&seed).map_err(StartError::Seed)?;
                if let Some(snapshot) = snapshot {
                    worlds.restore(snapshot).map_err(StartError::Snapshot)?;
                }
                Ok(Self::Worlds(Box::new(Mutex::new(worlds))))
            }
            SandboxSource::Replay(recording) => Ok(Self::Replay(Replay::new(recording))),
            SandboxSource::Forward(target) => Ok(Self::Forward(Box::new(Forwarder::new(target)))),
        }
    }

    /// Returns the answer to a request.
    pub(super) async fn answer(&self, now: u64, received: &WholeRequest) -> Outgoing {
        match self {
            Self::Worlds(worlds) => received.borrowed(|request| locked(worlds).answer(now, request)),
            Self::Replay(replay) => received.borrowed(|request| replay.answer(now, request)),
            Self::Forward(forwarder) => Outgoing::at_once(now, forwarder.send(received).await),
        }
    }

    /// Returns what a recording keeps of a request and its answer, and how a request that was forwarded and its reply depart from
    /// the pages.
    pub(super) fn exchange(&self, request: &Incoming<'_>, answer: &Outgoing) -> (Exchange, Vec<Departure>) {
        match self {
            Self::Worlds(_) | Self::Replay(_) => (Exchange::new(request, answer), Vec::new()),
            Self::Forward(_) => {
                (Exchange::forwarded(request, answer), departures(request, &answer.reply, &Profile::default()))
            }
        }
    }

    /// Returns the worlds; `None` if something else answers.
    pub(super) fn worlds(&self) -> Option<MutexGuard<'_, Worlds>> {
        match self {
            Self::Worlds(worlds) => Some(locked(worlds)),
            Self::Replay(_) | Self::Forward(_) => None,
        }
    }
}

/// A world does not panic; if it did, the next request would see it as it is.
fn locked(worlds: &Mutex<Worlds>) -> MutexGuard<'_, Worlds> {
    worlds.lock().unwrap_or_else(PoisonError::into_inner)
}

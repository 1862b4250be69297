//! Where replies come from: worlds, a recording, or a real server.

use std::sync::{Mutex, MutexGuard, PoisonError};

use aicc_core::Profile;

use super::departure::{Departure, departures};
use super::error::StartError;
use super::forward::Forwarder;
use super::options::SandboxSource;
use super::replay::Replay;
use super::reply::as_it_is;
use super::request::WholeRequest;
use crate::world::exchange::Exchange;
use crate::world::outgoing::Outgoing;
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

    /// Returns the answer to a request. The departures are those of a request that was forwarded, and of its reply.
    pub(super) async fn answer(&self, now: u64, received: &WholeRequest) -> (Outgoing, Vec<Departure>) {
        match self {
            Self::Worlds(worlds) => (received.borrowed(|request| locked(worlds).answer(now, request)), Vec::new()),
            Self::Replay(replay) => (received.borrowed(|request| replay.answer(now, request)), Vec::new()),
            Self::Forward(forwarder) => {
                let reply = forwarder.send(received).await;
                received.borrowed(|request| {
                    let found = departures(request, &reply, &Profile::default());
                    let exchange = Exchange::new(now, request, &reply);
                    (as_it_is(reply, exchange), found)
                })
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

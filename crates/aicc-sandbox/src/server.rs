//! A server on the worlds: HTTP or HTTPS on one port, until it is stopped.

mod admin;
mod backend;
mod body;
mod certificate;
mod connection;
mod departure;
mod error;
mod forward;
mod limits;
mod options;
mod recording;
mod replay;
mod reply;
mod request;
mod respond;
mod responder;
mod sandbox;
mod service;
mod socket;

pub use self::departure::{Departure, DepartureKind, Side};
pub use self::error::StartError;
pub use self::forward::{ForwardTarget, ForwardTargetError};
pub use self::limits::Limits;
pub use self::options::{OnExchange, SandboxOptions, SandboxSource, TlsOptions};
pub use self::recording::{RecordForm, Recorder, Recording, RecordingError};
pub use self::sandbox::{NoWorlds, Sandbox};
pub use self::service::SandboxService;

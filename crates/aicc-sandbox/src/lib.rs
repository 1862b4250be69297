#![doc = include_str!("../README.md")]

#[cfg(feature = "server")]
mod server;
mod world;

#[cfg(feature = "server")]
pub use server::{
    Departure, DepartureKind, ForwardTarget, ForwardTargetError, Limits, NoWorlds, OnExchange, RecordForm, Recorder,
    Recording, RecordingError, Sandbox, SandboxOptions, SandboxService, SandboxSource, Side, StartError, TlsOptions,
};
pub use world::account::AccountView;
pub use world::choices::{Acceptance, Choices, Manner, PasswordChoice, Refusal};
pub use world::exchange::Exchange;
pub use world::explanation::{EXPLANATION_HEADER, Explanation};
pub use world::fault::{FaultAction, FaultCondition, FaultEffect, FaultError, FaultRule};
pub use world::outgoing::Outgoing;
pub use world::seed::{Seed, SeedAccount, SeedApp, SeedError, SeedUser};
pub use world::state::AppSettings;
pub use world::wire::{Delivery, Incoming, Reply};
pub use world::worlds::{Snapshot, TooManyWorlds, WORLD_HEADER, Worlds};
pub use world::{SnapshotError, World, WorldSnapshot};

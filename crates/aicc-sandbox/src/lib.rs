#![doc = include_str!("../README.md")]

mod world;

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

//! Many isolated worlds.

use std::collections::BTreeMap;
use std::fmt;

use aicc_core::{Language, Wording};
use serde::{Deserialize, Serialize};

use crate::world::outgoing::Outgoing;
use crate::world::seed::{Seed, SeedError};
use crate::world::wire::Incoming;
use crate::world::{SnapshotError, World, WorldSnapshot};

/// The header field of a request that names its world.
pub const WORLD_HEADER: &str = "X-AICC-World";

/// The largest number of worlds, the default world included.
const MAXIMUM: usize = 1_000;

/// Many isolated worlds, which start from the same seed. A request belongs to the world that its header [`WORLD_HEADER`] names;
/// without the header to the world of its app key, if [`Choices::world_for_each_app_key`](crate::Choices) is set; otherwise to the
/// default world. A world is made when the first request for it comes.
#[derive(Clone, Debug)]
pub struct Worlds {
    template: World,
    /// The default world has the empty name.
    worlds: BTreeMap<String, World>,
}

/// All worlds at one time, by name. It contains no secret in clear.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Snapshot {
    worlds: BTreeMap<String, WorldSnapshot>,
}

/// There are already as many worlds as a sandbox can hold: 1,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyWorlds;

impl TooManyWorlds {
    /// Returns the sentence that describes the error, without a full stop.
    #[must_use]
    pub fn message(self, language: Language) -> String {
        const MESSAGE: Wording = Wording {
            english: "the sandbox already holds {maximum} worlds: use the name of one of them, or reset the sandbox",
            chinese: "沙箱中已有 {maximum} 个世界：请使用其中一个的名称，或重置沙箱",
        };
        MESSAGE.filled(&[("maximum", MAXIMUM)], language)
    }
}

/// The sentence in English.
impl fmt::Display for TooManyWorlds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for TooManyWorlds {}

impl Worlds {
    /// Returns the default world alone.
    ///
    /// # Errors
    ///
    /// Returns an error if a world cannot start from the seed.
    pub fn new(seed: &Seed) -> Result<Self, SeedError> {
        let template = World::new(seed)?;
        Ok(Self { worlds: BTreeMap::from([(String::new(), template.clone())]), template })
    }

    /// Replies to a request in its world. If there are too many worlds, the answer is status 503.
    pub fn answer(&mut self, now: u64, request: &Incoming<'_>) -> Outgoing {
        let name = self.name_for(request);
        match self.world(&name) {
            Ok(world) => world.answer(now, request),
            Err(TooManyWorlds) => self.template.refuse(now, request, 503),
        }
    }

    /// Returns the name of the world of a request. The name for an app key is a digest of it.
    #[must_use]
    pub fn name_for(&self, request: &Incoming<'_>) -> String {
        if let Some(name) = request.header(WORLD_HEADER) {
            return name.to_owned();
        }
        self.template.app_name(request).unwrap_or_default()
    }

    /// Returns the world with a name, and makes it if there is none. The default world has the empty name.
    ///
    /// # Errors
    ///
    /// Returns an error if there are too many worlds to make one.
    pub fn world(&mut self, name: &str) -> Result<&mut World, TooManyWorlds> {
        if !self.worlds.contains_key(name) && self.worlds.len() >= MAXIMUM {
            return Err(TooManyWorlds);
        }
        Ok(self.worlds.entry(name.to_owned()).or_insert_with(|| self.template.clone()))
    }

    /// Returns the names of the worlds in alphabetical order. The default world has the empty name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.worlds.keys().map(String::as_str)
    }

    /// Removes every world and makes a new default world from the seed.
    pub fn reset(&mut self) {
        self.worlds = BTreeMap::from([(String::new(), self.template.clone())]);
    }

    /// Returns all worlds as they are. They contain no secret in clear.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let worlds = self.worlds.iter().map(|(name, world)| (name.clone(), world.snapshot())).collect();
        Snapshot { worlds }
    }

    /// Replaces all worlds by those of a snapshot.
    ///
    /// # Errors
    ///
    /// Returns an error if the snapshot contradicts itself. The worlds stay as they were then.
    pub fn restore(&mut self, snapshot: Snapshot) -> Result<(), SnapshotError> {
        let mut worlds = BTreeMap::from([(String::new(), self.template.clone())]);
        for (name, snapshot) in snapshot.worlds {
            let mut world = self.template.clone();
            world.restore(snapshot)?;
            worlds.insert(name, world);
        }
        self.worlds = worlds;
        Ok(())
    }
}

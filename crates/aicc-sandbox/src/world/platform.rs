//! What the handlers of requests work on.

use aicc_core::Profile;

use crate::world::choices::Choices;
use crate::world::state::State;

/// The choices of a world, which stay, and its state, which changes.
#[derive(Clone, Debug)]
pub(crate) struct Platform {
    pub(crate) choices: Choices,
    /// The options with which requests are read.
    pub(crate) profile: Profile,
    pub(crate) state: State,
}

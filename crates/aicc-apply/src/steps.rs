//! The steps that follow the creation of an account: what is sent, and what is known of each.

pub(crate) mod messages;
pub(crate) mod state;

use serde::{Deserialize, Serialize};

use crate::machine::call::Purpose;
use crate::steps::state::StepState;

/// A step that follows the creation of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AgentStep {
    /// The app personal settings of the agent: `agentsettings/create`.
    ///
    /// No interface returns settings, and the page does not say what a second creation does: it may make a second row, with its own `id`. So
    /// a lost answer stays unknown, and is sent again on explicit request only.
    Settings,
    /// A first sign-in at the gateway, as a check: `loginex`.
    ///
    /// A second sign-in changes nothing: the gateway replies that the agent has already signed in. So a lost answer is sent again by itself, and
    /// that reply says that the earlier call did what it should.
    SignIn,
}

impl AgentStep {
    /// Every step, in the order in which they are sent.
    pub const ALL: [Self; 2] = [Self::Settings, Self::SignIn];

    /// Returns the name: `settings`, `signIn`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::SignIn => "signIn",
        }
    }

    /// Returns whether a run sends the step of a created account, by what the journal says of it.
    pub(crate) fn is_sent_after(self, state: &StepState, resend_unknown: bool) -> bool {
        match state {
            StepState::NotDone | StepState::Refused(_) => true,
            StepState::Open | StepState::Unknown => self == Self::SignIn || resend_unknown,
            StepState::Done => false,
        }
    }

    /// Returns what the calls of the step are for.
    #[must_use]
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::Settings => Purpose::Settings,
            Self::SignIn => Purpose::SignIn,
        }
    }
}

/// A value for each step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StepValues<T> {
    settings: T,
    sign_in: T,
}

impl<T> StepValues<T> {
    pub(crate) const fn get(&self, step: AgentStep) -> &T {
        match step {
            AgentStep::Settings => &self.settings,
            AgentStep::SignIn => &self.sign_in,
        }
    }

    pub(crate) const fn get_mut(&mut self, step: AgentStep) -> &mut T {
        match step {
            AgentStep::Settings => &mut self.settings,
            AgentStep::SignIn => &mut self.sign_in,
        }
    }
}

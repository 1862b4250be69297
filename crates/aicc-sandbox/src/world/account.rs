//! What anybody can see of an account.

use serde::Serialize;

/// An account without its secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountView {
    /// The account, as it was created.
    pub account: String,
    /// The name of the agent.
    pub name: String,
    /// The agent ID.
    pub work_no: u32,
    /// The type of the agent.
    pub agent_type: i64,
    /// Whether queries and sign-ins see the account.
    pub visible: bool,
    /// Whether the account is locked.
    pub locked: bool,
    /// Whether the agent is signed in.
    pub signed_in: bool,
    /// The number of wrong passwords since the last right one.
    pub wrong_passwords: u32,
    /// The number of events that no poll has returned.
    pub waiting_events: usize,
}

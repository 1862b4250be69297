//! The vendor's pages, one file each. A file's rows stand in the vendor's order with the vendor's columns.

mod agent_account_create;
mod agent_info_query;
mod agent_settings_create;
mod agent_sign_in;
mod configuration_service;

pub use agent_account_create::*;
pub use agent_info_query::*;
pub use agent_settings_create::*;
pub use agent_sign_in::*;

use crate::spec::Interface;

/// Every interface.
pub static ALL: &[&Interface] = &[&AGENT_ACCOUNT_CREATE, &AGENT_INFO_QUERY, &AGENT_SETTINGS_CREATE, &AGENT_SIGN_IN];

/// The interface of a name: `agentAccount/create`. `None` where there is none.
#[must_use]
pub fn find(name: &str) -> Option<&'static Interface> {
    ALL.iter().copied().find(|interface| interface.name == name)
}

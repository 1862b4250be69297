//! `--key`.

use aicc_batch::KeyMembers;
use aicc_core::{Interface, Language};
use clap::Args;

use crate::failed::Failed;

/// The members that say whose record it is.
#[derive(Args, Debug)]
pub(crate) struct KeyOption {
    #[arg(long, value_name = "NAME")]
    key: Vec<String>,
}

impl KeyOption {
    /// Returns the members of the option; those of the interface if it is absent.
    ///
    /// # Errors
    ///
    /// Returns an error if a name is not a member with a single value, or is a secret.
    pub(crate) fn members(&self, interface: &'static Interface, language: Language) -> Result<KeyMembers, Failed> {
        if self.key.is_empty() {
            return Ok(KeyMembers::of(interface));
        }
        KeyMembers::new(interface, &self.key).map_err(|error| Failed::new("--key", error.message(language)))
    }
}

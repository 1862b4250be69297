//! Interfaces by their names.

use aicc_core::{Interface, interfaces};

use crate::misuse::Misuse;

/// Returns the interface with the vendor's name.
///
/// # Errors
///
/// Returns an error if there is none.
pub(super) fn interface_named(name: &str) -> Result<&'static Interface, Misuse> {
    interfaces::find(name).ok_or_else(|| {
        let names: Vec<&str> = interfaces::ALL.iter().map(|interface| interface.name).collect();
        Misuse::range(format!("unknown interface {name}: the interfaces are {}", names.join(", ")))
    })
}

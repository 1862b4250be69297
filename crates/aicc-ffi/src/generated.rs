//! The modules that `cargo xtask generate` writes from the tables of the core.

mod choices;
pub(crate) mod interface;
mod messages;
mod vocabulary;

pub use choices::*;
pub use interface::Interface;
pub use messages::*;
pub use vocabulary::{Edition, Language};

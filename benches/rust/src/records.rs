//! The records that `benches/python/records.py` generates. The parts in Rust and Python time the same records.

use std::fs;
use std::path::Path;

use aicc_core::{Interface, Profile, check};
use anyhow::Context as _;

/// The records of one interface.
pub struct Records {
    /// The records that break no rule.
    pub valid: Vec<Vec<u8>>,
    /// The records that break a rule.
    pub invalid: Vec<Vec<u8>>,
}

impl Records {
    /// Reads the records of an interface.
    ///
    /// # Errors
    ///
    /// When the records have not been generated.
    pub fn of(interface: &'static Interface) -> anyhow::Result<Self> {
        let name = format!("{}.jsonl", interface.name.replace('/', "-"));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../results/records").join(name);
        let text = fs::read_to_string(&path)
            .with_context(|| format!("no {}: `cargo xtask bench` makes it", path.display()))?;
        let profile = Profile::default();
        let records = text.lines().map(|line| line.as_bytes().to_vec());
        let (valid, invalid) = records.partition(|record| check(interface, record, &profile).is_valid());
        Ok(Self { valid, invalid })
    }
}

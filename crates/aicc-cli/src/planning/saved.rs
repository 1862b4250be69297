//! Saved plans.

use std::fs::File;
use std::path::Path;

use aicc_apply::{ContentDigest, PlanFile};
use aicc_core::Language;

use crate::failed::Failed;
use crate::files::{FileFault, system_sentence};
use crate::terminal::text::shown_path;
use crate::words;

/// What the name of a saved plan ends with.
const ENDING: &str = ".plan.json";

/// Returns whether a file is a saved plan, by its name.
pub(crate) fn is_plan(path: &Path) -> bool {
    path.to_string_lossy().to_ascii_lowercase().ends_with(ENDING)
}

/// Returns a saved plan.
pub(crate) fn read_plan(path: &Path, language: Language) -> Result<PlanFile, Failed> {
    let failed = |sentence: String| Failed::new(shown_path(path), sentence);
    let content = std::fs::read(path).map_err(|error| failed(system_sentence(&error, language)))?;
    serde_json::from_slice(&content).map_err(|error| {
        let values = [("line", error.line()), ("column", error.column())];
        failed(words::NOT_A_PLAN.filled(&values, language))
    })
}

/// Returns the digest of a file.
pub(crate) fn digest_of(path: &Path, language: Language) -> Result<ContentDigest, Failed> {
    let digest = File::open(path).and_then(ContentDigest::read);
    digest.map_err(|error| Failed::file(&FileFault::system(path, error), language))
}

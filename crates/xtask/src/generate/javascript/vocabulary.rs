//! The languages, the editions and the defaults of options.

use aicc_core::{Edition, Language, Profile};

use super::typescript::HEADER;

/// Returns the whole file.
pub(super) fn file() -> String {
    let languages: Vec<String> = Language::ALL.iter().map(|language| format!("{:?}", language.tag())).collect();
    let editions: Vec<String> = Edition::ALL.iter().map(|edition| format!("{:?}", edition.as_str())).collect();
    format!(
        "{HEADER}
/** A language of sentences and labels. The default is `{}`. */
export type Language = {};

/** An edition of the vendor's pages, by its date. The default is `{}`. */
export type Edition = {};

/** The largest body that is accepted, in bytes, unless the options name another size. */
export const MAXIMUM_SIZE = {};
",
        Language::default().tag(),
        languages.join(" | "),
        Edition::default().as_str(),
        editions.join(" | "),
        Profile::default().maximum_size,
    )
}

//! `--language`.

use aicc_core::Language;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// The language of everything that is printed.
#[derive(Args, Debug)]
pub(crate) struct LanguageOption {
    /// The language of everything that is printed.
    #[arg(long, short, global = true, value_name = "LANGUAGE", value_parser = parser())]
    language: Option<Language>,
}

impl LanguageOption {
    /// Returns the chosen language. Default: English.
    pub(crate) fn chosen(&self) -> Language {
        self.language.unwrap_or_default()
    }
}

fn parser() -> impl TypedValueParser<Value = Language> {
    let tags = Language::ALL.iter().map(|language| language.tag());
    PossibleValuesParser::new(tags).map(|tag| Language::from_tag(&tag).unwrap_or_default())
}

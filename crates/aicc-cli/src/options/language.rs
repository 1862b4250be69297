//! `--language`.

use std::ffi::OsString;

use aicc_core::Language;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// The language of everything that is printed.
#[derive(Args, Debug)]
pub(crate) struct LanguageOption {
    /// Only checked: [`language_of`] has read it before, since help and usage errors are in the language as well.
    #[arg(long, short, global = true, value_name = "LANGUAGE", value_parser = parser())]
    language: Option<Language>,
}

fn parser() -> impl TypedValueParser<Value = Language> {
    let tags = Language::ALL.iter().map(|language| language.tag());
    PossibleValuesParser::new(tags).map(|tag| Language::from_tag(&tag).unwrap_or_default())
}

/// Returns the language that the arguments choose. Default: the language of the system if there are sentences in it, else English.
pub(crate) fn language_of(arguments: &[OsString]) -> Language {
    let chosen = chosen(arguments).and_then(Language::from_tag);
    chosen.or_else(|| Language::from_tag(&sys_locale::get_locale()?)).unwrap_or_default()
}

/// Returns the value of the option, in any spelling of it.
fn chosen(arguments: &[OsString]) -> Option<&str> {
    let mut arguments = arguments.iter().skip(1).map(|argument| argument.to_str().unwrap_or_default());
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            return None;
        }
        if argument == "-l" || argument == "--language" {
            return arguments.next();
        }
        let attached = argument.strip_prefix("--language=").or_else(|| argument.strip_prefix("-l"));
        if let Some(value) = attached {
            return Some(value.trim_start_matches('='));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_the_option_is_read() {
        for line in
            ["-l zh", "-lzh", "-l=zh", "--language zh", "--language=zh", "rules loginex -o json -l zh --nothing"]
        {
            let arguments: Vec<OsString> = ["aicc"].into_iter().chain(line.split(' ')).map(OsString::from).collect();
            assert_eq!(chosen(&arguments), Some("zh"), "{line}");
        }
        let arguments: Vec<OsString> = ["aicc", "check", "--limit", "5", "--", "-l", "zh"].map(OsString::from).to_vec();
        assert_eq!(chosen(&arguments), None);
    }
}

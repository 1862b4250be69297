//! Prints the help of all commands in every language as JSON, by the tag of the language: `cargo xtask pages` makes pages of it.

use aicc_core::Language;
use serde_json::{Map, Value};

fn main() {
    let languages = Language::ALL.iter().map(|language| (language.tag().to_owned(), aicc_cli::reference(*language)));
    println!("{}", Value::Object(languages.collect::<Map<_, _>>()));
}

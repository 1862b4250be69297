//! The pages of the command `aicc`: what its help shows, as `aicc-cli` describes it.
//!
//! The description comes from a program, so that this one needs no build of the command for its other tasks.

use std::fmt::Write as _;

use aicc_core::Language;
use anyhow::Context as _;
use serde_json::Value;
use xshell::{Shell, cmd};

use super::markdown::{block, code_link, list, plain, push_anchored, push_table, text};
use super::page::Page;
use super::words;

/// The commands in every language, by its tag.
pub(super) struct Commands(Value);

impl Commands {
    /// Builds the command, and reads its description.
    pub(super) fn read(shell: &Shell) -> anyhow::Result<Self> {
        let described = cmd!(shell, "cargo run --locked --quiet --package aicc-cli --example reference").read()?;
        Ok(Self(serde_json::from_str(&described).context("aicc-cli describes its commands")?))
    }

    /// Returns a page for each command, and one for `aicc` itself.
    pub(super) fn pages(&self, language: Language) -> Vec<Page> {
        let commands = self.0.get(language.tag()).into_iter().flat_map(list);
        commands.map(|command| page(command, language)).collect()
    }
}

const FOLDER: &str = "commands";

fn page(command: &Value, language: Language) -> Page {
    let name = text(&command["name"]);
    let subcommand = name.strip_prefix("aicc ");
    let title = if subcommand.is_some() { &name } else { words::ALL_COMMANDS.in_language(language) };
    let mut page = format!("# {title}\n\n{}\n", with_code(&text(&command["about"])));
    page.push_str(&block("text", &text(&command["usage"])));
    for paragraph in list(&command["details"]) {
        // A String takes every write.
        let _ = writeln!(page, "\n{}", with_code(&text(paragraph)));
    }
    if subcommand.is_some() {
        let all = format!("[{}](/{FOLDER})", words::ALL_COMMANDS.in_language(language));
        let _ = writeln!(page, "\n{}", words::OF_ALL_COMMANDS.filled(&[("page", all)], language));
    }
    for section in list(&command["sections"]) {
        push_section(&mut page, section, language);
    }
    push_anchored(&mut page, "exit-status", &format!("## {}", words::EXIT_STATUS.in_language(language)));
    let header = [words::STATUS, words::MEANING].map(|word| word.in_language(language));
    let statuses = list(&command["statuses"]).map(|status| [text(&status[0]), with_code(&text(&status[1]))]);
    push_table(&mut page, header, statuses);
    push_anchored(&mut page, "examples", &format!("## {}", words::EXAMPLES_OF_COMMAND.in_language(language)));
    for example in list(&command["examples"]) {
        let _ = writeln!(page, "\n{}", with_code(&text(&example[1])));
        page.push_str(&block("sh", &text(&example[0])));
    }
    let address = subcommand.map_or_else(|| FOLDER.to_owned(), |name| format!("{FOLDER}/{name}"));
    Page { address, text: page }
}

/// Appends the options of a section, each with a heading that the search finds. The section of the commands is a table.
fn push_section(page: &mut String, section: &Value, language: Language) {
    let name = text(&section["name"]);
    push_anchored(page, &name.to_lowercase().replace(' ', "-"), &format!("## {}", text(&section["heading"])));
    if name == "Commands" {
        let header = [words::COMMAND, words::DESCRIPTION].map(|word| word.in_language(language));
        let rows = list(&section["entries"]).map(|entry| {
            let name = text(&entry["name"]);
            [code_link(&format!("aicc {name}"), &format!("/{FOLDER}/{name}")), with_code(&text(&entry["text"]))]
        });
        return push_table(page, header, rows);
    }
    for entry in list(&section["entries"]) {
        let name = text(&entry["name"]);
        push_anchored(page, anchor(&name), &format!("### `{name}`"));
        let _ = writeln!(page, "\n{}", with_code(&text(&entry["text"])));
        for (word, values) in [(words::VALUES, &entry["values"]), (words::DEFAULT_VALUE, &entry["defaults"])] {
            let values: Vec<String> = list(values).map(|value| format!("`{}`", text(value))).collect();
            if !values.is_empty() {
                let word = word.in_language(language);
                let _ = writeln!(page, "\n{word}{}{}", words::COLON.in_language(language), values.join(", "));
            }
        }
    }
}

/// Returns the long name of an option, else the name as it is without characters that an anchor cannot have.
fn anchor(name: &str) -> &str {
    let long = name.split(", ").find(|part| part.starts_with("--")).unwrap_or(name);
    let end = long.find([' ', '=', '[', '>', ',']).unwrap_or(long.len());
    long.get(..end).unwrap_or(long).trim_start_matches('<')
}

/// Returns a text of the help in Markdown. Options, quoted words and JSON are code: the site would change their dashes and quotes.
fn with_code(text: &str) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some((start, end)) = code(rest) {
        let (before, after) = (rest.get(..start).unwrap_or_default(), rest.get(end..).unwrap_or_default());
        let _ = write!(written, "{}`{}`", plain(before), rest.get(start..end).unwrap_or_default());
        rest = after;
    }
    written + &plain(rest)
}

/// Returns where the first code of a text starts and ends.
fn code(text: &str) -> Option<(usize, usize)> {
    let start = [text.find("--"), text.find('"'), text.find('{')].into_iter().flatten().min()?;
    let (first, rest) = (text.get(start..)?.chars().next()?, text.get(start + 1..)?);
    let length = match first {
        '"' => rest.find('"')? + 1,
        '{' => rest.find('}')? + 1,
        _ => rest.find(|character: char| !matches!(character, '-' | 'a'..='z')).unwrap_or(rest.len()),
    };
    Some((start, start + 1 + length))
}

#[cfg(test)]
mod tests {
    use super::{anchor, with_code};

    #[test]
    fn options_quoted_words_and_json_are_code() {
        assert_eq!(with_code("of --token-file, or - [x]"), "of `--token-file`, or - \\[x\\]");
        assert_eq!(with_code("不使用 --ask 时"), "不使用 `--ask` 时");
        assert_eq!(with_code("例如 \"a=b\"；{\"3\": 4}。"), "例如 `\"a=b\"`；`{\"3\": 4}`。");
    }

    #[test]
    fn an_anchor_is_the_long_name() {
        for (name, expected) in [
            ("-i, --interface <INTERFACE>", "--interface"),
            ("--sign-in[=<FILE>]", "--sign-in"),
            ("<FILE>...", "FILE"),
            ("AICC_TOKEN", "AICC_TOKEN"),
        ] {
            assert_eq!(anchor(name), expected);
        }
    }
}

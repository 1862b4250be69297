//! `aicc rules`: the tables of an interface, for reading.

use std::io;

use aicc_core::{Interface, Language, Profile, Wording};
use clap::{Args, ValueEnum};
use serde_json::Value;

use super::data::{items, text};
use crate::exit::ExitStatus;
use crate::failed::Failed;
use crate::options::interface::InterfaceArgument;
use crate::options::profile::RuleOptions;
use crate::streams::{OutputStream, Streams};
use crate::terminal::{colour, page, table};
use crate::words;

#[derive(Args, Debug)]
pub(crate) struct RulesCommand {
    #[command(flatten)]
    interface: InterfaceArgument,
    #[arg(long, short, value_name = "FORM", default_value = "table")]
    output: PageForm,
    #[command(flatten)]
    rules: RuleOptions,
}

/// The form in which the tables are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum PageForm {
    Table,
    Json,
}

impl RulesCommand {
    /// Writes the tables to standard output.
    pub(crate) fn run(&self, language: Language, streams: &mut Streams<'_>) -> Result<ExitStatus, Failed> {
        let tables = page_of(self.interface.interface, &self.rules.profile(language)?);
        match self.output {
            PageForm::Json => page::write_json(&tables, &mut streams.output)?,
            PageForm::Table => write_page(&aicc_export::in_language(tables, language), language, &mut streams.output)?,
        }
        Ok(ExitStatus::Valid)
    }
}

/// Returns the page of an interface as data, in every language.
fn page_of(interface: &Interface, profile: &Profile) -> Value {
    let mut catalogue = aicc_export::catalogue(profile);
    let pages = catalogue.get_mut("interfaces").and_then(Value::as_array_mut).map(std::mem::take);
    pages.into_iter().flatten().find(|page| text(page, "name") == interface.name).unwrap_or_default()
}

/// The tables of a page, by their names in the catalogue.
const TABLES: [(&str, Wording); 4] = [
    ("path", Wording { english: "Path", chinese: "路径参数" }),
    ("headers", Wording { english: "Request headers", chinese: "请求头" }),
    ("request", Wording { english: "Request body", chinese: "请求体" }),
    ("reply", Wording { english: "Reply body", chinese: "响应体" }),
];

fn write_page(page: &Value, language: Language, output: &mut OutputStream<'_>) -> io::Result<()> {
    let is_coloured = output.is_coloured;
    writeln!(output.writer, "{}", colour::painted(text(page, "title"), colour::HEADING, is_coloured))?;
    page::write_paragraph(text(page, "summary"), output)?;
    let address = format!("{} {}", text(page, "method"), text(page, "path"));
    writeln!(output.writer, "{}", colour::painted(&address, colour::NAME, is_coloured))?;
    for (name, title) in TABLES {
        let rows: Vec<_> = items(&page["tables"], name).map(|row| cells(row, language)).collect();
        let headings = [words::ROW, words::PARAMETER, words::TYPE, words::MANDATORY, words::DESCRIPTION];
        if !rows.is_empty() {
            let title = colour::painted(title.in_language(language), colour::HEADING, is_coloured);
            writeln!(output.writer, "\n{title}")?;
            table::write(&headings, rows, language, output)?;
        }
    }
    let codes = items(&page["resultCodes"], "known").map(|code| meaning(text(code, "code"), code)).collect();
    let statuses = items(page, "statuses").map(|status| meaning(&status["status"].to_string(), status)).collect();
    for (kind, answers) in [(words::RESULT_CODE, codes), (words::HTTP_STATUS, statuses)] {
        let answers: Vec<_> = answers;
        if !answers.is_empty() {
            writeln!(output.writer)?;
            table::write(&[kind, words::MEANING, words::WHAT_TO_DO], answers, language, output)?;
        }
    }
    output.writer.flush()
}

/// Returns a row of the page with its limits under the description.
fn cells(row: &Value, language: Language) -> [String; 5] {
    let limits = items(row, "limits").map(|limit| format!("{} {}", text(limit, "rule"), text(limit, "limit")));
    let default = row.get("default").map(|default| {
        let default = default.as_str().map_or_else(|| default.to_string(), str::to_owned);
        format!("{} {default}", words::DEFAULT.in_language(language))
    });
    let facts: Vec<String> = limits.chain(default).collect();
    let description = [text(row, "description"), &facts.join(", ")].join("\n");
    let name = text(row, "pointer").strip_prefix('/').unwrap_or(text(row, "name"));
    let mandatory = if row["mandatory"] == true { words::YES.in_language(language) } else { "" };
    [text(row, "row"), name, text(row, "type"), mandatory, description.trim_end()].map(str::to_owned)
}

/// Returns a code, what it means, and what to do.
fn meaning(code: &str, answer: &Value) -> [String; 3] {
    [code, text(answer, "meaning"), text(answer, "action")].map(str::to_owned)
}

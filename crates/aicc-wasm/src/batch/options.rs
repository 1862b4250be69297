//! The options of a run.

use std::num::NonZeroU32;

use aicc_batch::{FedFormat, KeyMembers, Settings, SheetChoice, TableOptions};
use aicc_core::{ColumnOptions, Interface, Profile};

use super::format::format_named;
use crate::lines::{Line, Lines};
use crate::misuse::Misuse;
use crate::options::CallOptions;

/// What a run writes besides its report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum CopyKind {
    /// Nothing.
    #[default]
    None,
    /// A copy of the table with the findings in it.
    Annotated,
    /// The repairs of cells.
    Repairs,
    /// The repairs of cells, and a copy of the table with them.
    Fixed,
}

/// The options of a run. `bindings/javascript/src/batch/options.ts` has checked their types, and which ones apply to a format.
pub(super) struct SteppedRunOptions {
    pub(super) interface: &'static Interface,
    pub(super) common: CallOptions,
    pub(super) format: FedFormat,
    pub(super) table: TableOptions,
    /// The number of findings that are returned.
    pub(super) limit: usize,
    pub(super) advice: bool,
    pub(super) copy: CopyKind,
    /// Whether findings have their places in the text or in the sheet.
    pub(super) places: bool,
    /// The name of the file, if it is known.
    pub(super) name: String,
}

impl SteppedRunOptions {
    /// Reads the options of all calls, and those of a run.
    pub(super) fn read(interface: &'static Interface, common: &str, run: &str) -> Result<Self, Misuse> {
        let mut options = Self {
            interface,
            common: CallOptions::read(common)?,
            format: FedFormat::JsonLines,
            table: TableOptions::default(),
            limit: usize::MAX,
            advice: true,
            copy: CopyKind::None,
            places: false,
            name: String::new(),
        };
        let mut lines = Lines::of(run);
        lines.next();
        while let Some(name) = lines.next_name() {
            options.read_member(&name, &mut lines).ok_or_else(|| wrong(&name))?;
        }
        Ok(options)
    }

    fn read_member(&mut self, name: &str, lines: &mut Lines<'_>) -> Option<()> {
        match name {
            "format" => self.format = format_named(&text(lines)?)?,
            "name" => self.name = text(lines)?,
            "copy" => self.copy = copy_named(&text(lines)?)?,
            "encoding" => self.table.encoding = Some(TableOptions::encoding_of(&text(lines)?)?),
            "delimiter" => self.table.delimiter = Some(TableOptions::delimiter_of(&text(lines)?)?),
            "sheet" => self.table.sheet = Some(sheet(lines.next()?)?),
            "headerRow" => self.table.heading_row = Some(position(&lines.next()?)?),
            "limit" => self.limit = limit(&lines.next()?)?,
            "advice" => self.advice = boolean(lines)?,
            "places" => self.places = boolean(lines)?,
            name => read_column_member(&mut self.table.columns, name, lines)?,
        }
        Some(())
    }

    /// Returns the settings of the run.
    pub(super) fn settings(&self) -> Settings<'_> {
        let profile: &Profile = &self.common.profile;
        let mut settings = Settings::new(self.interface, profile);
        settings.table = self.table.clone();
        settings.advice = self.advice;
        settings.limit = self.limit;
        if self.copy != CopyKind::None {
            settings.limit = usize::MAX;
            settings.key = KeyMembers::of(self.interface);
        }
        settings
    }
}

fn read_column_member(columns: &mut ColumnOptions, name: &str, lines: &mut Lines<'_>) -> Option<()> {
    match name {
        "columns" => {
            let Line::Open = lines.next()? else { return None };
            while let Some(heading) = lines.next_name() {
                columns.names.push((heading.into_owned(), text(lines)?));
            }
        }
        "ignoreColumns" => {
            let Line::OpenArray = lines.next()? else { return None };
            while let Line::Text(heading) = lines.next()? {
                columns.ignored.push(heading.into_owned());
            }
        }
        "strictColumns" => columns.strict = boolean(lines)?,
        _ => return None,
    }
    Some(())
}

fn copy_named(name: &str) -> Option<CopyKind> {
    match name {
        "annotated" => Some(CopyKind::Annotated),
        "repairs" => Some(CopyKind::Repairs),
        "fixed" => Some(CopyKind::Fixed),
        _ => None,
    }
}

fn text(lines: &mut Lines<'_>) -> Option<String> {
    match lines.next()? {
        Line::Text(text) => Some(text.into_owned()),
        _ => None,
    }
}

fn boolean(lines: &mut Lines<'_>) -> Option<bool> {
    match lines.next()? {
        Line::Boolean(truth) => Some(truth),
        _ => None,
    }
}

fn sheet(line: Line<'_>) -> Option<SheetChoice> {
    match line {
        Line::Text(name) => Some(SheetChoice::Name(name.into_owned())),
        number => position(&number).map(SheetChoice::Number),
    }
}

/// Returns a number from 0. A number that is too large stands for the largest one.
fn limit(line: &Line<'_>) -> Option<usize> {
    let number = line.integer().filter(|number| *number >= 0)?;
    Some(usize::try_from(number).unwrap_or(usize::MAX))
}

/// Returns a number that counts from 1. A number that is too large stands for the largest one.
fn position(line: &Line<'_>) -> Option<NonZeroU32> {
    let number = line.integer().filter(|number| *number > 0)?;
    Some(u32::try_from(number).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX))
}

fn wrong(name: &str) -> Misuse {
    let delimiters: Vec<&str> = TableOptions::DELIMITERS.iter().map(|(_, name)| *name).collect();
    let expected = match name {
        "format" => "one of: jsonl, json, csv, workbook".to_owned(),
        "encoding" => "the name of an encoding, such as gb18030".to_owned(),
        "delimiter" => format!("the character or the name of one of: {}", delimiters.join(", ")),
        "sheet" => "the name of a sheet, or its number from 1".to_owned(),
        "headerRow" => "the number of a row, from 1".to_owned(),
        "limit" => "a whole number from 0, or Infinity".to_owned(),
        "columns" => "an object with the member of each heading".to_owned(),
        "ignoreColumns" => "an array of headings".to_owned(),
        "advice" | "places" | "strictColumns" => "true or false".to_owned(),
        _ => return Misuse::of_type(format!("there is no option {name}")),
    };
    Misuse::range(format!("the option {name} must be {expected}"))
}

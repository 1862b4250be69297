//! The sheet to fill in.

use aicc_core::spec::{Array, Kind};
use aicc_core::{Interface, Language};
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, Formula, IgnoreError, Worksheet, XlsxError, column_number_to_name,
};

use crate::template::columns::TemplateColumn;
use crate::template::conditions::{ConditionWriter, Conditions};
use crate::template::definition::Template;
use crate::template::lookups::Lookups;
use crate::template::messages::{Messages, values_of_list, words_of_list};
use crate::template::style::{Style, width};
use crate::template::words;

/// The last row of a sheet, counted from 0.
const LAST_ROW: u32 = 1_048_575;

/// The least and the greatest width of a column, in digits.
const WIDTHS: (usize, usize) = (13, 34);

/// The height of the row of headings, in points: two lines.
const HEADING_HEIGHT: f64 = 33.0;

/// The paper size A4.
const A4: u8 = 9;

/// Writes the headings, and what each column allows in all rows below.
pub(super) fn write(
    sheet: &mut Worksheet,
    template: &Template<'_>,
    columns: &[TemplateColumn],
    lookups: &mut Lookups,
) -> Result<(), XlsxError> {
    let style = Style::new(template.language);
    let last = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.set_name(words::DATA_SHEET.in_language(template.language))?;
    sheet.set_row_height(0, HEADING_HEIGHT)?;
    for (number, column) in (0..).zip(columns) {
        write_column(&mut ColumnWriter { sheet, template, style: &style, number, last }, column, lookups)?;
    }
    sheet.ignore_error_range(1, 0, LAST_ROW, last, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(1, 1)?.autofilter(0, 0, LAST_ROW, last)?.set_selection(1, 0, 1, 0)?;
    set_up_print(sheet, 0, template.language)
}

/// Sets up pages of A4, each with the row of headings.
pub(super) fn set_up_print(sheet: &mut Worksheet, heading: u32, language: Language) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(heading, heading)?;
    sheet.set_margins(0.5, 0.5, 0.9, 0.7, 0.4, 0.3);
    sheet.set_header("&L&A").set_footer(format!("&R{}", words::FOOTER.in_language(language)));
    Ok(())
}

/// Writes one column.
struct ColumnWriter<'a, 'p> {
    sheet: &'a mut Worksheet,
    template: &'a Template<'p>,
    style: &'a Style,
    number: u16,
    /// The number of the last column.
    last: u16,
}

fn write_column(
    writer: &mut ColumnWriter<'_, '_>,
    column: &TemplateColumn,
    lookups: &mut Lookups,
) -> Result<(), XlsxError> {
    let ColumnWriter { sheet, template, style, number, .. } = writer;
    let values = values_of_list(&column.field.kind, template.language);
    let heading = if column.is_mandatory { &style.heading } else { &style.optional_heading };
    sheet.write_string_with_format(0, *number, column.heading(), heading)?;
    sheet.set_column_format(*number, &style.text)?;
    sheet.set_column_width(*number, f64::from(u32::try_from(width_of(column, &values)).unwrap_or_default()))?;
    let cell = writer.cell();
    let conditions = ConditionWriter { cell: &cell, policy: &writer.template.profile.password, lookups }
        .conditions(&column.field.kind);
    let conditions = if column.is_mandatory { conditions } else { conditions.or_empty(&cell) };
    writer.add_validation(column, &values, &conditions, lookups)?;
    if let Some(allowed) = conditions.formula().or_else(|| writer.word_of_list(column, lookups)) {
        writer.mark(format!("=AND(LEN({cell})>0,NOT(IFERROR({allowed},FALSE)))"), Mark::Wrong)?;
    }
    if column.is_mandatory {
        let row = format!("$A2:${}2", column_number_to_name(writer.last));
        writer.mark(format!("=AND(LEN({cell})=0,COUNTA({row})>0)"), Mark::Doubtful)?;
    }
    if is_unique(writer.template.interface, column) {
        let letters = column_number_to_name(writer.number);
        writer.mark(format!("=ISNUMBER(MATCH({cell},${letters}$1:${letters}1,0))"), Mark::Doubtful)?;
    }
    Ok(())
}

/// How a cell is marked.
#[derive(Clone, Copy)]
enum Mark {
    Wrong,
    Doubtful,
}

impl ColumnWriter<'_, '_> {
    /// Returns the reference to the first cell, from which the others follow.
    fn cell(&self) -> String {
        format!("{}2", column_number_to_name(self.number))
    }

    /// Adds the list or the rule of the column, with its messages.
    fn add_validation(
        &mut self,
        column: &TemplateColumn,
        values: &[&str],
        conditions: &Conditions,
        lookups: &mut Lookups,
    ) -> Result<(), XlsxError> {
        let Messages { title, input, error } = Messages::of(column, self.template);
        let error_title = words::WRONG_VALUE.in_language(self.template.language);
        let rule = DataValidation::new()
            .set_input_title(title)?
            .set_input_message(input)?
            .set_error_title(error_title)?
            .set_error_message(error)?;
        let rule = match (lookups.long_list(values), conditions.short_formula()) {
            (Some(list), _) => rule.allow_list_formula(list),
            (None, _) if !values.is_empty() => rule.allow_list_strings(values)?,
            // Excel would allow every value if blanks were ignored and a cell that the formula refers to is blank.
            (None, Some(formula)) => rule.allow_custom(Formula::new(formula)).ignore_blank(false),
            (None, None) => rule,
        };
        self.sheet.add_data_validation(1, self.number, LAST_ROW, self.number, &rule)?;
        Ok(())
    }

    /// Returns the condition that a value, which may be pasted, is a word of the list; `None` if the column has no list.
    fn word_of_list(&self, column: &TemplateColumn, lookups: &mut Lookups) -> Option<String> {
        let words = words_of_list(&column.field.kind);
        if words.is_empty() {
            return None;
        }
        let known = lookups.text(&format!("|{}|", words.join("|")));
        Some(format!("ISNUMBER(FIND(\"|\"&LOWER(TRIM({}))&\"|\",{known}))", self.cell()))
    }

    /// Marks the cells of the column that meet the condition of a formula.
    fn mark(&mut self, formula: String, mark: Mark) -> Result<(), XlsxError> {
        let format = match mark {
            Mark::Wrong => &self.style.wrong,
            Mark::Doubtful => &self.style.doubtful,
        };
        let condition = ConditionalFormatFormula::new().set_rule(formula.as_str()).set_format(format);
        self.sheet.add_conditional_format(1, self.number, LAST_ROW, self.number, &condition)?;
        Ok(())
    }
}

/// Returns whether no two records have the same value in the column: the later one is marked.
fn is_unique(interface: &Interface, column: &TemplateColumn) -> bool {
    interface.unique == Some(column.name.as_str())
}

/// Returns a width that shows the heading in two lines, each value of the list, and most values of the row.
fn width_of(column: &TemplateColumn, values: &[&str]) -> usize {
    let heading = width(&column.heading()).div_ceil(2).saturating_add(4);
    let values = values.iter().map(|value| width(value).saturating_add(4)).max().unwrap_or_default();
    let typical = match &column.field.kind {
        Kind::Text(text) if text.format.is_some() && text.maximum.is_none() => WIDTHS.1,
        Kind::Text(text) => text.maximum.unwrap_or_default().min(24),
        Kind::Array(Array { .. }) => WIDTHS.1,
        _ => 0,
    };
    heading.max(values).max(typical).clamp(WIDTHS.0, WIDTHS.1)
}

//! The look of a workbook.

use aicc_core::Language;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const DARK: Color = Color::RGB(0x001F_4E78);
const LIGHT: Color = Color::RGB(0x00DD_EBF7);
const LINE: Color = Color::RGB(0x00BF_C9D4);
const GREY: Color = Color::RGB(0x0059_6673);

/// The number of Excel's own format “Text”.
const TEXT: u8 = 49;

/// The formats of a sheet.
pub(super) struct Style {
    /// The cells of a sheet to fill in. Each is a text, so that the program changes no character of it.
    pub(super) text: Format,
    /// The heading of a mandatory column, and of a table.
    pub(super) heading: Format,
    /// The heading of another column.
    pub(super) optional_heading: Format,
    pub(super) title: Format,
    pub(super) summary: Format,
    pub(super) paragraph: Format,
    /// A cell of a table.
    pub(super) cell: Format,
    /// A cell of a table in the middle of its column.
    pub(super) centred: Format,
    /// A cell of a table with the name of a column.
    pub(super) strong: Format,
    /// A value that breaks a rule.
    pub(super) wrong: Format,
    /// A cell that needs a look: a mandatory value is missing, or a value occurs twice.
    pub(super) doubtful: Format,
}

impl Style {
    pub(super) fn new(language: Language) -> Self {
        let plain = Format::new().set_font_name(font(language)).set_font_size(10);
        let in_table = plain
            .clone()
            .set_align(FormatAlign::VerticalCenter)
            .set_align(FormatAlign::Left)
            .set_indent(1)
            .set_text_wrap()
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE);
        let any_heading = plain
            .clone()
            .set_bold()
            .set_indent(1)
            .set_align(FormatAlign::Left)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap()
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE);
        Self {
            text: plain.clone().set_num_format_index(TEXT).set_align(FormatAlign::Left).set_indent(1),
            heading: any_heading.clone().set_background_color(DARK).set_font_color(Color::White),
            optional_heading: any_heading.set_background_color(LIGHT).set_font_color(DARK),
            title: plain.clone().set_bold().set_font_size(16).set_font_color(DARK),
            summary: plain.clone().set_font_color(GREY),
            centred: in_table.clone().set_align(FormatAlign::Center).set_indent(0),
            strong: in_table.clone().set_bold(),
            cell: in_table,
            paragraph: plain,
            wrong: Format::new().set_background_color(0x00FF_C7CE).set_font_color(0x009C_0006),
            doubtful: Format::new().set_background_color(0x00FF_EB9C),
        }
    }
}

/// Returns a font that Excel has on every system, with the characters of the language.
const fn font(language: Language) -> &'static str {
    match language {
        Language::English => "Calibri",
        Language::Chinese => "Microsoft YaHei",
    }
}

/// Returns the width of a text in characters of the width of a digit: those of East Asia take two.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|character| if character < '\u{1100}' { 1 } else { 2_usize }).sum()
}

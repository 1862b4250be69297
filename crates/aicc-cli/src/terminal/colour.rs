//! Colours.

use anstyle::{AnsiColor, Style};

/// The name of the program before a sentence about a failure.
pub(crate) const PREFIX: Style = AnsiColor::Red.on_default().bold();
/// A heading.
pub(crate) const HEADING: Style = Style::new().bold();
/// A name that is called or sent.
pub(crate) const NAME: Style = AnsiColor::Cyan.on_default();

/// Returns the text in a style; as it is if the stream has no colours.
pub(crate) fn painted(text: &str, style: Style, is_coloured: bool) -> String {
    if is_coloured { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

//! What a file is that has the name of a workbook. Web applications often write other files under such a name.

use aicc_core::Wording;

use super::xls::SIGNATURE;
use crate::workbook_fault::{MARKUP, NOT_A_WORKBOOK, OLD_BINARY, TEXT, XML_2003};

/// How many of the first bytes are looked at.
pub(crate) const SAMPLE: usize = 4096;

/// The first bytes of a ZIP archive.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// What a file is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContentKind {
    /// A ZIP archive: a workbook of Excel from 2007 on, or of OpenDocument.
    Archive,
    /// A compound file: a workbook of Excel from 5 to 2003, or one that is protected with a password.
    Compound,
    /// A workbook of Excel 2, 3 or 4, which has no container.
    OldBinary,
    /// A spreadsheet of Excel 2003 in XML.
    Xml2003,
    /// A web page or other markup.
    Markup,
    /// Text, such as CSV.
    Text,
    Other,
}

impl ContentKind {
    pub(crate) fn of(start: &[u8]) -> Self {
        let sample = start.get(..SAMPLE).unwrap_or(start);
        // In UTF-16, every second byte of markup is zero.
        let letters: Vec<u8> = sample.iter().copied().filter(|byte| *byte != 0).collect();
        let text = String::from_utf8_lossy(&letters).to_ascii_lowercase();
        let words = text.trim_start_matches(|character: char| !character.is_ascii_graphic());
        match sample {
            _ if sample.starts_with(ARCHIVE) => Self::Archive,
            _ if sample.starts_with(SIGNATURE) => Self::Compound,
            [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..] => Self::OldBinary,
            _ if text.contains("urn:schemas-microsoft-com:office:spreadsheet\"") && !text.contains("<html") => {
                Self::Xml2003
            }
            _ if words.starts_with('<') || words.starts_with("mime-version:") => Self::Markup,
            _ if is_text(sample) => Self::Text,
            _ => Self::Other,
        }
    }

    /// Returns the reason why such a file is not read as a workbook.
    pub(super) const fn reason(self) -> Wording {
        match self {
            Self::Archive | Self::Compound | Self::Other => NOT_A_WORKBOOK,
            Self::OldBinary => OLD_BINARY,
            Self::Xml2003 => XML_2003,
            Self::Markup => MARKUP,
            Self::Text => TEXT,
        }
    }
}

/// Whether a file has only bytes that texts have. UTF-16 has others too, but begins with a byte order mark.
fn is_text(sample: &[u8]) -> bool {
    let is_control = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    let has_mark = sample.starts_with(&[0xFF, 0xFE]) || sample.starts_with(&[0xFE, 0xFF]);
    !sample.is_empty() && (has_mark || !sample.iter().any(is_control))
}

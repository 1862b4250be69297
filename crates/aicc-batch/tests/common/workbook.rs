//! Writes workbooks.

use std::io::{self, Cursor, Read, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Returns a workbook with one sheet and its texts.
pub(crate) fn workbook(sheet: impl Read, texts: impl Read) -> Vec<u8> {
    workbook_with_styles(sheet, texts, "<styleSheet/>".as_bytes())
}

pub(crate) fn workbook_with_styles(sheet: impl Read, texts: impl Read, styles: impl Read) -> Vec<u8> {
    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    const PACKAGE: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="s"/></sheets></workbook>"#;
    const SHEETS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let parts: [(&str, Box<dyn Read + '_>); 7] = [
        ("[Content_Types].xml", Box::new(TYPES.as_bytes())),
        ("_rels/.rels", Box::new(PACKAGE.as_bytes())),
        ("xl/workbook.xml", Box::new(BOOK.as_bytes())),
        ("xl/_rels/workbook.xml.rels", Box::new(SHEETS.as_bytes())),
        ("xl/worksheets/sheet1.xml", Box::new(sheet)),
        ("xl/SharedStrings.xml", Box::new(texts)),
        ("xl/styles.xml", Box::new(styles)),
    ];
    archive(parts)
}

/// Returns a workbook of these sheets: the name, whether it is hidden, and the XML of its rows.
pub(crate) fn workbook_of_sheets(sheets: &[(&str, bool, &str)]) -> Vec<u8> {
    const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let listed = sheets.iter().enumerate().map(|(index, (name, is_hidden, _))| {
        let state = if *is_hidden { r#" state="hidden""# } else { "" };
        format!(r#"<sheet name="{name}" sheetId="{}" r:id="r{index}"{state}/>"#, index + 1)
    });
    let related = (0..sheets.len()).map(|index| {
        format!(r#"<Relationship Id="r{index}" Type="{TYPE}/worksheet" Target="worksheets/sheet{index}.xml"/>"#)
    });
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships><Relationship Id="r" Type="{TYPE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(r#"<workbook xmlns:r="{TYPE}"><sheets>{}</sheets></workbook>"#, listed.collect::<String>()),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships>{}</Relationships>", related.collect::<String>()),
        ),
    ];
    for (index, (_, _, rows)) in sheets.iter().enumerate() {
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/sheet{index}.xml"), sheet));
    }
    archive(parts.iter().map(|(name, part)| (name.as_str(), Box::new(part.as_bytes()) as Box<dyn Read>)))
}

/// Returns a row of texts from a column on, as XML.
pub(crate) fn text_row(row: u32, first: u8, texts: &[&str]) -> String {
    let cells = texts
        .iter()
        .zip(first..)
        .map(|(text, column)| format!(r#"<c r="{}{row}" t="str"><v>{text}</v></c>"#, char::from(column)));
    format!(r#"<row r="{row}">{}</row>"#, cells.collect::<String>())
}

/// Returns an OpenDocument workbook with this content.
pub(crate) fn open_document(content: impl Read) -> Vec<u8> {
    archive([
        ("mimetype", Box::new("application/vnd.oasis.opendocument.spreadsheet".as_bytes()) as Box<dyn Read>),
        ("content.xml", Box::new(content)),
    ])
}

/// Returns a ZIP archive of these parts.
pub(crate) fn archive<'p>(parts: impl IntoIterator<Item = (&'p str, Box<dyn Read + 'p>)>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, mut part) in parts {
        archive.start_file(name, SimpleFileOptions::default().large_file(true)).unwrap();
        io::copy(&mut part, &mut archive).unwrap();
        archive.flush().unwrap();
    }
    archive.finish().unwrap().into_inner()
}

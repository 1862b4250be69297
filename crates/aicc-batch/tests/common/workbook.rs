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
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, mut part) in parts {
        archive.start_file(name, SimpleFileOptions::default().large_file(true)).unwrap();
        io::copy(&mut part, &mut archive).unwrap();
        archive.flush().unwrap();
    }
    archive.finish().unwrap().into_inner()
}

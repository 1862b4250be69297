//! Workbooks that are made from their parts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(crate) type Parts = BTreeMap<String, String>;

pub(crate) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
pub(crate) const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub(crate) const SHEET: &str = "xl/worksheets/sheet1.xml";

/// Returns the parts of a workbook of one sheet.
pub(crate) fn parts(sheet: &str) -> Parts {
    let relationships = |list: &[(&str, &str)]| {
        let list = list.iter().enumerate().map(|(index, (kind, target))| {
            format!(r#"<Relationship Id="rId{}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>"#, index + 1)
        });
        format!("<Relationships>{}</Relationships>", list.collect::<String>())
    };
    let parts = [
        (
            "[Content_Types].xml",
            r#"<Types><Default Extension="xml" ContentType="application/xml"/></Types>"#.to_owned(),
        ),
        ("_rels/.rels", relationships(&[("officeDocument", "xl/workbook.xml")])),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}"><sheets><sheet name="Agents" sheetId="7" r:id="rId1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relationships(&[
                ("worksheet", "worksheets/sheet1.xml"),
                ("styles", "styles.xml"),
                ("theme", "theme/theme1.xml"),
            ]),
        ),
        ("xl/styles.xml", STYLES.to_owned()),
        ("xl/theme/theme1.xml", "<theme/>".to_owned()),
        (SHEET, sheet.to_owned()),
    ];
    parts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}

const STYLES: &str = r#"<styleSheet><fonts/><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF00FF00"/><bgColor indexed="64"/></patternFill></fill></fills><borders/><cellXfs count="2"><xf numFmtId="0" fillId="0"/><xf numFmtId="49" fillId="2" applyFill="1"/></cellXfs></styleSheet>"#;

pub(crate) fn archive(parts: &Parts) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(crate) fn parts_of(archive: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut part = archive.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (part.name().unwrap().into_owned(), text)
    };
    (0..count).map(read).collect()
}

/// Returns the rest of a cell with a text.
pub(crate) fn text(text: &str) -> String {
    format!(r#"t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// Returns a sheet with the columns `userId` and `callType`, these rows, and what is before and after its data.
pub(crate) fn sheet_with(before: &str, rows: &str, after: &str) -> String {
    let (user, call) = (text("userId"), text("callType"));
    format!(
        r#"<worksheet xmlns="{MAIN}"><dimension ref="A1:B3"/>{before}<sheetData><row r="1" spans="1:2"><c r="A1" {user}<c r="B1" s="1" {call}</row>{rows}</sheetData>{after}</worksheet>"#
    )
}

pub(crate) fn contains(part: &str, text: &str) {
    assert!(part.contains(text), "{text}\nis not in\n{part}");
}

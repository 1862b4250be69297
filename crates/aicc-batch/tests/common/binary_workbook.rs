//! Writes workbooks of the binary formats: `.xls` and `.xlsb`.

use std::io::Read;

use super::workbook::archive;

/// Returns a record of a `.xls` workbook.
pub(crate) fn xls_record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = kind.to_le_bytes().to_vec();
    record.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
    record.extend(data);
    record
}

/// Returns a record of a cell: row, column and format, and what follows.
pub(crate) fn xls_cell(kind: u16, row: u16, column: u16, value: &[u8]) -> Vec<u8> {
    let place = [row, column, 0].map(u16::to_le_bytes).concat();
    xls_record(kind, &[&place, value].concat())
}

/// Returns a cell with a text.
pub(crate) fn xls_text(row: u16, column: u16, text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap().to_le_bytes();
    xls_cell(0x0204, row, column, &[&length, [0].as_slice(), text.as_bytes()].concat())
}

/// Returns a `.xls` workbook of Excel 97 with one sheet. `texts` are the records of its table of texts.
pub(crate) fn xls(texts: &[u8], cells: &[u8]) -> Vec<u8> {
    let begin = |kind: u16| xls_record(0x0809, &[0x0600, kind].map(u16::to_le_bytes).concat());
    let end = xls_record(0x000A, &[]);
    let globals = [begin(5), texts.to_vec()].concat();
    let name = [0, 0, 1, 0, b's'];
    let start = globals.len() + 4 + 4 + name.len() + end.len();
    let listed = xls_record(0x0085, &[&u32::try_from(start).unwrap().to_le_bytes(), name.as_slice()].concat());
    compound("Workbook", &[globals, listed, end.clone(), begin(0x10), cells.to_vec(), end].concat())
}

const SECTOR: usize = 512;

/// Returns a compound file with one stream of more than 4096 bytes.
pub(crate) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().div_ceil(SECTOR).max(8);
    let table_sectors = (sectors + 1).div_ceil(SECTOR / 4 - 1);
    assert!(table_sectors <= 109, "a file of a test is small");
    let number = |number: usize| u32::try_from(number).unwrap();
    // The tables, the directory, and the stream.
    let (directory, first) = (table_sectors, table_sectors + 1);
    let mut table = vec![0xFFFF_FFFD; table_sectors];
    table.push(0xFFFF_FFFE);
    table.extend((1..sectors).map(|sector| number(first + sector)));
    table.push(0xFFFF_FFFE);
    table.resize(table_sectors * SECTOR / 4, 0xFFFF_FFFF);

    let mut header = vec![0; SECTOR];
    header[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    header[30] = 9;
    header[32] = 6;
    header[44..48].copy_from_slice(&number(table_sectors).to_le_bytes());
    header[48..52].copy_from_slice(&number(directory).to_le_bytes());
    for (place, value) in [(60, 0xFFFF_FFFE_u32), (68, 0xFFFF_FFFE)] {
        header[place..place + 4].copy_from_slice(&value.to_le_bytes());
    }
    for place in 0..109 {
        let value = if place < table_sectors { number(place) } else { 0xFFFF_FFFF };
        header[76 + place * 4..80 + place * 4].copy_from_slice(&value.to_le_bytes());
    }
    let mut entries =
        [entry("Root Entry", 5, 0xFFFF_FFFE, 0), entry(name, 2, number(first), number(sectors * SECTOR))].concat();
    entries.resize(SECTOR, 0);
    let mut file = header;
    file.extend(table.iter().flat_map(|sector| sector.to_le_bytes()));
    file.extend(entries);
    file.extend(stream);
    file.resize((1 + first + sectors) * SECTOR, 0);
    file
}

fn entry(name: &str, kind: u8, first: u32, size: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry.resize(128, 0);
    entry[64] = u8::try_from(name.len() * 2 + 2).unwrap();
    entry[66] = kind;
    entry[116..120].copy_from_slice(&first.to_le_bytes());
    entry[120..124].copy_from_slice(&size.to_le_bytes());
    entry
}

/// Returns a record of a `.xlsb` workbook.
pub(crate) fn xlsb_record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = varint(u32::from(kind));
    record.extend(varint(u32::try_from(data.len()).unwrap()));
    record.extend(data);
    record
}

/// Returns a number in bytes of seven bits.
pub(crate) fn varint(mut number: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7F {
        bytes.push(u8::try_from(number & 0x7F).unwrap() | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap());
    bytes
}

/// Returns a text after its length.
pub(crate) fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u32::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

/// Returns a `.xlsb` workbook with one sheet.
pub(crate) fn xlsb(texts: impl Read, cells: impl Read) -> Vec<u8> {
    const SHEETS: &str = r#"<Relationships><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let listed = [vec![0; 8], wide("s"), wide("Agents")].concat();
    let book = [xlsb_record(0x0083, &[]), xlsb_record(0x009C, &listed), xlsb_record(0x0084, &[])].concat();
    let sheet = std::io::Cursor::new(xlsb_record(0x0091, &[]))
        .chain(cells)
        .chain(std::io::Cursor::new(xlsb_record(0x0092, &[])));
    archive([
        ("xl/workbook.bin", Box::new(book.as_slice()) as Box<dyn Read>),
        ("xl/_rels/workbook.bin.rels", Box::new(SHEETS.as_bytes())),
        ("xl/sharedStrings.bin", Box::new(texts)),
        ("xl/worksheets/sheet1.bin", Box::new(sheet)),
    ])
}

//! A cell of an OpenDocument workbook.

use std::borrow::Cow;
use std::io::Read;

use aicc_core::CellFault;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use super::super::cell_text;
use super::super::fault::{found, large_cell, library};
use super::super::limited_part::{MAXIMUM_CELL, XmlPart, make_room};
use super::super::row::CellContent;
use crate::error::Error;
use crate::workbook_fault;

/// A cell that is not empty, in the row that is being read.
pub(super) struct OdsCell {
    /// The column, counted from 0.
    pub(super) column: u32,
    /// In how many columns the cell is.
    pub(super) repeats: u32,
    /// The size of the text in bytes.
    pub(super) size: usize,
    pub(super) content: CellContent,
}

impl OdsCell {
    /// Returns a cell, or `None` if it is empty. A text of more than `room` bytes is dropped.
    pub(super) fn new(column: u32, repeats: u32, content: CellContent, room: usize) -> Option<Self> {
        let size = content.as_ref().map_or(0, String::len);
        let content = content.map(|text| if size <= room { text } else { String::new() });
        (size > 0 || content.is_err()).then_some(Self { column, repeats, size, content })
    }
}

/// Reads the rest of a cell after its start, and returns its content.
pub(super) fn read_cell<R: Read>(
    xml: &mut XmlPart<R>,
    buffer: &mut Vec<u8>,
    start: &BytesStart<'_>,
) -> Result<CellContent, Error> {
    let text = read_text(xml, buffer)?;
    if attribute(start, "calcext:value-type")?.as_deref() == Some("error") {
        return Ok(Err(CellFault::Error));
    }
    let value = |name: &str| attribute(start, name).map(Option::unwrap_or_default);
    Ok(Ok(match attribute(start, "office:value-type")?.as_deref() {
        // A formula that was never computed has no type.
        None if text.is_empty() && attribute(start, "table:formula")?.is_some() => return Ok(Err(CellFault::Formula)),
        None => text,
        Some("float" | "percentage" | "currency") => {
            let value = value("office:value")?;
            value.parse().map(|number| cell_text::of_number(number, false, false)).unwrap_or(value)
        }
        Some("boolean") => cell_text::of_boolean(value("office:boolean-value")? == "true").to_owned(),
        Some("date") => value("office:date-value")?,
        Some("time") => value("office:time-value")?,
        Some(_) => attribute(start, "office:string-value")?.unwrap_or(text),
    }))
}

/// Reads the paragraphs of a cell up to its end. Comments and drawings are not read.
fn read_text<R: Read>(xml: &mut XmlPart<R>, buffer: &mut Vec<u8>) -> Result<String, Error> {
    let (mut text, mut is_first, mut depth) = (String::new(), true, 0_u32);
    loop {
        buffer.clear();
        make_room(xml);
        match xml.read_event_into(buffer).map_err(library)? {
            Event::Start(start) => match (start.name().as_ref(), depth) {
                ("text:p" | "text:h", 0) => {
                    if !std::mem::take(&mut is_first) {
                        text.push('\n');
                    }
                    depth = 1;
                }
                ("text:s", 1..) => {
                    let count = attribute(&start, "text:c")?.map_or(Some(1), |count| count.parse::<usize>().ok());
                    let count = count.filter(|count| *count <= MAXIMUM_CELL).ok_or_else(large_cell)?;
                    text.extend(std::iter::repeat_n(' ', count));
                    depth = depth.saturating_add(1);
                }
                ("text:tab" | "text:line-break", 1..) => {
                    text.push(if start.name().as_ref() == "text:tab" { '\t' } else { '\n' });
                    depth = depth.saturating_add(1);
                }
                ("text:span" | "text:a", 1..) => depth = depth.saturating_add(1),
                _ => skip(xml, buffer)?,
            },
            Event::Text(content) if depth > 0 => text.push_str(&content.xml10_content()),
            Event::CData(content) if depth > 0 => text.push_str(&content.xml10_content()),
            Event::GeneralRef(reference) if depth > 0 => {
                let character = reference.resolve_char_ref().map_err(library)?;
                match (resolve_xml_entity(&reference), character) {
                    (Some(entity), _) => text.push_str(entity),
                    (None, Some(character)) => text.push(character),
                    (None, None) => return Err(found(workbook_fault::MALFORMED_CELLS)),
                }
            }
            Event::End(_) => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => return Ok(text),
            },
            Event::Eof => return Err(found(workbook_fault::BREAKS_OFF)),
            _ => {}
        }
        if text.len() > MAXIMUM_CELL {
            return Err(large_cell());
        }
    }
}

/// Reads up to the end of the element whose start was read last.
pub(super) fn skip<R: Read>(xml: &mut XmlPart<R>, buffer: &mut Vec<u8>) -> Result<(), Error> {
    let mut depth = 1_u32;
    while depth > 0 {
        buffer.clear();
        make_room(xml);
        match xml.read_event_into(buffer).map_err(library)? {
            Event::Start(_) => depth = depth.saturating_add(1),
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => return Err(found(workbook_fault::BREAKS_OFF)),
            _ => {}
        }
    }
    Ok(())
}

/// Returns the value of an attribute.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Error> {
    let Some(attribute) = start.try_get_attribute(name).map_err(library)? else { return Ok(None) };
    unescape(&attribute.value).map(Cow::into_owned).map(Some).map_err(library)
}

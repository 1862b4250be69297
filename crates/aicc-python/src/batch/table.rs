//! The options of a table.

use std::num::NonZeroU32;

use aicc_batch::{Encoding, SheetChoice, TableOptions};
use aicc_core::ColumnOptions;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyString};

use crate::convert::argument::{Clamped, FromPython};
use crate::convert::strings::Strings;
use crate::convert::text::wrong_type;
use crate::interpreter::call;

/// Returns the options of a dict, which has the names of the arguments of ``aicc.check_many``.
pub(super) fn options(table: &Bound<'_, PyDict>) -> PyResult<TableOptions> {
    let columns = ColumnOptions {
        names: table.get_item("columns")?.as_ref().map_or(Ok(Vec::new()), names)?,
        ignored: table.get_item("ignore_columns")?.as_ref().map_or(Ok(Vec::new()), strings)?,
        strict: table.get_item("strict_columns")?.map_or(Ok(false), |strict| strict.is_truthy())?,
    };
    Ok(TableOptions {
        encoding: table.get_item("encoding")?.map(|value| encoding(&value)).transpose()?,
        delimiter: table.get_item("delimiter")?.map(|value| delimiter(&value)).transpose()?,
        sheet: table.get_item("sheet")?.map(|value| sheet(&value)).transpose()?,
        heading_row: table.get_item("header_row")?.map(|value| number("header_row", &value)).transpose()?,
        columns,
    })
}

fn encoding(value: &Bound<'_, PyAny>) -> PyResult<&'static Encoding> {
    let label = text("encoding", value)?;
    TableOptions::encoding_of(&label).ok_or_else(|| {
        PyValueError::new_err(format!("encoding must be the name of an encoding, such as gb18030, not {label:?}"))
    })
}

fn delimiter(value: &Bound<'_, PyAny>) -> PyResult<u8> {
    let text = text("delimiter", value)?;
    TableOptions::delimiter_of(&text).ok_or_else(|| {
        let names: Vec<&str> = TableOptions::DELIMITERS.iter().map(|(_, name)| *name).collect();
        let names = names.join(", ");
        PyValueError::new_err(format!("delimiter must be the character or the name of one of {names}, not {text:?}"))
    })
}

fn sheet(value: &Bound<'_, PyAny>) -> PyResult<SheetChoice> {
    match value.cast::<PyString>() {
        Ok(_) => text("sheet", value).map(SheetChoice::Name),
        // A name or a position.
        Err(_) => number("sheet", value).map(SheetChoice::Number),
    }
}

fn text(argument: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    match value.is_instance_of::<PyString>() {
        true => String::from_python(value),
        false => Err(wrong_type(&format!("a str as {argument}"), value)),
    }
}

/// Returns a number that counts from 1.
fn number(argument: &str, value: &Bound<'_, PyAny>) -> PyResult<NonZeroU32> {
    let number = value.extract::<Clamped>().ok().filter(|_| !value.is_instance_of::<PyBool>());
    let number = number.ok_or_else(|| wrong_type(&format!("an int as {argument}"), value))?.at_least(argument, 1)?;
    Ok(u32::try_from(number).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX))
}

/// Returns the headings of a mapping, each with its member.
fn names(columns: &Bound<'_, PyAny>) -> PyResult<Vec<(String, String)>> {
    if !columns.hasattr("items")? {
        return Err(wrong_type("a mapping of headings to members as columns", columns));
    }
    let items = PyDict::new(columns.py());
    call(&items.getattr("update")?, (columns,))?;
    items.iter().map(|(heading, member)| Ok((String::from_python(&heading)?, String::from_python(&member)?))).collect()
}

fn strings(values: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    values.extract::<Strings<'_>>()?.texts()
}

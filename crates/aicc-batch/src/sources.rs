//! Where records come from: one file for each format.

mod cell_name;
pub(crate) mod compressed;
pub(crate) mod csv;
pub(crate) mod heading;
pub(crate) mod json_array;
pub(crate) mod json_lines;
pub(crate) mod source;
pub(crate) mod table_format;
pub(crate) mod text;
pub(crate) mod workbook;

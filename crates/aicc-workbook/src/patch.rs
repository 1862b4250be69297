//! Changes parts of a workbook that exists, and copies all other parts as they are.
//!
//! An Open XML workbook is a ZIP archive of parts. Libraries that read a workbook and write it again lose what they do not know, so
//! here only the parts that must change are written anew, and in them only the elements that must change.

pub(crate) mod columns;
pub(crate) mod fault;
pub(crate) mod layout;
pub(crate) mod package;
pub(crate) mod reference;
pub(crate) mod relationships;
pub(crate) mod sheet;
pub(crate) mod styles;
pub(crate) mod text;
pub(crate) mod workbook;
pub(crate) mod xml;

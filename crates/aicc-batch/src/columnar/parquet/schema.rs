//! The types of the columns. A text is read as bytes: the library ends at one that is not UTF-8, and here it is a finding.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema};
use parquet::basic::{ConvertedType, LogicalType, Type as PhysicalType};
use parquet::errors::ParquetError;
use parquet::schema::types::{SchemaDescPtr, SchemaDescriptor, Type, TypePtr};

/// Returns the columns without the annotation that some bytes are a text.
pub(super) fn texts_as_bytes(columns: &SchemaDescriptor) -> Result<SchemaDescPtr, ParquetError> {
    let root = columns.root_schema();
    let fields = root.get_fields().iter().map(without_text).collect::<Result<_, _>>()?;
    let root = Type::group_type_builder(root.name()).with_fields(fields).build()?;
    Ok(Arc::new(SchemaDescriptor::new(Arc::new(root))))
}

fn without_text(field: &TypePtr) -> Result<TypePtr, ParquetError> {
    let info = field.get_basic_info();
    let id = info.has_id().then(|| info.id());
    if field.is_group() {
        let fields = field.get_fields().iter().map(without_text).collect::<Result<_, _>>()?;
        let group = Type::group_type_builder(field.name())
            .with_repetition(info.repetition())
            .with_converted_type(info.converted_type())
            .with_logical_type(info.logical_type_ref().cloned())
            .with_id(id)
            .with_fields(fields);
        return Ok(Arc::new(group.build()?));
    }
    if !is_text(field) {
        return Ok(Arc::clone(field));
    }
    let bytes = Type::primitive_type_builder(field.name(), PhysicalType::BYTE_ARRAY);
    Ok(Arc::new(bytes.with_repetition(info.repetition()).with_id(id).build()?))
}

fn is_text(field: &Type) -> bool {
    let info = field.get_basic_info();
    match info.logical_type_ref() {
        Some(annotation) => matches!(annotation, LogicalType::String | LogicalType::Json),
        None => matches!(info.converted_type(), ConvertedType::UTF8 | ConvertedType::JSON),
    }
}

/// Returns Arrow types in which each text is a view of its bytes in a page, so that equal texts share their memory. `json` is
/// the index of the column whose bytes are JSON.
pub(super) fn as_bytes(columns: &Schema, json: Option<usize>) -> Schema {
    let columns = columns.fields().iter().enumerate();
    let columns = columns.map(|(index, field)| match field.data_type() {
        DataType::Binary if Some(index) == json => Field::clone(field).with_data_type(DataType::BinaryView),
        _ => field_as_bytes(field),
    });
    Schema::new(columns.collect::<Vec<_>>())
}

fn field_as_bytes(field: &Field) -> Field {
    let data_type = match field.data_type() {
        DataType::Utf8 => DataType::BinaryView,
        DataType::List(element) => DataType::List(Arc::new(field_as_bytes(element))),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(|field| field_as_bytes(field)).collect()),
        other => other.clone(),
    };
    field.clone().with_data_type(data_type)
}

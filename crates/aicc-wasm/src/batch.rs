//! Many records, workbooks and schemas: the second module.

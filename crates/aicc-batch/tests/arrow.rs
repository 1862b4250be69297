//! Checks of Arrow data.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::sync::Arc;

use aicc_batch::{Arrow, BatchFinding, BatchReport, Error, JsonLines, Settings, findings_schema, findings_table};
use aicc_core::{Language, Profile, Report, check, interfaces};
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BinaryArray, BinaryViewArray, BooleanArray, Date32Array, Decimal128Array, DictionaryArray,
    FixedSizeListArray, Float64Array, Int8Array, Int64Array, LargeBinaryArray, LargeStringArray, ListArray, NullArray,
    RecordBatch, StringArray, StringViewArray, StructArray, UInt64Array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields};
use common::{INVALID, VALID, settings};
use conformance::{Kind, vectors};

fn record_batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true))).unwrap()
}

/// Returns the whole batch, and slices of it.
fn sliced(batch: &RecordBatch) -> Vec<Result<ArrayRef, ArrowError>> {
    let rows = batch.num_rows();
    let middle = rows / 2;
    let slices = [batch.clone(), batch.slice(0, middle), batch.slice(middle, rows - middle)];
    slices.map(|slice| Ok(as_struct(slice))).into()
}

fn as_struct(batch: RecordBatch) -> ArrayRef {
    Arc::new(StructArray::from(batch))
}

fn findings(report: &Report) -> Vec<BatchFinding<'_>> {
    report.violations().iter().chain(report.advice()).map(BatchFinding::Rule).collect()
}

/// Asserts that the report on `sliced` rows has the same findings as `reports`, for the whole batch and for its slices.
fn assert_reports(report: &BatchReport, reports: &[Report]) {
    assert_eq!(report.counts.records, 2 * reports.len() as u64);
    let mut records = report.records.iter();
    for (index, report) in reports.iter().chain(reports).enumerate() {
        let expected = findings(report);
        if !expected.is_empty() {
            let record = records.next().unwrap();
            let row = index as u64 + 1;
            assert_eq!((record.record, record.position.row, record.position.line), (row, Some(row), None));
            assert_eq!(record.findings().collect::<Vec<_>>(), expected);
        }
    }
    assert!(records.next().is_none());
}

#[test]
fn json_in_a_column_is_checked_unchanged() {
    let bodies: Vec<Vec<u8>> = vectors(Kind::Body).iter().map(conformance::Vector::body).collect();
    let texts: Vec<&str> = bodies.iter().filter_map(|body| std::str::from_utf8(body).ok()).collect();
    let bytes: Vec<&[u8]> = bodies.iter().map(Vec::as_slice).collect();
    let text_columns: [ArrayRef; 3] = [
        Arc::new(StringArray::from(texts.clone())),
        Arc::new(LargeStringArray::from(texts.clone())),
        Arc::new(StringViewArray::from(texts.clone())),
    ];
    let byte_columns: [ArrayRef; 3] = [
        Arc::new(BinaryArray::from(bytes.clone())),
        Arc::new(LargeBinaryArray::from(bytes.clone())),
        Arc::new(BinaryViewArray::from(bytes)),
    ];
    let profile = Profile::default();
    let settings = Settings { limit: usize::MAX, ..settings(&profile, 2, 1) };
    for (columns, bodies) in [
        (text_columns, texts.iter().map(|text| text.as_bytes()).collect::<Vec<_>>()),
        (byte_columns, bodies.iter().map(Vec::as_slice).collect()),
    ] {
        let reports: Vec<Report> = bodies.iter().map(|body| check(settings.interface, body, &profile)).collect();
        for column in columns {
            let rows = record_batch(vec![("id", Arc::new(NullArray::new(column.len()))), ("value", column)]);
            assert_reports(&settings.check(Arrow::new(sliced(&rows)).column("value")).unwrap(), &reports);
        }
    }
}

/// Checks the records of an array without columns and returns the number of findings for each rule.
fn by_rule(array: ArrayRef) -> Vec<(&'static str, u64)> {
    let profile = Profile::default();
    let report = settings(&profile, 1, 1).check(Arrow::new([Ok(array)])).unwrap();
    report.counts.by_rule.into_iter().collect()
}

#[test]
fn a_record_that_is_null_is_the_json_null() {
    let texts = Arc::new(StringArray::from(vec![Some(VALID), None, Some(INVALID)]));
    assert_eq!(by_rule(texts), [("minLength", 1), ("type", 1)]);
    let members = StringArray::from(vec![Some("li.na"), Some("li.na"), Some("")]);
    let fields = Fields::from(vec![Field::new("accountCode", DataType::Utf8, true)]);
    let nulls = NullBuffer::from(vec![true, false, true]);
    let structs = Arc::new(StructArray::new(fields, vec![Arc::new(members)], Some(nulls)));
    assert_eq!(by_rule(structs), [("minLength", 1), ("type", 1)]);
}

#[test]
fn texts_in_a_dictionary_are_read() {
    let texts: DictionaryArray<Int32Type> = vec![Some(VALID), Some(INVALID), None, Some(INVALID)].into_iter().collect();
    assert_eq!(by_rule(Arc::new(texts)), [("minLength", 2), ("type", 1)]);
}

#[test]
fn a_struct_in_a_column_can_have_unknown_members() {
    let rows = record_batch(vec![
        ("accountCode", Arc::new(StringArray::from(vec![Some("li.na"), Some("")]))),
        ("note", Arc::new(Int64Array::from(vec![Some(1), None]))),
    ]);
    let rows = record_batch(vec![("id", Arc::new(NullArray::new(2))), ("message", as_struct(rows))]);
    let profile = Profile::default();
    let settings = settings(&profile, 2, 1);
    let bodies = [r#"{"accountCode":"li.na","note":1}"#, r#"{"accountCode":""}"#];
    let reports: Vec<Report> = bodies.iter().map(|body| check(settings.interface, body.as_bytes(), &profile)).collect();
    assert_reports(&settings.check(Arrow::new(sliced(&rows)).column("message")).unwrap(), &reports);
}

/// Asserts that rows of members get the same reports as the same records in JSON.
fn assert_members(rows: &RecordBatch, bodies: &[&str]) {
    let profile = Profile::default();
    let rows = record_batch(vec![("message", as_struct(rows.clone()))]);
    for threads in [1, 3] {
        let settings = Settings { interface: &interfaces::AGENT_ACCOUNT_CREATE, ..settings(&profile, threads, 1) };
        let reports: Vec<Report> =
            bodies.iter().map(|body| check(settings.interface, body.as_bytes(), &profile)).collect();
        assert_reports(&settings.check(Arrow::new(sliced(&rows)).column("message")).unwrap(), &reports);
    }
}

#[test]
fn members_are_columns() {
    let rows = record_batch(vec![
        ("userName", Arc::new(StringArray::from(vec![Some("Li Na"), None, Some(""), Some("a;b")]))),
        ("agentType", Arc::new(Int8Array::from(vec![Some(11), Some(7), None, Some(-1)]))),
        ("ccRoleId", Arc::new(Float64Array::from(vec![None, Some(2.0), Some(0.5), Some(2.5)]))),
        ("phone", Arc::new(BooleanArray::from(vec![Some(true), None, None, None]))),
        ("password", Arc::new(UInt64Array::from(vec![None, Some(u64::MAX), Some(1), None]))),
        ("email", Arc::new(StringViewArray::from(vec![Some("a@b.cn"), Some("a"), None, None]))),
        ("note", Arc::new(LargeStringArray::from(vec![None, Some("x"), None, None]))),
    ]);
    let bodies = [
        r#"{"userName":"Li Na","agentType":11,"phone":true,"email":"a@b.cn"}"#,
        r#"{"agentType":7,"ccRoleId":2.0,"password":18446744073709551615,"email":"a","note":"x"}"#,
        r#"{"userName":"","ccRoleId":0.5,"password":1}"#,
        r#"{"userName":"a;b","agentType":-1,"ccRoleId":2.5}"#,
    ];
    assert_members(&rows, &bodies);
}

#[test]
fn lists_structs_and_dictionaries_are_members_too() {
    let weights = Int64Array::from(vec![Some(1), Some(0), None, Some(5), Some(-2)]);
    let ids = Decimal128Array::from(vec![Some(7), None, Some(i128::MAX), Some(9), Some(1)]);
    let ids = ids.with_precision_and_scale(38, 0).unwrap();
    let fields = Fields::from(vec![
        Field::new("skillId", DataType::Decimal128(38, 0), true),
        Field::new("agentWeight", DataType::Int64, true),
    ]);
    let skills = StructArray::new(
        fields.clone(),
        vec![Arc::new(ids), Arc::new(weights)],
        Some(NullBuffer::from(vec![true, true, true, false, true])),
    );
    let element = Arc::new(Field::new("item", DataType::Struct(fields), true));
    let skills = ListArray::new(
        element,
        OffsetBuffer::from_lengths([2, 0, 3, 0]),
        Arc::new(skills),
        Some(NullBuffer::from(vec![true, true, true, false])),
    );
    let names: DictionaryArray<Int32Type> = vec![Some("Li Na"), Some("a;b"), None, Some("Li Na")].into_iter().collect();
    let rows = record_batch(vec![("skills", Arc::new(skills)), ("userName", Arc::new(names))]);
    let bodies = [
        r#"{"skills":[{"skillId":7,"agentWeight":1},{"agentWeight":0}],"userName":"Li Na"}"#,
        r#"{"skills":[],"userName":"a;b"}"#,
        r#"{"skills":[{"skillId":170141183460469231731687303715884105727},null,{"skillId":1,"agentWeight":-2}]}"#,
        r#"{"userName":"Li Na"}"#,
    ];
    assert_members(&rows, &bodies);
}

#[test]
fn empty_dictionaries_and_other_lists_are_read() {
    let names =
        DictionaryArray::<Int32Type>::new(vec![None, None].into(), Arc::new(StringArray::from(Vec::<&str>::new())));
    let element = Arc::new(Field::new("item", DataType::Int64, true));
    let pairs = FixedSizeListArray::new(element, 2, Arc::new(Int64Array::from(vec![1, 2, 3, 4])), None);
    let mut lists = ListBuilder::new(StringBuilder::new());
    lists.append_value([Some("a"), None]);
    lists.append_null();
    let rows = record_batch(vec![
        ("userName", Arc::new(names)),
        ("skills", Arc::new(pairs)),
        ("phone", Arc::new(lists.finish())),
        ("email", Arc::new(NullArray::new(2))),
    ]);
    assert_members(&rows, &[r#"{"skills":[1,2],"phone":["a",null]}"#, r#"{"skills":[3,4]}"#]);
}

#[test]
fn a_column_that_cannot_be_read_is_refused() {
    let rows = record_batch(vec![("day", Arc::new(Date32Array::from(vec![1])))]);
    let profile = Profile::default();
    let array = as_struct(rows);
    let refused = |source| settings(&profile, 2, 1).check(source).unwrap_err().to_string();
    let arrow = || Arrow::new(vec![Ok(Arc::clone(&array))]);
    assert_eq!(
        refused(arrow().column("day")),
        "the column “day” has the type Date32, which cannot be read: cast it to string"
    );
    assert_eq!(refused(arrow().column("value")), "there is no column “value”");
    assert_eq!(refused(arrow()), "the name of column 1 is not a column of queryAgentInfoByAccount");
    let days: ArrayRef = Arc::new(Date32Array::from(vec![1]));
    assert_eq!(
        refused(Arrow::new(vec![Ok(days)])),
        "the Arrow data has the type Date32, which cannot be read: cast it to string"
    );
    let twice = Fields::from(vec![Field::new("accountCode", DataType::Utf8, true); 2]);
    let twice = StructArray::new_null(twice, 1);
    assert_eq!(refused(Arrow::new(vec![Ok(Arc::new(twice) as ArrayRef)])), "the column “accountCode” occurs twice");
    let broken = vec![Err(ArrowError::IpcError("torn".to_owned()))];
    let ended = settings(&profile, 1, 1).check(Arrow::new(broken));
    assert!(matches!(ended.map_err(Error::from), Err(Error::Arrow(_))));
}

#[test]
fn a_type_that_cannot_be_read_is_named_with_its_column() {
    let bytes: ArrayRef = Arc::new(BinaryArray::from(vec![b"a".as_slice()]));
    let days: ArrayRef = Arc::new(Date32Array::from(vec![1]));
    let fields = Fields::from(vec![Field::new("skillId", DataType::Date32, true)]);
    let skills = StructArray::new(fields.clone(), vec![Arc::clone(&days)], None);
    let element = Arc::new(Field::new("item", DataType::Struct(fields), true));
    let skills: ArrayRef = Arc::new(ListArray::new(element, OffsetBuffer::from_lengths([1]), Arc::new(skills), None));
    let profile = Profile::default();
    let settings = Settings { interface: &interfaces::AGENT_ACCOUNT_CREATE, ..settings(&profile, 2, 1) };
    for (name, column, expected) in [
        ("userName", bytes, "the column “userName” has the type Binary, which cannot be read: cast it to string"),
        ("agentType", days, "the column “agentType” has the type Date32, which cannot be read: cast it to int64"),
        ("skills", skills, "the column “skills/skillId” has the type Date32, which cannot be read: cast it to int64"),
    ] {
        let table = as_struct(record_batch(vec![("email", Arc::new(NullArray::new(1))), (name, column)]));
        assert_eq!(settings.check(Arrow::new(vec![Ok(table)])).unwrap_err().to_string(), expected);
    }
}

#[test]
fn a_row_of_nulls_is_skipped() {
    let rows = record_batch(vec![("accountCode", Arc::new(StringArray::from(vec![Some("a"), None, Some("")])))]);
    let profile = Profile::default();
    for threads in [1, 2] {
        let report = settings(&profile, threads, 1).check(Arrow::new(sliced(&rows))).unwrap();
        assert_eq!((report.counts.records, report.counts.invalid), (4, 2));
        let lines: Vec<_> = report.records.iter().map(|record| (record.record, record.position.row)).collect();
        assert_eq!(lines, [(2, Some(3)), (4, Some(6))]);
    }
}

#[test]
fn texts_are_read_as_cells_if_the_settings_say_so() {
    let texts = |cells: Vec<Option<&str>>| Arc::new(StringArray::from(cells)) as ArrayRef;
    let types: DictionaryArray<Int32Type> = vec![Some("11"), Some("4.5"), None, Some("11")].into_iter().collect();
    let rows = record_batch(vec![
        ("agentType", Arc::new(types)),
        ("skills/1/skillId", texts(vec![Some("7"), Some(""), None, None])),
        ("phone", texts(vec![Some(""), Some("1"), Some(" "), None])),
        ("email", Arc::new(NullArray::new(4))),
    ]);
    let profile = Profile::default();
    let cells =
        Settings { interface: &interfaces::AGENT_ACCOUNT_CREATE, texts_are_cells: true, ..settings(&profile, 1, 1) };
    let report = cells.check(Arrow::new([Ok(as_struct(rows))])).unwrap();
    assert_eq!(report.counts.records, 3);
    let found = |record: usize| report.records[record].findings().map(|finding| finding.pointer()).collect::<Vec<_>>();
    let missing = ["/userAccount", "/userName", "/password", "/email", "/ccRoleId"];
    assert_eq!(found(0), missing);
    assert_eq!(found(1), ["/userAccount", "/userName", "/password", "/email", "/agentType", "/ccRoleId"]);
    let finding = report.records[1].findings().nth(4).unwrap();
    assert_eq!((finding.rule(), finding.params()[1].1.to_string()), ("enum", "4.5".to_owned()));
    let numbers = as_struct(record_batch(vec![("agentType", Arc::new(Int64Array::from(vec![11])))]));
    let refused = cells.check(Arrow::new([Ok(numbers)])).unwrap_err().to_string();
    assert_eq!(refused, "the column “agentType” has the type Int64, which cannot be read: cast it to string");
}

#[test]
fn findings_are_a_table() {
    let input = format!("{VALID}\n{INVALID}\n\n{{\"accountCode\":1}}");
    let profile = Profile::default();
    let report = settings(&profile, 1, 1 << 10).check(JsonLines::new(input.as_bytes())).unwrap();
    let tables = findings_table(&report.records, Language::Chinese).unwrap();
    assert_eq!(tables.len(), 1);
    let table = &tables[0];
    assert_eq!(table.schema(), findings_schema());
    let numbers = |name| table.column_by_name(name).unwrap().as_primitive::<Int64Type>().values().to_vec();
    let texts = |name| {
        let column = table.column_by_name(name).unwrap().as_string::<i32>();
        column.iter().map(|text| text.unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(numbers("record"), [2, 3]);
    assert_eq!(numbers("line"), [2, 4]);
    assert_eq!(numbers("offset"), [24, 44]);
    assert_eq!(texts("severity"), ["violation", "violation"]);
    assert_eq!(texts("location"), ["body", "body"]);
    assert_eq!(texts("pointer"), ["/accountCode", "/accountCode"]);
    assert_eq!(texts("rule"), ["minLength", "type"]);
    assert_eq!(texts("params"), [r#"{"minimum":1,"actual":0}"#, r#"{"expected":"string","actual":"integer"}"#]);
    assert_eq!(texts("reference"), ["queryAgentInfoByAccount 1.1"; 2]);
    assert_eq!(texts("message"), ["accountCode 不能为空。", "accountCode 的类型应为字符串，实际为整数。"]);
    let none = findings_table(&[], Language::English).unwrap();
    assert_eq!((none.len(), none[0].num_rows()), (1, 0));
}

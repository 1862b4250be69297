//! Records whose passwords the caller supplies, in every format.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::io::Cursor;
use std::sync::Arc;

use aicc_batch::{Arrow, Csv, JsonArray, JsonLines, Parquet, Settings, Source, Workbook};
use aicc_core::{Profile, interfaces};
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray, StructArray};
use common::workbook::{text_row, workbook_of_sheets};
use parquet::arrow::ArrowWriter;

/// The members of each record, besides the e-mail address and the type: no password, a short one, none and a wrong role, a valid one.
const RECORDS: [(&str, Option<&str>, i64); 4] = [
    ("agent.001", None, 2),
    ("agent.002", Some("Aa1!"), 2),
    ("agent.003", None, 9),
    ("agent.004", Some("Aa1!Aa1!"), 2),
];

fn settings(profile: &Profile, supplied_passwords: bool) -> Settings<'_> {
    let interface = &interfaces::AGENT_ACCOUNT_CREATE;
    Settings { interface, bodies: true, supplied_passwords, ..common::settings(profile, 2, 1) }
}

/// Returns the findings, each with the number of its record, and the numbers of the records with a body.
fn checked(source: impl Source, settings: &Settings<'_>) -> (Vec<String>, Vec<u64>) {
    let (mut findings, mut bodies) = (Vec::new(), Vec::new());
    let run = settings.run(source, |update| {
        for record in &update.records {
            let found = record.findings();
            findings.extend(found.map(|finding| format!("{} {} {}", record.record, finding.pointer(), finding.rule())));
        }
        bodies.extend(update.bodies.iter().map(|body| body.record));
        Ok(())
    });
    assert_eq!(run.unwrap().records, 4);
    (findings, bodies)
}

fn assert_supplied(source: impl Source) {
    let profile = Profile::default();
    let (findings, bodies) = checked(source, &settings(&profile, true));
    assert_eq!(findings, ["2 /password minLength", "3 /ccRoleId enum"]);
    assert_eq!(bodies, [1, 4]);
}

fn body((account, password, role): (&str, Option<&str>, i64)) -> String {
    let password = password.map(|password| format!(r#""password": "{password}", "#)).unwrap_or_default();
    format!(
        r#"{{"userAccount": "{account}", {password}"userName": "Li Na", "email": "li.na@example.com", "agentType": 4, "ccRoleId": {role}}}"#
    )
}

fn table() -> RecordBatch {
    let texts = |values: Vec<Option<&str>>| Arc::new(StringArray::from(values)) as ArrayRef;
    let numbers = |values: Vec<i64>| Arc::new(Int64Array::from(values)) as ArrayRef;
    let columns = [
        ("userAccount", texts(RECORDS.map(|(account, ..)| Some(account)).to_vec())),
        ("userName", texts(vec![Some("Li Na"); 4])),
        ("password", texts(RECORDS.map(|(_, password, _)| password).to_vec())),
        ("email", texts(vec![Some("li.na@example.com"); 4])),
        ("agentType", numbers(vec![4; 4])),
        ("ccRoleId", numbers(RECORDS.map(|(.., role)| role).to_vec())),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap()
}

#[test]
fn json() {
    let lines = RECORDS.map(body).join("\n");
    assert_supplied(JsonLines::new(lines.as_bytes()));
    let array = format!("[{}]", RECORDS.map(body).join(", "));
    assert_supplied(JsonArray::new(array.as_bytes()));
    let wrapped = RECORDS.map(|record| format!(r#"{{"requestParam": {}}}"#, body(record))).join("\n");
    let profile = Profile::default();
    let (findings, bodies) = checked(JsonLines::new(wrapped.as_bytes()), &settings(&profile, true));
    assert_eq!(findings, ["2 /requestParam/password minLength", "3 /requestParam/ccRoleId enum"]);
    assert_eq!(bodies, [1, 4]);
}

#[test]
fn csv() {
    let row = |(account, password, role): (&str, Option<&str>, i64)| {
        format!("{account},Li Na,{},li.na@example.com,4,{role}\n", password.unwrap_or_default())
    };
    let file = format!("userAccount,userName,password,email,agentType,ccRoleId\n{}", RECORDS.map(row).concat());
    assert_supplied(Csv::new(file.as_bytes()));
}

#[test]
fn a_table_without_the_column() {
    let row = |(account, _, role): (&str, Option<&str>, i64)| format!("{account},Li Na,li.na@example.com,4,{role}\n");
    let file = format!("userAccount,userName,email,agentType,ccRoleId\n{}", RECORDS.map(row).concat());
    let profile = Profile::default();
    let supplied = checked(Csv::new(file.as_bytes()), &settings(&profile, true));
    assert_eq!(supplied, (vec!["3 /ccRoleId enum".to_owned()], vec![1, 2, 4]));
    let (findings, bodies) = checked(Csv::new(file.as_bytes()), &settings(&profile, false));
    assert_eq!(findings.iter().filter(|finding| finding.ends_with("/password required")).count(), 4);
    assert!(bodies.is_empty());
}

#[test]
fn a_workbook() {
    let heading = ["userAccount", "userName", "password", "email", "agentType", "ccRoleId"];
    let mut rows = text_row(1, b'A', &heading);
    for ((account, password, role), number) in RECORDS.into_iter().zip(2..) {
        let role = role.to_string();
        let cells = [account, "Li Na", password.unwrap_or_default(), "li.na@example.com", "4", role.as_str()];
        rows += &text_row(number, b'A', &cells);
    }
    let file = workbook_of_sheets(&[("Agents", false, rows.as_str())]);
    let profile = Profile::default();
    let settings = settings(&profile, true);
    let mut workbook = Workbook::read(file.as_slice()).unwrap();
    assert_supplied(workbook.rows(&settings).unwrap());
}

#[test]
fn arrow_and_parquet() {
    let array: ArrayRef = Arc::new(StructArray::from(table()));
    assert_supplied(Arrow::new([Ok(array)]));
    let mut file = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut file, table().schema(), None).unwrap();
    writer.write(&table()).unwrap();
    writer.close().unwrap();
    assert_supplied(Parquet::open(Cursor::new(file)).unwrap());
}

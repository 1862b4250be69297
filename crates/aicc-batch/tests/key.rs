//! Whose record it is: the values of key members in records with findings.

#![allow(clippy::unwrap_used, reason = "a test may fail; clippy sees only #[test]")]

mod common;

use std::sync::Arc;

use aicc_batch::{
    Arrow, Csv, JsonArray, JsonLines, KeyMemberError, KeyMembers, Settings, Source, TableOptions, Workbook,
};
use aicc_core::{Interface, Language, Profile, interfaces};
use arrow_array::{ArrayRef, Int64Array, StringArray, StructArray};
use common::workbook::workbook;
use serde_json::{Value, json};

const INTERFACE: &Interface = &interfaces::AGENT_ACCOUNT_CREATE;

fn settings<'p>(profile: &'p Profile, names: &[&str]) -> Settings<'p> {
    Settings { key: KeyMembers::new(INTERFACE, names).unwrap(), ..Settings::new(INTERFACE, profile) }
}

/// Returns the number and the key of each record with findings.
fn keys_with(settings: &Settings<'_>, source: impl Source) -> Vec<(u64, Value)> {
    let report = settings.check(source).unwrap();
    report.records.into_iter().map(|record| (record.record, record.key.into())).collect()
}

fn keys(names: &[&str], source: impl Source) -> Vec<(u64, Value)> {
    keys_with(&settings(&Profile::default(), names), source)
}

#[test]
fn a_record_has_the_members_of_its_key_in_their_order() {
    let names = ["agentType", "userAccount", "skills/1/skillId", "email"];
    let records = concat!(
        r#"{"email": "a", "userAccount": "li.na", "agentType": 4, "skills": [{}, {"skillId": 7}, {"skillId": 8}]}"#,
        "\n",
        r#"{"userAccount": true, "agentType": -1.5, "email": null, "skills": [1]}"#,
        "\n",
        r#"{"userAccount": ["a"], "agentType": {"userAccount": "b", "": "c"}}"#,
    );
    let expected = [
        (1, r#"{"agentType":4,"userAccount":"li.na","skills/1/skillId":7,"email":"a"}"#),
        (2, r#"{"agentType":-1.5,"userAccount":true}"#),
        (3, "{}"),
    ];
    let found = keys(&names, JsonLines::new(records.as_bytes()));
    let found: Vec<_> = found.iter().map(|(record, key)| (*record, key.to_string())).collect();
    assert_eq!(found, expected.map(|(record, key)| (record, key.to_owned())));
    let array = format!("[{}]", records.replace('\n', ","));
    assert_eq!(keys(&names, JsonArray::new(array.as_bytes())), keys(&names, JsonLines::new(records.as_bytes())));
}

#[test]
fn the_table_of_each_interface_names_its_key() {
    for interface in interfaces::ALL {
        assert_eq!(KeyMembers::new(interface, interface.key), Ok(KeyMembers::of(interface)));
        assert!(KeyMembers::none(interface).names().is_empty());
    }
    assert_eq!(KeyMembers::of(INTERFACE).names(), ["userAccount"]);
    let profile = Profile::default();
    let account = r#"{"userAccount": "a", "phonenum": "b"}"#;
    let settings = Settings::new(INTERFACE, &profile);
    assert_eq!(keys_with(&settings, JsonLines::new(account.as_bytes())), [(1, json!({}))]);
    // A member of another interface may be a secret of this one.
    let settings = Settings { key: KeyMembers::of(&interfaces::AGENT_SIGN_IN), ..settings };
    assert_eq!(keys_with(&settings, JsonLines::new(account.as_bytes())), [(1, json!({}))]);
}

#[test]
fn a_wrapped_record_has_its_key_too() {
    let records = "{\"requestParam\": {\"userAccount\": \"li.na\"}}\n{\"email\": {\"userAccount\": \"li.na\"}}";
    let expected = [(1, json!({"userAccount": "li.na"})), (2, json!({}))];
    assert_eq!(keys(&["userAccount"], JsonLines::new(records.as_bytes())), expected);
}

#[test]
fn a_malformed_record_has_what_comes_before_the_error() {
    let records =
        b"{\"userAccount\": \"li.na\", \"email\": }\n{\"email\": , \"userAccount\": \"li.na\"}\n{\"userAccount\":\
        \"a\\\"b\", \"email\": \"\xFF\"}\n{\"userAccount\": \"li\n\n{\"userAccount\": \"a\", \"userAccount\": \"b\"}";
    let expected = [
        (1, json!({"userAccount": "li.na"})),
        (2, json!({})),
        (3, json!({"userAccount": "a\"b"})),
        (4, json!({})),
        (5, json!({"userAccount": "a"})),
    ];
    assert_eq!(keys(&["userAccount"], JsonLines::new(records.as_slice())), expected);
}

#[test]
fn a_row_of_csv_has_its_key_unless_its_cells_may_be_shifted() {
    let profile = Profile { maximum_size: 60, ..Profile::default() };
    let long = format!("\"li.na,{}", "x".repeat(60));
    let rows = [
        "password,userAccount,agentType,skills/0/skillId",
        "a,\"li,\n\"\"na\"\"\",4,7",
        "a,li.na,4.5,",
        "a,b,li.na,4,7",
        "li.na,4,7",
        "a,b,\"4\"5,7",
        &long,
    ]
    .join("\n");
    let names = ["userAccount", "agentType", "skills/0/skillId"];
    let expected = [
        (1, json!({"userAccount": "li,\n\"na\"", "agentType": 4, "skills/0/skillId": 7})),
        (2, json!({"userAccount": "li.na", "agentType": "4.5"})),
        (3, json!({})),
        (4, json!({})),
        (5, json!({})),
        (6, json!({})),
    ];
    assert_eq!(keys_with(&settings(&profile, &names), Csv::new(rows.as_bytes())), expected);
}

#[test]
fn a_row_in_another_encoding_has_its_key() {
    // Most lines are ASCII: the others are findings, and their encoding need not be certain.
    let rows = b"userAccount,userName\nli.na,\xC0\xEE\xC4\xC8\nwang.wei,Wang Wei\n".as_slice();
    let expected = [(1, json!({"userAccount": "li.na"})), (2, json!({"userAccount": "wang.wei"}))];
    assert_eq!(keys(&["userAccount"], Csv::new(rows)), expected);
    let profile = Profile::default();
    let table = TableOptions { encoding: TableOptions::encoding_of("gb18030"), ..TableOptions::default() };
    let settings = Settings { table, ..settings(&profile, &["userAccount"]) };
    assert_eq!(keys_with(&settings, Csv::new(rows)), expected);
}

#[test]
fn a_row_of_a_workbook_has_its_key() {
    let sheet = r#"<worksheet><sheetData>
        <row r="1"><c r="A1" t="str"><v>agentType</v></c><c r="B1" t="str"><v>userAccount</v></c></row>
        <row r="3"><c r="A3"><v>4</v></c><c r="B3" t="str"><v>li.na</v></c></row>
        <row r="4"><c r="A4" t="e"><v>#N/A</v></c><c r="B4" t="str"><v>li.na</v></c></row>
        <row r="5"><c r="B5" t="str"><v>li.na</v></c><c r="C5"><v>4</v></c></row>
    </sheetData></worksheet>"#;
    let book = workbook(sheet.as_bytes(), "<sst/>".as_bytes());
    let mut book = Workbook::read(book.as_slice()).unwrap();
    let account = json!({"userAccount": "li.na"});
    let expected = [(1, json!({"agentType": 4, "userAccount": "li.na"})), (2, account.clone()), (3, account)];
    let profile = Profile::default();
    let settings = settings(&profile, &["agentType", "userAccount"]);
    assert_eq!(keys_with(&settings, book.rows(&settings).unwrap()), expected);
}

#[test]
fn a_row_of_arrow_data_has_its_key() {
    let names = ["userAccount", "agentType"];
    let column =
        |name, column: ArrayRef| -> ArrayRef { Arc::new(StructArray::try_from(vec![(name, column)]).unwrap()) };
    let accounts: ArrayRef = Arc::new(StringArray::from(vec![Some("li.na"), None]));
    let types: ArrayRef = Arc::new(Int64Array::from(vec![4, 5]));
    let table = StructArray::try_from(vec![("userAccount", accounts), ("agentType", types)]).unwrap();
    let expected = [(1, json!({"userAccount": "li.na", "agentType": 4})), (2, json!({"agentType": 5}))];
    assert_eq!(keys(&names, Arrow::new([Ok(Arc::new(table) as ArrayRef)])), expected);
    let json: ArrayRef = Arc::new(StringArray::from(vec![r#"{"userAccount":"li.na"}"#]));
    assert_eq!(keys(&names, Arrow::new([Ok(json)])), [(1, json!({"userAccount": "li.na"}))]);
    let cells = column("agentType", Arc::new(StringArray::from(vec!["4"])));
    let profile = Profile::default();
    let settings = Settings { texts_are_cells: true, ..settings(&profile, &names) };
    assert_eq!(keys_with(&settings, Arrow::new([Ok(cells)])), [(1, json!({"agentType": 4}))]);
}

#[test]
fn a_text_in_a_key_has_at_most_200_characters() {
    for (length, expected) in [(200, "é".repeat(200)), (201, "é".repeat(199) + "…"), (5000, "é".repeat(199) + "…")]
    {
        let record = json!({"userAccount": "é".repeat(length)}).to_string();
        let keys = keys(&["userAccount"], JsonLines::new(record.as_bytes()));
        assert_eq!(keys, [(1, json!({"userAccount": expected}))], "{length}");
    }
}

#[test]
fn a_key_is_never_a_secret_and_names_members_with_one_value() {
    let refused = |name| KeyMembers::new(INTERFACE, [name]).unwrap_err();
    assert_eq!(refused("password"), KeyMemberError::Secret { name: "password".to_owned() });
    assert_eq!(
        refused("password").to_string(),
        "“password” cannot be a key: it is a secret, and findings never show a secret. Use another member."
    );
    assert_eq!(
        refused("useraccount").to_string(),
        "“useraccount” cannot be a key: it is not a member of agentAccount/create with a single value. Did you mean \
         “userAccount”?"
    );
    assert_eq!(
        refused("skills/0/skilId").message(Language::Chinese),
        "“skills/0/skilId”不能作为标识：agentAccount/create 中没有该名称的单值参数。您是否指“skills/0/skillId”？"
    );
    // A secret is not suggested.
    for name in ["Password", "", "skills", "skills/0", "skills/00/skillId", "skills/x/skillId", "\u{1b}[31m"] {
        let message = refused(name).to_string();
        assert!(message.contains("userAccount") || message.contains("skills/0/skillId"), "{message}");
        assert!(!message.contains("password") && !message.contains('\u{1b}'), "{message}");
    }
    let texts =
        KeyMembers::new(&interfaces::AGENT_SETTINGS_CREATE, ["callNumber/4", "userId", "callNumber/4"]).unwrap();
    assert_eq!(texts.names(), ["callNumber/4", "userId"]);
}

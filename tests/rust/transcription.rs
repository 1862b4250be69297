//! Compares the tables with a second transcription of the vendor's pages, made from the documents alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use aicc_core::Profile;
use serde_json::{Map, Value, json};

/// Returns the transcribed pages by the name of their interface.
fn pages() -> BTreeMap<String, Value> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("transcription")).unwrap();
    let page = |path: PathBuf| -> Value { serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap() };
    let pages = entries.map(|entry| page(entry.unwrap().path()));
    pages.map(|page| (page["interface"].as_str().unwrap().to_owned(), page)).collect()
}

fn rows(table: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    table.as_array().unwrap().iter().map(|row| row.as_object().unwrap())
}

/// Returns the type as the pages print it.
fn printed_type(row: &Map<String, Value>) -> Value {
    match (row["type"].as_str().unwrap(), row.get("element")) {
        ("array", Some(element)) => json!(format!("array of {}s", element["type"].as_str().unwrap())),
        (name, _) => json!(name),
    }
}

/// Returns a fact of a row, or of the elements of its array.
fn fact<'a>(row: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    row.get(name).or_else(|| row.get("element")?.get(name))
}

/// Returns a set of characters, sorted and without repetition.
fn as_set(characters: Option<&Value>) -> Option<String> {
    let mut characters: Vec<char> = characters?.as_str()?.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    Some(characters.into_iter().collect())
}

fn values(allowed: Option<&Value>) -> Option<Vec<String>> {
    let mut values: Vec<String> = allowed?.as_array()?.iter().map(|choice| choice["value"].to_string()).collect();
    values.sort();
    Some(values)
}

/// Facts of a page that a table holds in another form, or in the text of its description only.
const HELD_OTHERWISE: &[(&str, &str)] = &[
    // One pattern expresses the same.
    ("mediatype", "minLength"),
    ("mediatype", "maxLength"),
    ("mediatype", "alphabet"),
    ("timeRemaining", "minimum"),
    ("timeRemaining", "maximum"),
];

fn compare_row(page: &Map<String, Value>, table: &Map<String, Value>, result_code: &Value) -> Vec<String> {
    let name = page["name"].as_str().unwrap();
    // The result codes have a separate table.
    let is_result_code = |fact: &str| fact == "allowed" && *result_code == name;
    let held_otherwise = |fact: &str| HELD_OTHERWISE.contains(&(name, fact)) || is_result_code(fact);
    let mut differences = Vec::new();
    let mut compare = |what: &str, page: Option<Value>, table: Option<Value>| {
        if page != table && !held_otherwise(what) {
            differences.push(format!("{name} {what}: the page has {page:?}, the table {table:?}"));
        }
    };
    compare("name", page.get("name").cloned(), table.get("name").cloned());
    compare("type", page.get("type").cloned(), Some(printed_type(table)));
    if let Some(mandatory) = page.get("mandatory") {
        compare("mandatory", Some(mandatory.clone()), table.get("mandatory").cloned());
    }
    for bound in ["minLength", "maxLength", "minimum", "maximum", "maxItems", "default"] {
        compare(bound, page.get(bound).cloned(), fact(table, bound).cloned());
    }
    compare("allowed", values(page.get("allowed")).map(Value::from), values(table.get("allowed")).map(Value::from));
    compare(
        "alphabet",
        as_set(page.get("alphabet")).map(Value::from),
        as_set(fact(table, "characters")).map(Value::from),
    );
    compare(
        "notInSet",
        as_set(page.get("notInSet")).map(Value::from),
        as_set(fact(table, "forbiddenCharacters")).map(Value::from),
    );
    differences
}

#[test]
fn every_table_says_what_the_page_says() {
    let catalogue = aicc_export::catalogue(&Profile::default());
    let interfaces = catalogue["interfaces"].as_array().unwrap();
    let mut pages = pages();
    let mut differences = Vec::new();
    for table in interfaces {
        let file = table["name"].as_str().unwrap();
        let page = pages.remove(file).unwrap_or_else(|| panic!("tests/transcription does not hold a page for {file}"));
        for fact in ["method", "path"] {
            assert_eq!(page[fact], table[fact], "{file} {fact}");
        }
        assert_eq!(page["title"], table["title"]["en"], "{file} title");
        for part in ["path", "headers", "request", "reply"] {
            let result_code = &table["resultCodes"]["member"];
            let (page, table) = (&page["tables"][part], &table["tables"][part]);
            let numbers = |table| rows(table).map(|row| row["row"].clone()).collect::<Vec<_>>();
            assert_eq!(numbers(page), numbers(table), "rows of {file} {part}");
            for (page, table) in rows(page).zip(rows(table)) {
                differences.extend(compare_row(page, table, result_code));
            }
        }
        // The reply with status 200 has its own table.
        let statuses = |statuses: &Value| {
            rows(statuses).map(|row| row["status"].clone()).filter(|status| *status != 200).collect::<Vec<_>>()
        };
        assert_eq!(statuses(&page["statuses"]), statuses(&table["statuses"]), "{file}");
        let events = page.get("events").cloned().unwrap_or_else(|| json!({}));
        assert_eq!(events, table["events"], "{file}");
        let codes = page.get("errorCodes").cloned().unwrap_or_else(|| json!([]));
        let known = rows(&table["resultCodes"]["known"]).map(|row| row["code"].clone());
        let errors: Vec<Value> = known.filter(|code| *code != "0" && *code != "1").collect();
        assert_eq!(codes, Value::from(errors), "{file}");
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(pages.is_empty(), "no interface has the name of {:?} in tests/transcription", pages.keys());
}

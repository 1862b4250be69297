//! Reads the headings of tables as people write them (reading R20).

use std::collections::BTreeMap;

use aicc_core::{
    ColumnError, ColumnNote, ColumnOptions, Columns, HeadingReader, Interface, Language, Param, ReadColumns, interfaces,
};
use proptest::prelude::*;

const ACCOUNT: &Interface = &interfaces::AGENT_ACCOUNT_CREATE;
const SETTINGS: &Interface = &interfaces::AGENT_SETTINGS_CREATE;

fn read(interface: &'static Interface, headings: &[&str]) -> Result<ReadColumns, ColumnError> {
    Columns::read(interface, headings, &ColumnOptions::default())
}

/// Returns the member that a heading is read as, beside a column of another member.
fn member(interface: &'static Interface, heading: &str) -> Option<String> {
    let headings = vec![heading; 1].into_iter().chain([""; 20]).collect::<Vec<_>>();
    let read = Columns::read(interface, &headings, &ColumnOptions::default()).ok()?;
    match read.notes.as_slice() {
        [] => Some(heading.to_owned()),
        [ColumnNote::Renamed { member, .. }] => Some(member.clone()),
        _ => None,
    }
}

fn sentences(read: &ReadColumns, language: Language) -> Vec<String> {
    read.notes.iter().map(|note| note.message(language)).collect()
}

#[test]
fn a_heading_names_its_member_in_any_spelling_and_language() {
    for (heading, expected) in [
        ("userAccount", "userAccount"),
        ("useraccount", "userAccount"),
        ("USER_ACCOUNT", "userAccount"),
        (" User Account * ", "userAccount"),
        ("user-account:", "userAccount"),
        ("Agent account", "userAccount"),
        ("座席账号", "userAccount"),
        ("账号", "userAccount"),
        ("*座席账号（必填）", "userAccount"),
        ("User Account (required)", "userAccount"),
        ("座席账号 User Account", "userAccount"),
        ("Agent name / 座席名称", "userName"),
        ("E-mail", "email"),
        ("E-Mail Address", "email"),
        ("邮箱", "email"),
        ("Agent type", "agentType"),
        ("座席类型", "agentType"),
        ("角色", "ccRoleId"),
        ("密码", "password"),
        ("Phone number", "phone"),
    ] {
        assert_eq!(member(ACCOUNT, heading).as_deref(), Some(expected), "{heading}");
    }
}

#[test]
fn an_element_counts_from_1_in_words_and_from_0_in_a_path() {
    for (heading, expected) in [
        ("skills/1/skillId", "skills/1/skillId"),
        ("Skills/1/Skill ID", "skills/1/skillId"),
        ("Skills 1 Skill ID", "skills/0/skillId"),
        ("技能 1 技能 ID", "skills/0/skillId"),
        ("技能2 座席权重", "skills/1/agentWeight"),
        ("Skill 2: Skill queue weight", "skills/1/skillWeight"),
        ("Skill ID 3", "skills/2/skillId"),
        ("技能队列 ID 3", "skills/2/skillId"),
    ] {
        assert_eq!(member(ACCOUNT, heading).as_deref(), Some(expected), "{heading}");
    }
    for (heading, expected) in [
        ("Agent softphone number", "callNumber"),
        ("Agent softphone number 2", "callNumber/1"),
        ("callNumber 1", "callNumber/0"),
        ("CallNumber/1", "callNumber/1"),
        ("被叫显示号码", "callerPresent"),
    ] {
        assert_eq!(member(SETTINGS, heading).as_deref(), Some(expected), "{heading}");
    }
}

#[test]
fn a_heading_that_names_no_member_for_certain_is_unknown() {
    for heading in [
        "Department",
        "Skills",
        "Skill ID",
        "Skills 0 Skill ID",
        "Skills 01 Skill ID",
        "Skills 1",
        "skills/0",
        "skills/x/skillId",
        "userAccount 1",
        "Account name",
        "Weight 1",
        "Skills 99999999999999999999 Skill ID",
        "Skills 100 Skill ID",
    ] {
        assert_eq!(member(ACCOUNT, heading), None, "{heading}");
    }
    assert_eq!(member(ACCOUNT, &format!("userAccount{}", "*".repeat(54))), None, "too long");
    assert_eq!(
        member(ACCOUNT, &format!("userAccount{}", "*".repeat(53))).as_deref(),
        Some("userAccount"),
        "as long as may be"
    );
}

#[test]
fn a_name_is_suggested_for_the_first_unknown_columns_only() {
    let headings: Vec<&str> = ["userAccount"].into_iter().chain(std::iter::repeat_n("E-mal", 129)).collect();
    let notes = read(ACCOUNT, &headings).unwrap().notes;
    let is_suggested = |note: &&ColumnNote| matches!(note, ColumnNote::Unknown { similar: Some(_), .. });
    assert_eq!((notes.len(), notes.iter().filter(is_suggested).count()), (129, 128));
}

#[test]
fn a_record_in_json_or_xml_is_no_heading() {
    for record in [r#"{"userAccount":""}"#, r#"["userAccount"]"#, "<userAccount/>"] {
        assert_eq!(member(ACCOUNT, record), None, "{record}");
    }
}

#[test]
fn blank_columns_and_those_of_this_library_are_skipped_silently() {
    let read = read(ACCOUNT, &["", "userAccount", " \u{A0}", "aicc", "AICC ", "phone"]).unwrap();
    assert_eq!((read.indices.as_slice(), read.notes.len()), (&[1, 5][..], 0));
    let body = read.columns.body(&["wang.xm01".into(), "40038".into()]);
    assert_eq!(body, serde_json::json!({"userAccount": "wang.xm01", "phone": "40038"}));
}

#[test]
fn every_other_reading_is_noted_once_in_both_languages() {
    let options = ColumnOptions {
        names: vec![("Login".to_owned(), "userAccount".to_owned())],
        ignored: vec!["cost center".to_owned()],
        strict: false,
    };
    let headings = ["Login", "userName", "E-mail", "Cost Center", "Department", "usrTyp", "Agent typ"];
    let read = Columns::read(ACCOUNT, &headings, &options).unwrap();
    assert_eq!(read.indices, [0, 1, 2]);
    assert_eq!(
        sentences(&read, Language::English),
        [
            "Column 1, “Login”, is read as userAccount.",
            "Column 3, “E-mail”, is read as email.",
            "Column 4, “Cost Center”, is skipped as requested.",
            "Column 5, “Department”, is unknown and is skipped.",
            "Column 6, “usrTyp”, is unknown and is skipped.",
            "Column 7, “Agent typ”, is unknown and is skipped. Did you mean agentType?",
        ]
    );
    let chinese = sentences(&read, Language::Chinese);
    assert_eq!(chinese[0], "第 1 列“Login”读作 userAccount。");
    assert_eq!(chinese[5], "第 7 列“Agent typ”是未知列，已跳过。是否指 agentType？");
    let params: Vec<Vec<_>> = read.notes.iter().map(ColumnNote::params).collect();
    let text = |text: &str| Param::Text(text.to_owned());
    assert_eq!(
        params[0],
        [("position", Param::Integer(1)), ("heading", text("Login")), ("member", text("userAccount"))]
    );
    assert_eq!(params[5][2], ("similar", text("agentType")));
    let codes: Vec<_> = read.notes.iter().map(ColumnNote::code).collect();
    assert_eq!(codes[2..5], ["ignoredColumn", "unknownColumn", "unknownColumn"]);
}

#[test]
fn a_column_without_a_heading_has_a_note() {
    let note = ColumnNote::Unnamed { position: 9 };
    assert_eq!((note.code(), note.params()), ("unknownColumn", vec![("position", Param::Integer(9))]));
    assert_eq!(note.message(Language::English), "Column 9 has cells but no name, and is skipped.");
    assert_eq!(note.message(Language::Chinese), "第 9 列有内容但没有列名，已跳过。");
}

#[test]
fn the_options_decide_before_the_words_do() {
    let names = vec![("phone".to_owned(), "User Name".to_owned()), ("Phone *".to_owned(), "email".to_owned())];
    let options = ColumnOptions { names, ignored: vec!["Email".to_owned()], strict: true };
    let read = Columns::read(ACCOUNT, &["phone", "email", "Phone *"], &options).unwrap();
    let cells = ["Li Na".into(), "li@example.com".into()];
    assert_eq!(read.columns.body(&cells), serde_json::json!({"userName": "Li Na", "email": "li@example.com"}));
    assert_eq!(read.indices, [0, 2]);
}

#[test]
fn two_headings_of_one_member_are_refused_with_both_names() {
    let error = read(ACCOUNT, &["userAccount", "phone", "Account"]).unwrap_err();
    let headings = ["userAccount", "Account"].map(str::to_owned);
    assert_eq!(error, ColumnError::SameMember { headings, member: "userAccount".to_owned() });
    assert_eq!((error.column(), error.similar()), (Some("Account"), None));
    assert_eq!(
        error.to_string(),
        "the columns “userAccount” and “Account” are both read as userAccount: ignore one of them"
    );
    assert!(error.message(Language::Chinese).contains("“userAccount”和“Account”"));
    let error = read(ACCOUNT, &["E-mail", "phone", "E-mail"]).unwrap_err();
    assert_eq!(error, ColumnError::Twice { column: "E-mail".to_owned() });
    // A list in one cell, and one of its elements.
    for headings in [["callNumber", "callNumber/0"], ["Call number 1", "callNumber"]] {
        let error = read(SETTINGS, &headings).unwrap_err();
        assert!(matches!(error, ColumnError::SameMember { .. }), "{error:?}");
    }
    assert!(read(SETTINGS, &["callNumber 1", "callNumber 2", "callNumberDefault"]).is_ok());
}

#[test]
fn an_unknown_column_is_refused_if_the_options_are_strict() {
    let options = ColumnOptions { strict: true, ..ColumnOptions::default() };
    let error = Columns::read(ACCOUNT, &["userAccount", "E-mal"], &options).unwrap_err();
    assert_eq!((error.column(), error.similar()), (Some("E-mal"), Some("email")));
    assert!(Columns::read(ACCOUNT, &["User Account", "E-mail", "aicc"], &options).is_ok());
    let shown = |headings: &[&str]| Columns::read(ACCOUNT, headings, &options).unwrap_err().to_string();
    let sentence = "“Department” is not a column of agentAccount/create";
    assert_eq!(shown(&["userAccount", "email", "userName", "Department"]), sentence);
    let sentence = "the name of column 2 is not a column of agentAccount/create";
    assert_eq!(shown(&["userAccount", "Department"]), sentence, "the row may be a record");
}

#[test]
fn a_row_without_a_known_heading_and_a_wrong_option_are_errors() {
    let error = read(ACCOUNT, &["wang.xm01", "Demo#001", "4", ""]).unwrap_err();
    assert_eq!(error, ColumnError::NoneKnown { interface: "agentAccount/create" });
    assert!(!error.to_string().contains("Demo") && error.column().is_none());
    let names = vec![("Login".to_owned(), "userAcount".to_owned())];
    let options = ColumnOptions { names, ..ColumnOptions::default() };
    let error = Columns::read(ACCOUNT, &["phone"], &options).unwrap_err();
    assert_eq!((error.column(), error.similar()), (Some("userAcount"), Some("userAccount")));
    let sentence = "the column “Login” cannot be read as “userAcount”, which is not a column of agentAccount/create";
    assert_eq!(error.to_string(), sentence);
    assert_eq!(HeadingReader::new(ACCOUNT, &options).recognized(&["Login", "phone"]), 1);
}

/// Attack D4: a heading that may be a cell, and so a secret, is not shown.
#[test]
fn a_heading_that_may_be_a_secret_is_never_shown() {
    for headings in [
        &["Demo#001", "email"][..],
        &["password", "phonenum\rS3cret!x"],
        &["userAccount", "email", "userName", "Demo#001"],
        &["userAccount", "email", "userName", "Passw0rd"],
        &["userAccount", "email", "userName", "S3cret\u{200B}"],
        &["userAccount", "Hunter", "a", "b", "c"],
        &["userAccount", "email", "Hunter", "b", "c"],
    ] {
        for interface in interfaces::ALL {
            let shown = match read(interface, headings) {
                Ok(read) => format!("{read:?}") + &sentences(&read, Language::English).concat(),
                Err(error) => format!("{error:?} {error}"),
            };
            for secret in ["Demo#001", "S3cret", "Passw0rd", "Hunter"] {
                assert!(!shown.contains(secret), "{shown}");
            }
        }
    }
}

#[test]
fn the_row_of_headings_has_the_most_recognized_names() {
    let options = ColumnOptions::default();
    let reader = HeadingReader::new(ACCOUNT, &options);
    let recognized = |headings: &[&str]| reader.recognized(headings);
    assert_eq!(recognized(&["座席账号", "E-mail", "", "aicc", "Department", "Skill ID 1"]), 3);
    assert_eq!(recognized(&["wang.xm01", "4", "2", "Li Na"]), 0);
    assert_eq!(recognized(&[]), 0);
}

/// Returns the words of every member of an interface, with the path of its column.
fn words(interface: &'static Interface) -> Vec<(String, String)> {
    let rows = interface.request.object.fields.iter();
    rows.flat_map(|row| match &row.kind {
        aicc_core::spec::Kind::Array(array) if matches!(array.element, aicc_core::spec::Kind::Object(_)) => {
            let aicc_core::spec::Kind::Object(object) = array.element else { return Vec::new() };
            let members = object.fields.iter();
            members
                .flat_map(|member| {
                    let path = format!("{}/6/{}", row.name, member.name);
                    let words = row.words().flat_map(|list| member.words().map(move |word| format!("{list} 7 {word}")));
                    words.map(|word| (word, path.clone())).collect::<Vec<_>>()
                })
                .collect()
        }
        _ => row.words().map(|word| (word.to_owned(), row.name.to_owned())).collect(),
    })
    .collect()
}

#[test]
fn each_word_names_one_member_alone() {
    for interface in interfaces::ALL {
        let mut members = BTreeMap::new();
        for (word, path) in words(interface) {
            assert_eq!(member(interface, &word), Some(path.clone()), "{word}");
            assert_eq!(member(interface, &word.to_uppercase()), Some(path.clone()), "{word}");
            let spelling = word.to_lowercase().replace(' ', "");
            let other = members.insert(spelling, path.clone());
            assert!(other.is_none_or(|other| other == path), "{word}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// No text is an error that panics, and a wire name is read as its own member beside any other heading.
    #[test]
    fn headings_of_any_kind_are_read_without_a_panic(
        headings in prop::collection::vec(prop_oneof!["\\PC{0,12}", "[sS]kills? ?[0-9]{0,3}[ /][a-zA-Z ]{0,9}", "phone"], 0..12),
        strict: bool,
    ) {
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        let options = ColumnOptions { strict, ..ColumnOptions::default() };
        if let Ok(read) = Columns::read(ACCOUNT, &headings, &options) {
            prop_assert!(read.indices.is_sorted());
            prop_assert!(read.indices.len() <= HeadingReader::new(ACCOUNT, &options).recognized(&headings));
            let cells: Vec<_> = read.indices.iter().map(|index| headings[*index].into()).collect();
            if let Some(column) = read.indices.iter().position(|index| headings[*index] == "phone") {
                prop_assert_eq!(&read.columns.body(&cells)["phone"], "phone");
                prop_assert_eq!(read.columns.column(&cells, "/phone"), Some(column));
            }
        }
    }

    /// A heading is read as the member whose name it is, or as none: never as that of a member with another name.
    #[test]
    fn a_misspelt_name_is_not_read_as_a_member(name in "[a-zA-Z]{1,12}") {
        for interface in interfaces::ALL {
            if let Some(member) = member(interface, &name) {
                let spelled = words(interface).into_iter().any(|(word, path)| {
                    path == member && name.to_lowercase().contains(&word.to_lowercase().replace([' ', '-'], ""))
                });
                prop_assert!(spelled, "{name} is read as {member}");
            }
        }
    }
}

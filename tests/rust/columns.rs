//! Checks the rows of a spreadsheet as request bodies.

use std::sync::atomic::AtomicBool;

use aicc_core::{
    Cell, CellFault, CellReading, Check, ColumnError, Columns, Interface, Language, Profile, Report, closest_name,
    interfaces, spec::Literal,
};
use serde_json::{Value, json};

fn body(columns: &Columns, cells: &[&str]) -> Value {
    columns.body(&cells.iter().copied().map(Cell::from).collect::<Vec<_>>())
}

fn report(interface: &'static Interface, names: &[&str], cells: &[Cell<'_>]) -> Report {
    let profile = Profile::default();
    let mut check = Check::new(interface, &profile);
    check.row(Columns::new(interface, names).unwrap().row(cells));
    check.report()
}

/// Returns the pointers and codes of the violations, without those of missing members.
fn found(report: &Report) -> Vec<(String, &'static str)> {
    let found = report.violations().iter().map(|finding| (finding.pointer(), finding.code().as_str()));
    found.filter(|(_, code)| *code != "required").collect()
}

#[test]
fn cells_are_typed_by_the_table() {
    let names = ["password", "autoanswer", "releasephone", "agenttype", "status", "ip"];
    let columns = Columns::new(&interfaces::AGENT_SIGN_IN, &names).unwrap();
    let body = body(&columns, &["007", "true", "FALSE", "11", "idle", "10.0.0.5"]);
    let expected = json!({
        "password": "007", "autoanswer": true, "releasephone": false, "agenttype": 11, "status": 4, "ip": "10.0.0.5",
    });
    assert_eq!(body, expected);
}

#[test]
fn an_empty_or_missing_cell_is_an_absent_member() {
    let columns = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &["userAccount", "userName", "phone"]).unwrap();
    assert_eq!(body(&columns, &["", "Li Na"]), json!({"userName": "Li Na"}));
    assert_eq!(body(&columns, &[]), json!({}));
}

#[test]
fn nested_columns_make_objects_in_arrays_without_gaps() {
    let names = ["skills/1/skillId", "skills/0/skillId", "skills/0/agentWeight"];
    let columns = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &names).unwrap();
    assert_eq!(body(&columns, &["2", "3", "1"]), json!({"skills": [{"skillId": 3, "agentWeight": 1}, {"skillId": 2}]}));
    assert_eq!(body(&columns, &["2", "", ""]), json!({"skills": [{"skillId": 2}]}));
    assert_eq!(body(&columns, &["", "3", ""]), json!({"skills": [{"skillId": 3}]}));
    assert_eq!(body(&columns, &["", "", ""]), json!({}));
}

#[test]
fn a_list_of_numbers_is_separated_by_commas_in_its_cell() {
    let columns = Columns::new(&interfaces::AGENT_SETTINGS_CREATE, &["callNumber"]).unwrap();
    assert_eq!(body(&columns, &["12323"]), json!({"callNumber": ["12323"]}));
    assert_eq!(body(&columns, &["12323, 232343,233"]), json!({"callNumber": ["12323", "232343", "233"]}));
    assert_eq!(body(&columns, &["1,, 2,"]), json!({"callNumber": ["1", "2"]}));
    let columns = Columns::new(&interfaces::AGENT_SETTINGS_CREATE, &["callNumber/0", "callNumber/1"]).unwrap();
    assert_eq!(body(&columns, &["1", "2"]), json!({"callNumber": ["1", "2"]}));
    assert_eq!(body(&columns, &["", "2"]), json!({"callNumber": ["2"]}));
    assert_eq!(body(&columns, &["1", ""]), json!({"callNumber": ["1"]}));
}

#[test]
fn a_cell_that_is_no_value_of_its_row_stays_text() {
    let columns = Columns::new(&interfaces::AGENT_SIGN_IN, &["autoanswer", "status"]).unwrap();
    assert_eq!(body(&columns, &["maybe", "04"]), json!({"autoanswer": "maybe", "status": "04"}));
    assert_eq!(body(&columns, &["2", "-"]), json!({"autoanswer": "2", "status": "-"}));
    assert_eq!(body(&columns, &["True", "-4"]), json!({"autoanswer": true, "status": -4}));
}

#[test]
fn an_element_without_a_column_is_none() {
    let columns = Columns::new(&interfaces::AGENT_SETTINGS_CREATE, &["callNumber/1", "userId"]).unwrap();
    assert_eq!(body(&columns, &["2", "u"]), json!({"callNumber": ["2"], "userId": "u"}));
    assert_eq!(body(&columns, &["", "u"]), json!({"userId": "u"}));
}

#[test]
fn a_quoted_empty_text_is_one_where_its_row_can_be_empty() {
    let columns = Columns::new(&interfaces::AGENT_SIGN_IN, &["password", "phonenum", "status"]).unwrap();
    let cells = [Cell::Text(""); 3];
    assert_eq!(columns.body(&cells), json!({"password": ""}));
    assert!(!columns.is_blank(&cells));
    assert!(columns.is_blank(&[Cell::Empty, Cell::Text(""), Cell::Text(" \u{A0}\t")]));
    assert!(!columns.is_blank(&[Cell::Fault(CellFault::Error)]));
}

#[test]
fn a_row_of_blank_cells_is_blank_in_lists_and_objects_too() {
    let columns = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &["skills/0/skillId", "skills/1/skillId"]).unwrap();
    assert!(columns.is_blank(&[Cell::Text(""), Cell::Text(" ")]));
    assert!(!columns.is_blank(&[Cell::Empty, Cell::Text("1")]));
    let columns = Columns::new(&interfaces::AGENT_SETTINGS_CREATE, &["callNumber/1", "callerPresent"]).unwrap();
    assert!(columns.is_blank(&[Cell::Text(""), Cell::Text("")]));
    assert!(!columns.is_blank(&[Cell::Text("1"), Cell::Empty]));
}

#[test]
fn a_finding_speaks_of_the_cell() {
    let names = ["agentType", "skills/0/skillId", "skills/0/agentWeight"];
    let report = report(&interfaces::AGENT_ACCOUNT_CREATE, &names, &["4.5".into(), "x".into(), "0".into()]);
    let expected = [("/agentType", "enum"), ("/skills/0/skillId", "type"), ("/skills/0/agentWeight", "minimum")];
    assert_eq!(found(&report), expected.map(|(pointer, code)| (pointer.to_owned(), code)));
    let sentences: Vec<String> = report.violations().iter().map(|finding| finding.message(Language::English)).collect();
    assert!(sentences.iter().any(|sentence| sentence.contains("the cell has “4.5”")), "{sentences:?}");
    let skill = report.violations().iter().find(|finding| finding.pointer() == "/skills/0/skillId").unwrap();
    let cell = skill.params().into_iter().find(|(name, _)| *name == "cell").unwrap();
    assert_eq!(cell.1.to_string(), "x");
}

#[test]
fn a_value_that_is_not_a_boolean_is_reported_with_its_cell() {
    let report = report(&interfaces::AGENT_SIGN_IN, &["autoanswer", "status"], &["maybe".into(), "asleep".into()]);
    let params: Vec<_> = report.violations().iter().filter(|finding| finding.pointer() == "/autoanswer").collect();
    assert_eq!(
        params[0].params().last().map(|(name, cell)| (*name, cell.to_string())),
        Some(("cell", "maybe".to_owned()))
    );
    assert_eq!(found(&report)[1], ("/status".to_owned(), "enum"));
}

#[test]
fn a_cell_without_a_value_is_that_one_violation() {
    for (fault, reason) in [(CellFault::Error, "error"), (CellFault::Formula, "formula")] {
        let names = ["userId", "callType", "callNumber", "callerPresent/0", "callerPresent/1"];
        let cells = [Cell::Fault(fault), Cell::Fault(fault), Cell::Fault(fault), Cell::Empty, Cell::Fault(fault)];
        let report = report(&interfaces::AGENT_SETTINGS_CREATE, &names, &cells);
        let found: Vec<_> = report.violations().iter().map(|finding| (finding.pointer(), finding.params())).collect();
        let pointers: Vec<&str> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(pointers, ["/callType", "/userId", "/callerPresent/0", "/callNumber"]);
        assert!(found.iter().all(|(_, params)| params[0].1.to_string() == reason), "{found:?}");
        assert!(report.violations().iter().all(|finding| finding.code().as_str() == "cell"));
    }
}

#[test]
fn a_name_that_is_no_column_is_refused() {
    for name in [
        "",
        "UserName",
        "requestParam",
        "skills",
        "skills/0",
        "skills/x/skillId",
        "skills/0/skillId/0",
        "skills/1/skillId",
        "skills/-1/skillId",
        "skills/-0/skillId",
        "skills/00/skillId",
        "userName/0",
        "/userName",
    ] {
        let refused = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &[name]).unwrap_err();
        assert!(matches!(refused, ColumnError::Unknown { position: 1, .. }), "{name:?}: {refused:?}");
    }
    for name in ["callNumber/0/1", "callNumber/1", "callNumber/01", "callNumber/"] {
        let refused = Columns::new(&interfaces::AGENT_SETTINGS_CREATE, &[name]).unwrap_err();
        assert!(matches!(refused, ColumnError::Unknown { .. }), "{name:?}: {refused:?}");
    }
    let both = Columns::new(&interfaces::AGENT_SETTINGS_CREATE, &["callNumber/0", "callNumber"]).unwrap_err();
    assert_eq!(both, ColumnError::Twice { column: "callNumber".to_owned() });
    let twice = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &["phone", "phone"]).unwrap_err();
    assert_eq!(twice, ColumnError::Twice { column: "phone".to_owned() });
    assert_eq!((twice.column(), twice.to_string().as_str()), (Some("phone"), "the column “phone” occurs twice"));
    assert_eq!(twice.similar(), None);
}

#[test]
fn a_name_is_shown_only_where_it_is_close_to_a_documented_one() {
    let refused = |name: &str| Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &["email", name]).unwrap_err();
    for (name, similar) in [
        ("UserName", "userName"),
        (" userAccount *", "userAccount"),
        ("E-mail", "email"),
        ("usrName", "userName"),
        ("userName12", "userName"),
        ("skills/0/skilId", "skills/0/skillId"),
        ("PASSWORD", "password"),
    ] {
        let error = refused(name);
        assert_eq!((error.column(), error.similar()), (Some(name), Some(similar)), "{error:?}");
        assert_eq!(error.to_string(), format!("“{name}” is not a column of agentAccount/create"));
    }
    // A heading that may be a cell is not shown, in particular a password that is close to the name of its field.
    for (name, similar) in [("Demo#001", None), ("phone\rS3cret!", None), ("Passw0rd", Some("password")), ("", None)] {
        let error = refused(name);
        assert_eq!((error.column(), error.similar()), (None, similar), "{error:?}");
        assert_eq!(error.to_string(), "the name of column 2 is not a column of agentAccount/create");
    }
    assert_eq!(refused("user\rName").column(), None);
    assert_eq!(refused(&"userName".repeat(20)).similar(), None);
    assert_eq!(refused("userName123").similar(), None, "more than one character in four differs");
    for (length, similar) in [(64, Some("userName")), (65, None)] {
        let name = format!("{:*<length$}", "UserName");
        assert_eq!(refused(&name).similar(), similar, "a name of {length} characters");
    }
}

#[test]
fn the_names_of_columns_are_the_members_of_the_page() {
    let expected = [
        "userAccount",
        "userName",
        "password",
        "email",
        "agentType",
        "ccRoleId",
        "skills/0/skillId",
        "skills/0/agentWeight",
        "skills/0/skillWeight",
        "phone",
    ];
    assert_eq!(Columns::names(&interfaces::AGENT_ACCOUNT_CREATE), expected);
    let settings = ["callType", "userId", "callerPresent", "callNumber", "callNumberDefault", "callerPresentDefault"];
    assert_eq!(Columns::names(&interfaces::AGENT_SETTINGS_CREATE), settings);
}

#[test]
fn every_suggested_name_is_a_column() {
    for interface in interfaces::ALL {
        let names = Columns::names(interface);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert!(Columns::new(interface, &names).is_ok(), "{names:?}");
    }
}

#[test]
fn a_finding_leads_to_the_column_of_its_value() {
    let names = ["phone", "skills/0/skillId", "skills/0/agentWeight", "skills/1/skillId", "userName"];
    let columns = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &names).unwrap();
    let cells = ["1".into(), "3".into(), "1".into(), "7".into(), "Li Na".into()];
    let column = |pointer| columns.column(&cells, pointer);
    assert_eq!(column("/phone"), Some(0));
    assert_eq!(column("/userName"), Some(4));
    assert_eq!(column("/skills/0/agentWeight"), Some(2));
    assert_eq!(column("/skills/1/skillId"), Some(3));
    // A list, and the whole of an element, have the column of their first cell.
    assert_eq!([column("/skills"), column("/skills/0"), column("/skills/1")], [Some(1), Some(1), Some(3)]);
    assert_eq!([column("/email"), column("/skills/2/skillId"), column("/skills/0/other"), column("")], [None; 4]);
    // The first skill is empty, so that the second one is the first of the list.
    let cells = ["1".into(), "".into(), "".into(), "7".into(), "Li Na".into()];
    assert_eq!(columns.column(&cells, "/skills/0/skillId"), Some(3));
    assert_eq!(columns.column(&cells, "/skills/1/skillId"), None);
}

#[test]
fn an_element_of_a_list_in_one_cell_has_its_column() {
    let columns = Columns::new(&interfaces::AGENT_SETTINGS_CREATE, &["userId", "callerPresent"]).unwrap();
    let cells = ["u".into(), "1,2".into()];
    assert_eq!(columns.column(&cells, "/callerPresent/1"), Some(1));
}

#[test]
fn the_closest_name_is_found_if_one_is_close() {
    let known = ["userName", "userAccount"];
    assert_eq!(closest_name("User Acount", &known), Some(&"userAccount"));
    assert_eq!(closest_name("username", &known), Some(&"userName"));
    assert_eq!(closest_name("account", &known), None);
}

/// Returns how the cell of the only column is read.
fn reading(interface: &'static Interface, name: &str, cell: &str) -> Option<CellReading> {
    let columns = Columns::new(interface, &[name]).unwrap();
    columns.readings(&[Cell::from(cell)]).map(|(_, reading)| reading).next()
}

#[test]
fn a_documented_value_is_read_by_its_label_in_every_language() {
    let label = |value| Some(CellReading::Label(Literal::Integer(value)));
    for (cell, expected) in [
        ("audio agent", label(4)),
        ("Audio", label(4)),
        (" AUDIO  AGENT ", label(4)),
        ("音频座席", label(4)),
        ("语音座席", label(4)),
        ("4 (audio agent)", label(4)),
        ("4（音频座席）", label(4)),
        ("11-视频座席", label(11)),
        ("versatile", label(99)),
        ("4", None),
        ("5 (audio agent)", None),
        ("agent", None),
        ("audio agents", None),
        ("４", None),
        ("", None),
        ("-", None),
        ("语", None),
    ] {
        assert_eq!(reading(&interfaces::AGENT_ACCOUNT_CREATE, "agentType", cell), expected, "{cell:?}");
    }
    let text = |value| Some(CellReading::Label(Literal::Text(value)));
    for (cell, expected) in [
        ("双呼", text("1")),
        ("direct call", text("0")),
        (" 2 ", text("2")),
        ("1.0", text("1")),
        ("1", None),
        ("3.0", None),
    ] {
        assert_eq!(reading(&interfaces::AGENT_SETTINGS_CREATE, "callType", cell), expected, "{cell:?}");
    }
    let columns = Columns::new(&interfaces::AGENT_SETTINGS_CREATE, &["callType"]).unwrap();
    assert_eq!(body(&columns, &["双呼"]), json!({"callType": "1"}));
    assert_eq!(body(&columns, &["三呼"]), json!({"callType": "三呼"}));
}

#[test]
fn every_label_of_a_documented_value_is_read_as_that_value_alone() {
    for interface in interfaces::ALL {
        for row in interface.request.object.fields {
            for choice in row.kind.choices() {
                for word in choice.words() {
                    let expected = Some(CellReading::Label(choice.value));
                    assert_eq!(reading(interface, row.name, word), expected, "{word}");
                    assert_eq!(reading(interface, row.name, &word.to_uppercase()), expected, "{word}");
                    assert_eq!(reading(interface, row.name, &format!("{} {word}", choice.value)), expected, "{word}");
                }
            }
        }
    }
}

#[test]
fn booleans_and_integers_are_read_as_people_and_spreadsheets_write_them() {
    let boolean = |cell| reading(&interfaces::AGENT_SIGN_IN, "autoanswer", cell);
    for cell in ["TRUE", "True", "yes", " Y ", "on", "1", "是", "启用"] {
        assert_eq!(boolean(cell), Some(CellReading::Boolean(true)), "{cell}");
    }
    for cell in ["FALSE", "No", "n", "OFF", "0", "否", "停用 "] {
        assert_eq!(boolean(cell), Some(CellReading::Boolean(false)), "{cell}");
    }
    for cell in ["true", "false", "", "2", "-1", "是否", "yes no", "t rue"] {
        assert_eq!(boolean(cell), None, "{cell}");
    }
    let integer = |cell| reading(&interfaces::AGENT_ACCOUNT_CREATE, "skills/0/skillId", cell);
    for (cell, number) in [("4.0", 4), (" 4 ", 4), ("-4.000", -4), ("4\u{A0}", 4), ("9223372036854775807.0", i64::MAX)]
    {
        assert_eq!(integer(cell), Some(CellReading::Integer(number)), "{cell}");
    }
    for cell in [
        "4",
        "-4",
        "",
        " ",
        "4.",
        ".0",
        "4.5",
        "4,0",
        "04",
        "04.0",
        "+4",
        "4e0",
        "4.0.0",
        "9223372036854775808.0",
        "four",
    ] {
        assert_eq!(integer(cell), None, "{cell}");
    }
}

#[test]
fn a_cell_that_is_read_makes_a_valid_record() {
    let names = ["userAccount", "userName", "password", "email", "agentType", "ccRoleId", "skills/0/skillId"];
    let cells = ["wang.xm01", "W", "Demo#001", "a@example.com", "语音座席", "2.0", " 7 "].map(Cell::from);
    let report = report(&interfaces::AGENT_ACCOUNT_CREATE, &names, &cells);
    assert!(report.is_empty(), "{report:?}");
    let columns = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &names).unwrap();
    let codes: Vec<_> = columns.readings(&cells).map(|(column, reading)| (column, reading.code())).collect();
    assert_eq!(codes, [(4, "label"), (5, "integer"), (6, "integer")]);
}

#[test]
fn a_long_text_is_no_word() {
    let long = "yes".repeat(30);
    assert_eq!(reading(&interfaces::AGENT_SIGN_IN, "autoanswer", &long), None);
    assert_eq!(reading(&interfaces::AGENT_SIGN_IN, "status", &long), None);
    assert_eq!(closest_name(&"userName".repeat(9), &["userName"]), None);
}

#[test]
fn a_watched_row_tells_that_a_cell_has_another_form() {
    let profile = Profile::default();
    let columns = Columns::new(&interfaces::AGENT_SIGN_IN, &["password", "status"]).unwrap();
    for (cell, has_other_form) in [("4", false), ("4.0", true), ("x", true)] {
        let watch = AtomicBool::new(false);
        let mut check = Check::new(&interfaces::AGENT_SIGN_IN, &profile);
        check.row(columns.row(&["".into(), cell.into()]).watched(&watch));
        assert_eq!(watch.into_inner(), has_other_form, "{cell}");
    }
}

#[test]
fn the_advice_on_a_duplicate_comes_in_the_order_of_the_codes() {
    let (profile, account) = (Profile::default(), &interfaces::AGENT_ACCOUNT_CREATE);
    let mut check = Check::new(account, &profile).identified_by(|account| account.len() as u64);
    check.body(json!({"userAccount": "test123456", "phone": "1\u{A0}"})).unwrap();
    let identity = check.identity().unwrap();
    assert_eq!(identity.hash(), 10);
    let mut report = check.report();
    report.add_advice(identity.duplicate_of(3, account).unwrap());
    let codes: Vec<_> = report.advice().iter().map(|finding| finding.code().as_str()).collect();
    assert_eq!(codes, ["duplicateRecord", "invisibleCharacter"]);
}

#[test]
fn an_account_that_breaks_a_rule_identifies_no_record() {
    let (profile, account) = (Profile::default(), &interfaces::AGENT_ACCOUNT_CREATE);
    for body in [json!({"userAccount": "te"}), json!({"userAccount": 5}), json!({"userName": "Li Na"})] {
        let mut check = Check::new(account, &profile).identified_by(|account| account.len() as u64);
        check.body(&body).unwrap();
        assert!(check.identity().is_none(), "{body}");
    }
}

#[test]
fn a_documented_value_has_its_plain_form_as_text() {
    assert_eq!(Literal::Boolean(true).to_string(), "true");
}

/// Returns the advice on a row of cells: pointer, code, reason.
fn advice(
    interface: &'static Interface,
    names: &[&str],
    cells: &[&str],
) -> Vec<(String, &'static str, Option<String>)> {
    let cells: Vec<Cell<'_>> = cells.iter().copied().map(Cell::from).collect();
    let report = report(interface, names, &cells);
    let reason = |finding: &aicc_core::Finding| finding.params().first().map(|(_, reason)| reason.to_string());
    report.advice().iter().map(|finding| (finding.pointer(), finding.code().as_str(), reason(finding))).collect()
}

#[test]
fn a_damaged_cell_gets_advice_with_its_reason() {
    for (phone, reason) in [
        ("8.61E+12", "number"),
        ("75512345678.0", "number"),
        ("=\"075512345678\"", "formula"),
        ("'075512345678", "apostrophe"),
        ("çŽ‹", "encoding"),
        ("CafÃ©", "encoding"),
        ("锟斤拷", "encoding"),
        ("Jos\u{FFFD}", "encoding"),
        ("鐜嬫槑", "encoding"),
        // Korean, full-width letters, an emoji, a rare Chinese character.
        ("í•œ", "encoding"),
        ("ï¼¡", "encoding"),
        ("ðŸ˜€", "encoding"),
        ("ð¡€€", "encoding"),
    ] {
        let found = advice(&interfaces::AGENT_ACCOUNT_CREATE, &["phone"], &[phone]);
        assert_eq!(found, [("/phone".to_owned(), "damagedCell", Some(reason.to_owned()))], "{phone}");
        let profile = Profile::default();
        let mut check = Check::new(&interfaces::AGENT_ACCOUNT_CREATE, &profile);
        check.body(json!({"phone": phone})).unwrap();
        assert!(check.report().advice().is_empty(), "only the cells of tables are damaged: {phone}");
    }
    for phone in ["075512345678", "+86 755 1234", "0755-12345678", "O'Neill", "1.5", "José", "王小明", "8E12"] {
        assert_eq!(advice(&interfaces::AGENT_ACCOUNT_CREATE, &["phone"], &[phone]), [], "{phone}");
    }
}

#[test]
fn a_cell_that_breaks_a_rule_or_is_a_secret_tells_no_reason() {
    let account = &interfaces::AGENT_ACCOUNT_CREATE;
    assert_eq!(advice(account, &["phone"], &["8.61E+12345678901234567890123"]), [], "too long");
    assert_eq!(advice(account, &["userName"], &["'Li"]), [], "a refused character");
    let sign_in = &interfaces::AGENT_SIGN_IN;
    for password in ["8.61E+12", "'secret", "=\"secret\"", "çŽ‹"] {
        let found = advice(sign_in, &["password"], &[password]);
        assert_eq!(found, [("/password".to_owned(), "damagedCell", None)], "{password}");
    }
    // An element of a list has its own advice, in the order of the codes.
    let settings = &interfaces::AGENT_SETTINGS_CREATE;
    let found = advice(settings, &["callNumber"], &["123,8.61E+12"]);
    assert_eq!(found, [("/callNumber/1".to_owned(), "damagedCell", Some("number".to_owned()))]);
    let codes: Vec<_> = advice(settings, &["userId"], &["'\u{A0}"]).into_iter().map(|(_, code, _)| code).collect();
    assert_eq!(codes, ["damagedCell", "invisibleCharacter"]);
}

//! Rows of a spreadsheet as request bodies.

use aicc_core::{ColumnError, Columns, interfaces};
use serde_json::json;

#[test]
fn cells_are_typed_by_the_table() {
    let names = ["password", "autoanswer", "releasephone", "agenttype", "status", "ip"];
    let columns = Columns::new(&interfaces::AGENT_SIGN_IN, &names).unwrap();
    let body = columns.body(&["007", "true", "FALSE", "11", "idle", "10.0.0.5"]);
    let expected = json!({
        "password": "007", "autoanswer": true, "releasephone": false, "agenttype": 11, "status": "idle", "ip": "10.0.0.5",
    });
    assert_eq!(body, expected);
}

#[test]
fn an_empty_or_missing_cell_is_an_absent_member() {
    let columns = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &["userAccount", "userName", "phone"]).unwrap();
    assert_eq!(columns.body(&["", "Li Na"]), json!({"userName": "Li Na"}));
    assert_eq!(columns.body(&[]), json!({}));
}

#[test]
fn nested_columns_make_objects_in_arrays_and_keep_their_index() {
    let names = ["skills/1/skillId", "skills/0/skillId", "skills/0/agentWeight"];
    let columns = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &names).unwrap();
    assert_eq!(columns.body(&["2", "3", "1"]), json!({"skills": [{"skillId": 3, "agentWeight": 1}, {"skillId": 2}]}));
    assert_eq!(columns.body(&["2", "", ""]), json!({"skills": [{}, {"skillId": 2}]}));
    assert_eq!(columns.body(&["", "3", ""]), json!({"skills": [{"skillId": 3}]}));
    assert_eq!(columns.body(&["", "", ""]), json!({}));
}

#[test]
fn a_list_of_numbers_is_separated_by_commas_in_its_cell() {
    let columns = Columns::new(&interfaces::AGENT_SETTINGS_CREATE, &["callNumber"]).unwrap();
    assert_eq!(columns.body(&["12323"]), json!({"callNumber": ["12323"]}));
    assert_eq!(columns.body(&["12323, 232343,233"]), json!({"callNumber": ["12323", "232343", "233"]}));
    let columns = Columns::new(&interfaces::AGENT_SETTINGS_CREATE, &["callNumber/0", "callNumber/1"]).unwrap();
    assert_eq!(columns.body(&["1", "2"]), json!({"callNumber": ["1", "2"]}));
    assert_eq!(columns.body(&["", "2"]), json!({"callNumber": [null, "2"]}));
    assert_eq!(columns.body(&["1", ""]), json!({"callNumber": ["1"]}));
}

#[test]
fn a_cell_that_is_no_value_of_its_row_stays_text() {
    let columns = Columns::new(&interfaces::AGENT_SIGN_IN, &["autoanswer", "status"]).unwrap();
    assert_eq!(columns.body(&["yes", "04"]), json!({"autoanswer": "yes", "status": "04"}));
    assert_eq!(columns.body(&["1", "-"]), json!({"autoanswer": "1", "status": "-"}));
    assert_eq!(columns.body(&["True", "-4"]), json!({"autoanswer": true, "status": -4}));
}

#[test]
fn an_element_without_a_column_keeps_its_place() {
    let columns = Columns::new(&interfaces::AGENT_SETTINGS_CREATE, &["callNumber/1", "userId"]).unwrap();
    assert_eq!(columns.body(&["2", "u"]), json!({"callNumber": [null, "2"], "userId": "u"}));
    assert_eq!(columns.body(&["", "u"]), json!({"userId": "u"}));
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
        let expected = ColumnError::Unknown { column: name.to_owned(), interface: "agentAccount/create" };
        assert_eq!(refused, expected, "{name:?}");
    }
    for name in ["callNumber/0/1", "callNumber/1", "callNumber/01", "callNumber/"] {
        let refused = Columns::new(&interfaces::AGENT_SETTINGS_CREATE, &[name]).unwrap_err();
        assert_eq!(refused.column(), name);
        assert_eq!(refused.to_string(), format!("{name:?} is not a column of agentsettings/create"));
    }
    let both = Columns::new(&interfaces::AGENT_SETTINGS_CREATE, &["callNumber/0", "callNumber"]).unwrap_err();
    assert_eq!(both, ColumnError::Twice { column: "callNumber".to_owned() });
    let twice = Columns::new(&interfaces::AGENT_ACCOUNT_CREATE, &["phone", "phone"]).unwrap_err();
    assert_eq!(twice, ColumnError::Twice { column: "phone".to_owned() });
    assert_eq!((twice.column(), twice.to_string().as_str()), ("phone", "the column \"phone\" occurs twice"));
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
fn every_name_that_is_told_is_a_column() {
    for interface in interfaces::ALL {
        let names = Columns::names(interface);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert!(Columns::new(interface, &names).is_ok(), "{names:?}");
    }
}

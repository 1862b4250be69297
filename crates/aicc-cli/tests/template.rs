//! What a user of `aicc template` gets.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail; clippy sees only #[test]")]

#[allow(dead_code, unreachable_pub, reason = "each file of tests uses a part of it")]
mod common;

use std::fs;

use aicc_cli::ExitStatus;
use aicc_core::{Edition, Language, PasswordPolicy, Profile, interfaces};
use aicc_workbook::Template;
use common::{Call, Ended, Folder};

const CREATE: &str = "template agentAccount/create -l en";

/// Writes a template to a new file of a folder, and returns the file.
fn written(folder: &Folder, name: &str, options: &str) -> Vec<u8> {
    let path = folder.path(name);
    let ended = Call::new(&format!("template agentAccount/create {options}")).file(None, &path).run();
    assert_eq!((ended.status, ended.output.as_str(), ended.errors.as_str()), (ExitStatus::Valid, "", ""));
    fs::read(path).unwrap()
}

#[test]
fn the_file_is_the_template_of_the_library() {
    let folder = Folder::new();
    let password = PasswordPolicy::new(12, 32, 3, 90).unwrap();
    let profile = Profile { edition: Edition::E2025, password, ..Profile::default() };
    let options = "--skills 3 --edition 2025-11-13 --password-minimum 12 --password-maximum 32 --password-classes 3";
    for language in Language::ALL {
        let template = Template { groups: 3, ..Template::new(&interfaces::AGENT_ACCOUNT_CREATE, &profile, *language) };
        let options = format!("-l {} {options}", language.tag());
        assert!(written(&folder, "agents.xlsx", &options) == template.workbook().unwrap());
        assert!(written(&folder, "AGENTS.CSV", &options) == template.csv());
    }
}

#[test]
fn a_dash_is_csv_on_standard_output() {
    let ended = Call::new("template queryAgentInfoByAccount -").run();
    assert_eq!((ended.status, ended.errors.as_str()), (ExitStatus::Valid, ""));
    assert_eq!(ended.output, "\u{feff}accountCode,password,username\r\n");
}

#[test]
fn a_file_of_the_same_name_is_replaced_and_nothing_else_is_left() {
    let folder = Folder::new();
    folder.write("agents.csv", "yesterday");
    assert!(written(&folder, "agents.csv", "-l en").starts_with("\u{feff}userAccount,".as_bytes()));
    assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 1);
}

#[test]
fn an_error_names_the_file_and_leaves_it_alone() {
    let folder = Folder::new();
    let refused = |line: &str, name: &str| {
        let Ended { status, output, errors } = Call::new(line).file(None, &folder.path(name)).run();
        assert_eq!((status, output.as_str()), (ExitStatus::Failed, ""));
        errors
    };
    folder.write("agents.txt", "yesterday");
    let errors = refused(CREATE, "agents.txt");
    assert!(errors.ends_with("agents.txt: the name must end with one of .xlsx, .csv.\n"), "{errors}");
    assert_eq!(fs::read(folder.path("agents.txt")).unwrap(), b"yesterday");
    let errors = refused(CREATE, "nowhere/agents.xlsx");
    assert!(errors.contains("agents.xlsx: No such file or directory"), "{errors}");
    let errors = refused(&format!("{CREATE} --skills 101"), "agents.xlsx");
    assert!(errors.contains("--skills") && errors.contains("0 to 100"), "{errors}");
    assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 1);
}

//! The file of made passwords on disk.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use aicc_apply::{JournalKey, JournalState, PasswordFile, PasswordFileError, Plan, PlanBuilder};
use aicc_core::{Cloud, PasswordPolicy, Profile};
use tempfile::TempDir;

const KEY: JournalKey = JournalKey::from_bytes([7; 32]);

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("passwords.csv");
    (folder, path)
}

fn open(path: &Path) -> Result<PasswordFile, PasswordFileError> {
    PasswordFile::open(path, &PasswordPolicy::default())
}

fn refused(path: &Path) -> String {
    open(path).unwrap_err().to_string()
}

fn write(path: &Path, content: &str) {
    fs::write(path, content).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

/// Returns an absent file.
fn absent_file() -> PasswordFile {
    open(Path::new("/absent/passwords.csv")).unwrap()
}

/// Returns the plan of records, each an account with an optional password, and a journal.
fn plan(passwords: &PasswordFile, records: &[(&str, Option<&str>)], journal: &str) -> Plan {
    let header = JournalState::new(KEY).header().to_line();
    let journal = JournalState::read((header + journal).as_bytes()).unwrap().state.unwrap();
    let mut builder = PlanBuilder::new(Profile::default(), &journal);
    for ((account, password), number) in records.iter().zip(1..) {
        let password = password.map(|password| format!(r#""password": "{password}", "#)).unwrap_or_default();
        let body = format!(
            r#"{{"userAccount": "{account}", {password}"userName": "Li Na", "email": "li.na@example.com", "agentType": 4, "ccRoleId": 2}}"#
        );
        builder.add_supplied(number, None, body.as_bytes(), |account| passwords.supply(account)).unwrap().unwrap();
    }
    builder.finish()
}

/// Returns the password that the first record is sent with.
fn sent_password(plan: &Plan) -> String {
    let cloud = Cloud::new("service.besclouds.com").unwrap().token("token").app_key("key");
    let request = plan.records()[0].request(&cloud).unwrap().unwrap();
    let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
    body["password"].as_str().unwrap().to_owned()
}

fn sent(account: &str) -> String {
    format!("{{\"entry\":\"sent\",\"account\":\"{account}\",\"digest\":\"{}\"}}\n", "0".repeat(64))
}

#[test]
fn made_passwords_are_kept_for_the_owner_and_used_again() {
    let (folder, path) = folder();
    let records = [("agent.01", None), ("agent.02", Some("Aa1!Aa1!")), ("AGENT.01", None), ("agent.03", None)];
    let passwords = open(&path).unwrap();
    let mut first = plan(&passwords, &records, "");
    assert!(!path.exists());
    passwords.keep(&mut first).unwrap();
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let content = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = content.lines().collect();
    assert_eq!(lines[0], "userAccount,password");
    let accounts: Vec<&str> = lines[1..].iter().map(|line| line.split_once(',').unwrap().0).collect();
    assert_eq!(accounts, ["agent.01", "agent.03"]);

    let passwords = open(&path).unwrap();
    let mut again = plan(&passwords, &[("Agent.03", None), ("agent.04", None)], "");
    assert_eq!(sent_password(&again), lines[2].split_once(',').unwrap().1);
    passwords.keep(&mut again).unwrap();
    let more = fs::read_to_string(&path).unwrap();
    assert!(more.starts_with(&content) && more.lines().count() == 4, "{more}");
    assert_eq!(again.made_passwords().count(), 0);
    assert_eq!(open(&path).unwrap().keep(&mut again).unwrap(), 0);
    // A copy of the plan adds no second line.
    let mut copy = plan(&absent_file(), &[("agent.05", None)], "");
    let mut other = copy.clone();
    assert_eq!(open(&path).unwrap().keep(&mut copy).unwrap(), 1);
    assert_eq!(open(&path).unwrap().keep(&mut other).unwrap(), 0);
}

#[test]
fn every_byte_of_the_file_stays() {
    let (_folder, path) = folder();
    let content = "userAccount,password\r\nagent.09,\"a,\"\"b\"\r\n\r\nagent.08,Bb2!Bb2!";
    write(&path, content);
    let passwords = open(&path).unwrap();
    assert_eq!(passwords.supply("AGENT.09").unwrap().secret.expose(), "a,\"b");
    let mut plan = plan(&passwords, &[("agent.01", None)], "");
    passwords.keep(&mut plan).unwrap();
    let written = fs::read_to_string(&path).unwrap();
    let added = written.strip_prefix(content).unwrap();
    assert!(added.starts_with("\nagent.01,") && added.ends_with('\n') && added.lines().count() == 2, "{added}");
}

#[test]
fn an_account_that_needs_no_password_gets_none() {
    let (_folder, path) = folder();
    let journal = sent("agent.01") + "{\"entry\":\"created\",\"account\":\"agent.01\",\"adopted\":false}\n";
    let passwords = open(&path).unwrap();
    let mut plan = plan(&passwords, &[("agent.01", None)], &journal);
    assert_eq!(plan.made_passwords().count(), 0);
    passwords.keep(&mut plan).unwrap();
    assert!(!path.exists());
}

#[test]
fn a_password_that_may_be_in_use_is_not_replaced() {
    let (_folder, path) = folder();
    let passwords = open(&path).unwrap();
    let mut lost = plan(&passwords, &[("agent.01", None)], &sent("agent.01"));
    let refused = passwords.keep(&mut lost).unwrap_err().to_string();
    assert!(refused.starts_with("an earlier run sent the account agent.01 with a password that"), "{refused}");
    assert!(!path.exists());
    write(&path, "userAccount,password\nagent.01,Aa1!Aa1!\n");
    let passwords = open(&path).unwrap();
    passwords.check(&plan(&passwords, &[("agent.01", None)], &sent("agent.01"))).unwrap();
    passwords.check(&plan(&passwords, &[("agent.01", Some("Aa1!Aa1!"))], "")).unwrap();
    let refused = passwords.check(&plan(&passwords, &[("agent.01", Some("Bb2!Bb2!"))], "")).unwrap_err().to_string();
    assert!(refused.starts_with("the record of the account agent.01 has another password"), "{refused}");
}

#[test]
fn another_file_is_refused_and_stays() {
    let (folder, path) = folder();
    for (content, sentence) in [
        ("", "this is not a file of made passwords, whose first line is userAccount,password"),
        ("userAccount\n", "this is not a file of made passwords"),
        ("account,password\na,b\n", "this is not a file of made passwords"),
        ("userAccount,password,email\na,b,c\n", "this is not a file of made passwords"),
        ("userAccount,passwords\na,b\n", "this is not a file of made passwords"),
        ("userAccount,password\nagent.01,Aa1!Aa1!\nagent.02\n", "line 3 is not an account with its password"),
        ("userAccount,password\nagent.01,Aa1!Aa1!\nAgent.01,Bb2!Bb2!\n", "line 3 is not"),
        ("userAccount,password\nagent.01,\n", "line 2 is not"),
        ("userAccount,password\n,Aa1!Aa1!\n", "line 2 is not"),
    ] {
        write(&path, content);
        let found = refused(&path);
        assert!(found.starts_with(sentence), "{found}");
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
    write(&path, "userAccount,password\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(refused(&path).starts_with("other users can use this file"));
    assert!(refused(folder.path()).starts_with("made passwords need a regular file"));
}

#[test]
fn two_processes_lose_no_password() {
    let (_folder, path) = folder();
    write(&path, "userAccount,password\n");
    let first = open(&path).unwrap();
    assert!(refused(&path).starts_with("another process uses this file"));
    drop(first);
    let late = open(&path).unwrap();
    let other = path.with_extension("other");
    write(&other, "userAccount,password\nagent.02,Aa1!Aa1!\n");
    fs::rename(&other, &path).unwrap();
    let mut plan_of_one = plan(&late, &[("agent.01", None)], "");
    assert!(matches!(late.keep(&mut plan_of_one), Err(PasswordFileError::Replaced)));
    fs::remove_file(&path).unwrap();
    let new = open(&path).unwrap();
    write(&path, "userAccount,password\nagent.02,Aa1!Aa1!\n");
    let mut plan_of_one = plan(&new, &[("agent.01", None)], "");
    assert!(matches!(new.keep(&mut plan_of_one), Err(PasswordFileError::Io(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "userAccount,password\nagent.02,Aa1!Aa1!\n");
}

#[test]
fn a_link_stays_a_link() {
    let (folder, path) = folder();
    let link = folder.path().join("link.csv");
    write(&path, "userAccount,password\n");
    symlink(&path, &link).unwrap();
    let passwords = open(&link).unwrap();
    let mut plan_of_one = plan(&passwords, &[("agent.01", None)], "");
    let mut again = plan_of_one.clone();
    passwords.keep(&mut plan_of_one).unwrap();
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 2);
    fs::remove_file(&path).unwrap();
    let dangling = open(&link).unwrap();
    assert!(dangling.keep(&mut again).is_err());
}

#[test]
fn no_text_form_shows_a_password() {
    let (_folder, path) = folder();
    write(&path, "userAccount,password\nagent.01,Mk7!Zq2?\n");
    let passwords = open(&path).unwrap();
    let texts = format!("{passwords:?} {:?}", passwords.supply("agent.01").unwrap());
    assert!(texts.contains("passwords.csv") && !texts.contains("Mk7"), "{texts}");
}

//! Journals that were cut, damaged or written by another program.

use aicc_apply::{AccountState, CallFailure, JournalError, JournalState, Purpose};
use aicc_core::Language;

use crate::driver::{CREATED, Driver, FAILED, header, read};

/// Returns a journal with every kind of entry.
fn journal() -> String {
    let mut driver = Driver::new(&["agent01", "agent02", "agent03", "agent04"]);
    let calls = driver.calls();
    driver.reply(calls[0], 200, CREATED);
    driver.reply(calls[1], 200, FAILED);
    driver.reply(calls[2], 404, "");
    driver.lose(calls[3]);
    driver.find_nothing();
    driver.journal
}

#[test]
fn a_journal_knows_what_it_was_given() {
    let journal = read(&journal()).unwrap();
    assert_eq!(journal.len(), 4);
    assert_eq!(journal.account("AGENT01"), Some(AccountState::Created { work_no: Some(291), adopted: false }));
    assert_eq!(journal.account("agent02"), Some(AccountState::Refused(CallFailure::Code("1".into()))));
    assert_eq!(journal.account("agent03"), Some(AccountState::Refused(CallFailure::Status(404))));
    assert_eq!(journal.account("agent04"), Some(AccountState::Unknown));
    assert_eq!(journal.account("agent05"), None);
}

#[test]
fn a_journal_that_is_cut_anywhere_can_be_read() {
    let text = journal();
    for end in 0..=text.len() {
        let cut = &text.as_bytes()[..end];
        let read = JournalState::read(cut).unwrap();
        let whole = cut.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        assert_eq!(read.length, whole as u64, "{end}");
        assert_eq!(read.state.is_some(), end >= header().len(), "{end}");
        let zeros = [cut, &[0; 100]].concat();
        assert_eq!(JournalState::read(&zeros).unwrap().length, whole as u64, "{end}");
    }
}

#[test]
fn a_line_that_is_not_an_entry_is_an_error() {
    let error = |text: &str| JournalState::read(text.as_bytes()).unwrap_err();
    let sent = journal().lines().nth(1).unwrap().to_owned();
    assert_eq!(error("{}\n"), JournalError::Line { line: 1 });
    assert_eq!(error(&format!("{sent}\n")), JournalError::Line { line: 1 }, "the first line is missing");
    assert_eq!(error(&format!("{}x\n{sent}\n", header())), JournalError::Line { line: 2 });
    assert_eq!(error(&header().repeat(2)), JournalError::Line { line: 2 });
    let later = header().replace(r#""version":1"#, r#""version":2"#);
    assert_eq!(error(&later), JournalError::Version { version: 2 });
    let other = header().replace("agentAccount/create", "loginex");
    assert_eq!(error(&other), JournalError::Interface { interface: "loginex".to_owned() });
    for error in [error("x\n"), error(&later), error(&other)] {
        assert!(!error.message(Language::Chinese).is_ascii() && error.to_string().is_ascii(), "{error}");
    }
    assert_eq!(
        error("x\n").to_string(),
        "line 1 of the journal is not an entry: use the unchanged journal of this input"
    );
}

/// An entry says less than one before it: the earlier call stays unknown.
#[test]
fn a_call_that_did_nothing_does_not_hide_an_earlier_one() {
    let digest = "00".repeat(32);
    let sent = format!(r#"{{"entry":"sent","account":"li.na01","digest":"{digest}"}}"#);
    let entry = |name: &str| format!(r#"{{"entry":"{name}","account":"li.na01"}}"#);
    let state = |entries: &[&str]| read(&(header() + &entries.join("\n") + "\n")).unwrap().account("li.na01");
    let (not_done, unknown) = (entry("notDone"), entry("unknown"));
    assert_eq!(state(&[&sent]), Some(AccountState::Open));
    assert_eq!(state(&[&sent, &not_done]), Some(AccountState::NotDone));
    assert_eq!(state(&[&sent, &not_done, &sent]), Some(AccountState::Open));
    assert_eq!(state(&[&sent, &unknown]), Some(AccountState::Unknown));
    assert_eq!(state(&[&sent, &unknown, &sent, &not_done]), Some(AccountState::Unknown));
    assert_eq!(state(&[&sent, &sent, &not_done]), Some(AccountState::Unknown));
    assert_eq!(state(&[&unknown]), None, "an outcome without a call");
}

#[test]
fn the_lines_have_the_documented_form() {
    let mut driver = Driver::new(&["li.na01"]);
    driver.call(Purpose::Create);
    let key = "07".repeat(32);
    let header = format!(r#"{{"entry":"journal","version":1,"interface":"agentAccount/create","key":"{key}"}}"#);
    let (first, second) = driver.journal.split_once('\n').unwrap();
    assert_eq!(first, header);
    let digest = second.trim_end().strip_prefix(r#"{"entry":"sent","account":"li.na01","digest":""#).unwrap();
    // HMAC-SHA256 with this key of {"userAccount":"li.na01","userName":"Li Na","password":"***",…}, computed with Python's hmac.
    assert_eq!(digest.strip_suffix("\"}").unwrap(), DIGEST);
}

const DIGEST: &str = "c8ccc42e2376ae60a708edbec3f5a61d222f8849d139ec1ab00887f28b855bad";

//! What a plan says of each record, and the file of a saved plan.

use aicc_apply::{
    ContentDigest, JournalState, PLAN_VERSION, Plan, PlanBuilder, PlanFile, PlanFileError, Purpose, RecordState,
    RecordStateKind,
};
use aicc_core::{Language, Profile};
use conformance::secrecy::PASSWORD;

use crate::driver::{CREATED, Driver, FAILED, KEY, body, body_with, header, plan, read};

fn states(plan: &Plan) -> Vec<&'static str> {
    plan.records().iter().map(|planned| planned.state.kind().name()).collect()
}

/// Returns a journal of a run that created one account, and knows the others in every other way.
fn journal() -> String {
    let mut driver = Driver::new(&["agent01", "agent02", "agent03", "agent04"]);
    let calls = driver.calls();
    driver.reply(calls[0], 200, CREATED);
    driver.reply(calls[1], 200, FAILED);
    driver.lose(calls[3]);
    driver.machine.stop();
    driver.not_sent(calls[2]);
    driver.calls();
    driver.journal
}

#[test]
fn each_record_has_the_state_that_the_journal_knows() {
    let plan = plan(&["agent01", "agent02", "agent03", "agent04", "agent05", "Agent05", "AGENT01"], &journal());
    assert_eq!(states(&plan), ["created", "refused", "new", "open", "new", "duplicate", "duplicate"]);
    assert_eq!(plan.records()[5].state, RecordState::Duplicate { of: 5 });
    assert_eq!(plan.records()[0].state, RecordState::Created { work_no: Some(291), adopted: false });
    assert_eq!((plan.records()[1].record, plan.records()[1].line), (2, Some(3)));
    assert_eq!((plan.count(RecordStateKind::New), plan.count(RecordStateKind::Invalid)), (2, 0));
}

#[test]
fn invalid_records_and_masked_passwords_are_not_sent() {
    let journal = JournalState::new(KEY);
    let mut builder = PlanBuilder::new(Profile::default(), &journal);
    let report = builder.add(1, None, body("x").as_bytes()).unwrap_err();
    assert_eq!(report.violations()[0].pointer(), "/userAccount");
    builder.add(2, None, body_with("agent01", "Te****34", "Li Na").as_bytes()).unwrap();
    builder.add_invalid(3, Some(7));
    builder.add(4, None, body("agent01").as_bytes()).unwrap();
    let wrapped = format!(r#"{{"requestParam": {}}}"#, body_with("agent02", "Te****34", "Li Na"));
    builder.add(5, None, wrapped.as_bytes()).unwrap();
    let masked_address = body("agent03").replace("li.na@", "l***@");
    builder.add(6, None, masked_address.as_bytes()).unwrap();
    let plan = builder.finish();
    // A record that is not sent does not make a later one a duplicate.
    assert_eq!(states(&plan), ["invalid", "masked", "invalid", "new", "masked", "new"]);
}

#[test]
fn a_row_that_was_changed_after_its_account_was_created_is_reported() {
    let journal = read(&journal()).unwrap();
    let state = |password: &str, name: &str| {
        let mut builder = PlanBuilder::new(Profile::default(), &journal);
        builder.add(1, None, body_with("agent01", password, name).as_bytes()).unwrap();
        builder.finish().records()[0].state.kind()
    };
    assert_eq!(state(PASSWORD, "Li Na"), RecordStateKind::Created);
    assert_eq!(state(PASSWORD, "Li Nan"), RecordStateKind::Changed);
    assert_eq!(state("Bb2?Bb2?", "Li Na"), RecordStateKind::Created, "no digest of a password is kept");
    let mut driver = Driver::of(
        aicc_apply::Machine::new(
            {
                let mut builder = PlanBuilder::new(Profile::default(), &journal);
                builder.add(1, None, body_with("agent01", PASSWORD, "Li Nan").as_bytes()).unwrap();
                builder.finish()
            },
            aicc_apply::ApplyOptions::default(),
        ),
        "",
    );
    assert!(driver.calls().is_empty() && driver.journal.is_empty());
    assert_eq!(*driver.outcome(0), aicc_apply::RecordOutcome::Changed { work_no: Some(291) });
}

fn digest(text: &str) -> ContentDigest {
    ContentDigest::read(text.as_bytes()).unwrap()
}

#[test]
fn a_saved_plan_is_read_back() {
    let plan = plan(&["agent01", "agent02", "agent05", "agent05"], &journal());
    let file = PlanFile::new(&plan, "agents.csv", digest("abc"), ContentDigest::of_texts(["edition", "2023-09-27"]));
    let text = serde_json::to_string(&file).unwrap();
    // SHA-256 of “abc”, the example of FIPS 180.
    let content = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let options = file.options.as_str();
    assert_eq!(
        text,
        format!(
            r#"{{"version":{PLAN_VERSION},"input":"agents.csv","content":"{content}","options":"{options}","counts":{{"created":1,"duplicate":1,"new":1,"refused":1}},"records":[{{"record":1,"line":2,"account":"agent01","state":"created","workNo":291}},{{"record":2,"line":3,"account":"agent02","state":"refused"}},{{"record":3,"line":4,"account":"agent05","state":"new"}},{{"record":4,"line":5,"account":"agent05","state":"duplicate","of":3}}]}}"#
        )
    );
    assert_eq!(serde_json::from_str::<PlanFile>(&text).unwrap(), file);
}

#[test]
fn a_saved_plan_is_refused_if_anything_changed() {
    let options = |texts: &[&'static str]| ContentDigest::of_texts(texts.iter().copied());
    let file = PlanFile::new(&plan(&["agent01"], &header()), "agents.csv", digest("abc"), options(&["a", "bc"]));
    assert_eq!(file.check(&digest("abc"), &options(&["a", "bc"])), Ok(()));
    assert_eq!(file.check(&digest("abd"), &options(&["a", "bc"])), Err(PlanFileError::Input));
    assert_eq!(file.check(&digest("abc"), &options(&["ab", "c"])), Err(PlanFileError::Options));
    let later = PlanFile { version: 2, ..file };
    let error = later.check(&digest("abc"), &options(&["a", "bc"])).unwrap_err();
    assert_eq!(error, PlanFileError::Version { version: 2 });
    assert_eq!(
        error.to_string(),
        "the plan is of version 2 of the format, and this program reads version 1: save the plan again"
    );
    for error in [error, PlanFileError::Input, PlanFileError::Options] {
        assert!(!error.message(Language::Chinese).is_ascii(), "{error}");
    }
}

#[test]
fn accounts_that_existed_when_the_plan_was_saved_are_not_sent() {
    let mut driver = Driver::of(
        aicc_apply::Machine::asking(plan(&["agent01", "agent02"], &header()), aicc_apply::ApplyOptions::default()),
        "",
    );
    for call in driver.calls() {
        assert_eq!(call.purpose, Purpose::Query);
        let reply = if call.index == 0 { crate::driver::FOUND } else { crate::driver::MISSING };
        driver.reply(call, 200, reply);
    }
    driver.calls();
    let saved = PlanFile::new(&driver.machine.into_plan(), "agents.csv", digest(""), digest(""));
    let mut plan = plan(&["agent01", "agent02"], &header());
    plan.keep_existing(&saved);
    assert_eq!(states(&plan), ["exists", "new"]);
    assert_eq!(plan.records()[0].state.work_no(), Some(291));
}

//! Records whose password is supplied.

use std::convert::Infallible;

use aicc_apply::{
    AgentStep, AgentSteps, ApplyOptions, CallFailure, JournalState, Machine, NotSentReason, Plan, PlanBuilder, Purpose,
    SignInStep, StepOutcome, SuppliedPassword,
};
use aicc_core::{Cloud, Gateway, Profile, Secret};
use conformance::secrecy::PASSWORD;

use crate::driver::{CREATED, Driver, FAILED, KEY, body, header, read};

fn without_password(account: &str) -> String {
    body(account).replace(&format!("\"password\": \"{PASSWORD}\","), "")
}

/// Returns the plan of bodies, in which a record without a password gets one that is made, or known.
fn plan(bodies: &[String], journal: &str, steps: AgentSteps, is_made: bool) -> Plan {
    let journal = read(journal).unwrap_or_else(|| JournalState::new(KEY));
    let mut builder = PlanBuilder::new(Profile::default(), &journal).steps(steps);
    for (body, record) in bodies.iter().zip(1..) {
        let supply = |_: &str| Ok::<_, Infallible>(SuppliedPassword { secret: Secret::from("Bb2!Bb2!"), is_made });
        let Ok(added) = builder.add_supplied(record, None, body.as_bytes(), supply);
        added.unwrap_or_default();
    }
    builder.finish()
}

fn made(plan: &Plan) -> Vec<(&str, &str)> {
    plan.made_passwords().map(|(account, password)| (account, password.expose())).collect()
}

/// Returns a journal in which one account was created and another one refused.
fn journal() -> String {
    let mut driver = Driver::new(&["agent01", "agent02"]);
    let calls = driver.calls();
    driver.reply(calls[0], 200, CREATED);
    driver.reply(calls[1], 200, FAILED);
    driver.calls();
    driver.journal
}

#[test]
fn a_record_without_a_password_is_sent_with_the_supplied_one() {
    let bodies = [without_password("agent01"), body("agent02"), without_password("agent03").replace("Li Na", "")];
    let plan = plan(&bodies, &header(), AgentSteps::default(), true);
    assert_eq!(made(&plan), [("agent01", "Bb2!Bb2!")]);
    assert_eq!(
        plan.records().iter().map(aicc_apply::PlannedRecord::has_made_password).collect::<Vec<_>>(),
        [true, false, false]
    );
    let cloud = Cloud::new("service.besclouds.com").unwrap().token("token").app_key("key");
    let bodies =
        plan.records().iter().map(|record| record.request(&cloud).unwrap().map(|request| request.body.clone()));
    let bodies: Vec<Option<String>> = bodies.collect();
    assert!(bodies[0].as_ref().unwrap().contains(r#""password":"Bb2!Bb2!""#));
    assert!(bodies[1].as_ref().unwrap().contains(PASSWORD) && bodies[2].is_none());
}

#[test]
fn only_a_record_that_may_be_sent_keeps_a_made_password() {
    let bodies = ["agent01", "agent02", "agent03", "AGENT03"].map(without_password);
    assert_eq!(made(&plan(&bodies, &journal(), AgentSteps::default(), false)), []);
    let plan = plan(&bodies, &journal(), AgentSteps::default(), true);
    assert_eq!(
        plan.records().iter().map(|record| record.state.kind().name()).collect::<Vec<_>>(),
        ["created", "refused", "new", "duplicate"]
    );
    assert_eq!(made(&plan), [("agent02", "Bb2!Bb2!"), ("agent03", "Bb2!Bb2!")]);
}

#[test]
fn an_existing_account_needs_no_made_password() {
    let bodies = [without_password("agent01")];
    let digest = aicc_apply::ContentDigest::of_texts([]);
    let mut saved =
        aicc_apply::PlanFile::new(&plan(&bodies, "", AgentSteps::default(), true), "a", digest.clone(), digest);
    saved.records[0].state = "exists".to_owned();
    let mut plan = plan(&bodies, "", AgentSteps::default(), true);
    plan.keep_existing(&saved);
    assert_eq!(made(&plan), []);
}

#[test]
fn no_agent_signs_in_with_a_password_that_is_not_its_own() {
    let steps = || {
        let gateway = Gateway::new("10.0.0.1").unwrap();
        let sign_in = SignInStep::new(br#"{"status": 3}"#, gateway, &Profile::default()).unwrap();
        AgentSteps { settings: None, sign_in: Some(sign_in) }
    };
    let bodies = [without_password("agent01")];
    let lost = plan(&bodies, &journal(), steps(), true);
    assert_eq!(made(&lost), []);
    let cloud = Cloud::new("service.besclouds.com").unwrap();
    assert!(lost.step_request(&lost.records()[0], AgentStep::SignIn, &cloud).unwrap().is_none());
    let mut driver = Driver::of(Machine::new(lost, ApplyOptions::default()), &journal());
    assert!(driver.calls().is_empty());
    let missing = StepOutcome::NotSent(Some(CallFailure::NotSent(NotSentReason::Password)));
    assert_eq!(*driver.step(0, AgentStep::SignIn), missing);
    let known = plan(&bodies, &journal(), steps(), false);
    let mut driver = Driver::of(Machine::new(known, ApplyOptions::default()), &journal());
    driver.call(Purpose::SignIn);
}

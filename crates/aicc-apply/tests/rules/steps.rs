//! The steps that follow the creation of an account: its settings, and a first sign-in.

use aicc_apply::{
    AgentStep, AgentSteps, ApplyOptions, CallFailure, JournalState, LostReason, Machine, NotSentReason, OutgoingCall,
    PlanBuilder, Purpose, RecordOutcome, RecordStateKind, RunEnding, SettingsStep, SignInStep, StepMessageError,
    StepOutcome, StepState,
};
use aicc_core::{Cloud, Gateway, Language, PasswordPolicy, Profile};
use conformance::secrecy::PASSWORD;
use serde_json::{Value, json};

use crate::driver::{CREATED, Driver, FOUND, KEY, body, body_with, header, plan_with_steps, read};

const ACCOUNT: &str = "li.na01";
const SETTINGS: &str = r#"{"returnCode": "0", "id": "1307145259662215169"}"#;
const NO_SETTINGS: &str = r#"{"returnCode": "1"}"#;
const SIGNED_IN: &str = r#"{"retcode": "0"}"#;
const ALREADY_SIGNED_IN: &str = r#"{"retcode": "100-002"}"#;
const WRONG_PASSWORD: &str = r#"{"retcode": "100-004"}"#;

fn settings() -> SettingsStep {
    let user_ids = [(ACCOUNT, "1660270845627002401"), ("AGENT02", "1660270845627002402")];
    SettingsStep::new(br#"{"callType": "1"}"#, user_ids, &Profile::default()).unwrap()
}

fn sign_in() -> SignInStep {
    SignInStep::new(br#"{"status": 3}"#, Gateway::new("10.0.0.1").unwrap(), &Profile::default()).unwrap()
}

fn both() -> AgentSteps {
    AgentSteps { settings: Some(settings()), sign_in: Some(sign_in()) }
}

fn only_settings() -> AgentSteps {
    AgentSteps { settings: Some(settings()), sign_in: None }
}

fn only_sign_in() -> AgentSteps {
    AgentSteps { settings: None, sign_in: Some(sign_in()) }
}

fn resending() -> ApplyOptions {
    ApplyOptions { resend_unknown: true, ..ApplyOptions::default() }
}

fn driver(accounts: &[&str], steps: AgentSteps, options: ApplyOptions, journal: &str) -> Driver {
    Driver::of(Machine::new(plan_with_steps(accounts, journal, steps), options), journal)
}

/// Returns a run in which an account was created, and the call of its first step.
#[track_caller]
fn created(steps: AgentSteps) -> (Driver, OutgoingCall) {
    let first = if steps.settings.is_some() { Purpose::Settings } else { Purpose::SignIn };
    let mut driver = driver(&[ACCOUNT], steps, ApplyOptions::default(), &header());
    let call = driver.call(Purpose::Create);
    driver.reply(call, 200, CREATED);
    let call = driver.call(first);
    (driver, call)
}

/// Whatever happens to a step, the account is created.
#[track_caller]
fn assert_created(driver: &Driver) {
    assert_eq!(*driver.outcome(0), RecordOutcome::Created { work_no: Some(291), adopted: false });
}

#[test]
fn the_steps_follow_the_creation_in_their_order() {
    let (mut driver, call) = created(both());
    assert_eq!(driver.last_line(), r#"{"entry":"stepSent","account":"li.na01","step":"settings"}"#);
    assert!(driver.machine.take_settled().is_empty(), "the record is not final");
    driver.reply(call, 200, SETTINGS);
    let call = driver.call(Purpose::SignIn);
    assert_eq!(driver.last_line(), r#"{"entry":"stepSent","account":"li.na01","step":"signIn"}"#);
    driver.reply(call, 200, SIGNED_IN);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, Some(RunEnding::Done));
    assert_eq!(driver.last_line(), r#"{"entry":"stepDone","account":"li.na01","step":"signIn"}"#);
    for step in AgentStep::ALL {
        assert_eq!(*driver.step(0, step), StepOutcome::Done);
    }
    assert_eq!(driver.machine.take_settled(), [0]);
    assert_created(&driver);
    let names = ["sent", "created", "stepSent", "stepDone", "stepSent", "stepDone"];
    assert_eq!(driver.entries(), names.map(|name| format!("{name} {ACCOUNT}")));
}

#[test]
fn a_request_has_what_the_agent_has_of_its_own() {
    let cloud = Cloud::new("service.besclouds.com").unwrap().token("t").app_key("k");
    let (mut driver, call) = created(both());
    let request = driver.machine.request(&call, &cloud).unwrap();
    assert!(request.url.ends_with("/apiaccess/CC-Management/v1/openapp/agentsettings/create"));
    let sent: Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!(sent, json!({"callType": "1", "userId": "1660270845627002401"}));
    driver.reply(call, 200, SETTINGS);
    let call = driver.call(Purpose::SignIn);
    let request = driver.machine.request(&call, &cloud).unwrap();
    assert_eq!(request.url, "https://10.0.0.1:8043/agentgateway/resource/onlineagent/291/loginex");
    let sent: Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!(sent, json!({"password": PASSWORD, "status": 3, "agenttype": 4}));
    assert!(!request.masked().body.contains(PASSWORD));
}

/// The types of accounts that a sign-in knows are those of the page; without one, the default of the page applies.
#[test]
fn an_agent_signs_in_with_the_type_of_its_account() {
    for (account, given, sent) in
        [("11", "{}", json!(11)), ("99", "{}", Value::Null), ("4", r#"{"agenttype": 11}"#, json!(11))]
    {
        let step = SignInStep::new(given.as_bytes(), Gateway::new("10.0.0.1").unwrap(), &Profile::default()).unwrap();
        let journal = JournalState::new(KEY);
        let steps = AgentSteps { settings: None, sign_in: Some(step) };
        let mut builder = PlanBuilder::new(Profile::default(), &journal).steps(steps);
        let record = body(ACCOUNT).replace(r#""agentType": 4"#, &format!(r#""agentType": {account}"#));
        builder.add(1, None, record.as_bytes()).unwrap();
        let mut driver = Driver::of(Machine::new(builder.finish(), ApplyOptions::default()), &header());
        let call = driver.call(Purpose::Create);
        driver.reply(call, 200, CREATED);
        let call = driver.call(Purpose::SignIn);
        let request = driver.machine.request(&call, &Cloud::new("c").unwrap()).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&request.body).unwrap()["agenttype"], sent);
    }
}

#[test]
fn the_steps_wait_until_the_other_accounts_are_sent() {
    let options = ApplyOptions { parallel: std::num::NonZeroUsize::MIN, ..ApplyOptions::default() };
    let mut driver = driver(&[ACCOUNT, "agent02"], only_settings(), options, &header());
    for index in 0..2 {
        let call = driver.call(Purpose::Create);
        assert_eq!(call.index, index);
        driver.reply(call, 200, CREATED);
    }
    driver.call(Purpose::Settings);
}

/// No interface returns settings, and the page does not say what a second creation does.
#[test]
fn settings_without_an_answer_are_sent_again_on_request_alone() {
    let (mut lost, call) = created(only_settings());
    lost.lose(call);
    assert!(lost.calls().is_empty());
    assert_eq!(lost.ending, Some(RunEnding::Done));
    assert_eq!(*lost.step(0, AgentStep::Settings), StepOutcome::Unknown(CallFailure::Lost(LostReason::Reset)));
    assert_eq!(lost.last_line(), r#"{"entry":"stepUnknown","account":"li.na01","step":"settings"}"#);
    assert_created(&lost);
    let (killed, _) = created(only_settings());
    for journal in [lost.journal, killed.journal] {
        let mut later = driver(&[ACCOUNT], only_settings(), ApplyOptions::default(), &journal);
        assert!(later.calls().is_empty());
        assert!(matches!(later.step(0, AgentStep::Settings), StepOutcome::Unknown(_)));
        for (reply, is_done) in [(SETTINGS, true), (NO_SETTINGS, false)] {
            let mut again = driver(&[ACCOUNT], only_settings(), resending(), &journal);
            let call = again.call(Purpose::Settings);
            again.reply(call, 200, reply);
            assert!(again.calls().is_empty());
            // A refusal may come because the earlier call was successful.
            assert_eq!(*again.step(0, AgentStep::Settings) == StepOutcome::Done, is_done);
            assert_eq!(again.step(0, AgentStep::Settings).kind().name(), if is_done { "done" } else { "unknown" });
            assert_created(&again);
        }
    }
}

/// A second sign-in changes nothing, and its reply says whether the first one was successful.
#[test]
fn a_sign_in_without_an_answer_is_sent_again() {
    for reply in [SIGNED_IN, ALREADY_SIGNED_IN] {
        let (mut driver, call) = created(only_sign_in());
        driver.lose(call);
        assert!(matches!(driver.step(0, AgentStep::SignIn), StepOutcome::Unknown(_)));
        assert!(driver.calls().is_empty());
        assert_eq!(driver.sleep(), 1_000);
        let call = driver.call(Purpose::SignIn);
        assert_eq!(driver.entries().last().unwrap(), "stepSent li.na01");
        driver.reply(call, 200, reply);
        assert!(driver.calls().is_empty());
        assert_eq!(*driver.step(0, AgentStep::SignIn), StepOutcome::Done);
    }
}

#[test]
fn a_sign_in_of_a_killed_run_is_sent_again_at_once() {
    let (killed, _) = created(only_sign_in());
    let mut driver = driver(&[ACCOUNT], only_sign_in(), ApplyOptions::default(), &killed.journal);
    let call = driver.call(Purpose::SignIn);
    driver.reply(call, 200, ALREADY_SIGNED_IN);
    assert!(driver.calls().is_empty());
    assert_eq!(*driver.step(0, AgentStep::SignIn), StepOutcome::Done);
    assert_created(&driver);
}

#[test]
fn a_sign_in_whose_answers_are_all_lost_ends_the_run() {
    let (mut first, mut call) = created(only_sign_in());
    let mut times = Vec::new();
    loop {
        first.lose(call);
        if !first.calls().is_empty() || first.ending.is_some() {
            break;
        }
        times.push(first.sleep());
        match first.calls()[..] {
            [next] => call = next,
            _ => break,
        }
    }
    // Five equal failures in a row end the run.
    assert_eq!(times, [1_000, 2_000, 4_000, 8_000]);
    assert!(matches!(first.ending, Some(RunEnding::StoppedAfterFailures { count: 5, purpose: Purpose::SignIn, .. })));
    assert!(matches!(first.step(0, AgentStep::SignIn), StepOutcome::Unknown(_)));
    assert_created(&first);
}

/// Without an earlier call, somebody else signed in: it does not check the password.
#[test]
fn an_agent_who_is_signed_in_already_is_refused() {
    let (mut driver, call) = created(only_sign_in());
    driver.reply(call, 200, ALREADY_SIGNED_IN);
    assert!(driver.calls().is_empty());
    let failure = CallFailure::Code("100-002".into());
    assert_eq!(*driver.step(0, AgentStep::SignIn), StepOutcome::Refused(failure.clone()));
    let interface = Purpose::SignIn.interface();
    assert_eq!(failure.meaning(interface).english, "the agent has already signed in");
    assert_eq!(failure.action(interface).unwrap().english, "sign in by force, or sign out first");
}

/// A repeated wrong password locks the account, so that only a lost answer is sent again in a run.
#[test]
fn a_refusal_after_a_lost_answer_is_unknown_and_not_sent_again() {
    let (mut driver, call) = created(only_sign_in());
    driver.lose(call);
    driver.calls();
    driver.sleep();
    let call = driver.call(Purpose::SignIn);
    driver.reply(call, 200, WRONG_PASSWORD);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, Some(RunEnding::Done));
    assert_eq!(*driver.step(0, AgentStep::SignIn), StepOutcome::Unknown(CallFailure::Code("100-004".into())));
    assert_eq!(driver.entries().last().unwrap(), "stepUnknown li.na01");
}

#[test]
fn a_code_whose_action_is_retry_later_is_sent_again_later() {
    let (mut driver, call) = created(only_sign_in());
    driver.reply(call, 200, r#"{"retcode": "100-003"}"#);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.last_line(), r#"{"entry":"stepNotDone","account":"li.na01","step":"signIn"}"#);
    assert_eq!(*driver.step(0, AgentStep::SignIn), StepOutcome::NotSent(Some(CallFailure::Code("100-003".into()))));
    assert!(driver.sleep() >= 1_000);
    let call = driver.call(Purpose::SignIn);
    driver.reply(call, 200, SIGNED_IN);
    assert!(driver.calls().is_empty());
    assert_eq!(*driver.step(0, AgentStep::SignIn), StepOutcome::Done);
}

#[test]
fn a_refused_step_is_sent_by_the_next_run_after_the_others() {
    let (mut refused, call) = created(both());
    refused.reply(call, 200, NO_SETTINGS);
    // The next step comes whatever came of the one before.
    let call = refused.call(Purpose::SignIn);
    refused.reply(call, 200, WRONG_PASSWORD);
    assert!(refused.calls().is_empty());
    assert_eq!(*refused.step(0, AgentStep::Settings), StepOutcome::Refused(CallFailure::Code("1".into())));
    assert_eq!(refused.last_line(), r#"{"entry":"stepRefused","account":"li.na01","step":"signIn","code":"100-004"}"#);
    assert_created(&refused);
    let state = read(&refused.journal).unwrap();
    assert_eq!(state.step("LI.NA01", AgentStep::SignIn), StepState::Refused(CallFailure::Code("100-004".into())));
    let mut next = driver(&[ACCOUNT, "agent02"], both(), ApplyOptions::default(), &refused.journal);
    let calls: Vec<_> = next.calls().iter().map(|call| (call.index, call.purpose)).collect();
    assert_eq!(calls, [(1, Purpose::Create), (0, Purpose::Settings)]);
}

#[test]
fn the_gateway_has_no_token_to_renew() {
    let (mut driver, call) = created(only_sign_in());
    driver.reply(call, 401, "");
    assert!(driver.calls().is_empty());
    assert_eq!(driver.renewals, 0);
    assert_eq!(*driver.step(0, AgentStep::SignIn), StepOutcome::Refused(CallFailure::Status(401)));
}

#[test]
fn the_token_of_settings_is_renewed_once() {
    let (mut driver, call) = created(only_settings());
    driver.reply(call, 401, "");
    assert!(driver.calls().is_empty());
    assert_eq!(driver.renewals, 1);
    driver.machine.token_renewed();
    let call = driver.call(Purpose::Settings);
    driver.reply(call, 401, "");
    assert!(driver.calls().is_empty());
    assert_eq!(*driver.step(0, AgentStep::Settings), StepOutcome::Refused(CallFailure::Status(401)));
}

#[test]
fn equal_refusals_of_steps_end_the_run() {
    let accounts: Vec<String> = (0..9).map(|number| format!("agent{number:02}")).collect();
    let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
    let mut driver = driver(&accounts, only_sign_in(), ApplyOptions::default(), &header());
    while driver.ending.is_none() {
        for call in driver.calls() {
            let reply = if call.purpose == Purpose::Create { CREATED } else { WRONG_PASSWORD };
            driver.reply(call, 200, reply);
        }
    }
    assert!(matches!(driver.ending, Some(RunEnding::StoppedAfterFailures { purpose: Purpose::SignIn, .. })));
    // Every account is created all the same.
    assert!((0..9).all(|index| matches!(driver.outcome(index), RecordOutcome::Created { .. })));
}

#[test]
fn an_account_without_a_user_id_or_work_number_says_so() {
    let mut driver = driver(&["agent03"], both(), ApplyOptions::default(), &header());
    let call = driver.call(Purpose::Create);
    driver.reply(call, 200, r#"{"resultCode": "0", "resultMessage": "ok"}"#);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, Some(RunEnding::Done));
    let missing = |reason| StepOutcome::NotSent(Some(CallFailure::NotSent(reason)));
    assert_eq!(*driver.step(0, AgentStep::Settings), missing(NotSentReason::UserId));
    assert_eq!(*driver.step(0, AgentStep::SignIn), missing(NotSentReason::WorkNumber));
    assert_eq!(driver.entries(), ["sent agent03", "created agent03"]);
    assert_eq!(driver.machine.take_settled(), [0]);
}

/// The account was created before, and its user ID is known now.
#[test]
fn a_journal_without_steps_lets_the_steps_be_sent() {
    let mut earlier = Driver::new(&[ACCOUNT]);
    let call = earlier.call(Purpose::Create);
    earlier.reply(call, 200, CREATED);
    earlier.calls();
    let mut driver = driver(&[ACCOUNT], both(), ApplyOptions::default(), &earlier.journal);
    assert_eq!(driver.machine.plan().count(RecordStateKind::Created), 1);
    let call = driver.call(Purpose::Settings);
    driver.reply(call, 200, SETTINGS);
    let call = driver.call(Purpose::SignIn);
    driver.reply(call, 200, SIGNED_IN);
    assert!(driver.calls().is_empty());
    assert_created(&driver);
    let mut last = self::driver(&[ACCOUNT], both(), resending(), &driver.journal);
    assert!(last.calls().is_empty(), "everything is done");
    assert_eq!(*last.step(0, AgentStep::Settings), StepOutcome::Done);
}

#[test]
fn an_account_that_was_found_gets_its_steps() {
    let mut driver = driver(&[ACCOUNT], only_sign_in(), ApplyOptions::default(), &header());
    let call = driver.call(Purpose::Create);
    driver.lose(call);
    driver.calls();
    driver.sleep();
    let call = driver.call(Purpose::Query);
    driver.reply(call, 200, FOUND);
    driver.call(Purpose::SignIn);
}

#[test]
fn a_refused_account_has_no_steps() {
    let mut driver = driver(&[ACCOUNT], both(), ApplyOptions::default(), &header());
    let call = driver.call(Purpose::Create);
    driver.reply(call, 400, "");
    assert!(driver.calls().is_empty());
    assert_eq!(driver.machine.step_outcome(0, AgentStep::SignIn), None);
}

#[test]
fn a_stopped_run_notes_that_a_step_was_not_sent() {
    let (mut driver, call) = created(both());
    driver.reply(call, 200, SETTINGS);
    assert!(matches!(driver.machine.next(driver.now), aicc_apply::Next::Write(_)));
    driver.machine.stop();
    driver.machine.written();
    driver.machine.next(driver.now);
    driver.machine.written();
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, Some(RunEnding::Stopped));
    assert_eq!(*driver.step(0, AgentStep::SignIn), StepOutcome::NotSent(None));
}

/// Row 1 of the sign-in allows 32 characters, and a tenant's policy may allow more.
#[test]
fn an_account_whose_password_cannot_sign_in_is_not_created() {
    let profile = Profile { password: PasswordPolicy::new(8, 40, 4, 90).unwrap(), ..Profile::default() };
    let journal = JournalState::new(KEY);
    let password = format!("Aa1!{}", "x".repeat(29));
    let record = body_with(ACCOUNT, &password, "Li Na");
    let mut builder = PlanBuilder::new(profile.clone(), &journal).steps(only_sign_in());
    let report = builder.add(1, None, record.as_bytes()).unwrap_err();
    let finding = &report.violations()[0];
    assert_eq!((finding.pointer(), finding.interface().name), ("/password".to_owned(), "loginex"));
    assert!(finding.message(Language::English).contains("32"), "{finding}");
    assert_eq!(builder.finish().count(RecordStateKind::Invalid), 1);

    // If it was created before, it stays created.
    let mut earlier = PlanBuilder::new(profile.clone(), &journal);
    earlier.add(1, None, record.as_bytes()).unwrap();
    let mut earlier = Driver::of(Machine::new(earlier.finish(), ApplyOptions::default()), &header());
    let call = earlier.call(Purpose::Create);
    earlier.reply(call, 200, CREATED);
    earlier.calls();
    let journal = read(&earlier.journal).unwrap();
    let mut builder = PlanBuilder::new(profile, &journal).steps(only_sign_in());
    builder.add(1, None, record.as_bytes()).unwrap();
    let mut driver = Driver::of(Machine::new(builder.finish(), ApplyOptions::default()), &earlier.journal);
    let call = driver.call(Purpose::SignIn);
    assert!(driver.machine.request(&call, &Cloud::new("c").unwrap()).is_err());
    driver.machine.answered(call.id, aicc_apply::Answered::NotSent(NotSentReason::Request), driver.now);
    assert!(driver.calls().is_empty());
    assert_eq!(driver.ending, Some(RunEnding::Done));
    let reason = CallFailure::NotSent(NotSentReason::Request);
    assert_eq!(*driver.step(0, AgentStep::SignIn), StepOutcome::NotSent(Some(reason)));
    assert_created(&driver);
}

#[test]
fn a_message_is_checked_before_anything_is_sent() {
    let profile = Profile::default();
    let gateway = || Gateway::new("10.0.0.1").unwrap();
    let wrong = SettingsStep::new(br#"{"callType": "7", "callNumber": ["1,2"]}"#, [], &profile).unwrap_err();
    let StepMessageError::Findings(findings) = &wrong else { panic!("{wrong}") };
    let places: Vec<String> = findings.iter().map(aicc_core::Finding::pointer).collect();
    assert_eq!(places, ["/callType", "/callNumber/0"]);
    let cut = SettingsStep::new(br#"{"callType": "#, [], &profile).unwrap_err();
    assert!(matches!(&cut, StepMessageError::Findings(findings) if findings[0].code() == aicc_core::Code::Syntax));
    let given = SettingsStep::new(br#"{"userId": "1"}"#, [], &profile).unwrap_err();
    assert_eq!(given, StepMessageError::FilledIn("userId"));
    let given = SignInStep::new(br#"{"password": ""}"#, gateway(), &profile).unwrap_err();
    assert_eq!(given.to_string(), "Remove password: it is filled in for each agent.");
    let wrong = SignInStep::new(br#"{"status": 9, "ip": "::1"}"#, gateway(), &profile).unwrap_err();
    assert_eq!(wrong.messages(Language::Chinese).len(), 2);
    assert!(SignInStep::new(b"{}", gateway(), &profile).is_ok());
}

/// A request before the run shows what is known then.
#[test]
fn a_plan_shows_the_requests_of_steps() {
    let cloud = Cloud::new("c").unwrap().token("t").app_key("k");
    let urls = |journal: &str| {
        let plan = plan_with_steps(&[ACCOUNT], journal, both());
        let requests = AgentStep::ALL.map(|step| plan.step_request(&plan.records()[0], step, &cloud).unwrap());
        requests.map(|request| request.is_some())
    };
    assert_eq!(urls(&header()), [true, false], "the work number is not known");
    let (mut driver, call) = created(both());
    assert_eq!(urls(&driver.journal), [false, true], "the settings may be there");
    driver.reply(call, 200, SETTINGS);
    let call = driver.call(Purpose::SignIn);
    driver.reply(call, 200, SIGNED_IN);
    driver.calls();
    assert_eq!(urls(&driver.journal), [false, false]);
}

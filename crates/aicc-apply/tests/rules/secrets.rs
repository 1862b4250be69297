//! A secret is found nowhere: not in journals, plans, errors and text forms.

use aicc_apply::{
    AccountState, AgentStep, AgentSteps, Answered, ApplyOptions, ContentDigest, JournalError, JournalState, Machine,
    PlanBuilder, PlanFile, Purpose, SettingsStep, SignInStep, StepMessageError, StepOutcome, StepState,
};
use aicc_core::{Cloud, Gateway, Language, Profile};
use conformance::secrecy::{APP_KEY, PASSWORD, TOKEN, assert_complete, assert_hidden, texts_of_report};
use conformance::{is_shown, texts};

use crate::driver::{CREATED, Driver, KEY, body, body_with, header, plan_with_steps};

const LIB: &str = include_str!("../../src/lib.rs");

#[test]
fn no_text_form_shows_a_secret() {
    let cloud = Cloud::new("service.besclouds.com").unwrap().token(TOKEN).app_key(APP_KEY);
    let mut driver = Driver::new(&["agent01", "agent02", "agent03"]);
    let calls = driver.calls();
    let request = driver.machine.request(&calls[0], &cloud).unwrap();
    assert!(request.body.contains(PASSWORD), "the walk is about nothing");
    assert_hidden(&texts!(request));
    assert_hidden(&texts!(driver.machine));
    assert_hidden(&texts!(driver.machine.plan()));
    assert_hidden(&texts!(driver.machine.plan().records()[1]));
    // A server can send a request back.
    let echo = format!(r#"{{"resultCode": "{PASSWORD}", "resultMessage": "{PASSWORD}", "workNo": "{PASSWORD}"}}"#);
    driver.reply(calls[0], 500, &echo);
    let answered = Answered::Reply { status: 200, headers: &[("X-Password", PASSWORD)], body: echo.as_bytes() };
    assert_hidden(&texts!(answered));
    let headers = [("Retry-After", PASSWORD), ("X-Password", PASSWORD)];
    driver.reply_with(calls[1].id, 400, &headers, &echo);
    driver.reply(calls[2], 200, CREATED);
    driver.calls();
    assert_hidden(&driver.journal);
    assert_hidden(&texts!(driver.machine));
    for index in 0..3 {
        assert_hidden(&texts!(driver.machine.outcome(index).unwrap()));
    }
    assert_hidden(&texts!(driver.machine.counts()));

    let journal = JournalState::read(driver.journal.as_bytes()).unwrap();
    assert_hidden(&texts!(journal));
    assert_hidden(&texts!(journal.state.as_ref().unwrap()));
    let state: AccountState = journal.state.as_ref().unwrap().account("agent01").unwrap();
    assert_hidden(&texts!(state));
    assert_hidden(&texts!(journal.state.as_ref().unwrap().digest("agent01").unwrap()));
    assert!(!format!("{KEY:?}").contains('7'), "the key of the digests is in the journal only");

    let digest = ContentDigest::of_texts([PASSWORD]);
    let file = PlanFile::new(driver.machine.plan(), "agents.csv", digest.clone(), digest.clone());
    assert_hidden(&texts!(file));
    assert_hidden(&texts!(file.records[0]));
    assert_hidden(&texts!(digest));
}

#[test]
fn no_step_shows_a_secret() {
    let profile = Profile::default();
    let settings = SettingsStep::new(b"{}", [("agent01", "1660270845627002401")], &profile).unwrap();
    let sign_in = SignInStep::new(b"{}", Gateway::new("10.0.0.1").unwrap(), &profile).unwrap();
    assert_hidden(&texts!(settings));
    assert_hidden(&texts!(sign_in));
    let wrong = format!(r#"{{"password": "{PASSWORD}"}}"#);
    let error: StepMessageError = SignInStep::new(wrong.as_bytes(), sign_in.gateway().clone(), &profile).unwrap_err();
    assert_hidden(&(texts!(error) + &error.messages(Language::Chinese).concat()));
    let steps = AgentSteps { settings: Some(settings), sign_in: Some(sign_in) };
    let plan = plan_with_steps(&["agent01"], &header(), steps);
    let mut driver = Driver::of(Machine::new(plan, ApplyOptions::default()), &header());
    let call = driver.call(Purpose::Create);
    driver.reply(call, 200, CREATED);
    let echo = format!(r#"{{"returnCode": "{PASSWORD}", "retcode": "{PASSWORD}", "returnDesc": "{PASSWORD}"}}"#);
    let call = driver.call(Purpose::Settings);
    driver.reply(call, 400, &echo);
    let call = driver.call(Purpose::SignIn);
    let request = driver.machine.request(&call, &Cloud::new("c").unwrap()).unwrap();
    assert!(request.body.contains(PASSWORD), "the walk is about nothing");
    assert_hidden(&texts!(request));
    driver.reply(call, 403, &echo);
    driver.calls();
    assert_hidden(&driver.journal);
    assert_hidden(&texts!(driver.machine));
    let state: StepState =
        JournalState::read(driver.journal.as_bytes()).unwrap().state.unwrap().step("agent01", AgentStep::SignIn);
    assert_hidden(&texts!(state));
    for step in AgentStep::ALL {
        let outcome: &StepOutcome = driver.machine.step_outcome(0, step).unwrap();
        assert_hidden(&texts!(outcome));
    }
}

#[test]
fn no_error_shows_a_secret() {
    let state = JournalState::new(KEY);
    let mut builder = PlanBuilder::new(Profile::default(), &state);
    for broken in
        [body("x"), body("agent01").replace("Li Na", ""), body("agent02").replace('}', ""), PASSWORD.to_owned()]
    {
        let report = builder.add(1, None, broken.as_bytes()).unwrap_err();
        assert_hidden(&texts_of_report(&report));
    }
    let damaged = [header(), body("agent01"), "\n".to_owned()].concat();
    let error: JournalError = JournalState::read(damaged.as_bytes()).unwrap_err();
    assert_hidden(&(texts!(error) + &error.message(Language::Chinese)));
    let cloud = Cloud::new("service.besclouds.com").unwrap().token(format!("{TOKEN} {PASSWORD}"));
    let mut driver = Driver::new(&["agent01"]);
    let call = driver.call(Purpose::Create);
    let report = driver.machine.request(&call, &cloud).unwrap_err();
    assert_hidden(&texts_of_report(&report));
}

#[cfg(feature = "runner")]
#[test]
fn no_token_is_shown() {
    use aicc_apply::{AccessToken, RunOptions, Runner, RunnerError, Stop, TokenSource};
    use aicc_core::Secret;

    let token = || AccessToken { secret: Secret::from(TOKEN), lifetime: None };
    assert_hidden(&texts!(token()));
    let broken = format!("echo '{{\"token\": \"{TOKEN}\"}}'");
    let sources = [
        TokenSource::Fixed(Secret::from(TOKEN)),
        TokenSource::File(TOKEN.into()),
        TokenSource::Command(broken),
        TokenSource::Function(Box::new(move || Ok(token()))),
    ];
    for source in sources {
        assert_hidden(&texts!(source));
        if let Err(error) = source.token() {
            assert_hidden(&(texts!(error) + &error.message(Language::Chinese)));
        }
    }
    let cloud = Cloud::new("127.0.0.1").unwrap();
    let source = TokenSource::Fixed(Secret::from(format!("{TOKEN} {PASSWORD}")));
    let error: RunnerError = Runner::new(cloud, source, &RunOptions::default(), Stop::default()).err().unwrap();
    assert_hidden(&(texts!(error) + &error.message(Language::Chinese)));
}

#[cfg(all(feature = "runner", unix))]
#[test]
fn no_made_password_is_shown() {
    use std::os::unix::fs::PermissionsExt;

    use aicc_apply::{PasswordFile, PasswordFileError, SuppliedPassword};
    use aicc_core::PasswordPolicy;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("passwords.csv");
    let open = |content: &str| {
        std::fs::write(&path, content).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        PasswordFile::open(&path, &PasswordPolicy::default())
    };
    let row = format!("agent01,{PASSWORD}\n");
    let file = open(&format!("userAccount,password\n{row}")).unwrap();
    let supplied: SuppliedPassword = file.supply("agent01").unwrap();
    assert_eq!(supplied.secret.expose(), PASSWORD);
    assert_hidden(&(texts!(file) + &texts!(supplied)));
    let state = JournalState::new(KEY);
    let mut builder = PlanBuilder::new(Profile::default(), &state);
    builder.add(1, None, body_with("agent01", &PASSWORD.replace("Mk7", "Mk8"), "Li Na").as_bytes()).unwrap();
    let different = file.keep(&mut builder.finish()).unwrap_err();
    let texts = |error: &PasswordFileError| texts!(error) + &error.message(Language::Chinese);
    assert_hidden(&texts(&different));
    for content in
        [row.clone(), format!("userAccount,password\n{row}{row}"), format!("userAccount,password\n{PASSWORD}\n")]
    {
        assert_hidden(&texts(&open(&content).unwrap_err()));
    }
}

#[test]
fn the_walk_is_complete() {
    let walked = [
        "AccessToken",
        "AccountState",
        "Answered",
        "BodyDigest",
        "CallFailure",
        "ContentDigest",
        "JournalError",
        "JournalKey",
        "JournalState",
        "Machine",
        "OutcomeCounts",
        "Plan",
        "PlanFile",
        "PlanFileRecord",
        "PasswordFile",
        "PasswordFileError",
        "PlannedRecord",
        "ReadJournal",
        "RecordOutcome",
        "RunnerError",
        "SettingsStep",
        "SignInStep",
        "StepMessageError",
        "StepOutcome",
        "StepState",
        "SuppliedPassword",
        "TokenError",
        "TokenSource",
    ];
    let left_out = [
        ("it is a line of the journal", "JournalEntry"),
        ("they have no text and no number of a message", "CallId Next OutgoingCall Purpose LostReason NotSentReason"),
        ("they are choices of a caller", "AgentStep AgentSteps ApplyOptions Certificates RunOptions Stop TimeLimits"),
        (
            "they are parts of what is walked",
            "OutcomeKind RecordState RecordStateKind RunEnding StepOutcomeKind EndedRun",
        ),
        ("they are about files that hold no secret", "PlanFileError JournalFile JournalFileError"),
        ("they have no text form", "PlanBuilder Runner"),
    ];
    assert_complete(LIB, &walked, &left_out);
    assert!(!is_shown!(PlanBuilder<'static>));
    #[cfg(feature = "runner")]
    assert!(!is_shown!(aicc_apply::Runner));
}

//! Passwords that are made by the policy of a tenant.

use std::collections::BTreeMap;
use std::convert::Infallible;

use aicc_core::{
    AgentAccountCreate, AgentSignIn, Check, PasswordMaker, PasswordMakerError, PasswordPolicy, Profile, RequestBody,
    Secret, check_text, interfaces,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng};
use serde_json::json;

/// Returns a password with bytes of a generator.
fn make(maker: &PasswordMaker, random: &mut TestRng) -> Secret {
    let Ok(password) = maker.make(|bytes| {
        random.fill_bytes(bytes);
        Ok::<(), Infallible>(())
    });
    password
}

fn random() -> TestRng {
    TestRng::deterministic_rng(RngAlgorithm::ChaCha)
}

fn account(password: &Secret) -> String {
    let body = json!({
        "userAccount": "li.na001", "userName": "Li Na", "password": password.expose(), "email": "li.na@example.com",
        "agentType": 4, "ccRoleId": 2,
    });
    body.to_string()
}

/// Returns policies with a minimum that a sign-in takes.
fn policies() -> impl Strategy<Value = PasswordPolicy> {
    (0_usize..=32, 0_usize..=60, 0_usize..=4).prop_filter_map("no password", |(minimum, more, classes)| {
        PasswordPolicy::new(minimum, minimum + more, classes, 90).ok()
    })
}

proptest! {
    #![proptest_config(Config { cases: 5_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_made_password_meets_its_policy_and_signs_in(password in policies(), seed: [u8; 32]) {
        let profile = Profile { password, ..Profile::default() };
        let maker = PasswordMaker::new(&password).unwrap();
        let made = make(&maker, &mut TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
        let report = check_text(&interfaces::AGENT_ACCOUNT_CREATE, &account(&made), &profile);
        prop_assert!(report.violations().is_empty() && report.advice().is_empty(), "{report:?}");
        let sign_in = AgentSignIn::builder().password(made.clone()).build(&profile);
        prop_assert!(sign_in.is_ok());
        let length = made.expose().chars().count();
        prop_assert!(length == 16.min(password.maximum()).max(password.minimum()), "{length}");
        let classes = [
            made.expose().contains(|character: char| character.is_ascii_uppercase()),
            made.expose().contains(|character: char| character.is_ascii_lowercase()),
            made.expose().contains(|character: char| character.is_ascii_digit()),
            made.expose().contains(|character: char| character.is_ascii_punctuation()),
        ];
        prop_assert!(classes.iter().filter(|has| **has).count() >= length.min(4));
    }
}

#[test]
fn a_policy_whose_passwords_cannot_sign_in_is_refused() {
    let policy = |minimum| PasswordPolicy::new(minimum, 64, 4, 90).unwrap();
    assert!(PasswordMaker::new(&policy(32)).is_ok());
    let refused = PasswordMaker::new(&policy(33)).unwrap_err();
    assert_eq!(refused, PasswordMakerError::TooLong { minimum: 33, maximum: 32 });
    assert_eq!(
        refused.to_string(),
        "the policy asks for passwords with at least 33 characters, and a sign-in takes at most 32: lower the minimum"
    );
}

#[test]
fn every_character_is_equally_probable_at_every_place() {
    const COUNT: u32 = 100_000;
    let policy = PasswordPolicy::new(16, 16, 4, 90).unwrap();
    let maker = PasswordMaker::new(&policy).unwrap();
    let mut random = random();
    let mut places = [(); 16].map(|()| BTreeMap::<char, u32>::new());
    for _ in 0..COUNT {
        let password = make(&maker, &mut random);
        for (place, character) in password.expose().chars().enumerate() {
            *places[place].entry(character).or_default() += 1;
        }
    }
    for place in &places {
        assert_eq!(place.len(), 62, "{place:?}");
        for class in ["ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "!#$%?"] {
            let counts: Vec<u32> = class.chars().map(|character| place[&character]).collect();
            let mean = f64::from(counts.iter().sum::<u32>()) / f64::from(u32::try_from(counts.len()).unwrap());
            // Six standard deviations of a count.
            let most = 6.0 * mean.sqrt();
            assert!(counts.iter().all(|count| (f64::from(*count) - mean).abs() < most), "{counts:?}");
        }
    }
}

#[test]
fn a_failure_of_the_source_is_returned() {
    let maker = PasswordMaker::new(&PasswordPolicy::default()).unwrap();
    assert_eq!(maker.make(|_| Err("no random numbers")), Err("no random numbers"));
}

#[test]
fn two_passwords_are_different() {
    let maker = PasswordMaker::new(&PasswordPolicy::default()).unwrap();
    let mut random = random();
    assert!(make(&maker, &mut random) != make(&maker, &mut random));
}

/// Returns the pointers and codes of the findings on a body whose password the caller supplies.
fn findings(body: &str) -> Vec<String> {
    let profile = Profile::default();
    let mut check = Check::new(&interfaces::AGENT_ACCOUNT_CREATE, &profile).with_supplied_password();
    check.body_text(body);
    let report = check.report();
    let findings: Vec<String> = report
        .violations()
        .iter()
        .map(|finding| format!("{} {}", finding.pointer(), finding.code().as_str()))
        .collect();
    let read = AgentAccountCreate::from_json_without_password(body.as_bytes(), &profile);
    assert_eq!(read.map_err(|read| read.violations().len()).err().unwrap_or_default(), findings.len());
    findings
}

#[test]
fn only_the_absence_of_the_password_is_no_finding() {
    let body = |password: &str| {
        format!(
            r#"{{"userAccount": "li.na001", "userName": "Li Na", {password} "email": "li.na@example.com", "agentType": 4}}"#
        )
    };
    assert_eq!(findings(&body("")), ["/ccRoleId required"]);
    assert_eq!(findings(&body(r#""password": null,"#)), ["/ccRoleId required"]);
    assert_eq!(findings(&body(r#""password": "","#)), ["/password minLength", "/ccRoleId required"]);
    assert_eq!(findings(&body(r#""password": 7,"#)), ["/password type", "/ccRoleId required"]);
    let wrapped = format!(r#"{{"requestParam": {}}}"#, body(""));
    assert_eq!(findings(&wrapped), ["/requestParam/ccRoleId required"]);
}

#[test]
fn only_a_row_with_the_password_policy_can_be_supplied() {
    let profile = Profile::default();
    let mut check = Check::new(&interfaces::AGENT_SIGN_IN, &profile).with_supplied_password();
    check.body_text("{}");
    assert_eq!(check.report().violations().len(), 1);
    let rows = interfaces::ALL.iter().filter_map(|interface| interface.password()).map(|row| row.row);
    assert_eq!(rows.collect::<Vec<_>>(), ["1.3"]);
}

#[test]
fn a_message_without_password_is_not_valid() {
    let body = account(&Secret::from("x")).replace("\"password\":\"x\",", "");
    let profile = Profile::default();
    let message = AgentAccountCreate::from_json_without_password(body.as_bytes(), &profile).unwrap();
    assert_eq!(message.password.expose(), "");
    assert!(message.validate(&profile).is_err());
}

//! Invalid options of a caller.

use aicc_core::{Edition, PasswordPolicy, PasswordPolicyError, Profile};

#[test]
fn the_default_is_what_the_documents_say() {
    let Profile { edition, password, maximum_size, skill_queues } = Profile::default();
    assert_eq!((edition, maximum_size, skill_queues), (Edition::E2023, 1_048_576, None));
    assert_eq!((password.minimum(), password.maximum(), password.classes()), (8, 8, 4));
    assert_eq!(password.validity_days(), 90);
    assert_eq!(PasswordPolicy::new(8, 8, 4, 90), Ok(password));
}

#[test]
fn a_policy_is_as_it_was_made() {
    let policy = PasswordPolicy::new(6, 32, 2, 180).unwrap();
    assert_eq!((policy.minimum(), policy.maximum(), policy.classes(), policy.validity_days()), (6, 32, 2, 180));
}

#[test]
fn a_policy_that_no_password_meets_is_refused() {
    let refused = |minimum, maximum, classes| PasswordPolicy::new(minimum, maximum, classes, 90).unwrap_err();
    assert_eq!(refused(9, 8, 4), PasswordPolicyError::EmptyRange { minimum: 9, maximum: 8 });
    assert_eq!(refused(0, 0, 0), PasswordPolicyError::EmptyRange { minimum: 0, maximum: 0 });
    assert_eq!(refused(8, 8, 5), PasswordPolicyError::TooManyClasses { classes: 5 });
    assert_eq!(refused(0, 3, 4), PasswordPolicyError::TooManyClasses { classes: 4 });
    for (minimum, maximum, classes) in [(8, 8, 4), (0, 1, 0), (0, 1, 1), (0, 4, 4), (1, 1, 1)] {
        assert!(PasswordPolicy::new(minimum, maximum, classes, 0).is_ok(), "{minimum} {maximum} {classes}");
    }
}

#[test]
fn the_refusal_is_a_sentence() {
    assert_eq!(
        PasswordPolicyError::EmptyRange { minimum: 9, maximum: 8 }.to_string(),
        "the maximum length of a password must be at least 1 and not below the minimum: minimum 9, maximum 8"
    );
    assert_eq!(
        PasswordPolicyError::TooManyClasses { classes: 5 }.to_string(),
        "a password policy can ask for at most four classes, and for no more classes than characters: classes 5"
    );
}

#[test]
fn an_edition_is_known_by_its_date() {
    assert_eq!(Edition::from_date("2023-09-27"), Some(Edition::E2023));
    assert_eq!(Edition::from_date("2025-11-13"), Some(Edition::E2025));
    for date in ["", "2023", "2023-09-28", "2025-11-13 "] {
        assert_eq!(Edition::from_date(date), None, "{date}");
    }
    assert_eq!(Edition::ALL.iter().map(|edition| edition.as_str()).collect::<Vec<_>>(), ["2023-09-27", "2025-11-13"]);
}

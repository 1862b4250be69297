//! Every value that an app can pass gives a result: the extremes of each type, and texts that no person types.

#![allow(clippy::unwrap_used, reason = "a test may fail; clippy sees only #[test]")]

use aicc_ffi::{Interface, Profile, check, check_field, endpoint_parts, password_policy_parts};

const NUMBERS: [i32; 5] = [i32::MIN, -1, 0, 1, i32::MAX];

fn profile(maximum_size: Option<i64>) -> Profile {
    Profile { edition: None, password: None, maximum_size, skill_queues: None }
}

#[test]
fn extremes_of_a_profile() {
    for maximum_size in [i64::MIN, -1, 0, 1] {
        let report = check(Interface::AgentSignIn, b"{}".to_vec(), profile(Some(maximum_size)), None);
        assert_eq!(report.violations.first().unwrap().rule, "syntax");
    }
    let report = check(Interface::AgentSignIn, b"{}".to_vec(), profile(Some(i64::MAX)), None);
    assert_eq!(report.violations.first().unwrap().rule, "required");
}

#[test]
fn extremes_of_a_policy() {
    for minimum in NUMBERS {
        for maximum in NUMBERS {
            for classes in NUMBERS {
                let is_possible = maximum > 0 && minimum.max(0) <= maximum && classes <= maximum.min(4);
                assert_eq!(password_policy_parts(minimum, maximum, Some(classes), Some(i32::MIN)).is_ok(), is_possible);
            }
        }
    }
}

#[test]
fn extremes_of_an_endpoint() {
    for port in NUMBERS {
        assert_eq!(endpoint_parts("a".to_owned(), Some(port), None, None).is_ok(), port == 1);
    }
    for host in ["", "[", "]", "[]", "\0", "a/b", "猫"] {
        assert!(endpoint_parts(host.to_owned(), None, None, None).is_err());
    }
}

#[test]
fn pointers_and_texts_that_nobody_types() {
    for pointer in ["", "/", "//", "/skills/-1/skillId", "/skills/99999999999999999999/skillId", "/~", "/猫"] {
        let typed =
            check_field(Interface::AgentAccountCreate, pointer.to_owned(), "1".to_owned(), None, profile(None), None);
        assert!(typed.is_err(), "{pointer}");
    }
    for text in ["", "\0", "-", "-0", "99999999999999999999", "\u{10FFFF}", "\"", "\\"] {
        for pointer in ["/userAccount", "/email", "/password", "/skills/0/skillId", "/agentType"] {
            let (pointer, text) = (pointer.to_owned(), text.to_owned());
            assert!(check_field(Interface::AgentAccountCreate, pointer, text, None, profile(None), None).is_ok());
        }
    }
}

//! The memory that the library has freed contains no secret that crossed.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may fail"
)]

use std::fs::{File, read_to_string};
use std::os::unix::fs::FileExt as _;

use aicc_ffi::{
    AgentSignInForm, Gateway, Interface, Profile, RequestResult, Secret, UniFfiTag, check, endpoint_parts,
    parse_agent_sign_in,
};
use uniffi::{Lift, Lower, LowerReturn, RustBuffer};

const LENGTH: usize = 30;

/// A byte of the password. No constant of this program contains the password.
fn letter(index: usize) -> u8 {
    let letters = b"qwertzuiopasdfghjklyxcvbnm";
    letters[(index * 11 + 5) % letters.len()]
}

fn password() -> String {
    (0..LENGTH).map(|index| char::from(letter(index))).collect()
}

/// Counts the copies of the password in the memory that this process can write.
fn copies() -> usize {
    let memory = File::open("/proc/self/mem").unwrap();
    let mut found = 0;
    for line in read_to_string("/proc/self/maps").unwrap().lines().filter(|line| line.contains(" rw-p ")) {
        let (range, _) = line.split_once(' ').unwrap();
        let (start, end) = range.split_once('-').unwrap();
        let (start, end) = (u64::from_str_radix(start, 16).unwrap(), u64::from_str_radix(end, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        // The region can be gone by now.
        let length = memory.read_at(&mut bytes, start).unwrap_or(0);
        let windows = bytes[..length].windows(LENGTH);
        found += windows.filter(|window| window.iter().enumerate().all(|(index, byte)| *byte == letter(index))).count();
    }
    found
}

fn profile() -> Profile {
    Profile { edition: None, password: None, maximum_size: None, skill_queues: None }
}

fn crossed<T: Lower<UniFfiTag, FfiType = RustBuffer> + Lift<UniFfiTag, FfiType = RustBuffer>>(value: T) -> T {
    T::try_lift(T::lower(value)).unwrap()
}

fn gateway() -> Gateway {
    let parts = endpoint_parts("10.0.0.5".to_owned(), None, None, None).unwrap();
    <Gateway as Lift<UniFfiTag>>::try_lift(Lower::<UniFfiTag>::lower(parts)).unwrap()
}

fn everything_with_the_password() {
    let body = format!(r#"{{"password": "{}"}}"#, password()).into_bytes();
    assert!(check(Interface::AgentSignIn, body.clone(), profile(), None).violations.is_empty());
    let message = crossed(parse_agent_sign_in(body, profile(), None)).0.content.unwrap();
    let result = message.request(&gateway(), "291".to_owned(), profile(), None);
    assert!(matches!(result, RequestResult::Ready { .. }));
    let returned = LowerReturn::<UniFfiTag>::lower_return(result).unwrap_or_else(|_| panic!());
    drop(returned.destroy_into_vec());
    assert_eq!(crossed(Secret::from(password())), Secret::from(password()));
    let form = AgentSignInForm::new(profile(), None);
    form.edit("/password".to_owned(), password()).unwrap();
    form.edit("/password".to_owned(), password() + "1").unwrap();
    assert!(matches!(form.request(&gateway()), RequestResult::Invalid { .. }));
}

#[test]
fn what_is_freed_is_wiped() {
    let held = password();
    assert!(copies() > 0, "the search finds what is there");
    drop(held);
    everything_with_the_password();
    assert_eq!(copies(), 0);
}

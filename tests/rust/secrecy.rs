//! Shared by the walks over all public types: a marker, and every text form of a type.

use std::collections::BTreeSet;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;

use aicc_core::{Finding, Language, Report};
use serde::Serialize;

/// The marker that every secret of a walk contains. The password, the token and the app key are valid.
pub const MARKER: &str = "Mk7";
pub const PASSWORD: &str = "Mk7!Zq2?";
pub const TOKEN: &str = "Mk7Zq2.token";
pub const APP_KEY: &str = "Mk7Zq2-key";

/// Fails if a text holds the marker, as text or as the numbers of its bytes.
#[track_caller]
pub fn assert_hidden(text: &str) {
    let bytes: Vec<String> = MARKER.bytes().map(|byte| byte.to_string()).collect();
    for marker in [MARKER.to_owned(), bytes.join(", "), bytes.join(",\n")] {
        let without_indentation: String = text.split("    ").collect();
        assert!(!without_indentation.contains(&marker), "{text}");
    }
}

/// Returns every text form of a report, with its findings in both languages.
pub fn texts_of_report(report: &Report) -> String {
    let findings: String = report.violations().iter().chain(report.advice()).map(texts_of_finding).collect();
    format!("{report} {report:?} {report:#?} {} {findings}", serde_json::to_string(report).unwrap())
}

pub fn texts_of_finding(finding: &Finding) -> String {
    let sentences = [Language::English, Language::Chinese]
        .map(|language| finding.message(language) + &finding.message_with_label(language))
        .concat();
    let json = serde_json::to_string(finding).unwrap();
    let params: String = finding.params().iter().map(|(name, param)| format!("{name} {param} {param:?}")).collect();
    format!("{finding} {finding:?} {:?} {} {json} {sentences} {params}", finding.rule(), finding.pattern())
}

/// Returns the names of the types, traits and aliases that a `lib.rs` makes public.
pub fn public_names(lib: &str) -> BTreeSet<&str> {
    let lists = lib.split("pub use ").skip(1).filter_map(|rest| rest.split(';').next());
    let names = lists.flat_map(|list| list.split([':', '{', '}', ',', ' ', '\n']));
    let is_type = |name: &&str| {
        name.starts_with(|first: char| first.is_ascii_uppercase())
            && name.contains(|rest: char| rest.is_ascii_lowercase())
    };
    names.filter(is_type).collect()
}

/// Fails if the names in the walk and in its exceptions are not exactly the public names.
#[track_caller]
pub fn assert_complete(lib: &str, walked: &[&str], left_out: &[(&str, &str)]) {
    let left_out = left_out.iter().flat_map(|(_, names)| names.split_whitespace());
    let named: Vec<&str> = walked.iter().copied().chain(left_out).collect();
    let known: BTreeSet<&str> = named.iter().copied().collect();
    assert_eq!(known, public_names(lib), "add each public type to the walk, or to the types without secrets");
    assert_eq!(known.len(), named.len(), "a type is named twice");
}

/// Finds the text forms of a type for `texts!`.
pub struct Probe<'a, T>(pub &'a T);

pub trait WithDebug {
    fn debug(&self) -> String;
}

impl<T: Debug> WithDebug for Probe<'_, T> {
    fn debug(&self) -> String {
        format!("{:?} {:#?}", self.0, self.0)
    }
}

pub trait WithoutDebug {
    fn debug(&self) -> String {
        String::new()
    }
}

impl<T> WithoutDebug for &Probe<'_, T> {}

pub trait WithDisplay {
    fn display(&self) -> String;
}

impl<T: Display> WithDisplay for Probe<'_, T> {
    fn display(&self) -> String {
        format!("{} {:#}", self.0, self.0)
    }
}

pub trait WithoutDisplay {
    fn display(&self) -> String {
        String::new()
    }
}

impl<T> WithoutDisplay for &Probe<'_, T> {}

pub trait WithJson {
    fn json(&self) -> String;
}

impl<T: Serialize> WithJson for Probe<'_, T> {
    fn json(&self) -> String {
        serde_json::to_string(self.0).unwrap()
    }
}

pub trait WithoutJson {
    fn json(&self) -> String {
        String::new()
    }
}

impl<T> WithoutJson for &Probe<'_, T> {}

/// Returns every text form of a value: `Debug`, `Display`, `Serialize`.
#[macro_export]
macro_rules! texts {
    ($value:expr) => {{
        #[allow(unused_imports)]
        use $crate::secrecy::{WithDebug, WithDisplay, WithJson, WithoutDebug, WithoutDisplay, WithoutJson};
        match $crate::secrecy::Probe(&$value) {
            probe => [(&probe).debug(), (&probe).display(), (&probe).json()].join(" "),
        }
    }};
}

/// A type without a value in the walk.
pub struct TypeProbe<T>(pub PhantomData<T>);

pub trait IsShown {
    fn is_shown(&self) -> bool {
        true
    }
}

impl<T: Debug> IsShown for TypeProbe<T> {}

pub trait IsNotShown {
    fn is_shown(&self) -> bool {
        false
    }
}

impl<T> IsNotShown for &TypeProbe<T> {}

/// Returns whether a type implements `Debug`.
#[macro_export]
macro_rules! is_shown {
    ($type:ty) => {{
        #[allow(unused_imports)]
        use $crate::secrecy::{IsNotShown, IsShown};
        (&$crate::secrecy::TypeProbe::<$type>(std::marker::PhantomData)).is_shown()
    }};
}

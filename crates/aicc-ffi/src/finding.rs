//! Reports and findings as data.

use std::collections::HashMap;

use aicc_core::{Language, Location, Param};

/// Everything that is to be said about one message: the violations and the advice, each in the order of the document.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Report {
    /// The documented rules that are broken: all of them. A message without violations is valid.
    pub violations: Vec<Finding>,
    /// What is allowed and yet warned about. Advice never makes a message invalid.
    pub advice: Vec<Finding>,
}

/// A broken rule or a piece of advice, with its place. It never holds the value of a secret.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Finding {
    /// The part of the message.
    pub location: Location,
    /// The place in that part, as an RFC 6901 JSON Pointer: `/skills/0/agentWeight`; the body itself is empty.
    pub pointer: String,
    /// The code of the rule, stable for ever: `maxLength`.
    pub rule: String,
    /// The rule's documented bound and what was found, by name.
    pub params: HashMap<String, ParamValue>,
    /// The interface and the row of its document: `agentAccount/create 1.7.2`.
    pub reference: String,
    /// The sentence for a person, in the language that was asked for.
    pub sentence: String,
}

/// One argument of a finding. It never holds a value of a secret field.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum ParamValue {
    /// A bound, a length, a count or a number found.
    Number {
        /// The number.
        number: i64,
    },
    /// A truth value found.
    Truth {
        /// The truth value.
        truth: bool,
    },
    /// A name, characters or a text found.
    Text {
        /// The text.
        text: String,
    },
    /// Several of them, in order.
    Several {
        /// The values.
        values: Vec<ParamValue>,
    },
}

impl Report {
    pub(crate) fn new(report: &aicc_core::Report, language: Option<Language>) -> Self {
        Self { violations: findings(report.violations(), language), advice: findings(report.advice(), language) }
    }
}

pub(crate) fn findings(findings: &[aicc_core::Finding], language: Option<Language>) -> Vec<Finding> {
    findings.iter().map(|finding| Finding::new(finding, language)).collect()
}

impl Finding {
    fn new(finding: &aicc_core::Finding, language: Option<Language>) -> Self {
        let params = finding.params().into_iter().map(|(name, param)| (name.to_owned(), ParamValue::new(param)));
        Self {
            location: finding.location(),
            pointer: finding.pointer(),
            rule: finding.code().as_str().to_owned(),
            params: params.collect(),
            reference: finding.reference(),
            sentence: finding.message(language.unwrap_or_default()),
        }
    }
}

impl ParamValue {
    fn new(param: Param) -> Self {
        match param {
            Param::Integer(number) => Self::Number { number },
            Param::Boolean(truth) => Self::Truth { truth },
            Param::Name(name) => Self::Text { text: name.to_owned() },
            Param::Text(text) => Self::Text { text },
            Param::List(items) => Self::Several { values: items.into_iter().map(Self::new).collect() },
        }
    }
}

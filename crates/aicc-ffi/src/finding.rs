//! Reports and findings as data.

use std::collections::HashMap;

use aicc_core::{Language, Location, Param, Valid};

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
    /// The sentence for a person, in the language that was asked for. It calls the place by its wire name, `agentid`; in
    /// forms by its label, `Agent ID`.
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

/// How sentences are worded.
#[derive(Clone, Copy)]
pub(crate) struct Speech {
    pub(crate) language: Language,
    /// Whether fields are called by their labels, as in forms, rather than by their wire names.
    pub(crate) labels: bool,
}

impl From<Option<Language>> for Speech {
    fn from(language: Option<Language>) -> Self {
        Self { language: language.unwrap_or_default(), labels: false }
    }
}

impl Speech {
    fn sentence(self, finding: &aicc_core::Finding) -> String {
        if self.labels { finding.message_with_label(self.language) } else { finding.message(self.language) }
    }
}

impl Report {
    pub(crate) fn new(report: &aicc_core::Report, speech: impl Into<Speech>) -> Self {
        let speech = speech.into();
        Self { violations: findings(report.violations(), speech), advice: findings(report.advice(), speech) }
    }

    /// The report on a checked message: the advice if it is valid, and every finding if it is not.
    pub(crate) fn of<C>(checked: &Result<Valid<C>, aicc_core::Report>, speech: impl Into<Speech>) -> Self {
        match checked {
            Ok(message) => Self { violations: Vec::new(), advice: findings(message.advice(), speech) },
            Err(report) => Self::new(report, speech),
        }
    }
}

pub(crate) fn findings(findings: &[aicc_core::Finding], speech: impl Into<Speech>) -> Vec<Finding> {
    let speech = speech.into();
    findings.iter().map(|finding| Finding::new(finding, speech)).collect()
}

impl Finding {
    fn new(finding: &aicc_core::Finding, speech: Speech) -> Self {
        let params = finding.params().into_iter().map(|(name, param)| (name.to_owned(), ParamValue::new(param)));
        Self {
            location: finding.location(),
            pointer: finding.pointer(),
            rule: finding.code().as_str().to_owned(),
            params: params.collect(),
            reference: finding.reference(),
            sentence: speech.sentence(finding),
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

//! Reports and findings as data.

use std::collections::HashMap;

use aicc_core::{Language, Location, Param, Valid};

/// The result of a check: every violation and all advice, in the order of the message.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Report {
    /// Every documented rule that the message breaks. A message without violations is valid.
    pub violations: Vec<Finding>,
    /// What is valid but probably a mistake. Advice never makes a message invalid.
    pub advice: Vec<Finding>,
}

/// A broken rule, or a piece of advice, with its place. It never contains the value of a secret field.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Finding {
    /// The part of the request: path, header or body.
    pub location: Location,
    /// The place in that part, as a JSON Pointer (RFC 6901): `/skills/0/agentWeight`. The pointer of the body itself is empty.
    pub pointer: String,
    /// The code of the rule: `maxLength`. Codes never change.
    pub rule: String,
    /// The documented limit and the actual value, by name: `maximum`, `actual`.
    pub params: HashMap<String, ParamValue>,
    /// The interface, and the row of the vendor's page: `agentAccount/create 1.7.2`.
    pub reference: String,
    /// The address of the page of the documentation about the rule: `https://aicc.dev/rules/maxLength/`.
    pub url: String,
    /// A sentence for a person, in the chosen language. It names the field by its wire name, `agentid`. In a form it names the
    /// field by its label, `Agent ID`.
    pub sentence: String,
}

/// One parameter of a finding. It never contains the value of a secret field.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum ParamValue {
    /// A limit, a length, a count, or the actual number.
    Number {
        /// The number.
        number: i64,
    },
    /// The actual boolean.
    Truth {
        /// The boolean.
        truth: bool,
    },
    /// A name, characters, or the actual text.
    Text {
        /// The text.
        text: String,
    },
    /// Several parameters, in order.
    Several {
        /// The values.
        values: Vec<ParamValue>,
    },
}

/// The language of sentences, and how they name fields.
#[derive(Clone, Copy)]
pub(crate) struct Speech {
    pub(crate) language: Language,
    /// Whether sentences name fields by their labels, as in forms, and not by their wire names.
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

    /// Returns the report on a checked message: the advice if it is valid, and every finding if it is not.
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
            url: finding.url().to_owned(),
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

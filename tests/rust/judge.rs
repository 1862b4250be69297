//! Runs: one entry point of the product, compared with the vectors of a kind.

use aicc_core::Finding;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::skips::{Skip, skips};
use crate::vector::{Kind, Vector, json_vectors};

/// Compares the result of the product for a vector with the expected one.
#[derive(Default)]
pub struct Judge {
    vector: String,
    has_compared: bool,
    differences: Vec<String>,
}

impl Judge {
    /// Compares one fact.
    pub fn compare<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, actual: &T, expected: &T) {
        self.has_compared = true;
        if actual != expected {
            self.differences.push(format!("{}: {what}\n  expected {expected:?}\n  actual   {actual:?}", self.vector));
        }
    }

    fn judge(&mut self, vector: &Vector, test: impl FnOnce(&mut Self, &Vector)) {
        self.vector.clone_from(&vector.id);
        self.has_compared = false;
        test(self, vector);
        if !self.has_compared {
            self.differences.push(format!("{}: nothing was compared, and tests/skips.json does not say so", vector.id));
        }
    }
}

/// Runs a test for each vector of a kind, without the vectors that `tests/skips.json` lists for the run of this name.
///
/// # Panics
///
/// Panics after all vectors, with every difference, if the product differs from a vector, or if the test compares nothing
/// for a vector.
pub fn run(name: &str, kind: Kind, test: impl FnMut(&mut Judge, &Vector)) {
    let skips: Vec<Skip> = skips().into_iter().filter(|skip| skip.runs.iter().any(|run| run == name)).collect();
    judge(without(&skips, kind), test);
}

/// Runs a test for each of the given vectors.
///
/// # Panics
///
/// Panics like [`run`], or if there is no vector.
pub fn judge(vectors: Vec<Vector>, mut test: impl FnMut(&mut Judge, &Vector)) {
    assert!(!vectors.is_empty(), "a run without vectors");
    let mut judge = Judge::default();
    for vector in &vectors {
        judge.judge(vector, &mut test);
    }
    let differences = judge.differences;
    assert!(differences.is_empty(), "{} differences\n{}", differences.len(), differences.join("\n"));
}

fn without(skips: &[Skip], kind: Kind) -> Vec<Vector> {
    let is_judged = |json: &Value, vector: &Vector| !skips.iter().any(|skip| skip.is_of(json, vector));
    json_vectors()
        .filter(|(of, _)| *of == kind)
        .map(|(_, json)| (Vector::deserialize(&json).unwrap(), json))
        .filter(|(vector, json)| is_judged(json, vector))
        .map(|(vector, _)| vector)
        .collect()
}

/// Returns findings in the format of the vectors, with the offset of `syntax` only if `expected` has it.
pub fn as_vector(findings: &[Finding], expected: &[Value]) -> Vec<Value> {
    let offsets_judged = expected.iter().any(|finding| finding.pointer("/params/offset").is_some());
    findings
        .iter()
        .map(|finding| {
            let mut params: Map<String, Value> = finding
                .params()
                .into_iter()
                .map(|(name, param)| (name.to_owned(), serde_json::to_value(param).unwrap()))
                .collect();
            if !offsets_judged && finding.code().as_str() == "syntax" {
                params.remove("offset");
            }
            json!({
                "location": finding.location().as_str(),
                "pointer": finding.pointer(),
                "rule": finding.code().as_str(),
                "params": params,
            })
        })
        .collect()
}

/// Returns the expected findings with the defaults that a vector leaves out.
pub fn completed(expected: &[Value], location: &str) -> Vec<Value> {
    expected
        .iter()
        .map(|finding| {
            json!({
                "location": finding.get("location").cloned().unwrap_or_else(|| location.into()),
                "pointer": finding["pointer"],
                "rule": finding["rule"],
                "params": finding.get("params").cloned().unwrap_or_else(|| json!({})),
            })
        })
        .collect()
}

//! What the conformance vectors say about a place in a message.

use aicc_core::spec::Wrapper;
use aicc_core::{Edition, PasswordPolicy};
use conformance::{Kind, Vector, vectors};
use serde_json::{Map, Value};

use super::page::names;
use super::rules::{Measure, Proof, Rule};

/// A part of an interface that has a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Path,
    Headers,
    Request,
    Reply,
}

impl Part {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Headers => "headers",
            Self::Request => "request",
            Self::Reply => "reply",
        }
    }

    /// The location of its findings.
    const fn location(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Headers => "header",
            Self::Request | Self::Reply => "body",
        }
    }
}

/// What a vector has at one place, and what must be found there.
pub(super) struct Case {
    pub(super) vector: String,
    /// `None` where it is left out.
    pub(super) value: Option<Value>,
    violations: Vec<Found>,
    advice: Vec<Found>,
}

struct Found {
    rule: String,
    params: Map<String, Value>,
}

impl Case {
    /// Present, and no rule is broken there.
    pub(super) fn is_accepted(&self) -> bool {
        self.value.is_some() && self.violations.is_empty() && !self.is_advised("undocumentedValue")
    }

    /// Left out, and nothing is wrong with that.
    pub(super) fn is_left_out(&self) -> bool {
        self.value.is_none() && self.violations.is_empty()
    }

    /// Whether what stands there is so long or so large.
    pub(super) fn measures(&self, measure: Measure, size: i64) -> bool {
        self.value.as_ref().and_then(measure) == Some(size)
    }

    pub(super) fn breaks(&self, rule: &str) -> bool {
        self.violations.iter().any(|found| found.rule == rule)
    }

    pub(super) fn is_advised(&self, rule: &str) -> bool {
        self.advice.iter().any(|found| found.rule == rule)
    }

    /// An argument of the violation of `rule`.
    pub(super) fn param(&self, rule: &str, name: &str) -> Option<&Value> {
        self.violations.iter().find(|found| found.rule == rule)?.params.get(name)
    }
}

/// All vectors that judge a message.
pub(super) struct Evidence {
    /// Bodies and whole messages.
    messages: Vec<Vector>,
    replies: Vec<Vector>,
    requests: Vec<Vector>,
    events: Vec<Vector>,
    others: Vec<Vector>,
}

impl Evidence {
    pub(super) fn read() -> Self {
        Self {
            messages: vectors(Kind::Body).into_iter().chain(vectors(Kind::Message)).collect(),
            replies: vectors(Kind::Reply),
            requests: vectors(Kind::Request),
            events: vectors(Kind::Events),
            others: vectors(Kind::Field).into_iter().chain(vectors(Kind::Sentence)).collect(),
        }
    }

    /// Every case of a row: what stands at its pointer, in which `*` is any element, in the vectors of an edition.
    pub(super) fn cases(&self, part: Part, interface: &str, pointer: &str, edition: Edition) -> Vec<Case> {
        let vectors = if part == Part::Reply { &self.replies } else { &self.messages };
        let plain = |vector: &&Vector| vector.interface == interface && is_plain(part, vector, edition);
        let mut plain: Vec<&Vector> = vectors.iter().filter(plain).collect();
        // Of those that prove a rule, the first with no other fault is the plainest.
        plain.sort_by_key(|vector| vector.violations.len() + vector.advice.len());
        plain.into_iter().flat_map(|vector| cases_of(part, vector, pointer)).collect()
    }

    fn proof(vectors: &[Vector], interface: &str, is_proof: impl Fn(&Vector) -> bool) -> Proof {
        let proof = vectors.iter().find(|vector| vector.interface == interface && is_proof(vector));
        Proof::Vectors(proof.map(|vector| vector.id.clone()).into_iter().collect())
    }

    /// The row that names the body itself: read where it is the only member and holds an object.
    pub(super) fn wrapper(&self, part: Part, interface: &str, name: &str) -> Rule {
        let vectors = if part == Part::Reply { &self.replies } else { &self.messages };
        let wraps = |body: &Map<String, Value>| body.len() == 1 && body.get(name).is_some_and(Value::is_object);
        let body = |vector: &Vector| body_of(vector)?.as_object().cloned();
        Rule {
            name: "wraps the body".to_owned(),
            edge: Self::proof(vectors, interface, |vector| {
                vector.violations.is_empty() && body(vector).is_some_and(|body| wraps(&body))
            }),
            over: Self::proof(vectors, interface, |vector| {
                !vector.violations.is_empty()
                    && body(vector).is_some_and(|body| body.contains_key(name) && !wraps(&body))
            }),
        }
    }

    /// A request that is written with this method and path.
    pub(super) fn written(&self, interface: &str, method: &str, path: &str) -> Proof {
        let before = path.split('{').next().unwrap_or_default();
        let after = path.rsplit('}').next().unwrap_or_default();
        Self::proof(&self.requests, interface, |vector| {
            vector.request.as_ref().is_some_and(|request| {
                let after_host = request.url.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap_or_default();
                request.method == method && after_host.starts_with(before) && after_host.ends_with(after)
            })
        })
    }

    pub(super) fn refused_endpoint(&self, interface: &str) -> Proof {
        Self::proof(&self.requests, interface, |vector| vector.error.is_some())
    }

    /// Every documented code is read, and another one is what the page says of others.
    pub(super) fn result_codes(&self, interface: &str, pointer: &str, codes: &Value) -> Rule {
        let known = codes.get("known").and_then(Value::as_array).into_iter().flatten();
        let known: Vec<&str> = known.filter_map(|known| known.get("code")?.as_str()).collect();
        let others_are_documented = codes.get("others").is_some_and(|others| !others.is_null());
        let proofs = known.iter().map(|code| {
            Self::proof(&self.replies, interface, |vector| {
                vector.code.as_deref() == Some(code) && vector.advice.is_empty()
            })
        });
        let other = |vector: &Vector| {
            let is_advised =
                cases_of(Part::Reply, vector, pointer).iter().any(|case| case.is_advised("undocumentedValue"));
            vector.outcome == "refusal"
                && vector.code.as_deref().is_some_and(|code| !known.contains(&code))
                && is_advised != others_are_documented
        };
        Rule {
            name: format!("code {}", known.join(", ")),
            edge: Proof::all(proofs),
            over: Self::proof(&self.replies, interface, other),
        }
    }

    pub(super) fn status(&self, interface: &str, status: u16) -> Proof {
        let outcome = if status == 200 { "success" } else { "documentedStatus" };
        Self::proof(&self.replies, interface, |vector| vector.status == status && vector.outcome == outcome)
    }

    pub(super) fn undocumented_status(&self, interface: &str) -> Proof {
        Self::proof(&self.replies, interface, |vector| vector.outcome == "undocumentedStatus")
    }

    /// A refusal with this code, told with its meaning.
    pub(super) fn refusal(&self, interface: &str, code: &str, meaning: &str) -> Proof {
        Self::proof(&self.replies, interface, |vector| {
            vector.outcome == "refusal"
                && vector.code.as_deref() == Some(code)
                && vector.meaning.as_deref() == Some(meaning)
        })
    }

    /// A refusal with a code that the page does not name.
    pub(super) fn undocumented_code(&self, interface: &str) -> Proof {
        Self::proof(&self.replies, interface, |vector| {
            vector.outcome == "refusal"
                && vector.advice.iter().any(|advice| advice.get("rule") == Some(&"undocumentedValue".into()))
        })
    }

    /// The events of one value, all and in order.
    pub(super) fn events(&self, interface: &str, value: &str, events: &[String]) -> Proof {
        Self::proof(&self.events, interface, |vector| vector.value.to_string() == *value && vector.events == events)
    }

    /// A note that the vectors name: one that keeps it, and one that does not.
    pub(super) fn note(&self, interface: &str, note: &str, text: &str) -> Rule {
        let named: Vec<Vector> = self.all().filter(|vector| names(&vector.why, note)).cloned().collect();
        let is_kept = |vector: &Vector| vector.violations.is_empty() && vector.advice.is_empty();
        Rule {
            name: text.to_owned(),
            edge: Self::proof(&named, interface, is_kept),
            over: Self::proof(&named, interface, |vector| !is_kept(vector)),
        }
    }

    /// The vectors that name a reading.
    pub(super) fn because_of(&self, reading: &str) -> Vec<String> {
        self.all().filter(|vector| names(&vector.why, reading)).map(|vector| vector.id.clone()).collect()
    }

    fn all(&self) -> impl Iterator<Item = &Vector> {
        let Self { messages, replies, requests, events, others } = self;
        [messages, replies, requests, events, others].into_iter().flatten()
    }
}

/// Whether what a vector has in its places is what is judged, under the page's own password rules.
fn is_plain(part: Part, vector: &Vector, edition: Edition) -> bool {
    let profile = vector.profile();
    let is_read = part != Part::Reply || vector.status == 200;
    let is_single =
        |found: &Value| !["syntax", "uniqueKeys"].iter().any(|rule| found.get("rule") == Some(&(*rule).into()));
    is_read
        && profile.edition == edition
        && profile.password == PasswordPolicy::default()
        && !holds_wrapper(part, vector)
        && vector.violations.iter().all(is_single)
}

/// Whether the body has the member that names the body itself: the rows may then stand inside it.
fn holds_wrapper(part: Part, vector: &Vector) -> bool {
    let interface = vector.interface();
    let body = if part == Part::Reply { interface.reply } else { interface.request };
    let holds = |wrapper: Wrapper| body_of(vector).is_some_and(|body| body.get(wrapper.name).is_some());
    body.wrapper.is_some_and(holds)
}

fn body_of(vector: &Vector) -> Option<Value> {
    serde_json::from_slice(&vector.body()).ok()
}

fn cases_of(part: Part, vector: &Vector, pointer: &str) -> Vec<Case> {
    let mut places = Vec::new();
    let segments: Vec<&str> = pointer.split('/').skip(1).collect();
    match part {
        Part::Path => add_places(&object_of(&vector.path, pointer), &segments, String::new(), &mut places),
        Part::Headers => add_places(&object_of(&vector.headers, pointer), &segments, String::new(), &mut places),
        Part::Request | Part::Reply => {
            if let Some(body) = body_of(vector) {
                add_places(&body, &segments, String::new(), &mut places);
            }
        }
    }
    // A vector of the kind `body` says nothing of the other parts.
    let has_part =
        matches!(part, Part::Request | Part::Reply) || !(vector.path.is_empty() && vector.headers.is_empty());
    let found = |findings: &[Value], pointer: &str| {
        let is_there = |finding: &&Value| {
            let location = finding.get("location").and_then(Value::as_str).unwrap_or("body");
            location == part.location() && finding.get("pointer") == Some(&pointer.into())
        };
        findings.iter().filter(is_there).filter_map(found_of).collect()
    };
    let case = |(pointer, value): (String, Option<Value>)| Case {
        vector: vector.id.clone(),
        value,
        violations: found(&vector.violations, &pointer),
        advice: found(&vector.advice, &pointer),
    };
    if has_part { places.into_iter().map(case).collect() } else { Vec::new() }
}

fn found_of(finding: &Value) -> Option<Found> {
    let params = finding.get("params").and_then(Value::as_object).cloned().unwrap_or_default();
    Some(Found { rule: finding.get("rule")?.as_str()?.to_owned(), params })
}

/// Named texts as an object; the name that `pointer` points to is spelled as there, for case does not matter.
fn object_of(named: &[(String, String)], pointer: &str) -> Value {
    let spelled = |name: &String| match pointer.strip_prefix('/') {
        Some(wanted) if wanted.eq_ignore_ascii_case(name) => wanted.to_owned(),
        _ => name.clone(),
    };
    named.iter().map(|(name, value)| (spelled(name), Value::from(value.as_str()))).collect::<Map<_, _>>().into()
}

/// What stands at a pointer whose `*` is any element; `null` and a member that is not there are left out.
fn add_places(value: &Value, segments: &[&str], pointer: String, places: &mut Vec<(String, Option<Value>)>) {
    let Some((segment, rest)) = segments.split_first() else {
        places.push((pointer, Some(value.clone()).filter(|value| !value.is_null())));
        return;
    };
    if *segment == "*" {
        for (index, element) in value.as_array().into_iter().flatten().enumerate() {
            add_places(element, rest, format!("{pointer}/{index}"), places);
        }
        return;
    }
    let pointer = format!("{pointer}/{segment}");
    match value.as_object().map(|members| members.get(*segment)) {
        Some(Some(inner)) => add_places(inner, rest, pointer, places),
        Some(None) if rest.is_empty() => places.push((pointer, None)),
        _ => {}
    }
}

//! Decides which fault fires for a request, and changes the answer.

use std::time::Duration;

use aicc_core::{Profile, Wording};

use crate::world::draft::{coded_reply, status_reply};
use crate::world::explanation::Explanation;
use crate::world::fault::{FaultAction, FaultCondition, FaultEffect};
use crate::world::received::Received;
use crate::world::state::{CountedFault, State};
use crate::world::wire::{Delivery, Reply};

/// A fault that fired for a request.
pub(crate) struct FiredFault {
    /// The index of its rule; `None` for the fault of a magic account name.
    pub(crate) index: Option<usize>,
    effect: FaultEffect,
    action: FaultAction,
}

/// The start of a magic account name: `fault-500@example.com`.
const MAGIC: &str = "fault-";

/// The end of a magic account name before the `@`: the fault is after the effect.
const MAGIC_AFTER: &str = "-after";

/// What a magic account name does without a number: the delay in milliseconds, the bytes of a cut body, the speed of a slow one.
const MAGIC_DELAY: u64 = 1000;
const MAGIC_CUT: usize = 10;
const MAGIC_SPEED: u32 = 10;

impl State {
    /// Returns the fault that fires for a request: the first rule that does, or that of a magic account name.
    pub(crate) fn fire(&mut self, received: &Received<'_>) -> Option<FiredFault> {
        let keys = self.keys(received);
        let mut index = 0;
        while let Some(fault) = self.faults.get_mut(index) {
            if let Some(probability) = fault.due(received, &keys) {
                let is_drawn = probability.is_none_or(|probability| self.draw(|random| random.f64()) < probability);
                if let Some(fault) = self.faults.get_mut(index).filter(|_| is_drawn) {
                    fault.fired = fault.fired.saturating_add(1);
                    let (effect, action) = (fault.rule.effect, fault.rule.action.clone());
                    return Some(FiredFault { index: Some(index), effect, action });
                }
            }
            index = index.saturating_add(1);
        }
        keys.iter().find_map(|key| magic(key))
    }

    /// Returns whose record a request is, in lower case: its account, and for an agent ID also the account of the agent.
    pub(crate) fn keys(&self, received: &Received<'_>) -> Vec<String> {
        let keys = received.keys();
        let accounts = keys.iter().filter_map(|key| Some(self.agent(key.parse().ok()?)?.account.as_str()));
        keys.iter().copied().chain(accounts).map(str::to_ascii_lowercase).collect()
    }
}

impl CountedFault {
    /// Counts a request that meets the conditions and, for a result code, whose reply has codes, and returns the probability that the rule fires for it: `Some(None)` if it
    /// certainly does, and `None` if it does not.
    fn due(&mut self, received: &Received<'_>, keys: &[String]) -> Option<Option<f64>> {
        let has_codes = self.rule.action.code.is_none() || received.interface_of_reply().is_some();
        if !has_codes || !self.rule.when.is_met(received, keys) {
            return None;
        }
        self.matched = self.matched.saturating_add(1);
        let is_due = self.rule.when.nth.is_none_or(|nth| nth == self.matched)
            && self.rule.times.is_none_or(|times| self.fired < times);
        is_due.then_some(self.rule.probability)
    }
}

impl FaultCondition {
    /// Returns whether a request meets the conditions on interface and account. Keys are in lower case.
    fn is_met(&self, received: &Received<'_>, keys: &[String]) -> bool {
        let fits = |name: &String| received.name() == Some(name.as_str());
        let is_of = |account: &String| keys.contains(&account.to_ascii_lowercase());
        self.interface.as_ref().is_none_or(fits) && self.account.as_ref().is_none_or(is_of)
    }
}

/// Returns the fault of a magic account name; `None` for every other name.
fn magic(account: &str) -> Option<FiredFault> {
    let name = account.strip_prefix(MAGIC)?.split('@').next()?;
    let (name, effect) = match name.strip_suffix(MAGIC_AFTER) {
        Some(name) => (name, FaultEffect::After),
        None => (name, FaultEffect::Before),
    };
    magic_action(name).map(|action| FiredFault { index: None, effect, action })
}

/// Returns what the part of a magic account name does: `500`, `100-007`, `delay-2000`.
fn magic_action(name: &str) -> Option<FaultAction> {
    let (word, number) = name.split_once('-').map_or((name, None), |(word, number)| (word, Some(number)));
    let nothing = FaultAction::default();
    let action = match (word, number) {
        ("reset", None) => FaultAction { reset: true, ..nothing },
        ("json", None) => FaultAction { invalid_json: true, ..nothing },
        ("type", None) => FaultAction { content_type: Some("text/html".to_owned()), ..nothing },
        ("delay", number) => FaultAction { delay: Some(or_default(number, MAGIC_DELAY)?), ..nothing },
        ("cut", number) => FaultAction { cut: Some(or_default(number, MAGIC_CUT)?), ..nothing },
        ("slow", number) => FaultAction { slow: Some(or_default(number, MAGIC_SPEED)?.max(1)), ..nothing },
        (status, None) => {
            let status = status.parse().ok().filter(|status| (200..=599).contains(status))?;
            FaultAction { status: Some(status), retry_after: (status == 429).then_some(1), ..nothing }
        }
        (_, Some(_)) if name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => {
            FaultAction { code: Some(name.to_owned()), ..nothing }
        }
        _ => return None,
    };
    Some(action)
}

/// Returns the number of a text, or the default without a text; `None` for another text.
fn or_default<T: std::str::FromStr>(number: Option<&str>, default: T) -> Option<T> {
    number.map_or(Some(default), |number| number.parse().ok())
}

impl FiredFault {
    /// Returns whether the request takes no effect.
    pub(crate) fn is_before_effect(&self) -> bool {
        self.effect == FaultEffect::Before && !self.action.keeps_answer()
    }

    /// Returns whether nothing of the answer is left, so that it need not be made.
    pub(crate) const fn replaces_answer(&self) -> bool {
        self.action.status.is_some() || self.action.code.is_some() || self.action.reset
    }

    /// Returns the time that passes before the answer.
    pub(crate) fn delay(&self) -> Duration {
        Duration::from_millis(self.action.delay.unwrap_or(0))
    }

    /// Returns how the bytes of the answer go out.
    pub(crate) fn delivery(&self) -> Delivery {
        if self.action.reset {
            return Delivery::Reset;
        }
        match (self.action.cut, self.action.slow) {
            (Some(bytes), _) => Delivery::Cut { bytes },
            (None, Some(bytes_per_second)) => Delivery::Slow { bytes_per_second },
            (None, None) => Delivery::Whole,
        }
    }

    /// Returns the explanation of an answer that the fault changed.
    pub(crate) fn explanation(&self, status: u16) -> Option<Explanation> {
        const REASON: Wording = Wording {
            english: "a fault of the sandbox changed the answer",
            chinese: "沙箱的故障规则更改了响应",
        };
        let code = self.action.code.clone();
        (!self.action.keeps_answer()).then_some(Explanation { status, code, reason: REASON, report: None })
    }

    /// Changes a reply.
    pub(crate) fn change(&self, reply: &mut Reply, received: &Received<'_>, profile: &Profile) {
        let (action, interface) = (&self.action, received.interface_of_reply());
        if let Some(status) = action.status {
            *reply = status_reply(interface, status);
        }
        if let (Some(code), Some(interface)) = (&action.code, interface)
            && let Some(coded) = coded_reply(interface, code, profile)
        {
            *reply = coded;
        }
        if let Some(body) = action.replaced_body() {
            reply.body = body;
        }
        if action.invalid_json {
            halve(&mut reply.body);
        }
        let retry_after = action.retry_after.map(|seconds| ("Retry-After", seconds.to_string()));
        let content_type = action.content_type.clone().map(|value| ("Content-Type", value));
        let headers = action.headers.iter().map(|(name, value)| (name.as_str(), value.clone()));
        for (name, value) in retry_after.into_iter().chain(content_type).chain(headers) {
            reply.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            reply.headers.push((name.to_owned(), value));
        }
    }
}

/// Removes the second half of a body. What is left of an object or array is not JSON; of anything else, an opening brace is left.
fn halve(body: &mut Vec<u8>) {
    body.truncate(body.len() / 2);
    if !matches!(body.first(), Some(b'{' | b'[')) {
        *body = b"{".to_vec();
    }
}

//! The platform and the network before it: requests that arrive late or never, answers that get lost, faults before and after the effect.

use std::collections::{BTreeMap, BinaryHeap};

use aicc_apply::{AgentStep, LostReason, NotSentReason, Purpose};
use aicc_core::{AnyReply, Profile, Request};
use aicc_sandbox::{
    Acceptance, Choices, Delivery, FaultAction, FaultEffect, FaultRule, Incoming, Outgoing, Reply, Seed, World,
};
use fastrand::Rng;
use serde_json::Value;

/// How long a client waits for a reply, in milliseconds.
pub(crate) const TIMEOUT: u64 = 30_000;

/// What the gateway can say without a reason.
const SIGN_IN_CODES: &[&str] = &["100-001", "100-003", "100-004", "100-007", "110-016", "999-001"];

/// What can go wrong in a schedule, each as a chance in a thousand.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Dangers {
    pub(crate) not_sent: u32,
    pub(crate) reset: u32,
    pub(crate) late: u32,
    pub(crate) status: u32,
    pub(crate) broken: u32,
    pub(crate) refusal: u32,
    pub(crate) throttle: u32,
    /// Whether nothing goes wrong with queries.
    pub(crate) spare_queries: bool,
}

/// What a client sees of a call.
#[derive(Clone, Debug)]
pub(crate) enum Seen {
    Reply(Reply),
    Lost(LostReason),
    NotSent(NotSentReason),
}

impl Seen {
    /// Whether a call with this answer may have had its effect, although the answer does not say so.
    pub(crate) fn is_uncertain(&self) -> bool {
        match self {
            Self::NotSent(_) => false,
            Self::Lost(_) => true,
            Self::Reply(reply) if reply.status == 200 => serde_json::from_slice::<Value>(&reply.body).is_err(),
            Self::Reply(reply) => reply.status == 408 || reply.status >= 500,
        }
    }

    /// Whether a call with this answer certainly had no effect.
    pub(crate) fn did_nothing(&self, purpose: Purpose) -> bool {
        let is_done = match self {
            Self::NotSent(_) | Self::Lost(_) => false,
            Self::Reply(reply) => is_success(purpose, reply),
        };
        !is_done && !self.is_uncertain()
    }
}

/// A request on its way.
struct Travelling {
    arrives: u64,
    /// Where the answer goes; `None` if it is lost whatever it is.
    call: Option<u64>,
    request: Request,
    account: String,
    purpose: Purpose,
    fault: Option<FaultRule>,
}

/// An answer on its way to a call of a process.
struct Returning {
    time: u64,
    call: u64,
    seen: Seen,
}

/// The order of a heap: the earliest first, then the first that was sent.
macro_rules! ordered_by_time {
    ($type:ty, $($key:ident),+) => {
        impl Ord for $type {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                ($(other.$key),+,).cmp(&($(self.$key),+,))
            }
        }
        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }
        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.cmp(other).is_eq()
            }
        }
        impl Eq for $type {}
    };
}

ordered_by_time!(Travelling, arrives, call);
ordered_by_time!(Returning, time, call);

pub(crate) struct Platform {
    world: World,
    travelling: BinaryHeap<Travelling>,
    returning: BinaryHeap<Returning>,
    /// How often each call really had its effect, by account in lower case.
    effects: BTreeMap<(Purpose, String), u32>,
    /// From when queries see each account.
    visible_since: BTreeMap<String, u64>,
    pub(crate) accepts_duplicates: bool,
    pub(crate) lost_steps: u64,
    visible_after: u64,
    pub(crate) faults: u64,
    pub(crate) late_creations: u64,
}

impl Platform {
    pub(crate) fn new(random: &mut Rng) -> Self {
        let accepts_duplicates = random.bool();
        let visible_after = [0, 0, 5, 50, 100][random.usize(..5)];
        let choices = Choices {
            duplicate_account: if accepts_duplicates { Acceptance::Accept } else { Acceptance::Refuse },
            visible_after_seconds: visible_after,
            duplicate_settings: if random.bool() { Acceptance::Accept } else { Acceptance::Refuse },
            unknown_token: Acceptance::Refuse,
            ..Choices::default()
        };
        let world = World::new(&Seed { random: random.u64(..), choices, ..Seed::default() }).unwrap();
        Self {
            world,
            travelling: BinaryHeap::new(),
            returning: BinaryHeap::new(),
            effects: BTreeMap::new(),
            visible_since: BTreeMap::new(),
            accepts_duplicates,
            lost_steps: 0,
            visible_after: visible_after * 1000,
            faults: 0,
            late_creations: 0,
        }
    }

    /// Returns a token that is valid for some seconds.
    pub(crate) fn token(&mut self, now: u64, seconds: u64) -> String {
        let seconds = seconds.to_string();
        let request = Incoming {
            method: "POST",
            target: "/apigovernance/api/oauth/tokenByAkSk",
            headers: &[("X-Token-Expire", &seconds)],
            body: br#"{"app_key": "key", "app_secret": "secret"}"#,
        };
        let reply = self.world.answer(now, &request).reply;
        let reply: Value = serde_json::from_slice(&reply.body).unwrap();
        reply["AccessToken"].as_str().unwrap().to_owned()
    }

    /// Sends a request. What happens to it is decided now.
    pub(crate) fn send(
        &mut self,
        now: u64,
        call: u64,
        (purpose, account): (Purpose, &str),
        request: Request,
        random: &mut Rng,
        dangers: Dangers,
    ) {
        let is_spared = purpose == Purpose::Query && dangers.spare_queries;
        let dangers = if is_spared { Dangers::default() } else { dangers };
        let mut dice = random.u32(..1000);
        let mut falls = |chance: u32| {
            let is_hit = dice < chance;
            dice = dice.saturating_sub(chance);
            if is_hit {
                dice = 1000;
            }
            is_hit
        };
        let latency = random.u64(1..400);
        let mut travelling = Travelling {
            arrives: now + latency,
            call: Some(call),
            request,
            account: account.to_ascii_lowercase(),
            purpose,
            fault: None,
        };
        if falls(dangers.not_sent) {
            let reasons = [NotSentReason::Connection, NotSentReason::Name, NotSentReason::Tls];
            let seen = Seen::NotSent(reasons[random.usize(..3)]);
            self.returning.push(Returning { time: now + latency, call, seen });
            self.faults += 1;
            return;
        }
        if falls(dangers.reset) {
            self.faults += 1;
            self.returning.push(Returning { time: now + 2 * latency, call, seen: Seen::Lost(LostReason::Reset) });
            if random.bool() {
                return; // It never arrives.
            }
            travelling.call = None;
        } else if falls(dangers.late) {
            // The client has given up when the platform commits, sometimes long after the client stopped asking.
            self.faults += 1;
            self.returning.push(Returning { time: now + TIMEOUT, call, seen: Seen::Lost(LostReason::Timeout) });
            travelling.call = None;
            travelling.arrives = now + random.u64(1_000..TIMEOUT + 200_000);
        } else {
            let action = if falls(dangers.status) {
                Some((
                    FaultAction {
                        status: Some([500, 502, 503, 504, 408][random.usize(..5)]),
                        ..FaultAction::default()
                    },
                    true,
                ))
            } else if falls(dangers.broken) {
                let cut = random.bool().then(|| random.usize(..20));
                Some((FaultAction { cut, invalid_json: cut.is_none(), ..FaultAction::default() }, true))
            } else if falls(dangers.refusal) && purpose != Purpose::Query {
                let codes = if purpose == Purpose::SignIn { SIGN_IN_CODES } else { &["1"] };
                let code = Some(codes[random.usize(..codes.len())].to_owned());
                Some((FaultAction { code, ..FaultAction::default() }, false))
            } else if falls(dangers.throttle) {
                let retry_after = random.bool().then(|| random.u32(..40));
                let status = [429, 429, 429, 403][random.usize(..4)];
                Some((FaultAction { status: Some(status), retry_after, ..FaultAction::default() }, false))
            } else {
                None
            };
            travelling.fault = action.map(|(action, can_be_after)| {
                let is_after = can_be_after && random.bool();
                FaultRule {
                    when: aicc_sandbox::FaultCondition::default(),
                    effect: if is_after { FaultEffect::After } else { FaultEffect::Before },
                    action,
                    times: None,
                    probability: None,
                }
            });
            self.faults += u64::from(travelling.fault.is_some());
        }
        self.travelling.push(travelling);
    }

    /// Returns when something happens next.
    pub(crate) fn next_time(&self) -> Option<u64> {
        let arriving = self.travelling.peek().map(|travelling| travelling.arrives);
        arriving.into_iter().chain(self.next_answer()).min()
    }

    fn next_answer(&self) -> Option<u64> {
        self.returning.peek().map(|returning| returning.time)
    }

    /// Lets everything happen up to a time, and returns the answers in their order.
    pub(crate) fn advance(&mut self, now: u64) -> Vec<(u64, Seen)> {
        while self.travelling.peek().is_some_and(|travelling| travelling.arrives <= now) {
            let travelling = self.travelling.pop().unwrap();
            self.arrive(travelling);
        }
        let mut seen = Vec::new();
        while self.next_answer().is_some_and(|time| time <= now) {
            seen.extend(self.returning.pop().map(|returning| (returning.call, returning.seen)));
        }
        seen
    }

    fn arrive(&mut self, travelling: Travelling) {
        let Travelling { arrives, call, request, account, purpose, fault } = travelling;
        if purpose != Purpose::Query && fault.as_ref().is_none_or(|fault| fault.effect == FaultEffect::After) {
            self.note_effect(arrives, &request, (purpose, &account), call.is_none());
        }
        self.world.set_faults(fault.into_iter().collect()).unwrap();
        let outgoing = answer(&mut self.world, arrives, &request);
        self.world.set_faults(Vec::new()).unwrap();
        let Some(call) = call else { return };
        let is_whole = matches!(outgoing.delivery, Delivery::Whole);
        let seen = if is_whole { Seen::Reply(outgoing.reply) } else { Seen::Lost(LostReason::Reset) };
        self.returning.push(Returning { time: arrives + arrives % 300, call, seen });
    }

    /// Counts a call that has its effect: a second one too, where the world accepts it and only returns the first agent ID.
    fn note_effect(&mut self, now: u64, request: &Request, (purpose, account): (Purpose, &str), is_late: bool) {
        let reply = answer(&mut self.world.clone(), now, request).reply;
        if !is_success(purpose, &reply) {
            return;
        }
        *self.effects.entry((purpose, account.to_owned())).or_default() += 1;
        if purpose == Purpose::Create {
            self.visible_since.entry(account.to_owned()).or_insert(now + self.visible_after);
            self.late_creations += u64::from(is_late);
        }
    }

    /// A process ended: nobody waits for the answers to its calls.
    pub(crate) fn forget_answers(&mut self) {
        self.returning.clear();
        self.travelling = std::mem::take(&mut self.travelling)
            .into_iter()
            .map(|travelling| Travelling { call: None, ..travelling })
            .collect();
    }

    /// Returns a time from which nothing changes by itself: every request has arrived, and every account is visible.
    pub(crate) fn settled_at(&self, now: u64) -> u64 {
        self.travelling.iter().map(|travelling| travelling.arrives).max().unwrap_or(now).max(now)
            + self.visible_after
            + 1
    }

    /// How often an account was really created.
    pub(crate) fn times_created(&self, account: &str) -> u32 {
        self.times(Purpose::Create, account)
    }

    /// How often calls for an account really had their effect.
    pub(crate) fn times(&self, purpose: Purpose, account: &str) -> u32 {
        self.effects.get(&(purpose, account.to_ascii_lowercase())).copied().unwrap_or_default()
    }

    /// Whether a step of an account is done, or a request on its way can still do it.
    pub(crate) fn may_be_done(&self, step: AgentStep, account: &str) -> bool {
        let (purpose, account) = (step.purpose(), account.to_ascii_lowercase());
        let is_of = |travelling: &Travelling| travelling.account == account && travelling.purpose == purpose;
        self.times(purpose, &account) > 0 || self.travelling.iter().any(is_of)
    }

    pub(crate) fn is_signed_in(&self, account: &str) -> bool {
        let mut accounts = self.world.accounts(u64::MAX);
        accounts.any(|view| view.account.eq_ignore_ascii_case(account) && view.signed_in)
    }

    /// Returns from when queries see an account; `None` if it was not created.
    pub(crate) fn visible_since(&self, account: &str) -> Option<u64> {
        self.visible_since.get(account).copied()
    }

    /// Whether a request on its way can still create an account.
    pub(crate) fn can_still_create(&self, account: &str) -> bool {
        let account = account.to_ascii_lowercase();
        let is_of = |travelling: &Travelling| travelling.account == account && travelling.purpose == Purpose::Create;
        let is_open = self.accepts_duplicates || self.times_created(&account) == 0;
        is_open && self.travelling.iter().any(is_of)
    }

    pub(crate) fn work_no(&self, account: &str) -> Option<i64> {
        let mut accounts = self.world.accounts(u64::MAX);
        accounts.find(|view| view.account.eq_ignore_ascii_case(account)).map(|view| view.work_no.into())
    }

    pub(crate) fn accounts(&self) -> usize {
        self.world.accounts(0).count()
    }
}

fn is_success(purpose: Purpose, reply: &Reply) -> bool {
    AnyReply::read(purpose.interface(), reply.status, &[], &reply.body, &Profile::default()).is_success()
}

fn answer(world: &mut World, now: u64, request: &Request) -> Outgoing {
    let headers: Vec<_> = request.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let path = request.url.splitn(4, '/').nth(3).unwrap();
    let target = format!("/{path}");
    let incoming =
        Incoming { method: request.method.as_str(), target: &target, headers: &headers, body: request.body.as_bytes() };
    world.answer(now, &incoming)
}

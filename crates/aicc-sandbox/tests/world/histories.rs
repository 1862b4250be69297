//! Random histories against a model: accounts, locks, sessions, events, tokens, settings, late visibility and the clock.
//!
//! The model is written from the rules in docs/how-to/sandbox.md, not from the code. `PROPTEST_CASES` sets the number of histories.

use std::collections::{BTreeMap, VecDeque};

use aicc_core::{AgentAccountCreateReply, AgentType, ReplyField, SignInAgentType, SignInStatus};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::client::{Client, PASSWORD, code, creation, guid, json as read_json, read};

/// The accounts of a history. The last one is the first one in other letters.
const ACCOUNTS: [&str; 4] = ["account.1", "account.2", "account.3", "ACCOUNT.1"];

#[derive(Clone, Debug)]
enum Step {
    Create(usize, AgentType),
    Query(usize),
    Settings(usize),
    /// The agent ID after the first, whether the password is right, type and status.
    SignIn(i64, bool, SignInAgentType, SignInStatus),
    /// The agent ID after the first, and whether the GUID is that of its last sign-in.
    Poll(i64, bool),
    SignOut(i64, bool),
    Token(u64),
    /// Uses a token by its index, counted from the last one.
    UseToken(usize),
    Advance(u64),
    Unlock(usize),
    /// Writes the world, resets it, and reads it back.
    Reload,
    Reset,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let agent = || 0..4i64;
    let types = select(AgentType::ALL);
    let sign_in_types = select(SignInAgentType::ALL);
    let step = prop_oneof![
        4 => (0..ACCOUNTS.len(), types).prop_map(|(account, of)| Step::Create(account, of)),
        2 => (0..ACCOUNTS.len()).prop_map(Step::Query),
        1 => (0..3usize).prop_map(Step::Settings),
        6 => (agent(), prop::bool::weighted(0.6), sign_in_types, select(SignInStatus::ALL))
            .prop_map(|(agent, right, of, status)| Step::SignIn(agent, right, of, status)),
        3 => (agent(), prop::bool::weighted(0.8)).prop_map(|(agent, right)| Step::Poll(agent, right)),
        2 => (agent(), prop::bool::weighted(0.8)).prop_map(|(agent, right)| Step::SignOut(agent, right)),
        1 => select(&[1u64, 60, 3600]).prop_map(Step::Token),
        1 => (0..3usize).prop_map(Step::UseToken),
        2 => select(&[1u64, 999, 1000, 5000, 60_000, 3_600_000]).prop_map(Step::Advance),
        1 => (0..ACCOUNTS.len()).prop_map(Step::Unlock),
        1 => Just(Step::Reload),
        1 => prop::bool::weighted(0.2).prop_map(|is_reset| if is_reset { Step::Reset } else { Step::Reload }),
    ];
    vec(step, 1..60)
}

/// The choices of a history.
#[derive(Clone, Debug)]
struct Rules {
    accept_duplicates: bool,
    wrong_until_locked: u32,
    lock_seconds: Option<u64>,
    visible_after: u64,
}

fn rules() -> impl Strategy<Value = Rules> {
    (any::<bool>(), 0..4u32, prop::option::of(select(&[1u64, 60])), select(&[0u64, 0, 5])).prop_map(
        |(accept_duplicates, wrong_until_locked, lock_seconds, visible_after)| Rules {
            accept_duplicates,
            wrong_until_locked,
            lock_seconds,
            visible_after,
        },
    )
}

impl Rules {
    fn seed(&self) -> String {
        let duplicates = if self.accept_duplicates { "accept" } else { "refuse" };
        json!({"choices": {
            "duplicateAccount": duplicates,
            "duplicateSettings": duplicates,
            "wrongPasswordsUntilLocked": self.wrong_until_locked,
            "lockSeconds": self.lock_seconds,
            "visibleAfterSeconds": self.visible_after,
            "unknownToken": "accept",
        }})
        .to_string()
    }
}

/// What the model knows of an agent.
#[derive(Clone, Debug)]
struct Agent {
    account: String,
    of: AgentType,
    visible_from: u64,
    wrong: u32,
    /// `Some(None)`: locked until an unlock.
    locked: Option<Option<u64>>,
    session: Option<(String, VecDeque<&'static str>)>,
    last_guid: String,
}

/// The model: agents by their order, users, and tokens with the time at which they expire.
#[derive(Clone, Debug, Default)]
struct Model {
    advanced: u64,
    agents: Vec<Agent>,
    users: BTreeMap<usize, String>,
    tokens: Vec<(String, u64)>,
}

impl Model {
    fn agent(&mut self, number: i64, time: u64) -> Option<&mut Agent> {
        let agent = self.agents.get_mut(usize::try_from(number).unwrap())?;
        (agent.visible_from <= time).then_some(agent)
    }

    fn by_account(&self, account: usize) -> Option<(i64, &Agent)> {
        let is = |agent: &Agent| agent.account.eq_ignore_ascii_case(ACCOUNTS[account]);
        let index = self.agents.iter().position(is)?;
        Some((101 + i64::try_from(index).unwrap(), &self.agents[index]))
    }

    /// Returns the code that a sign-in must get.
    fn sign_in(&mut self, rules: &Rules, time: u64, step: (i64, bool, SignInAgentType)) -> &'static str {
        let (number, is_right, of) = step;
        let Some(agent) = self.agent(number, time) else { return "100-004" };
        match agent.locked {
            Some(None) => return "110-016",
            Some(Some(end)) if time < end => return "110-016",
            Some(_) => (agent.locked, agent.wrong) = (None, 0),
            None => {}
        }
        if !is_right {
            agent.wrong += 1;
            if agent.wrong == rules.wrong_until_locked {
                agent.locked = Some(rules.lock_seconds.map(|seconds| time + seconds * 1000));
            }
            return "100-004";
        }
        agent.wrong = 0;
        let fits = match agent.of {
            AgentType::Audio | AgentType::Multimedia => of == SignInAgentType::Phone,
            AgentType::Video => of == SignInAgentType::VideoPhone,
            AgentType::Versatile => true,
        };
        if !fits {
            return "100-012";
        }
        if agent.session.is_some() { "100-002" } else { "0" }
    }
}

fn events(status: SignInStatus) -> VecDeque<&'static str> {
    let third = match status {
        SignInStatus::Busy => Some("AgentState_SetNotReady_Success"),
        SignInStatus::Idle => None,
        SignInStatus::WrapUp => Some("AgentState_Work"),
    };
    ["AgentOther_InService", "AgentState_Ready"].into_iter().chain(third).collect()
}

/// Does a step in both, and compares what a client sees.
fn step(client: &mut Client, model: &mut Model, rules: &Rules, step: Step) {
    let time = client.now + model.advanced;
    match step {
        Step::Create(account, of) => {
            let outgoing = client.request(&creation(ACCOUNTS[account], of));
            let outcome = read::<AgentAccountCreateReply>(&outgoing);
            let reply = &outcome.answer().unwrap().body;
            let known = model.by_account(account).map(|(number, _)| number);
            let expected = match known {
                Some(number) => rules.accept_duplicates.then_some(number),
                None => Some(101 + i64::try_from(model.agents.len()).unwrap()),
            };
            assert_eq!(reply.work_no, expected.map(ReplyField::Known));
            if known.is_none() {
                model.agents.push(Agent {
                    account: ACCOUNTS[account].to_owned(),
                    of,
                    visible_from: time + rules.visible_after * 1000,
                    wrong: 0,
                    locked: None,
                    session: None,
                    last_guid: "none".to_owned(),
                });
            }
        }
        Step::Query(account) => {
            let found = model.by_account(account).filter(|(_, agent)| agent.visible_from <= time);
            assert_eq!(client.found(ACCOUNTS[account]), found.map(|(number, _)| number));
        }
        Step::Settings(user) => {
            let outcome = client.settings(&user.to_string());
            let is_accepted = rules.accept_duplicates || !model.users.contains_key(&user);
            assert_eq!(outcome.is_success(), is_accepted);
            if is_accepted {
                model.users.insert(user, outcome.answer().unwrap().body.id.clone().unwrap());
            }
        }
        Step::SignIn(number, is_right, of, status) => {
            let password = if is_right { PASSWORD } else { "wrong" };
            let outgoing = client.sign_in_as(101 + number, password, of, status, "127.0.0.1");
            let expected = model.sign_in(rules, time, (number, is_right, of));
            assert_eq!(code(&outgoing), expected);
            if expected == "0" {
                let (guid, agent) = (guid(&outgoing), model.agent(number, time).unwrap());
                agent.last_guid.clone_from(&guid);
                agent.session = Some((guid, events(status)));
            }
        }
        Step::Poll(number, is_right) => {
            let (guid, agent) = guid_of(model, number, is_right);
            let reply = client.poll(101 + number, &guid);
            match agent.and_then(|agent| agent.session.as_mut()).filter(|(known, _)| *known == guid) {
                Some((_, events)) => {
                    let expected = events.pop_front().map_or(Value::Null, Value::from);
                    assert_eq!((&reply["retcode"], &reply["event"]["eventType"]), (&json!("0"), &expected));
                }
                None => assert_eq!(reply["retcode"], "000-003"),
            }
        }
        Step::SignOut(number, is_right) => {
            let (guid, agent) = guid_of(model, number, is_right);
            let session = agent.map(|agent| &mut agent.session);
            let is_signed_in =
                |session: &&mut Option<(String, _)>| session.as_ref().is_some_and(|(known, _)| *known == guid);
            let session = session.filter(is_signed_in);
            let expected = if session.is_some() { "0" } else { "000-003" };
            assert_eq!(client.sign_out(101 + number, &guid)["retcode"], expected);
            if let Some(session) = session {
                *session = None;
            }
        }
        Step::Token(seconds) => {
            let outgoing = client.token(&[("X-Token-Expire", &seconds.to_string())], "key", "secret");
            let token = read_json(&outgoing)["AccessToken"].as_str().unwrap().to_owned();
            model.tokens.push((token, time + seconds * 1000));
        }
        Step::UseToken(back) => {
            if let Some((token, end)) = model.tokens.iter().rev().nth(back) {
                assert_eq!(client.status_with(token), if time < *end { 200 } else { 401 });
            }
        }
        Step::Advance(milliseconds) => {
            client.world.advance(milliseconds);
            model.advanced += milliseconds;
        }
        Step::Unlock(account) => {
            let index = model.by_account(account).map(|(number, _)| number - 101);
            assert_eq!(client.world.unlock(ACCOUNTS[account]), index.is_some());
            if let Some(index) = index {
                let agent = &mut model.agents[usize::try_from(index).unwrap()];
                (agent.wrong, agent.locked) = (0, None);
            }
        }
        Step::Reload => {
            let text = serde_json::to_string(&client.world.snapshot()).unwrap();
            client.world.reset();
            client.world.restore(serde_json::from_str(&text).unwrap()).unwrap();
        }
        Step::Reset => {
            client.world.reset();
            *model = Model { tokens: Vec::new(), ..Model::default() };
        }
    }
}

/// Returns the GUID of the last sign-in of an agent, or another text, and the agent.
fn guid_of(model: &mut Model, number: i64, is_right: bool) -> (String, Option<&mut Agent>) {
    let agent = model.agents.get_mut(usize::try_from(number).unwrap());
    let guid = agent.as_ref().filter(|_| is_right).map_or("other".to_owned(), |agent| agent.last_guid.clone());
    (guid, agent)
}

/// Compares what the world shows of its accounts with the model.
fn compare(client: &Client, model: &Model) {
    let time = client.now + model.advanced;
    let mut views: Vec<_> = client.world.accounts(client.now).collect();
    views.sort_by_key(|view| view.work_no);
    assert_eq!(views.len(), model.agents.len());
    for (index, (view, agent)) in views.iter().zip(&model.agents).enumerate() {
        let is_locked = agent.locked.is_some_and(|end| end.is_none_or(|end| time < end));
        assert_eq!((view.work_no as usize, &view.account), (101 + index, &agent.account));
        assert_eq!((view.visible, view.locked), (agent.visible_from <= time, is_locked));
        assert_eq!((view.signed_in, view.wrong_passwords), (agent.session.is_some(), agent.wrong));
        assert_eq!(view.waiting_events, agent.session.as_ref().map_or(0, |(_, events)| events.len()));
    }
    let settings: Vec<_> =
        client.world.settings().map(|(user, settings)| (user.to_owned(), settings.id.clone())).collect();
    let expected: Vec<_> = model.users.iter().map(|(user, id)| (user.to_string(), id.clone())).collect();
    assert_eq!(settings, expected);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_world_behaves_like_the_model(rules in rules(), steps in steps()) {
        let (mut client, mut model) = (Client::new(&rules.seed()), Model::default());
        for next in steps {
            step(&mut client, &mut model, &rules, next);
            compare(&client, &model);
        }
    }

    #[test]
    fn a_fault_before_the_effect_leaves_no_trace(rules in rules(), steps in steps()) {
        let (mut client, mut model) = (Client { rehearses: true, ..Client::new(&rules.seed()) }, Model::default());
        for next in steps {
            step(&mut client, &mut model, &rules, next);
        }
        compare(&client, &model);
    }

    #[test]
    fn any_bytes_get_an_answer(
        method in "[A-Z]{0,7}|POST|PUT|GET",
        target in "/.{0,40}|/agentgateway/resource/(onlineagent|agentevent)/.{0,6}(/loginex|/logout)?",
        name in "[a-zA-Z-]{1,12}|guid|authorization|x-token-expire",
        value in ".{0,40}",
        body in vec(any::<u8>(), 0..80),
    ) {
        let mut client = Client::new(r#"{"choices": {"manner": "explain"}}"#);
        let request = aicc_sandbox::Incoming { method: &method, target: &target, headers: &[(&name, &value)], body: &body };
        let outgoing = client.world.answer(u64::MAX, &request);
        prop_assert!((200..600).contains(&outgoing.reply.status));
        prop_assert!(outgoing.reply.headers.iter().all(|(_, value)| value.bytes().all(|byte| (b' '..=b'~').contains(&byte))));
    }
}

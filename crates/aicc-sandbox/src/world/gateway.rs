//! The agent gateway: signing in, events and signing out.

use std::time::Duration;

use aicc_core::spec::{Literal, SUCCESS};
use aicc_core::{
    ALREADY_SIGNED_IN, AgentSignIn, AgentSignInReply, AgentSignInResult, AgentType, AnyReply, MediaServers,
    PasswordValidity, ReplyField, SignInAgentType, SignInStatus, Wording, interfaces,
};
use serde::Serialize;

use crate::world::choices::Choices;
use crate::world::configuration::default_text;
use crate::world::draft::Draft;
use crate::world::platform::Platform;
use crate::world::state::{Account, Session};
use crate::world::wire::Incoming;

/// The header field of a request that authenticates it with what the reply to the sign-in had.
const GUID_HEADER: &str = "Guid";

/// The longest validity that a reply can have, in days (row 3.7).
const MAXIMUM_DAYS: u8 = 180;

const MILLISECONDS_A_DAY: u64 = 86_400_000;

/// Why the gateway refuses a request.
#[derive(Clone, Copy)]
struct GatewayRefusal {
    code: &'static str,
    reason: Wording,
}

const UNKNOWN_AGENT: GatewayRefusal = GatewayRefusal {
    code: "100-004",
    reason: Wording {
        english: "no visible account has this agent ID", chinese: "没有可见的账号使用该座席工号"
    },
};
const LOCKED: GatewayRefusal = GatewayRefusal {
    code: "110-016",
    reason: Wording { english: "the account is locked", chinese: "账号已锁定" },
};
const WRONG_PASSWORD: GatewayRefusal =
    GatewayRefusal { code: "100-004", reason: Wording { english: "the password is wrong", chinese: "密码错误" } };
const WRONG_TYPE: GatewayRefusal = GatewayRefusal {
    code: "100-012",
    reason: Wording { english: "the account is of another agent type", chinese: "账号的座席类型不同" },
};
const WRONG_IP: GatewayRefusal = GatewayRefusal {
    code: "100-016",
    reason: Wording {
        english: "the agent cannot sign in from this IP address", chinese: "该座席不能从此 IP 地址签入"
    },
};
const SIGNED_IN: GatewayRefusal = GatewayRefusal {
    code: ALREADY_SIGNED_IN,
    reason: Wording { english: "the agent has already signed in", chinese: "座席已签入" },
};
const NO_SESSION: GatewayRefusal = GatewayRefusal {
    code: "000-003",
    reason: Wording {
        english: "the agent is not signed in, or the header Guid is not that of its session",
        chinese: "座席未签入，或头字段 Guid 与其会话不符",
    },
};

/// The reply to a poll: the members of the vendor's page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EventReply<'a> {
    message: &'a str,
    retcode: &'a str,
    event: Option<PolledEvent>,
}

/// An event of an agent.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PolledEvent {
    event_type: String,
    work_no: String,
    content: Option<()>,
}

/// The reply to a sign-out.
#[derive(Serialize)]
struct SignOutReply {
    message: &'static str,
    retcode: &'static str,
    result: Option<()>,
}

impl Platform {
    /// Signs an agent in.
    pub(super) fn sign_in(&mut self, time: u64, agent_id: &str, message: &AgentSignIn) -> Draft {
        let work_no = agent_id.parse().unwrap_or(0);
        if let Err(refusal) = self.admit(time, work_no, message) {
            return self.refused(refusal);
        }
        let guid = self.draw_guid();
        let status = message.status.unwrap_or(default_status());
        let interface = &interfaces::AGENT_SIGN_IN;
        let events = interface.events.map_or(&[][..], |events| events.of(status.value()));
        let session = Session {
            guid: self.state.digest("guid", &guid),
            events: events.iter().map(|event| (*event).to_owned()).collect(),
        };
        let Some(account) = self.state.agent_mut(work_no) else { return self.refused(UNKNOWN_AGENT) };
        account.unlock();
        account.session = Some(session);
        let result = result(account, &self.choices, time, message);
        let mut draft = Draft::success(&AnyReply::AgentSignIn(AgentSignInReply {
            message: Some(String::new()),
            retcode: SUCCESS.to_owned(),
            result: Some(result),
        }));
        let header = interface.service.session_header();
        draft.reply.headers.extend(header.map(|name| (name.to_owned(), guid)));
        draft
    }

    /// Decides whether an agent can sign in, and counts a wrong password.
    fn admit(&mut self, time: u64, work_no: u32, message: &AgentSignIn) -> Result<(), GatewayRefusal> {
        let password = self.state.digest("password", message.password.expose());
        let account = self.state.agent_mut(work_no).filter(|account| account.is_visible(time)).ok_or(UNKNOWN_AGENT)?;
        if account.is_locked(time) {
            return Err(LOCKED);
        }
        if account.locked {
            account.unlock();
        }
        if account.password != password {
            count_wrong_password(account, time, &self.choices);
            return Err(WRONG_PASSWORD);
        }
        account.wrong_passwords = 0;
        if !fits(account.agent_type, message.agenttype.unwrap_or(default_agent_type())) {
            return Err(WRONG_TYPE);
        }
        let ip = message.ip.clone().or_else(|| default_text(AgentSignIn::TABLE, "ip")).unwrap_or_default();
        if !account.ips.is_empty() && !account.ips.contains(&ip) {
            return Err(WRONG_IP);
        }
        if account.session.is_some() { Err(SIGNED_IN) } else { Ok(()) }
    }

    fn refused(&self, refusal: GatewayRefusal) -> Draft {
        Draft::refusal(&interfaces::AGENT_SIGN_IN, refusal.code, refusal.reason, &self.profile)
    }

    /// Returns a text in the form of the page's example: `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.AgentGateway1`.
    fn draw_guid(&mut self) -> String {
        let digits = self.state.draw(|random| format!("{:032x}", random.u128(..)));
        let mut guid = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if matches!(index, 8 | 12 | 16 | 20) {
                guid.push('-');
            }
            guid.push(digit);
        }
        guid + ".AgentGateway1"
    }

    /// Returns the signed-in account of an agent if the request has the GUID of its session.
    fn session_of(&mut self, request: &Incoming<'_>, agent_id: &str) -> Option<&mut Account> {
        let guid = self.state.digest("guid", request.header(GUID_HEADER)?);
        let account = self.state.agent_mut(agent_id.parse().ok()?)?;
        account.session.as_ref().is_some_and(|session| session.guid == guid).then_some(account)
    }

    /// Replies to a poll with the oldest event that no poll has returned.
    pub(super) fn poll(&mut self, request: &Incoming<'_>, agent_id: &str) -> Draft {
        let wait = Duration::from_millis(self.choices.poll_wait_milliseconds);
        let Some(account) = self.session_of(request, agent_id) else { return self.refused(NO_SESSION) };
        let work_no = account.work_no.to_string();
        let event = account.session.as_mut().and_then(|session| session.events.pop_front());
        let delay = if event.is_none() { wait } else { Duration::ZERO };
        let event = event.map(|event_type| PolledEvent { event_type, work_no, content: None });
        Draft::json(&EventReply { message: "", retcode: SUCCESS, event }).after(delay)
    }

    /// Signs an agent out.
    pub(super) fn sign_out(&mut self, request: &Incoming<'_>, agent_id: &str) -> Draft {
        let Some(account) = self.session_of(request, agent_id) else { return self.refused(NO_SESSION) };
        account.session = None;
        Draft::json(&SignOutReply { message: "", retcode: SUCCESS, result: None })
    }
}

fn count_wrong_password(account: &mut Account, time: u64, choices: &Choices) {
    account.wrong_passwords = account.wrong_passwords.saturating_add(1);
    if account.wrong_passwords == choices.wrong_passwords_until_locked {
        account.locked = true;
        account.locked_until = choices.lock_seconds.map(|seconds| time.saturating_add(seconds.saturating_mul(1000)));
    }
}

/// Returns whether an account of a type can sign in as an agent of a type. The numbers of the page for audio and video are the
/// same in both. A versatile agent signs in as either, and a multimedia agent, which has no number of its own, as PC+phone.
fn fits(account: i64, sign_in: SignInAgentType) -> bool {
    match AgentType::from_value(account) {
        Some(AgentType::Versatile) => true,
        Some(AgentType::Multimedia) => sign_in == SignInAgentType::Phone,
        _ => account == sign_in.value(),
    }
}

fn default_number(name: &str) -> Option<i64> {
    match AgentSignIn::TABLE.find(name)?.1.default? {
        Literal::Integer(number) => Some(number),
        Literal::Text(_) | Literal::Boolean(_) => None,
    }
}

fn default_status() -> SignInStatus {
    default_number("status").and_then(SignInStatus::from_value).unwrap_or(SignInStatus::Idle)
}

fn default_agent_type() -> SignInAgentType {
    default_number("agenttype").and_then(SignInAgentType::from_value).unwrap_or(SignInAgentType::Phone)
}

/// Returns the result of a sign-in. VDN and server are those of the page's example.
fn result(account: &Account, choices: &Choices, time: u64, message: &AgentSignIn) -> AgentSignInResult {
    let webm = message.check_in_webm.unwrap_or(true);
    AgentSignInResult {
        vdnid: Some("1".to_owned()),
        workno: Some(account.work_no.to_string()),
        mediatype: Some(ReplyField::Known(MediaServers { cti_server: true, webm, mailm: false })),
        login_time: Some(ReplyField::Other(time.to_string())),
        is_force_change: Some(ReplyField::Known(choices.force_password_change)),
        server_name: Some("AgentGateway".to_owned()),
        time_remaining: Some(ReplyField::Known(PasswordValidity::Days(remaining_days(account, choices, time)))),
    }
}

fn remaining_days(account: &Account, choices: &Choices, time: u64) -> u8 {
    let validity = u64::from(choices.password.validity_days);
    let age = account.password_since.map_or(0, |since| time.saturating_sub(since) / MILLISECONDS_A_DAY);
    u8::try_from(validity.saturating_sub(age)).map_or(MAXIMUM_DAYS, |days| days.min(MAXIMUM_DAYS))
}

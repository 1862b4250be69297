//! The configuration service: credentials, accounts, queries and settings.

use std::ops::RangeInclusive;

use aicc_core::spec::{Format, Kind, Literal, SUCCESS};
use aicc_core::{
    AgentAccountCreate, AgentAccountCreateReply, AgentInfo, AgentInfoQuery, AgentInfoQueryReply, AgentSettingsCreate,
    AgentSettingsCreateReply, AnyReply, AnyRequest, Edition, Interface, Location, ReplyField, Report, Wording,
    interfaces,
};
use serde_json::Value;

use crate::world::choices::{Acceptance, Refusal};
use crate::world::draft::{Draft, coded};
use crate::world::platform::Platform;
use crate::world::received::Received;
use crate::world::state::{Account, AppSettings, State};
use crate::world::tokens::TokenState;
use crate::world::wire::Incoming;

/// The largest number of users with settings: a bound of the memory of a world.
const MAXIMUM_USERS: usize = 100_000;

const WRONG_CREDENTIAL: Wording =
    Wording { english: "a credential is missing or malformed", chinese: "缺少凭据，或凭据格式错误" };
const EXPIRED_TOKEN: Wording = Wording { english: "the token has expired", chinese: "令牌已过期" };
const UNKNOWN_TOKEN: Wording =
    Wording { english: "the sandbox did not issue the token", chinese: "令牌不是由沙箱签发的" };
const UNKNOWN_APP: Wording = Wording {
    english: "the seed lists apps, and not this app key",
    chinese: "种子列出了应用，但不包含该 App Key",
};
const WRONG_USER: Wording =
    Wording { english: "the user name or its password is wrong", chinese: "用户名或密码错误" };
const ANONYMOUS: Wording = Wording {
    english: "the query has neither a token nor a user name and password",
    chinese: "查询既没有令牌，也没有用户名和密码",
};
const DUPLICATE_ACCOUNT: Wording = Wording { english: "the account is already there", chinese: "该账号已存在" };
const NO_WORK_NUMBER: Wording = Wording { english: "no agent ID is free", chinese: "没有空闲的座席工号" };
const UNKNOWN_ACCOUNT: Wording = Wording {
    english: "there is no such account, or it is not visible yet",
    chinese: "该账号不存在，或尚不可见",
};
const DUPLICATE_SETTINGS: Wording =
    Wording { english: "the user already has settings", chinese: "该用户已有个人设置" };
const TOO_MANY_USERS: Wording = Wording {
    english: "the sandbox holds settings of too many users",
    chinese: "沙箱中已有过多用户的个人设置",
};

impl Platform {
    /// Returns the refusal of a request whose credentials are wrong; `None` if they are right.
    pub(super) fn refusal_of_credentials(
        &self,
        time: u64,
        request: &Incoming<'_>,
        received: &Received<'_>,
    ) -> Option<Draft> {
        let interface = received.interface()?;
        if let Received::Invalid(_, report) = received
            && is_about_credentials(interface, report)
        {
            return Some(Draft::unauthorized(WRONG_CREDENTIAL, Some(report.clone())));
        }
        let token = credential(interface, Format::Bearer, request).and_then(|value| value.split_once(' '));
        let token = token.map(|(_, token)| token);
        let refusal = match token.map(|token| self.state.judge_token(time, token)) {
            Some(TokenState::Expired) => Some(EXPIRED_TOKEN),
            Some(TokenState::Unknown) if self.choices.unknown_token == Acceptance::Refuse => Some(UNKNOWN_TOKEN),
            _ => credential(interface, Format::AppKey, request)
                .filter(|app_key| !self.state.knows_app(app_key))
                .map(|_| UNKNOWN_APP),
        };
        if let Some(reason) = refusal {
            return Some(Draft::unauthorized(reason, None));
        }
        let Received::Message(received, _) = received else { return None };
        let AnyRequest::AgentInfoQuery(query) = &received.message else { return None };
        self.refusal_of_user(query, token.is_some())
    }

    /// Returns the refusal of a query by its user name and password.
    fn refusal_of_user(&self, query: &AgentInfoQuery, has_token: bool) -> Option<Draft> {
        let (Some(name), Some(password)) = (&query.username, &query.password) else {
            let is_refused = !has_token && self.choices.anonymous_query == Acceptance::Refuse;
            return is_refused.then(|| Draft::unauthorized(ANONYMOUS, None));
        };
        let users = &self.state.users;
        let is_known = users.get(name).is_some_and(|known| *known == self.state.digest("user", password.expose()));
        (!users.is_empty() && !is_known).then(|| Draft::status(403, WRONG_USER))
    }

    /// Creates an account.
    pub(super) fn create_account(&mut self, time: u64, message: &AgentAccountCreate) -> Draft {
        let interface = &interfaces::AGENT_ACCOUNT_CREATE;
        let known = self.state.accounts.get(&message.user_account.to_ascii_lowercase());
        if let Some(known) = known {
            return match self.choices.duplicate_account {
                Acceptance::Accept => created(known.work_no),
                Acceptance::Refuse => self.business_refusal(interface, DUPLICATE_ACCOUNT),
            };
        }
        let Some(work_no) = self.state.free_work_no(*work_numbers(self.choices.edition).end()) else {
            return self.business_refusal(interface, NO_WORK_NUMBER);
        };
        let seen = time.saturating_add(self.choices.visible_after_seconds.saturating_mul(1000));
        let account = Account { visible_from: seen, ..new_account(&self.state, message, work_no, Some(time)) };
        self.state.add(account);
        created(work_no)
    }

    /// Finds an account.
    pub(super) fn query_agent(&self, time: u64, query: &AgentInfoQuery) -> Draft {
        let found = self.state.accounts.get(&query.account_code.to_ascii_lowercase());
        let Some(account) = found.filter(|account| account.is_visible(time)) else {
            return self.unknown_account();
        };
        Draft::success(&AnyReply::AgentInfoQuery(AgentInfoQueryReply {
            return_code: SUCCESS.to_owned(),
            description: Some("query success".to_owned()),
            data: Some(AgentInfo {
                work_no: Some(ReplyField::Known(account.work_no.into())),
                agent_type: Some(ReplyField::Known(account.agent_type)),
                agent_status: default_text(AgentInfo::TABLE, "agentStatus"),
            }),
        }))
    }

    /// Returns the answer to a query for an account that is not there: a failure, and the empty text as agent ID (row 1.3).
    fn unknown_account(&self) -> Draft {
        let interface = &interfaces::AGENT_INFO_QUERY;
        let code = failure(interface);
        let data = AgentInfo { work_no: Some(ReplyField::Other(String::new())), agent_type: None, agent_status: None };
        match coded(interface, code, &self.profile) {
            Some(AnyReply::AgentInfoQuery(reply)) if self.choices.refusal == Refusal::ResultCode => {
                let reply = AnyReply::AgentInfoQuery(AgentInfoQueryReply { data: Some(data), ..reply });
                Draft::success(&reply).because(code, UNKNOWN_ACCOUNT)
            }
            _ => self.business_refusal(interface, UNKNOWN_ACCOUNT),
        }
    }

    /// Creates the settings of a user.
    pub(super) fn create_settings(&mut self, message: &AgentSettingsCreate, masked: &Value) -> Draft {
        let interface = &interfaces::AGENT_SETTINGS_CREATE;
        let is_known = self.state.settings.contains_key(&message.user_id);
        if is_known && self.choices.duplicate_settings == Acceptance::Refuse {
            return self.business_refusal(interface, DUPLICATE_SETTINGS);
        }
        if !is_known && self.state.settings.len() >= MAXIMUM_USERS {
            return self.business_refusal(interface, TOO_MANY_USERS);
        }
        let id = self.state.next_settings_id.to_string();
        self.state.next_settings_id = self.state.next_settings_id.saturating_add(1);
        let settings = masked.as_object().cloned().unwrap_or_default();
        self.state.settings.insert(message.user_id.clone(), AppSettings { id: id.clone(), settings });
        Draft::success(&AnyReply::AgentSettingsCreate(AgentSettingsCreateReply {
            id: Some(id),
            return_code: SUCCESS.to_owned(),
            return_desc: Some("The AgentSettings created successfully.".to_owned()),
        }))
    }

    /// Returns the refusal of a valid request that cannot be done.
    fn business_refusal(&self, interface: &'static Interface, reason: Wording) -> Draft {
        match self.choices.refusal {
            Refusal::ResultCode => Draft::refusal(interface, failure(interface), reason, &self.profile),
            Refusal::BusinessFailure => Draft::status(500, reason),
        }
    }
}

/// Returns an account that is visible at once, and not locked.
pub(super) fn new_account(state: &State, message: &AgentAccountCreate, work_no: u32, since: Option<u64>) -> Account {
    Account {
        account: message.user_account.clone(),
        name: message.user_name.clone(),
        work_no,
        agent_type: message.agent_type.value(),
        password: state.digest("password", message.password.expose()),
        password_since: since,
        visible_from: 0,
        wrong_passwords: 0,
        locked: false,
        locked_until: None,
        ips: Vec::new(),
        session: None,
    }
}

fn created(work_no: u32) -> Draft {
    Draft::success(&AnyReply::AgentAccountCreate(AgentAccountCreateReply {
        result_code: SUCCESS.to_owned(),
        result_message: Some("create agent account success".to_owned()),
        work_no: Some(ReplyField::Known(work_no.into())),
    }))
}

/// Returns whether a report has a violation of a header field that is a secret.
fn is_about_credentials(interface: &Interface, report: &Report) -> bool {
    let secrets: Vec<_> = interface.headers.fields.iter().filter(|row| row.secret).map(|row| row.name).collect();
    let mut headers = report.violations().iter().filter(|found| found.location() == Location::Header);
    headers.any(|found| secrets.iter().any(|name| found.pointer().strip_prefix('/') == Some(*name)))
}

/// Returns the value of the header field that has a format on the page.
fn credential<'a>(interface: &Interface, format: Format, request: &Incoming<'a>) -> Option<&'a str> {
    let has_format = |kind: &Kind| matches!(kind, Kind::Text(text) if text.format == Some(format));
    let row = interface.headers.fields.iter().find(|row| has_format(&row.kind))?;
    request.header(row.name)
}

/// Returns the first documented code for failure; `1` if there is no such code.
fn failure(interface: &Interface) -> &'static str {
    interface.result_codes.known.iter().find(|known| known.code != SUCCESS).map_or("1", |known| known.code)
}

/// Returns the range of agent IDs in an edition.
pub(super) fn work_numbers(edition: Edition) -> RangeInclusive<u32> {
    let rows = interfaces::AGENT_SIGN_IN.path_parameters.fields;
    let range = rows.iter().find_map(|row| match row.kind {
        Kind::Text(text) => text.range,
        _ => None,
    });
    let number = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    range.map_or(1..=u32::MAX, |(minimum, maximum)| number(minimum)..=number(maximum.get(edition)))
}

/// Returns the documented default of a text.
pub(super) fn default_text(table: &aicc_core::spec::Object, name: &str) -> Option<String> {
    match table.find(name)?.1.default? {
        Literal::Text(text) => Some(text.to_owned()),
        Literal::Integer(_) | Literal::Boolean(_) => None,
    }
}

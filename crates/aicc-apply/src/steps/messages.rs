//! The messages of the steps: what the caller gives, and what each agent has of its own.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use aicc_core::{
    AgentAccountCreate, AgentSettingsCreate, AgentSignIn, Code, Finding, Gateway, Language, Profile, Report,
    RequestBody, SignInAgentType, Valid, Wording,
};
use serde_json::{Map, Value};

use crate::steps::AgentStep;

/// The steps that follow the creation of each account. By default, there are no steps.
#[derive(Clone, Debug, Default)]
pub struct AgentSteps {
    /// The settings that each agent gets.
    pub settings: Option<SettingsStep>,
    /// The first sign-in of each agent.
    pub sign_in: Option<SignInStep>,
}

/// The settings that each agent gets: the same for all, except the user ID.
#[derive(Clone, Debug)]
pub struct SettingsStep {
    message: AgentSettingsCreate,
    /// By account in lower case.
    user_ids: Arc<BTreeMap<Box<str>, Box<str>>>,
}

/// The first sign-in of each agent: the same for all, except the agent ID, the password and the agent type.
#[derive(Clone, Debug)]
pub struct SignInStep {
    message: AgentSignIn,
    gateway: Gateway,
}

/// Why the message of a step cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub enum StepMessageError {
    /// It breaks rules.
    Findings(Vec<Finding>),
    /// It has a member that is filled in for each agent.
    FilledIn(&'static str),
}

/// The member of the settings that is filled in (row 2).
const USER_ID: &str = "userId";

/// The member of the sign-in that is filled in (row 1).
const PASSWORD: &str = "password";

impl AgentSteps {
    /// Returns whether a step is wanted.
    #[must_use]
    pub const fn has(&self, step: AgentStep) -> bool {
        match step {
            AgentStep::Settings => self.settings.is_some(),
            AgentStep::SignIn => self.sign_in.is_some(),
        }
    }

    /// Returns whether no step is wanted.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.settings.is_none() && self.sign_in.is_none()
    }
}

impl SettingsStep {
    /// Returns the step with the JSON of an `agentsettings/create` body without `userId`, and the user ID of each account. The case of
    /// accounts does not matter. An account without a user ID gets no settings.
    ///
    /// The user ID is the value of `USER_ID` in the platform's table `t_aicc_pub_appcube_user` (row 2). It is neither the account nor the agent ID, and
    /// no interface returns it.
    ///
    /// # Errors
    ///
    /// Returns an error if the body breaks a rule or has `userId`.
    pub fn new<'a>(
        body: &[u8],
        user_ids: impl IntoIterator<Item = (&'a str, &'a str)>,
        profile: &Profile,
    ) -> Result<Self, StepMessageError> {
        let message = read(body, USER_ID, profile)?;
        let user_ids = user_ids.into_iter().map(|(account, id)| (account.to_ascii_lowercase().into(), id.into()));
        Ok(Self { message, user_ids: Arc::new(user_ids.collect()) })
    }

    /// Returns whether the user ID of an account is known.
    #[must_use]
    pub fn knows(&self, account: &str) -> bool {
        self.user_ids.contains_key(account.to_ascii_lowercase().as_str())
    }

    /// Returns the message of an account.
    pub(crate) fn message(&self, account: &str, profile: &Profile) -> Result<Valid<AgentSettingsCreate>, Report> {
        let user_id = self.user_ids.get(account.to_ascii_lowercase().as_str());
        let user_id = user_id.map(|id| id.to_string()).unwrap_or_default();
        AgentSettingsCreate { user_id, ..self.message.clone() }.validate(profile)
    }
}

impl SignInStep {
    /// Returns the step with the JSON of a `loginex` body without `password`, and the gateway. Without `agenttype`, an agent signs in with
    /// the type of its account, if that is a type of the sign-in; otherwise the default of the page applies.
    ///
    /// # Errors
    ///
    /// Returns an error if the body breaks a rule or has `password`.
    pub fn new(body: &[u8], gateway: Gateway, profile: &Profile) -> Result<Self, StepMessageError> {
        Ok(Self { message: read(body, PASSWORD, profile)?, gateway })
    }

    /// Returns the gateway.
    #[must_use]
    pub const fn gateway(&self) -> &Gateway {
        &self.gateway
    }

    /// Returns the message of an account.
    pub(crate) fn message(
        &self,
        account: &AgentAccountCreate,
        profile: &Profile,
    ) -> Result<Valid<AgentSignIn>, Report> {
        let own = SignInAgentType::from_value(account.agent_type.value());
        let message = AgentSignIn {
            password: account.password.clone(),
            agenttype: self.message.agenttype.or(own),
            ..self.message.clone()
        };
        message.validate(profile)
    }
}

/// Reads a body without a mandatory text, which is filled in later.
fn read<T: RequestBody>(body: &[u8], member: &'static str, profile: &Profile) -> Result<T, StepMessageError> {
    let Err(report) = T::from_json(body, profile) else { return Err(StepMessageError::FilledIn(member)) };
    let is_missing =
        |found: &Finding| found.code() == Code::Required && found.pointer().strip_prefix('/') == Some(member);
    let (mut findings, _) = report.into_findings();
    findings.retain(|finding| !is_missing(finding));
    if !findings.is_empty() {
        return Err(StepMessageError::Findings(findings));
    }
    // The core has read the same text: it is an object.
    let mut body: Map<String, Value> =
        serde_json::from_slice(body).map_err(|_| StepMessageError::Findings(Vec::new()))?;
    body.insert(member.to_owned(), Value::from("-"));
    let message = T::from_json(Value::from(body).to_string().as_bytes(), profile);
    message.map(Valid::into_inner).map_err(|report| StepMessageError::Findings(report.into_findings().0))
}

impl StepMessageError {
    /// Returns the sentences that describe the error.
    #[must_use]
    pub fn messages(&self, language: Language) -> Vec<String> {
        const FILLED_IN: Wording = Wording {
            english: "Remove {member}: it is filled in for each agent.",
            chinese: "请删除 {member}：该参数会为每个座席自动填写。",
        };
        match self {
            Self::Findings(findings) => findings.iter().map(|finding| finding.message(language)).collect(),
            Self::FilledIn(member) => vec![FILLED_IN.filled(&[("member", member)], language)],
        }
    }
}

/// The sentences in English.
impl fmt::Display for StepMessageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.messages(Language::English).join(" "))
    }
}

impl std::error::Error for StepMessageError {}

//! Writes requests with the core, gives them to a world, and reads the replies with the core.

use aicc_core::{
    AgentAccountCreate, AgentAccountCreateReply, AgentInfoQuery, AgentInfoQueryReply, AgentSettingsCreate,
    AgentSettingsCreateReply, AgentSignIn, AgentSignInReply, AgentType, Cloud, Gateway, Outcome, Profile, ReplyBody,
    Request, SignInAgentType, SignInStatus, read_reply,
};
use aicc_sandbox::{Exchange, Incoming, Outgoing, Seed, World};
use serde_json::{Value, json};

/// 2023-11-14T22:13:20Z.
pub(crate) const NOW: u64 = 1_700_000_000_000;

pub(crate) const PASSWORD: &str = "Aa1!Aa1!";

/// A world, a clock, and what a recording keeps of each request.
pub(crate) struct Client {
    pub(crate) world: World,
    pub(crate) now: u64,
    pub(crate) exchanges: Vec<Exchange>,
    /// Whether each request is also sent under a fault before its effect, which must leave no trace.
    pub(crate) rehearses: bool,
}

impl Default for Client {
    fn default() -> Self {
        Self::new("{}")
    }
}

impl Client {
    /// Returns a world that starts from a seed in JSON.
    pub(crate) fn new(seed: &str) -> Self {
        let seed: Seed = serde_json::from_str(seed).unwrap();
        Self { world: World::new(&seed).unwrap(), now: NOW, exchanges: Vec::new(), rehearses: false }
    }

    pub(crate) fn send(&mut self, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Outgoing {
        let request = Incoming { method, target, headers, body: body.as_bytes() };
        let rehearsed = self.rehearses.then(|| self.rehearse(&request));
        let outgoing = self.world.answer(self.now, &request);
        assert!(rehearsed.is_none_or(|body| body == outgoing.reply.body));
        self.exchanges.push(Exchange::new(&request, &outgoing));
        outgoing
    }

    /// Sends a request under a fault before its effect, and returns the body of the answer.
    fn rehearse(&mut self, request: &Incoming<'_>) -> Vec<u8> {
        let before = self.world.snapshot();
        let rule = serde_json::from_value(json!({"effect": "before", "do": {"contentType": "text/html"}})).unwrap();
        self.world.set_faults(vec![rule]).unwrap();
        let outgoing = self.world.answer(self.now, request);
        self.world.set_faults(Vec::new()).unwrap();
        assert_eq!(self.world.snapshot(), before);
        outgoing.reply.body
    }

    pub(crate) fn request(&mut self, request: &Request) -> Outgoing {
        let headers: Vec<_> = request.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let path = request.url.splitn(4, '/').nth(3).unwrap();
        self.send(request.method.as_str(), &format!("/{path}"), &headers, &request.body)
    }

    pub(crate) fn create(&mut self, account: &str) -> Outgoing {
        self.request(&creation(account, AgentType::Audio))
    }

    /// Creates an account and returns its agent ID.
    pub(crate) fn created(&mut self, account: &str) -> i64 {
        self.created_as(account, AgentType::Audio)
    }

    pub(crate) fn created_as(&mut self, account: &str, agent_type: AgentType) -> i64 {
        let outgoing = self.request(&creation(account, agent_type));
        let Outcome::Success(answer) = read::<AgentAccountCreateReply>(&outgoing) else { panic!("{outgoing:?}") };
        *answer.body.work_no.unwrap().known().unwrap()
    }

    pub(crate) fn query(&mut self, account: &str) -> Outcome<AgentInfoQueryReply> {
        let query = AgentInfoQuery::builder().account_code(account).build(&Profile::default()).unwrap();
        read(&self.request(&query.request(&cloud()).unwrap()))
    }

    /// Returns the agent ID that a query finds.
    pub(crate) fn found(&mut self, account: &str) -> Option<i64> {
        match self.query(account) {
            Outcome::Success(answer) => answer.body.data.unwrap().work_no.unwrap().known().copied(),
            _ => None,
        }
    }

    pub(crate) fn settings(&mut self, user: &str) -> Outcome<AgentSettingsCreateReply> {
        let settings = AgentSettingsCreate::builder().user_id(user).call_number(vec!["12323".to_owned()]);
        read(&self.request(&settings.build(&Profile::default()).unwrap().request(&cloud()).unwrap()))
    }

    pub(crate) fn sign_in(&mut self, agent: i64, password: &str) -> Outgoing {
        self.sign_in_as(agent, password, SignInAgentType::Phone, SignInStatus::Idle, "127.0.0.1")
    }

    pub(crate) fn sign_in_as(
        &mut self,
        agent: i64,
        password: &str,
        agent_type: SignInAgentType,
        status: SignInStatus,
        ip: &str,
    ) -> Outgoing {
        let message = AgentSignIn::builder().password(password).agenttype(agent_type).status(status).ip(ip);
        let message = message.build(&Profile::default()).unwrap();
        self.request(&message.request(&Gateway::new("10.0.0.5").unwrap(), &agent.to_string()).unwrap())
    }

    /// Returns the code of the reply to a sign-in.
    pub(crate) fn sign_in_code(&mut self, agent: i64, password: &str) -> String {
        code(&self.sign_in(agent, password))
    }

    pub(crate) fn poll(&mut self, agent: i64, guid: &str) -> Value {
        let target = format!("/agentgateway/resource/agentevent/{agent}");
        json(&self.send("GET", &target, &[("Guid", guid)], ""))
    }

    pub(crate) fn sign_out(&mut self, agent: i64, guid: &str) -> Value {
        let target = format!("/agentgateway/resource/onlineagent/{agent}/logout");
        json(&self.send("DELETE", &target, &[("guid", guid)], ""))
    }

    pub(crate) fn token(&mut self, headers: &[(&str, &str)], key: &str, secret: &str) -> Outgoing {
        let body = format!(r#"{{"app_key": "{key}", "app_secret": "{secret}"}}"#);
        self.send("POST", "/apigovernance/api/oauth/tokenByAkSk", headers, &body)
    }

    /// Returns the status of a query with a token.
    pub(crate) fn status_with(&mut self, token: &str) -> u16 {
        let query = AgentInfoQuery::builder().account_code("somebody").build(&Profile::default()).unwrap();
        let cloud = Cloud::new("service.besclouds.com").unwrap().token(token);
        self.request(&query.request(&cloud).unwrap()).reply.status
    }
}

pub(crate) fn cloud() -> Cloud {
    Cloud::new("service.besclouds.com").unwrap().token("any-token").app_key("any-key")
}

pub(crate) fn creation(account: &str, agent_type: AgentType) -> Request {
    let message = AgentAccountCreate::builder()
        .user_account(account)
        .user_name("Li Na")
        .password(PASSWORD)
        .email("li.na@example.com")
        .agent_type(agent_type)
        .cc_role_id(aicc_core::AgentRole::Agent);
    message.build(&Profile::default()).unwrap().request(&cloud()).unwrap()
}

/// Reads a reply as a client of the platform does.
pub(crate) fn read<R: ReplyBody>(outgoing: &Outgoing) -> Outcome<R> {
    let reply = &outgoing.reply;
    let headers: Vec<_> = reply.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    read_reply(reply.status, &headers, &reply.body, &Profile::default())
}

/// Returns the code of the reply to a sign-in.
pub(crate) fn code(outgoing: &Outgoing) -> String {
    read::<AgentSignInReply>(outgoing).answer().unwrap().code.clone()
}

/// Returns what authenticates later calls.
pub(crate) fn guid(outgoing: &Outgoing) -> String {
    let outcome = read::<AgentSignInReply>(outgoing);
    outcome.answer().unwrap().session.as_ref().unwrap().expose().to_owned()
}

pub(crate) fn json(outgoing: &Outgoing) -> Value {
    serde_json::from_slice(&outgoing.reply.body).unwrap()
}

pub(crate) fn header<'a>(outgoing: &'a Outgoing, name: &str) -> Option<&'a str> {
    outgoing.reply.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

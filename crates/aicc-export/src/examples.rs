//! The examples that the vendor's pages print, and what an export shows of them.

use aicc_core::{AnyRequest, Interface, InterfaceId, Profile};
use serde_json::Value;

use crate::json_schema::Part;

/// An exchange that a page prints.
pub(crate) struct Example {
    /// What tells it from the other examples of its page.
    pub(crate) name: &'static str,
    request: &'static str,
    reply: &'static str,
}

impl Example {
    /// The request body as it is written, of plain types; `None` where the caller's profile refuses it.
    pub(crate) fn request(&self, interface: &Interface, profile: &Profile) -> Option<Value> {
        let message = AnyRequest::from_json(interface, self.request.as_bytes(), profile).ok()?;
        serde_json::from_str(&message.to_json()).ok()
    }

    /// The reply body.
    pub(crate) fn reply(&self) -> Option<Value> {
        serde_json::from_str(self.reply).ok()
    }
}

/// The bodies that the page of an interface prints.
pub(crate) fn bodies(interface: &Interface, part: Part) -> Vec<Value> {
    let text = |example: &Example| match part {
        Part::Request => example.request,
        Part::Reply => example.reply,
    };
    of(interface).iter().filter_map(|example| serde_json::from_str(text(example)).ok()).collect()
}

/// The examples of an interface's page.
pub(crate) fn of(interface: &Interface) -> &'static [Example] {
    match InterfaceId::of(interface) {
        InterfaceId::AgentAccountCreate => AGENT_ACCOUNT_CREATE,
        InterfaceId::AgentInfoQuery => AGENT_INFO_QUERY,
        InterfaceId::AgentSettingsCreate => AGENT_SETTINGS_CREATE,
        InterfaceId::AgentSignIn => AGENT_SIGN_IN,
    }
}

const AGENT_ACCOUNT_CREATE: &[Example] = &[Example {
    name: "page",
    request: r#"{
        "userAccount": "test123456",
        "userName": "test111",
        "password": "Te****34",
        "email": "t**@****.com",
        "agentType": 11,
        "ccRoleId": 2,
        "skills": [
            {"skillId": 3, "agentWeight": 1, "skillWeight": 1},
            {"skillId": 2, "agentWeight": 1, "skillWeight": 2}
        ]
    }"#,
    reply: r#"{"resultCode": "0", "resultMessage": "create agent account success", "workNo": 108}"#,
}];

const FOUND: &str = r#"{
    "returnCode": "0",
    "data": {"workNo": 7094, "agentType": 5, "agentStatus": "0"},
    "description": "query success"
}"#;

const AGENT_INFO_QUERY: &[Example] = &[
    Example { name: "headers", request: r#"{"accountCode": "Agents"}"#, reply: FOUND },
    Example {
        name: "password",
        request: r#"{"accountCode": "Agents", "username": "itau_group", "password": "****************"}"#,
        reply: FOUND,
    },
];

const AGENT_SETTINGS_CREATE: &[Example] = &[Example {
    name: "page",
    request: r#"{
        "callType": "1",
        "userId": "1660270845627002401",
        "callerPresent": ["12323", "232232", "12323", "12323"],
        "callNumber": ["12323", "232343", "233", "232343"],
        "callNumberDefault": "23232323",
        "callerPresentDefault": "1212121212"
    }"#,
    reply: r#"{
        "returnCode": "0",
        "returnDesc": "The AgentSettings created successfully.",
        "id": "1307145259662215169"
    }"#,
}];

const AGENT_SIGN_IN: &[Example] = &[Example {
    name: "page",
    request: r#"{"password": "", "phonenum": "40038", "status": "4", "releasephone": "false", "agenttype": "4"}"#,
    reply: r#"{
        "message": "",
        "retcode": "0",
        "result": {
            "vdnid": 1,
            "workno": "291",
            "mediatype": "TTF",
            "loginTime": "1471585949806",
            "isForceChange": "false",
            "serverName": "AgentGateway",
            "timeRemaining": "9"
        }
    }"#,
}];

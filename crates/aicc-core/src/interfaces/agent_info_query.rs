//! `POST /apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount`: query agent information by sign-in account.
//!
//! The vendor's page "Querying Agent Information by Sign-in Account (queryAgentInfoByAccount)", edition of 2023-09-27.

use crate::interfaces::configuration_service::*;
use crate::language::Wording;
use crate::message::reply_value::ReplyField;
use crate::message::secret::Secret;
use crate::spec::*;

/// `POST /apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount`: query agent information by sign-in account.
pub static AGENT_INFO_QUERY: Interface = Interface {
    name: "queryAgentInfoByAccount",
    document: Document {
        title: Wording {
            english: "Querying Agent Information by Sign-in Account (queryAgentInfoByAccount)",
            chinese: "根据登录账号查询座席信息（queryAgentInfoByAccount）",
        },
        summary: Wording {
            english: "Query agent information by the sign-in account.",
            chinese: "根据登录账号查询座席信息。",
        },
    },
    method: Method::Post,
    service: Service::Configuration,
    path: "/apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount",
    path_parameters: &table! { Path, PATH_PARAMETERS, },
    headers: &table! {
        Headers, HEADERS,
    //  row   header          field                                   type and limits
        "h1"  "X-APP-Key"     app_key: optional Secret                = Text::of(Format::AppKey).kind();
              en "App key", "It is the user ID.";
              zh "App Key", "用户标识。";
        "h2"  "Authorization" authorization: optional Secret          = Text::of(Format::Bearer).kind();
              en "Authentication field";
              zh "鉴权字段";
    },
    content_type: CONTENT_TYPE,
    request: Body { wrapper: None, object: AgentInfoQuery::TABLE },
    key: &["accountCode"],
    unique: None,
    reply: Body { wrapper: None, object: AgentInfoQueryReply::TABLE },
    result_codes: ResultCodes { member: "returnCode", known: &[SUCCEEDED, FAILED], further: &[], others: None },
    statuses: &[BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, BUSINESS_FAILURE],
    events: None,
    links: &[],
    examples: EXAMPLES,
};

request! {
    AGENT_INFO_QUERY, AgentInfoQueryBuilder,
    /// A query for an agent (table 2). The page shows two ways to authenticate: the header, or `username` and
    /// `password` here.
    zh "座席查询（表 2）。该页给出两种鉴权方式：请求头，或此处的 `username` 和 `password`。"
    pub struct AgentInfoQuery {
    //  row    parameter      field                               type and limits
        "1.1"  "accountCode"  account_code: mandatory String      = Text::up_to(64).kind();
              en "Sign-in account";
              zh "登录账号";
        "1.2"  "password"     password: optional Secret           = Text::up_to(64).kind(), together_with("username");
              en "Authentication password", "It is the password of the authentication user.";
              zh "鉴权密码", "鉴权用户的密码。";
        "1.3"  "username"     username: optional String           = Text::up_to(64).kind(), together_with("password");
              en "Authentication user name";
              zh "鉴权用户名";
    }
}

message! {
    /// The agent that was found (row 1.3).
    zh "查询到的座席（第 1.3 行）。"
    pub struct AgentInfo {
    //  row      parameter      field                               type and limits
        "1.3.1"  "workNo"       work_no: optional ReplyField<i64>         = Integer::ANY.kind();
              en "Agent ID", "It is an empty string when the data fails to be returned.";
              zh "座席工号", "数据返回失败时为空字符串。";
        "1.3.2"  "agentType"    agent_type: optional ReplyField<i64>      = Integer::ANY.kind();
              en "Agent type";
              zh "座席类型";
        "1.3.3"  "agentStatus"  agent_status: optional String       = Text::ANY.kind(), default(Literal::Text("0"));
              en "Agent status";
              zh "座席状态";
    }
}

message! {
    /// The reply to a query for an agent (table 3).
    zh "座席查询的响应（表 3）。"
    pub struct AgentInfoQueryReply {
    //  row    parameter      field                               type and limits
        "1.1"  "returnCode"   return_code: mandatory String       = Text::ANY.kind();
              en "Return code", "The value 0 indicates success and 1 indicates failure.";
              zh "返回码", "0 表示成功，1 表示失败。";
        "1.2"  "description"  description: expected String        = Text::ANY.kind();
              en "Description";
              zh "描述";
        "1.3"  "data"         data: optional AgentInfo            = Kind::Object(AgentInfo::TABLE);
              en "Returned data";
              zh "返回数据";
    }
}

const EXAMPLES: &[Example] = &[
    Example { name: "headers", request: r#"{"accountCode": "Agents"}"#, reply: FOUND },
    Example {
        name: "password",
        request: r#"{"accountCode": "Agents", "username": "itau_group", "password": "****************"}"#,
        reply: FOUND,
    },
];

const FOUND: &str = r#"{
    "returnCode": "0",
    "data": {"workNo": 7094, "agentType": 5, "agentStatus": "0"},
    "description": "query success"
}"#;

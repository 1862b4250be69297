//! `POST /apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount`: query agent information by sign-in account.
//!
//! The vendor's page "Querying Agent Information by Sign-in Account (queryAgentInfoByAccount)", edition of 2023-09-27.

use crate::interfaces::InterfaceId;
use crate::interfaces::configuration_service::*;
use crate::open::Open;
use crate::request::CloudBody;
use crate::secret::Secret;
use crate::spec::*;

/// `POST /apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount`: query agent information by sign-in account.
pub static AGENT_INFO_QUERY: Interface = Interface {
    id: InterfaceId::AgentInfoQuery,
    name: "queryAgentInfoByAccount",
    document: Document {
        title: "Querying Agent Information by Sign-in Account (queryAgentInfoByAccount)",
        summary: "Query agent information by the sign-in account.",
    },
    method: Method::Post,
    service: Service::Configuration,
    path: "/apiaccess/rest/CC-Management/v1/queryAgentInfoByAccount",
    path_parameters: &table! { Path, "Path parameters.", },
    headers: &table! {
        Headers, "Request header parameters (table 1).",
    //  row   header          field                                   type and limits            description
        "h1"  "X-APP-Key"     app_key: optional Secret                = Text::of(Format::AppKey).kind(), "App key, which is the user ID.";
        "h2"  "Authorization" authorization: optional Secret          = Text::of(Format::Bearer).kind(), "Authentication field: Bearer, a space, and the access token.";
    },
    content_type: CONTENT_TYPE,
    request: Body { wrapper: None, object: AgentInfoQuery::TABLE },
    reply: Body { wrapper: None, object: AgentInfoQueryReply::TABLE },
    result_codes: ResultCodes { member: "returnCode", known: &[SUCCEEDED, FAILED], others: None },
    statuses: &[BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, BUSINESS_FAILURE],
    events: None,
};

request! {
    AGENT_INFO_QUERY, AgentInfoQueryBuilder,
    /// A query for an agent (table 2). The page shows two ways to authenticate: the header, or `username` and
    /// `password` here.
    pub struct AgentInfoQuery {
    //  row    parameter      field                               type and limits           description
        "1.1"  "accountCode"  account_code: mandatory String      = Text::up_to(64).kind(), "Sign-in account: at most 64 characters.";
        "1.2"  "password"     password: optional Secret           = Text::up_to(64).kind(), "Password of the authentication user: at most 64 characters.", together_with("username");
        "1.3"  "username"     username: optional String           = Text::up_to(64).kind(), "Authentication user name: at most 64 characters.", together_with("password");
    }
}

message! {
    /// The agent that was found (row 1.3).
    pub struct AgentInfo {
    //  row      parameter      field                               type and limits        description
        "1.3.1"  "workNo"       work_no: optional Open<i64>         = Integer::ANY.kind(), "Agent ID; an empty string when the data fails to be returned.";
        "1.3.2"  "agentType"    agent_type: optional Open<i64>      = Integer::ANY.kind(), "Agent type.";
        "1.3.3"  "agentStatus"  agent_status: optional String       = Text::ANY.kind(),    "Agent status. The default value is 0.", default(Literal::Text("0"));
    }
}

impl CloudBody for AgentInfoQuery {}

message! {
    /// The answer to a query for an agent (table 3).
    pub struct AgentInfoQueryReply {
    //  row    parameter      field                               type and limits               description
        "1.1"  "returnCode"   return_code: mandatory String       = Text::ANY.kind(),           "Return code: 0 indicates success, 1 indicates failure.";
        "1.2"  "description"  description: expected String        = Text::ANY.kind(),           "Description.";
        "1.3"  "data"         data: optional AgentInfo            = Kind::Object(AgentInfo::TABLE), "Returned data.";
    }
}

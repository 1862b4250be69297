//! `PUT /agentgateway/resource/onlineagent/{agentid}/restex`: an agent rests.
//!
//! A made-up page, with which `tests/new_interface/prove.py` proves that a new interface needs no other code.

use crate::message::secret::Secret;
use crate::language::Wording;
use crate::spec::*;

/// `PUT /agentgateway/resource/onlineagent/{agentid}/restex`: an agent rests.
pub static AGENT_REST: Interface = Interface {
    name: "restex",
    document: Document {
        title: Wording { english: "Resting of an Agent", chinese: "座席休息" },
        summary: Wording { english: "The agent rests for some minutes.", chinese: "座席休息若干分钟。" },
    },
    method: Method::Put,
    service: Service::AgentGateway,
    path: "/agentgateway/resource/onlineagent/{agentid}/restex",
    path_parameters: &table! {
        Path, PATH_PARAMETERS,
    //  row   parameter   field                          type and limits
        "p1"  "agentid"   agent_id: mandatory String     = Text::of(Format::Decimal).range(101, ByEdition::of(59_999, 999_999)).kind();
              en "Agent ID";
              zh "座席工号";
    },
    headers: &table! { Headers, HEADERS, },
    content_type: "application/json",
    request: Body { wrapper: None, object: AgentRest::TABLE },
    key: &[],
    unique: None,
    reply: Body { wrapper: None, object: AgentRestReply::TABLE },
    result_codes: ResultCodes { member: "retcode", known: RESULT_CODES, further: &[], others: None },
    statuses: &[],
    events: None,
    links: &[],
    examples: EXAMPLES,
};

const PATH_PARAMETERS: Wording = Wording { english: "Path parameters.", chinese: "路径参数。" };

const HEADERS: Wording = Wording { english: "Request header parameters.", chinese: "请求头参数。" };

choices! {
    /// Why an agent rests (row 1).
    pub enum RestCause: Integer {
        1 Break "short break" "小休";
        2 Meal  "meal"        "用餐";
    }
}

request! {
    AGENT_REST, AgentRestBuilder,
    /// A rest (table 1).
    zh "休息（表 1）。"
    pub struct AgentRest {
    //  row  parameter    field                          type and limits
        "1"  "cause"      cause: mandatory RestCause     = Integer::choice(RestCause::CHOICES).kind();
              en "Cause of the rest";
              zh "休息原因";
        "2"  "minutes"    minutes: optional i64          = Integer::at_least(1).kind();
              en "Minutes of the rest";
              zh "休息分钟数";
        "3"  "password"   password: optional Secret      = Text::up_to(8).kind();
              en "Agent password";
              zh "座席密码";
        "4"  "substitutes" substitutes: optional Vec<Substitute> = Kind::Array(Array { element: &Kind::Object(Substitute::TABLE), maximum: Some(2) });
              en "Substitute agents";
              zh "替班座席";
    }
}

message! {
    /// A substitute agent (row 4).
    zh "替班座席（第 4 行）。"
    pub struct Substitute {
    //  row    parameter   field                        type and limits
        "4.1"  "workNo"    work_no: optional i64        = Integer::at_least(1).kind();
              en "Agent ID";
              zh "座席工号";
    }
}

message! {
    /// The reply to a rest (table 2).
    zh "休息的响应（表 2）。"
    pub struct AgentRestReply {
    //  row  parameter   field                         type and limits
        "1"  "message"   message: optional String      = Text::ANY.kind();
              en "Description";
              zh "描述";
        "2"  "retcode"   retcode: mandatory String     = Text::ANY.kind();
              en "Error code";
              zh "错误码";
    }
}

const RESULT_CODES: &[ResultCode] = &[
    ResultCode { code: SUCCESS, meaning: Wording { english: "success", chinese: "成功" }, action: None },
    ResultCode {
        code: "100-006",
        meaning: Wording { english: "the agent is not signed in", chinese: "座席未签入" },
        action: Some(Wording { english: "sign in first", chinese: "请先签入" }),
    },
];

const EXAMPLES: &[Example] = &[Example {
    name: "page",
    request: r#"{"cause": 2, "minutes": 30}"#,
    reply: r#"{"message": "", "retcode": "0"}"#,
}];

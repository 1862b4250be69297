//! `PUT /agentgateway/resource/onlineagent/{agentid}/loginex`: an agent signs in to the platform.
//!
//! The vendor's page "Signing In to the Platform by an Agent". The edition of 2025-11-13 widens `agentid` (reading R16).

use std::borrow::Cow;

use crate::interfaces::InterfaceId;
use crate::language::Wording;
use crate::open::{Open, ReplyValue};
use crate::rule::Rule;
use crate::secret::Secret;
use crate::slot::Scalar;
use crate::spec::*;

/// `PUT /agentgateway/resource/onlineagent/{agentid}/loginex`: an agent signs in to the platform.
pub static AGENT_SIGN_IN: Interface = Interface {
    id: InterfaceId::AgentSignIn,
    name: "loginex",
    document: Document {
        title: "Signing In to the Platform by an Agent",
        summary: "The agent signs in to the call control server only, not to a media server, so no license is occupied.",
    },
    method: Method::Put,
    service: Service::AgentGateway,
    path: "/agentgateway/resource/onlineagent/{agentid}/loginex",
    path_parameters: &table! {
        Path, "Path parameters.",
    //  row   parameter       field                                   type and limits            description
        "p1"  "agentid"       agent_id: mandatory String              = Text::of(Format::Decimal).range(101, ByEdition::of(59_999, 999_999)).kind(), "Agent ID. The value ranges from 101 to 59999.";
    },
    headers: &table! {
        Headers, "Parameters in the request message header (table 2).",
    //  row   header          field                                   type and limits            description
        "h1"  "Content-Type"  content_type: mandatory String          = Text::of(Format::ContentType).kind(), "Coding mode of the message body. The default value is application/json; charset=UTF-8.", default(Literal::Text(CONTENT_TYPE));
    },
    content_type: CONTENT_TYPE,
    request: Body { wrapper: None, object: AgentSignIn::TABLE },
    reply: Body { wrapper: None, object: AgentSignInReply::TABLE },
    result_codes: ResultCodes { member: "retcode", known: RESULT_CODES, others: None },
    statuses: &[],
    events: Some(Events {
        member: "status",
        by_value: &[
            (SignInStatus::Busy.value(), &[OTHER_IN_SERVICE, STATE_READY, SET_NOT_READY]),
            (SignInStatus::Idle.value(), &[OTHER_IN_SERVICE, STATE_READY]),
            (SignInStatus::WrapUp.value(), &[OTHER_IN_SERVICE, STATE_READY, STATE_WORK]),
        ],
    }),
};

const CONTENT_TYPE: &str = "application/json; charset=UTF-8";

choices! {
    /// Type of an agent who signs in (row 6).
    pub enum SignInAgentType: Integer {
        4  Phone      "PC+phone agent"       "PC+Phone 座席";
        11 VideoPhone "PC+phone video agent" "PC+Phone 视频座席";
    }
}

choices! {
    /// Status after signing in (row 7).
    pub enum SignInStatus: Integer {
        3 Busy   "busy"    "示忙";
        4 Idle   "idle"    "空闲";
        5 WrapUp "wrap-up" "整理态";
    }
}

choices! {
    /// An event that a sign-in triggers.
    pub enum AgentEvent: Text {
        "AgentOther_InService"           OtherInService     "the agent is in service" "座席服务中";
        "AgentState_Ready"               StateReady         "the agent is ready"      "座席就绪";
        "AgentState_SetNotReady_Success" SetNotReadySuccess "the agent is busy"       "座席示忙成功";
        "AgentState_Work"                StateWork          "the agent is in wrap-up" "座席进入整理态";
    }
}

const OTHER_IN_SERVICE: &str = AgentEvent::OtherInService.value();
const STATE_READY: &str = AgentEvent::StateReady.value();
const SET_NOT_READY: &str = AgentEvent::SetNotReadySuccess.value();
const STATE_WORK: &str = AgentEvent::StateWork.value();

impl SignInStatus {
    /// The events that a successful sign-in with this status triggers, in their order.
    #[must_use]
    pub fn events(self) -> Vec<AgentEvent> {
        let events = AGENT_SIGN_IN.events.map_or(&[][..], |events| events.of(self.value()));
        events.iter().filter_map(|event| AgentEvent::from_value(event)).collect()
    }
}

/// Reading R5: the page's own example writes booleans and integers as strings.
const BOOLEAN: Kind = Kind::Boolean { or_text: true };

request! {
    AGENT_SIGN_IN, AgentSignInBuilder,
    /// An agent's sign-in (table 3).
    pub struct AgentSignIn {
    //  row   parameter        field                                 type and limits                       description                                                  default
        "1"   "password"       password: mandatory Secret            = Text::up_to(32).can_be_empty().kind(), "Agent password: at most 32 characters; can be empty.";
        "2"   "phonenum"       phonenum: optional String             = Text::up_to(24).kind(),              "Agent phone number: at most 24 characters.";
        "3"   "autoanswer"     autoanswer: optional bool             = BOOLEAN,                             "Whether to enable automatic answering.",                       default(Literal::Boolean(true));
        "4"   "autoenteridle"  autoenteridle: optional bool          = BOOLEAN,                             "Whether to enter the idle state automatically.",               default(Literal::Boolean(true));
        "5"   "releasephone"   releasephone: optional bool           = BOOLEAN,                             "Whether an agent enters the non-always-off-hook state (the phone is hung up after the call ends) after the agent hangs up.", default(Literal::Boolean(true));
        "6"   "agenttype"      agenttype: optional SignInAgentType   = Integer::choice(SignInAgentType::CHOICES).or_text().kind(), "Type of the agent who signs in.",       default(Literal::Integer(4));
        "7"   "status"         status: optional SignInStatus         = Integer::choice(SignInStatus::CHOICES).or_text().kind(), "Status after an agent signs in.",          default(Literal::Integer(4));
        "8"   "ip"             ip: optional String                   = Text::up_to(15).shaped(Format::Ipv4).kind(), "Agent IP address: at most 15 characters. IPv6 addresses are not supported.", default(Literal::Text("127.0.0.1"));
        "9"   "entryIp"        entry_ip: optional String             = Text::ANY.kind(),                    "IP address of the gateway to which the agent client application connects.";
        "10"  "phonelinkage"   phonelinkage: optional bool           = BOOLEAN,                             "Whether to enable phone linkage (connection and hardphone linkage control).", default(Literal::Boolean(false));
        "11"  "checkInWebm"    check_in_webm: optional bool          = BOOLEAN,                             "Whether to sign in to the WebM media server.",                 default(Literal::Boolean(true));
        "12"  "checkInMailm"   check_in_mailm: optional bool         = BOOLEAN,                             "Whether to sign in to the MailM server.",                      default(Literal::Boolean(false)), advises(Literal::Boolean(true), &Rule::MailmUnsupported {});
        "13"  "vcPhoneNumber"  vc_phone_number: optional String      = Text::up_to(24).kind(),              "VC number: at most 24 characters.";
        "14"  "listenStatus"   listen_status: optional bool          = BOOLEAN,                             "Whether an inspector listens to the sign-in and sign-out operations of an agent.", default(Literal::Boolean(false));
    }
}

message! {
    /// What a successful sign-in gives (row 3).
    pub struct AgentSignInResult {
    //  row    parameter         field                                             type and limits                         description
        "3.1"  "vdnid"           vdnid: optional String                            = Text::ANY.kind(),                     "VDN ID.";
        "3.2"  "workno"          workno: optional String                           = Text::ANY.kind(),                     "Agent ID.";
        "3.3"  "mediatype"       mediatype: optional Open<MediaServers>            = Text::of(Format::MediaType).kind(),   "Whether the agent successfully signs in to the CTI Server, WebM, and MailM: T indicates success and F indicates failure.";
        "3.4"  "loginTime"       login_time: optional Open<SignInTime>             = Text::of(Format::Milliseconds).kind(), "Sign-in time, in milliseconds since 1970-01-01 UTC.";
        "3.5"  "isForceChange"   is_force_change: optional Open<bool>              = Text::choice(FORCE_CHANGE).kind(),    "Whether the agent must change the password after sign-in. The value true is recommended.", advises(Literal::Text("false"), &Rule::PasswordNotForced {});
        "3.6"  "serverName"      server_name: optional String                      = Text::ANY.kind(),                     "Cluster name of the CC-Gateway to which an agent signs in.";
        "3.7"  "timeRemaining"   time_remaining: optional Open<PasswordValidity>   = Text::of(Format::RemainingDays).kind(), "Remaining password validity period, from 0 to 180 days. An empty string indicates that the agent password never expires.", advises(Literal::Text(""), &Rule::PasswordNeverExpires {});
    }
}

message! {
    /// The answer to a sign-in (table 4).
    pub struct AgentSignInReply {
    //  row  parameter  field                                  type and limits                             description
        "1"  "message"  message: optional String               = Text::ANY.kind(),                         "Description.";
        "2"  "retcode"  retcode: mandatory String              = Text::ANY.kind(),                         "Error code.";
        "3"  "result"   result: optional AgentSignInResult     = Kind::Object(AgentSignInResult::TABLE),   "Object in the returned result after a successful query.";
    }
}

const FORCE_CHANGE: &[Choice] = &[
    Choice {
        value: Literal::Text("true"),
        name: "True",
        label: Wording { english: "the agent must change the password", chinese: "座席必须修改密码" },
    },
    Choice {
        value: Literal::Text("false"),
        name: "False",
        label: Wording { english: "the agent need not change the password", chinese: "座席无需修改密码" },
    },
];

/// The servers that an agent signed in to (reply row 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MediaServers {
    /// The CTI Server: only then can voice business be processed.
    pub cti_server: bool,
    /// The WebM: only then can text chat business be processed.
    pub webm: bool,
    /// The MailM, to which an agent cannot sign in at present.
    pub mailm: bool,
}

impl ReplyValue for MediaServers {
    const JSON_TYPE: JsonType = JsonType::String;

    fn read(scalar: &Scalar<'_>) -> Option<Self> {
        let Scalar::Text(text) = scalar else { return None };
        let [cti_server, webm, mailm] = text.as_bytes() else { return None };
        let signed_in = |letter: &u8| match letter {
            b'T' => Some(true),
            b'F' => Some(false),
            _ => None,
        };
        Some(Self { cti_server: signed_in(cti_server)?, webm: signed_in(webm)?, mailm: signed_in(mailm)? })
    }

    fn write(&self) -> Scalar<'_> {
        let letters = [self.cti_server, self.webm, self.mailm].map(|signed_in| if signed_in { 'T' } else { 'F' });
        Scalar::Text(letters.into_iter().collect())
    }
}

/// The time of a sign-in (reply row 3.4).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SignInTime(String);

impl SignInTime {
    /// The digits as they came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Milliseconds since 1970-01-01 UTC; `None` where they do not fit 64 bits.
    #[must_use]
    pub fn milliseconds(&self) -> Option<i64> {
        self.0.parse().ok()
    }
}

impl ReplyValue for SignInTime {
    const JSON_TYPE: JsonType = JsonType::String;

    fn read(scalar: &Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Text(text) if Format::Milliseconds.matches(text) => Some(Self(text.to_string())),
            _ => None,
        }
    }

    fn write(&self) -> Scalar<'_> {
        Scalar::Text(Cow::Borrowed(&self.0))
    }
}

/// How long an agent's password is valid (reply row 3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PasswordValidity {
    /// So many days, from 0 to 180.
    Days(u8),
    /// For ever, which may be a security risk.
    NeverExpires,
}

impl ReplyValue for PasswordValidity {
    const JSON_TYPE: JsonType = JsonType::String;

    fn read(scalar: &Scalar<'_>) -> Option<Self> {
        let Scalar::Text(text) = scalar else { return None };
        if text.is_empty() {
            return Some(Self::NeverExpires);
        }
        if !Format::RemainingDays.matches(text) {
            return None;
        }
        text.parse().ok().map(Self::Days)
    }

    fn write(&self) -> Scalar<'_> {
        Scalar::Text(match self {
            Self::Days(days) => days.to_string().into(),
            Self::NeverExpires => "".into(),
        })
    }
}

const CORRECT: Wording = Wording { english: "correct the request", chinese: "修正请求" };
const RETRY: Wording = Wording { english: "retry later", chinese: "稍后重试" };
const ASK: Wording = Wording { english: "ask the administrator", chinese: "联系管理员" };

macro_rules! result_codes {
    ($($code:literal $english:literal $chinese:literal, $action:expr;)+) => {
        &[$(ResultCode {
            code: $code,
            meaning: Wording { english: $english, chinese: $chinese },
            action: $action,
        }),+]
    };
}

/// The page lists the codes without meaning; the meanings are the vendor's, from its other pages and its sample code.
const RESULT_CODES: &[ResultCode] = result_codes! {
    "0"       "success"                                                      "成功",                          None;
    "100-001" "a sign-in parameter is empty or invalid"                      "签入参数为空或无效",            Some(CORRECT);
    "100-002" "the agent has already signed in"                              "座席已签入",                    Some(Wording { english: "sign in by force, or sign out first", chinese: "强制签入，或先签出" });
    "100-003" "the resource or provider is unavailable (call control error)" "资源或提供者不可用（呼叫控制错误）", Some(RETRY);
    "100-004" "wrong user name or password"                                  "用户名或密码错误",              Some(CORRECT);
    "100-007" "internal error, or the agent service cannot be reached"       "内部错误，或无法连接座席服务",  Some(RETRY);
    "100-012" "wrong agent type"                                             "座席类型错误",                  Some(CORRECT);
    "100-015" "already signed in and may not be forced out"                  "已签入且不允许强制签出",        Some(Wording { english: "wait, then retry", chinese: "等待后重试" });
    "100-016" "invalid agent IP address"                                     "座席 IP 地址无效",              Some(CORRECT);
    "110-016" "the account is locked"                                        "账号已锁定",                    Some(ASK);
    "999-001" "server configuration error: invalid agent service URL"        "服务器配置错误：座席服务 URL 无效", Some(ASK);
};

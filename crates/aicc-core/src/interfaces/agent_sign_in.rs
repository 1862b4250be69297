//! `PUT /agentgateway/resource/onlineagent/{agentid}/loginex`: an agent signs in to the platform.
//!
//! The vendor's page "Signing In to the Platform by an Agent". The edition of 2025-11-13 widens `agentid` (reading R16).

use std::borrow::Cow;

use crate::language::Wording;
use crate::message::reply_value::{ReplyField, ReplyValue};
use crate::spec::rule::Rule;
use crate::message::secret::Secret;
use crate::message::slot::Scalar;
use crate::spec::*;

/// `PUT /agentgateway/resource/onlineagent/{agentid}/loginex`: an agent signs in to the platform.
pub static AGENT_SIGN_IN: Interface = Interface {
    name: "loginex",
    document: Document {
        title: Wording {
            english: "Signing In to the Platform by an Agent",
            chinese: "座席签入平台",
        },
        summary: Wording {
            english: "The agent signs in to the call control server only, not to a media server, so no license is occupied.",
            chinese: "座席只签入呼叫控制服务器，不签入媒体服务器，因此不占用许可。",
        },
    },
    method: Method::Put,
    service: Service::AgentGateway,
    path: "/agentgateway/resource/onlineagent/{agentid}/loginex",
    path_parameters: &table! {
        Path, PATH_PARAMETERS,
    //  row   parameter       field                                   type and limits
        "p1"  "agentid"       agent_id: mandatory String              = Text::of(Format::Decimal).range(101, ByEdition::of(59_999, 999_999)).kind();
              en "Agent ID";
              zh "座席工号";
    },
    headers: &table! {
        Headers, HEADERS,
    //  row   header          field                                   type and limits
        "h1"  "Content-Type"  content_type: mandatory String          = Text::of(Format::ContentType).kind(), default(Literal::Text(CONTENT_TYPE));
              en "Content type", "It is the coding mode of the message body.";
              zh "内容类型", "消息体编码方式。";
    },
    content_type: CONTENT_TYPE,
    request: Body { wrapper: None, object: AgentSignIn::TABLE },
    key: &["phonenum"],
    unique: None,
    reply: Body { wrapper: None, object: AgentSignInReply::TABLE },
    result_codes: ResultCodes { member: "retcode", known: RESULT_CODES, further: FURTHER_CODES, others: None },
    statuses: &[],
    events: Some(Events {
        member: "status",
        by_value: &[
            (SignInStatus::Busy.value(), &[OTHER_IN_SERVICE, STATE_READY, SET_NOT_READY]),
            (SignInStatus::Idle.value(), &[OTHER_IN_SERVICE, STATE_READY]),
            (SignInStatus::WrapUp.value(), &[OTHER_IN_SERVICE, STATE_READY, STATE_WORK]),
        ],
    }),
    links: &[],
    examples: EXAMPLES,
};

const PATH_PARAMETERS: Wording = Wording { english: "Path parameters.", chinese: "路径参数。" };

const HEADERS: Wording =
    Wording { english: "Parameters in the request message header (table 2).", chinese: "请求消息头参数（表 2）。" };

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
        "AgentOther_InService"           OtherInService     "the agent begins to sign in" "座席开始执行签入动作";
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
    zh "座席签入（表 3）。"
    pub struct AgentSignIn {
    //  row   parameter        field                                 type and limits
        "1"   "password"       password: mandatory Secret            = Text::up_to(32).can_be_empty().kind();
              en "Agent password";
              zh "座席密码";
        "2"   "phonenum"       phonenum: optional String             = Text::up_to(24).kind();
              en "Agent phone number";
              zh "座席电话号码";
        "3"   "autoanswer"     autoanswer: optional bool             = BOOLEAN, default(Literal::Boolean(true));
              en "Automatic answering";
              zh "自动应答";
        "4"   "autoenteridle"  autoenteridle: optional bool          = BOOLEAN, default(Literal::Boolean(true));
              en "Automatic idle state", "Whether to enter the idle state automatically.";
              zh "自动进入空闲态", "是否自动进入空闲态。";
        "5"   "releasephone"   releasephone: optional bool           = BOOLEAN, default(Literal::Boolean(true));
              en "Phone release", "Whether an agent enters the non-always-off-hook state (the phone is hung up after the call ends) after the agent hangs up.";
              zh "释放话机", "座席挂机后是否进入非长通态（通话结束后话机挂断）。";
        "6"   "agenttype"      agenttype: optional SignInAgentType   = Integer::choice(SignInAgentType::CHOICES).or_text().kind(), default(Literal::Integer(4));
              en "Agent type", "It is the type of the agent who signs in.";
              zh "座席类型", "签入座席的类型。";
        "7"   "status"         status: optional SignInStatus         = Integer::choice(SignInStatus::CHOICES).or_text().kind(), default(Literal::Integer(4));
              en "Status after sign-in";
              zh "签入后的状态";
        "8"   "ip"             ip: optional String                   = Text::up_to(15).shaped(Format::Ipv4).kind(), default(Literal::Text("127.0.0.1"));
              en "Agent IP address", "IPv6 addresses are not supported.";
              zh "座席 IP 地址", "不支持 IPv6 地址。";
        "9"   "entryIp"        entry_ip: optional String             = Text::ANY.kind();
              en "Gateway IP address", "It is the IP address of the gateway to which the agent client application connects.";
              zh "接入网关 IP 地址", "座席客户端应用接入的网关的 IP 地址。";
        "10"  "phonelinkage"   phonelinkage: optional bool           = BOOLEAN, default(Literal::Boolean(false));
              en "Phone linkage", "Whether to enable phone linkage (connection and hardphone linkage control).";
              zh "话机联动", "是否启用话机联动（连接与硬话机的联动控制）。";
        "11"  "checkInWebm"    check_in_webm: optional bool          = BOOLEAN, default(Literal::Boolean(true));
              en "Sign-in to WebM", "Whether to sign in to the WebM media server.";
              zh "签入 WebM", "是否签入 WebM 媒体服务器。";
        "12"  "checkInMailm"   check_in_mailm: optional bool         = BOOLEAN, default(Literal::Boolean(false)), advises(Literal::Boolean(true), &Rule::MailmUnsupported {});
              en "Sign-in to MailM", "Whether to sign in to the MailM server.";
              zh "签入 MailM", "是否签入 MailM 服务器。";
        "13"  "vcPhoneNumber"  vc_phone_number: optional String      = Text::up_to(24).kind();
              en "VC number";
              zh "VC 号码";
        "14"  "listenStatus"   listen_status: optional bool          = BOOLEAN, default(Literal::Boolean(false));
              en "Listening", "Whether an inspector listens to the sign-in and sign-out operations of an agent.";
              zh "监听状态", "质检员是否监听座席的签入和签出操作。";
    }
}

message! {
    /// The result of a successful sign-in (row 3).
    zh "签入成功后返回的结果（第 3 行）。"
    pub struct AgentSignInResult {
    //  row    parameter         field                                             type and limits
        "3.1"  "vdnid"           vdnid: optional String                            = Text::ANY.kind();
              en "VDN ID";
              zh "VDN ID";
        "3.2"  "workno"          workno: optional String                           = Text::ANY.kind();
              en "Agent ID";
              zh "座席工号";
        "3.3"  "mediatype"       mediatype: optional ReplyField<MediaServers>            = Text::of(Format::MediaType).kind();
              en "Media servers", "Whether the agent successfully signs in to the CTI Server, WebM, and MailM: T indicates success and F indicates failure.";
              zh "媒体服务器", "座席是否成功签入 CTI Server、WebM 和 MailM：T 表示成功，F 表示失败。";
        "3.4"  "loginTime"       login_time: optional ReplyField<SignInTime>             = Text::of(Format::Milliseconds).kind();
              en "Sign-in time", "It is in milliseconds since 1970-01-01 UTC.";
              zh "签入时间", "自 1970-01-01 UTC 起的毫秒数。";
        "3.5"  "isForceChange"   is_force_change: optional ReplyField<bool>              = Text::choice(FORCE_CHANGE).kind(), advises(Literal::Text("false"), &Rule::PasswordNotForced {});
              en "Forced password change", "Whether the agent must change the password after sign-in. The value true is recommended.";
              zh "强制修改密码", "座席签入后是否必须修改密码。建议取值为 true。";
        "3.6"  "serverName"      server_name: optional String                      = Text::ANY.kind();
              en "Cluster name", "It is the name of the CC-Gateway cluster to which an agent signs in.";
              zh "集群名称", "座席签入的 CC-Gateway 集群的名称。";
        "3.7"  "timeRemaining"   time_remaining: optional ReplyField<PasswordValidity>   = Text::of(Format::RemainingDays).kind(), advises(Literal::Text(""), &Rule::PasswordNeverExpires {});
              en "Remaining password validity", "It is in days, from 0 to 180. An empty string indicates that the agent password never expires.";
              zh "密码剩余有效期", "单位为天，取值范围为 0～180。空字符串表示座席密码永不过期。";
    }
}

message! {
    /// The reply to a sign-in (table 4).
    zh "签入的响应（表 4）。"
    pub struct AgentSignInReply {
    //  row  parameter  field                                  type and limits
        "1"  "message"  message: optional String               = Text::ANY.kind(), other_name("msg");
              en "Description";
              zh "描述";
        "2"  "retcode"  retcode: mandatory String              = Text::ANY.kind();
              en "Error code";
              zh "错误码";
        "3"  "result"   result: optional AgentSignInResult     = Kind::Object(AgentSignInResult::TABLE);
              en "Returned result", "It is the object in the returned result after a successful query.";
              zh "返回结果", "查询成功后返回结果中的对象。";
    }
}

const FORCE_CHANGE: &[Choice] = &[
    Choice {
        value: Literal::Text("true"),
        name: "True",
        label: Wording { english: "the agent must change the password", chinese: "座席必须修改密码" },
        synonyms: &[],
    },
    Choice {
        value: Literal::Text("false"),
        name: "False",
        label: Wording { english: "the agent need not change the password", chinese: "座席无需修改密码" },
        synonyms: &[],
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
    /// Returns the digits as the platform sent them.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the milliseconds since 1970-01-01 UTC; `None` if they do not fit in 64 bits.
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
    /// A number of days from 0 to 180.
    Days(u8),
    /// Without end, which may be a security risk.
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

const CORRECT: Wording = Wording { english: "correct the request", chinese: "请修正请求参数" };
const ASK: Wording = Wording { english: "ask the administrator", chinese: "请联系管理员" };

macro_rules! result_codes {
    ($($code:tt $english:literal $chinese:literal, $action:expr;)+) => {
        &[$(ResultCode {
            code: $code,
            meaning: Wording { english: $english, chinese: $chinese },
            action: $action,
        }),+]
    };
}

/// The result code of a sign-in of an agent who has already signed in.
pub const ALREADY_SIGNED_IN: &str = "100-002";

/// The page lists the codes without meaning; the meanings are the vendor's, from its other pages and its sample code.
const RESULT_CODES: &[ResultCode] = result_codes! {
    "0"       "success"                                                      "成功",                          None;
    "100-001" "a sign-in parameter is empty or invalid"                      "签入参数为空或无效",            Some(CORRECT);
    ALREADY_SIGNED_IN "the agent has already signed in"                              "座席已签入",                    Some(Wording { english: "sign in by force, or sign out first", chinese: "请强制签入，或先签出" });
    "100-003" "the resource or provider is unavailable (CTI error)"          "资源或服务提供方不可用（CTI 异常）", Some(RETRY_LATER);
    "100-004" "wrong user name or password"                                  "用户名或密码错误",              Some(CORRECT);
    "100-007" "internal error, or the agent service cannot be reached"       "内部错误，或无法连接座席服务",  Some(RETRY_LATER);
    "100-012" "wrong agent type"                                             "座席类型错误",                  Some(CORRECT);
    "100-015" "already signed in and cannot be forced out"                   "已签入且不能强制签出",          Some(Wording { english: "sign out where the agent is signed in, or ask the administrator", chinese: "请在座席已签入的地方签出，或联系管理员" });
    "100-016" "invalid agent IP address"                                     "座席 IP 地址无效",              Some(CORRECT);
    "110-016" "the account is locked"                                        "账号已锁定",                    Some(ASK);
    "999-001" "server configuration error: invalid agent service URL"        "服务器配置错误：WAS 地址无效", Some(ASK);
};

/// Codes of the vendor's general table of gateway codes that the page does not list.
const FURTHER_CODES: &[ResultCode] = result_codes! {
    "000-002" "the URL or a parameter is invalid"                            "URL 或参数无效",                Some(CORRECT);
    "000-003" "no permission, or the session has expired"                    "没有权限，或会话已过期",        Some(Wording { english: "sign in again", chinese: "请重新签入" });
    "000-004" "the system is being switched over"                            "系统正在倒换",                  Some(RETRY_LATER);
    "000-007" "the interface is called again before it answered"             "接口尚未返回响应，就被再次调用", Some(Wording { english: "wait for the answer", chinese: "请等待响应" });
    "100-011" "a sign-in parameter is invalid"                               "签入参数无效",                  Some(CORRECT);
    "100-013" "the bound phone number is invalid"                            "绑定的电话号码无效",            Some(CORRECT);
    "100-014" "the phone number is not in the configured range"              "电话号码不在配置的范围内",      Some(CORRECT);
    "100-017" "unified portal authentication failed"                         "统一门户鉴权失败",              Some(ASK);
    "100-018" "the VDN does not match"                                       "VDN 不匹配",                    Some(ASK);
};

const EXAMPLES: &[Example] = &[Example {
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

//! `POST /apiaccess/rest/cc-management/v1/agentAccount/create`: create a single agent account.
//!
//! The vendor's page "Creating a Single Agent Account (agentAccount/create)", edition of 2023-09-27.

use crate::interfaces::configuration_service::*;
use crate::language::Wording;
use crate::message::reply_value::ReplyField;
use crate::message::secret::Secret;
use crate::spec::*;

/// `POST /apiaccess/rest/cc-management/v1/agentAccount/create`: create a single agent account.
pub static AGENT_ACCOUNT_CREATE: Interface = Interface {
    name: "agentAccount/create",
    document: Document {
        title: Wording {
            english: "Creating a Single Agent Account (agentAccount/create)",
            chinese: "创建单个座席账号（agentAccount/create）",
        },
        summary: Wording {
            english: "Create a single agent account. The skills parameter is related to the skill queue.",
            chinese: "创建单个座席账号。skills 参数与技能队列相关。",
        },
    },
    method: Method::Post,
    service: Service::Configuration,
    path: "/apiaccess/rest/cc-management/v1/agentAccount/create",
    path_parameters: &table! { Path, PATH_PARAMETERS, },
    headers: &table! {
        Headers, HEADERS,
    //  row   header          field                                   type and limits
        "h1"  "x-app-key"     app_key: optional Secret                = Text::of(Format::AppKey).kind();
              en "App key", "It is the user ID.";
              zh "App Key", "用户标识。";
        "h2"  "Authorization" authorization: mandatory Secret         = Text::of(Format::Bearer).kind();
              en "Authentication field";
              zh "鉴权字段";
    },
    content_type: CONTENT_TYPE,
    request: Body { wrapper: Some(REQUEST_WRAPPER), object: AgentAccountCreate::TABLE },
    key: &["userAccount"],
    unique: Some("userAccount"),
    reply: Body { wrapper: Some(REPLY_WRAPPER), object: AgentAccountCreateReply::TABLE },
    result_codes: ResultCodes { member: "resultCode", known: &[SUCCEEDED, FAILED], further: &[], others: None },
    statuses: &[BAD_REQUEST, UNAUTHORIZED, NOT_FOUND, BUSINESS_FAILURE],
    events: None,
    links: &[
        Link {
            to: "queryAgentInfoByAccount",
            values: &[("accountCode", LinkedValue::OfRequest("/userAccount"))],
        },
        Link {
            to: "loginex",
            values: &[
                ("agentid", LinkedValue::OfReply("/workNo")),
                ("password", LinkedValue::OfRequest("/password")),
            ],
        },
    ],
    examples: EXAMPLES,
};

const REQUEST_WRAPPER: Wrapper = Wrapper {
    row: "1",
    name: "requestParam",
    label: Wording { english: "Request parameter object", chinese: "请求参数对象" },
};

const REPLY_WRAPPER: Wrapper =
    Wrapper { row: "1", name: "schema", label: Wording { english: "Successful request", chinese: "请求成功" } };

/// Row 1.1: letters, digits and `@.-_`.
const ACCOUNT: Characters = Characters::Only(&CharacterSet::of("@.-_").and_letters_and_digits());

/// Row 1.2.
const NAME: Characters = Characters::NoneOf(&CharacterSet::of("\"[]'&()=;<>,"));

/// Row 1.3: letters, digits and the listed special characters. The page prints `¦` where the ASCII `|` is meant: both
/// are accepted (reading R7).
const PASSWORD: Characters =
    Characters::Only(&CharacterSet::of("~`!@#$%^*()-+_=\\|,./<>?;':\"[]{}\\&").and_letters_and_digits().and(&['¦']));

choices! {
    /// Type of an agent account (row 1.5).
    pub enum AgentType: Integer {
        4  Audio      "audio agent"      "音频座席" or "voice agent" "voice" "音频" "语音座席" "语音";
        5  Multimedia "multimedia agent" "多媒体座席" or "多媒体";
        11 Video      "video agent"      "视频座席" or "视频";
        99 Versatile  "versatile agent"  "全能座席" or "全能";
    }
}

choices! {
    /// Role of an agent (row 1.6).
    pub enum AgentRole: Integer {
        2 Agent        "agent"               "话务员";
        3 Inspector    "inspector"           "质检员";
        4 OutboundCall "outbound call agent" "外呼座席" or "outbound agent" "outbound" "外呼";
    }
}

message! {
    /// One skill of an agent (row 1.7).
    zh "座席的一项技能（第 1.7 行）。"
    pub struct Skill {
    //  row      parameter      field                         type and limits
        "1.7.1"  "skillId"      skill_id: optional i64        = Integer::ANY.kind(), skill_queue(SkillQueueRole::QueueId), synonyms(&["技能 ID"]);
              en "Skill queue ID", "It is obtained using the querySkills interface.";
              zh "技能队列 ID", "通过 querySkills 接口获取。";
        "1.7.2"  "agentWeight"  agent_weight: optional i64    = Integer::at_least(1).kind();
              en "Agent weight", "A larger weight indicates a higher priority.";
              zh "座席权重", "权重越高，优先级越高。";
        "1.7.3"  "skillWeight"  skill_weight: optional i64    = Integer::at_least(1).kind();
              en "Skill queue weight";
              zh "技能队列权重";
    }
}

request! {
    AGENT_ACCOUNT_CREATE, AgentAccountCreateBuilder,
    /// An agent account to create (table 2).
    zh "待创建的座席账号（表 2）。"
    pub struct AgentAccountCreate {
    //  row    parameter      field                               type and limits
        "1.1"  "userAccount"  user_account: mandatory String      = Text::from_to(6, 50).with(ACCOUNT).kind(), synonyms(&["Account", "账号"]);
              en "Agent account";
              zh "座席账号";
        "1.2"  "userName"     user_name: mandatory String         = Text::up_to(20).with(NAME).kind(), synonyms(&["Name", "姓名"]);
              en "Agent name";
              zh "座席名称";
        "1.3"  "password"     password: mandatory Secret          = Text::password(PASSWORD).kind();
              en "Password", "The password rule group of the tenant applies.";
              zh "密码", "适用租户的密码规则组。";
        "1.4"  "email"        email: mandatory String             = Text::of(Format::Email).parts(64, 255, 63).kind(), synonyms(&["邮箱", "电子邮箱"]);
              en "Email address";
              zh "邮箱地址";
        "1.5"  "agentType"    agent_type: mandatory AgentType     = Integer::choice(AgentType::CHOICES).kind(), skill_queue(SkillQueueRole::AgentType);
              en "Agent type";
              zh "座席类型";
        "1.6"  "ccRoleId"     cc_role_id: mandatory AgentRole     = Integer::choice(AgentRole::CHOICES).kind(), synonyms(&["Agent role", "Role", "座席角色", "角色"]);
              en "Agent role ID";
              zh "座席角色 ID";
        "1.7"  "skills"       skills: optional Vec<Skill>         = SKILLS, synonyms(&["Skill", "技能"]);
              en "Skill parameter group", "The skill queue type must be the same as the agent type.";
              zh "技能参数组", "技能队列类型必须与座席类型一致。";
        "1.8"  "phone"        phone: optional String              = Text::up_to(25).kind(), synonyms(&["Telephone", "电话"]);
              en "Phone number";
              zh "电话号码";
    }
}

const SKILLS: Kind = Kind::Array(Array { element: &Kind::Object(Skill::TABLE), maximum: None });

message! {
    /// The reply to the creation of an agent account (table 3).
    zh "创建座席账号的响应（表 3）。"
    pub struct AgentAccountCreateReply {
    //  row    parameter        field                                 type and limits
        "1.1"  "resultCode"     result_code: mandatory String         = Text::ANY.kind();
              en "Result code", "The value 0 indicates success and 1 indicates failure.";
              zh "结果码", "0 表示成功，1 表示失败。";
        "1.2"  "resultMessage"  result_message: expected String       = Text::ANY.kind();
              en "Related message";
              zh "相关信息";
        "1.3"  "workNo"         work_no: optional ReplyField<i64>           = Integer::ANY.kind();
              en "Agent ID";
              zh "座席工号";
    }
}

const EXAMPLES: &[Example] = &[Example {
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

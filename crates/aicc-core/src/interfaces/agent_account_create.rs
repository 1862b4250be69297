//! `POST /apiaccess/rest/cc-management/v1/agentAccount/create`: create a single agent account.
//!
//! The vendor's page "Creating a Single Agent Account (agentAccount/create)", edition of 2023-09-27.

use crate::interfaces::InterfaceId;
use crate::interfaces::configuration_service::*;
use crate::open::Open;
use crate::request::CloudBody;
use crate::secret::Secret;
use crate::spec::*;

/// `POST /apiaccess/rest/cc-management/v1/agentAccount/create`: create a single agent account.
pub static AGENT_ACCOUNT_CREATE: Interface = Interface {
    id: InterfaceId::AgentAccountCreate,
    name: "agentAccount/create",
    document: Document {
        title: "Creating a Single Agent Account (agentAccount/create)",
        summary: "Create a single agent account. The skills parameter is related to the skill queue.",
    },
    method: Method::Post,
    service: Service::Configuration,
    path: "/apiaccess/rest/cc-management/v1/agentAccount/create",
    path_parameters: &table! { Path, "Path parameters.", },
    headers: &table! {
        Headers, "Request header parameters (table 1).",
    //  row   header          field                                   type and limits            description
        "h1"  "x-app-key"     app_key: optional Secret                = Text::of(Format::AppKey).kind(), "App key field, which is the user ID.";
        "h2"  "Authorization" authorization: mandatory Secret         = Text::of(Format::Bearer).kind(), "Authentication field: Bearer, a space, and the access token.";
    },
    content_type: CONTENT_TYPE,
    request: Body { wrapper: Some(Wrapper { row: "1", name: "requestParam" }), object: AgentAccountCreate::TABLE },
    reply: Body { wrapper: Some(Wrapper { row: "1", name: "schema" }), object: AgentAccountCreateReply::TABLE },
    result_codes: ResultCodes { member: "resultCode", known: &[SUCCEEDED, FAILED], others: None },
    statuses: &[BAD_REQUEST, UNAUTHORIZED, NOT_FOUND, BUSINESS_FAILURE],
    events: None,
};

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
        4  Audio      "audio agent"      "音频座席";
        5  Multimedia "multimedia agent" "多媒体座席";
        11 Video      "video agent"      "视频座席";
        99 Versatile  "versatile agent"  "全能座席";
    }
}

choices! {
    /// Role of an agent (row 1.6).
    pub enum AgentRole: Integer {
        2 Agent        "agent"               "座席";
        3 Inspector    "inspector"           "质检员";
        4 OutboundCall "outbound call agent" "外呼座席";
    }
}

message! {
    /// One skill of an agent (row 1.7).
    pub struct Skill {
    //  row      parameter      field                         type and limits                 description
        "1.7.1"  "skillId"      skill_id: optional i64        = Integer::ANY.kind(),          "Skill queue ID, which is obtained using the querySkills interface.", skill_queue(SkillQueueRole::QueueId);
        "1.7.2"  "agentWeight"  agent_weight: optional i64    = Integer::at_least(1).kind(),  "Agent weight. A larger weight indicates a higher priority. The minimum value is 1.";
        "1.7.3"  "skillWeight"  skill_weight: optional i64    = Integer::at_least(1).kind(),  "Skill queue weight. The minimum value is 1.";
    }
}

request! {
    AGENT_ACCOUNT_CREATE, AgentAccountCreateBuilder,
    /// An agent account to create (table 2).
    pub struct AgentAccountCreate {
    //  row    parameter      field                               type and limits                             description
        "1.1"  "userAccount"  user_account: mandatory String      = Text::from_to(6, 50).with(ACCOUNT).kind(), "Agent account: 6 to 50 characters; only letters, digits, and the special characters @.-_";
        "1.2"  "userName"     user_name: mandatory String         = Text::up_to(20).with(NAME).kind(),         "Agent name: at most 20 characters, and none of the special characters \"[]'&()=;<>,";
        "1.3"  "password"     password: mandatory Secret          = Text::password(PASSWORD).kind(),           "Password: eight characters (default password rule group) of four classes: uppercase letters, lowercase letters, digits, and special characters. It is valid for 90 days.";
        "1.4"  "email"        email: mandatory String             = Text::of(Format::Email).parts(64, 255, 63).kind(), "Email address: at most 64 characters before the @, at most 255 after it, and at most 63 between the dots.";
        "1.5"  "agentType"    agent_type: mandatory AgentType     = Integer::choice(AgentType::CHOICES).kind(), "Agent type.", skill_queue(SkillQueueRole::AgentType);
        "1.6"  "ccRoleId"     cc_role_id: mandatory AgentRole     = Integer::choice(AgentRole::CHOICES).kind(), "Agent role ID.";
        "1.7"  "skills"       skills: optional Vec<Skill>         = SKILLS,                                    "Skill parameter group. The skill queue type must be the same as the agent type.";
        "1.8"  "phone"        phone: optional String              = Text::up_to(25).kind(),                    "Phone number: at most 25 characters.";
    }
}

const SKILLS: Kind = Kind::Array(Array { element: &Kind::Object(Skill::TABLE), maximum: None });

impl CloudBody for AgentAccountCreate {}

message! {
    /// The answer to an agent account that was to be created (table 3).
    pub struct AgentAccountCreateReply {
    //  row    parameter        field                                 type and limits        description
        "1.1"  "resultCode"     result_code: mandatory String         = Text::ANY.kind(),    "Result code: 0 (success) or 1 (failure).";
        "1.2"  "resultMessage"  result_message: expected String       = Text::ANY.kind(),    "Related message.";
        "1.3"  "workNo"         work_no: optional Open<i64>           = Integer::ANY.kind(), "Agent ID.";
    }
}

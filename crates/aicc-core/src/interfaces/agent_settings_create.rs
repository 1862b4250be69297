//! `POST /apiaccess/CC-Management/v1/openapp/agentsettings/create`: create app personal settings.
//!
//! The vendor's page "Creating App Personal Settings (create)", edition of 2023-09-27. The edition of 2025-11-13 swaps
//! the obligation of the two headers (reading R16).

use crate::interfaces::configuration_service::*;
use crate::language::Wording;
use crate::message::secret::Secret;
use crate::spec::*;

/// `POST /apiaccess/CC-Management/v1/openapp/agentsettings/create`: create app personal settings.
pub static AGENT_SETTINGS_CREATE: Interface = Interface {
    name: "agentsettings/create",
    document: Document {
        title: Wording {
            english: "Creating App Personal Settings (create)",
            chinese: "创建 APP 个人设置（create）",
        },
        summary: Wording {
            english: "Create app personal settings for the AppCube.",
            chinese: "为 AppCube 创建 APP 个人设置。",
        },
    },
    method: Method::Post,
    service: Service::Configuration,
    path: "/apiaccess/CC-Management/v1/openapp/agentsettings/create",
    path_parameters: &table! { Path, PATH_PARAMETERS, },
    headers: &table! {
        Headers, HEADERS,
    //  row   header          field                                   type and limits
        "h1"  "X-APP-Key"     app_key: optional Secret                = Text::of(Format::AppKey).kind(), present(MANDATORY_UNTIL_2025);
              en "App key", "It is the user ID.";
              zh "App Key", "用户标识。";
        "h2"  "Authorization" authorization: optional Secret          = Text::of(Format::Bearer).kind(), present(MANDATORY_SINCE_2025);
              en "Authentication field";
              zh "鉴权字段";
    },
    content_type: CONTENT_TYPE,
    request: Body { wrapper: None, object: AgentSettingsCreate::TABLE },
    key: &["userId"],
    unique: None,
    reply: Body { wrapper: None, object: AgentSettingsCreateReply::TABLE },
    result_codes: ResultCodes { member: "returnCode", known: &[SUCCEEDED], further: &[], others: Some(FAILURE) },
    statuses: &[BAD_REQUEST, UNAUTHORIZED, NOT_FOUND, BUSINESS_FAILURE],
    events: None,
    links: &[],
    examples: EXAMPLES,
};

const MANDATORY_UNTIL_2025: ByEdition<Presence> = ByEdition::of(Presence::Mandatory, Presence::Optional);
const MANDATORY_SINCE_2025: ByEdition<Presence> = ByEdition::of(Presence::Optional, Presence::Mandatory);

choices! {
    /// How a call is made (row 1).
    pub enum CallType: Text {
        "0" Direct        "direct call"        "直呼";
        "1" Bidirectional "bidirectional call" "双呼";
        "2" PassThrough   "pass-through call"  "透显呼叫";
    }
}

/// Rows 3 and 4. The comma that separates the numbers when a person types them is not part of a number (reading R10).
const NUMBERS: Kind = Kind::Array(Array { element: &NUMBER, maximum: Some(5) });
const NUMBER: Kind = Text::up_to(15).with(Characters::NoneOf(&CharacterSet::of(","))).kind();

request! {
    AGENT_SETTINGS_CREATE, AgentSettingsCreateBuilder,
    /// App personal settings to create (table 2).
    zh "待创建的 APP 个人设置（表 2）。"
    pub struct AgentSettingsCreate {
    //  row  parameter               field                                     type and limits
        "1"  "callType"              call_type: optional CallType              = Text::choice(CallType::CHOICES).kind();
              en "Call type";
              zh "呼叫类型";
        "2"  "userId"                user_id: mandatory String                 = Text::ANY.kind();
              en "User ID", "It is the value of USER_ID in the t_aicc_pub_appcube_user table.";
              zh "用户 ID", "t_aicc_pub_appcube_user 表中 USER_ID 的值。";
        "3"  "callerPresent"         caller_present: optional Vec<String>      = NUMBERS;
              en "Display number of the called party";
              zh "被叫显示号码";
        "4"  "callNumber"            call_number: optional Vec<String>         = NUMBERS;
              en "Agent softphone number";
              zh "座席软电话号码";
        "5"  "callNumberDefault"     call_number_default: optional String      = Text::up_to(15).kind();
              en "Default softphone number", "It is bound to the agent.";
              zh "默认软电话号码", "与座席绑定。";
        "6"  "callerPresentDefault"  caller_present_default: optional String   = Text::up_to(15).kind();
              en "Default display number", "It is the default display number of the called party.";
              zh "默认显示号码", "被叫的默认显示号码。";
    }
}

message! {
    /// The reply to the creation of app personal settings (table 3).
    zh "创建 APP 个人设置的响应（表 3）。"
    pub struct AgentSettingsCreateReply {
    //  row  parameter     field                               type and limits
        "1"  "id"          id: optional String                 = Text::ANY.kind();
              en "Primary key ID";
              zh "主键 ID";
        "2"  "returnCode"  return_code: mandatory String       = Text::ANY.kind();
              en "Return code", "The value 0 indicates success; other values indicate failure.";
              zh "返回码", "0 表示成功，其他值表示失败。";
        "3"  "returnDesc"  return_desc: optional String        = Text::ANY.kind();
              en "Response result description";
              zh "响应结果描述";
    }
}

const EXAMPLES: &[Example] = &[Example {
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

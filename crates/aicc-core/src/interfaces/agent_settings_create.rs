//! `POST /apiaccess/CC-Management/v1/openapp/agentsettings/create`: create app personal settings.
//!
//! The vendor's page "Creating App Personal Settings (create)", edition of 2023-09-27. The edition of 2025-11-13 swaps
//! the obligation of the two headers (reading R16).

use crate::interfaces::InterfaceId;
use crate::interfaces::configuration_service::*;
use crate::request::CloudBody;
use crate::secret::Secret;
use crate::spec::*;

/// `POST /apiaccess/CC-Management/v1/openapp/agentsettings/create`: create app personal settings.
pub static AGENT_SETTINGS_CREATE: Interface = Interface {
    id: InterfaceId::AgentSettingsCreate,
    name: "agentsettings/create",
    document: Document {
        title: "Creating App Personal Settings (create)",
        summary: "Create app personal settings for the AppCube.",
    },
    method: Method::Post,
    service: Service::Configuration,
    path: "/apiaccess/CC-Management/v1/openapp/agentsettings/create",
    path_parameters: &table! { Path, "Path parameters.", },
    headers: &table! {
        Headers, "Request header parameters (table 1).",
    //  row   header          field                                   type and limits            description
        "h1"  "X-APP-Key"     app_key: optional Secret                = Text::of(Format::AppKey).kind(), "App key, which is the user ID.", present(MANDATORY_UNTIL_2025);
        "h2"  "Authorization" authorization: optional Secret          = Text::of(Format::Bearer).kind(), "Authentication field: Bearer, a space, and the access token.", present(MANDATORY_SINCE_2025);
    },
    content_type: CONTENT_TYPE,
    request: Body { wrapper: None, object: AgentSettingsCreate::TABLE },
    reply: Body { wrapper: None, object: AgentSettingsCreateReply::TABLE },
    result_codes: ResultCodes { member: "returnCode", known: &[SUCCEEDED], others: Some(FAILURE) },
    statuses: &[BAD_REQUEST, UNAUTHORIZED, NOT_FOUND, BUSINESS_FAILURE],
    events: None,
};

const MANDATORY_UNTIL_2025: ByEdition<Presence> = ByEdition::of(Presence::Mandatory, Presence::Optional);
const MANDATORY_SINCE_2025: ByEdition<Presence> = ByEdition::of(Presence::Optional, Presence::Mandatory);

choices! {
    /// How a call is made (row 1).
    pub enum CallType: Text {
        "0" Direct        "direct call"        "直接呼叫";
        "1" Bidirectional "bidirectional call" "双向呼叫";
        "2" PassThrough   "pass-through call"  "透传呼叫";
    }
}

/// Rows 3 and 4. The comma that separates the numbers when a person types them is no part of a number (reading R10).
const NUMBERS: Kind = Kind::Array(Array { element: &NUMBER, maximum: Some(5) });
const NUMBER: Kind = Text::up_to(15).with(Characters::NoneOf(&CharacterSet::of(","))).kind();

request! {
    AGENT_SETTINGS_CREATE, AgentSettingsCreateBuilder,
    /// App personal settings to create (table 2).
    pub struct AgentSettingsCreate {
    //  row  parameter               field                                     type and limits                              description
        "1"  "callType"              call_type: optional CallType              = Text::choice(CallType::CHOICES).kind(),    "Call type.";
        "2"  "userId"                user_id: mandatory String                 = Text::ANY.kind(),                          "User ID: value of USER_ID in the t_aicc_pub_appcube_user table.";
        "3"  "callerPresent"         caller_present: optional Vec<String>      = NUMBERS,                                   "Display number of the called party: at most five numbers of at most 15 characters.";
        "4"  "callNumber"            call_number: optional Vec<String>         = NUMBERS,                                   "Agent softphone number: at most five numbers of at most 15 characters.";
        "5"  "callNumberDefault"     call_number_default: optional String      = Text::up_to(15).kind(),                    "Default softphone number bound to the agent: at most 15 characters.";
        "6"  "callerPresentDefault"  caller_present_default: optional String   = Text::up_to(15).kind(),                    "Default display number of the called party: at most 15 characters.";
    }
}

impl CloudBody for AgentSettingsCreate {}

message! {
    /// The answer to app personal settings that were to be created (table 3).
    pub struct AgentSettingsCreateReply {
    //  row  parameter     field                               type and limits      description
        "1"  "id"          id: optional String                 = Text::ANY.kind(),  "Primary key ID.";
        "2"  "returnCode"  return_code: mandatory String       = Text::ANY.kind(),  "Return code: 0 indicates success, other values failure.";
        "3"  "returnDesc"  return_desc: optional String        = Text::ANY.kind(),  "Response result description.";
    }
}

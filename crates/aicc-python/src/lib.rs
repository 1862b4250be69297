//! The Python module `aicc._aicc`: conversions between Python and the core, and no rule.

mod batch;
mod body;
mod border;
mod check;
mod choice;
mod columns;
mod convert;
mod entries;
mod errors;
mod export;
mod finding;
mod interface;
mod interpreter;
mod json;
mod language;
mod message;
mod messages;
mod objects;
mod plain;
mod profile;
mod received;
mod record;
mod reply;
mod report;
mod request;
mod secret;
mod server;
mod value;
mod values;

/// The compiled half of the package ``aicc``, which re-exports all of it.
// No class changes after it was made, and what is shared is made once: threads need no lock of the interpreter's.
#[pyo3::pymodule(gil_used = false)]
mod _aicc {
    #[pymodule_export]
    use crate::batch::{PyBatchReport, PyFindings, check_source};
    #[pymodule_export]
    use crate::check::{PyFieldReport, check, check_field, check_message};
    #[pymodule_export]
    use crate::choice::{choice_label, triggered_events};
    #[pymodule_export]
    use crate::columns::PyColumns;
    #[pymodule_export]
    use crate::errors::endpoint_message;
    #[pymodule_export]
    use crate::export::{catalogue, explain, json_schema, openapi, rule_codes, rules};
    #[pymodule_export]
    use crate::finding::PyFinding;
    #[pymodule_export]
    use crate::interface::names;
    #[pymodule_export]
    use crate::interpreter::require_first_interpreter;
    #[pymodule_export]
    use crate::messages::{
        PyAgentAccountCreate, PyAgentAccountCreateReply, PyAgentInfo, PyAgentInfoQuery, PyAgentInfoQueryReply,
        PyAgentSettingsCreate, PyAgentSettingsCreateReply, PyAgentSignIn, PyAgentSignInReply, PyAgentSignInResult,
        PySkill,
    };
    #[pymodule_export]
    use crate::profile::{PyPasswordPolicy, PyProfile};
    #[pymodule_export]
    use crate::received::{PyReceivedRequest, read_request};
    #[pymodule_export]
    use crate::reply::{PyReply, read_reply};
    #[pymodule_export]
    use crate::report::PyReport;
    #[pymodule_export]
    use crate::request::PyRequest;
    #[pymodule_export]
    use crate::secret::PySecret;
    #[pymodule_export]
    use crate::server::{PyCloud, PyGateway};
    #[pymodule_export]
    use crate::values::{PyMediaServers, PyPasswordValidity};
}

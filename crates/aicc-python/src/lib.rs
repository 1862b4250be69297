//! The Python module `aicc._aicc`: it converts between Python and the core, and contains no rule.

mod api;
mod applying;
mod batch;
mod classes;
mod command;
mod convert;
mod errors;
mod interpreter;
mod messages;
mod panics;

messages::generated::module_with_messages! {
    /// The compiled part of the package ``aicc``. Import from ``aicc``.
    // Objects never change, and shared values are made once: threads do not need the lock of the interpreter.
    #[pyo3::pymodule(gil_used = false)]
    mod _aicc {
        #[pymodule_export]
        use crate::api::check::{PyFieldReport, check, check_field, check_message};
        #[pymodule_export]
        use crate::api::columns::PyColumns;
        #[pymodule_export]
        use crate::api::export::{catalogue, explain, json_schema, names, openapi, rule_codes, rules};
        #[pymodule_export]
        use crate::api::labels::{choice_label, triggered_events};
        #[pymodule_export]
        use crate::api::received::{PyReceivedRequest, read_request};
        #[pymodule_export]
        use crate::api::reply::{PyReply, read_reply};
        #[pymodule_export]
        use crate::api::sandbox::PyRunningSandbox;
        #[pymodule_export]
        use crate::api::template::template_bytes;
        #[pymodule_export]
        use crate::applying::{PyPlannedRecords, PyRunningApply, plan_source};
        #[pymodule_export]
        use crate::batch::{PyBatchReport, PyFindings, check_source};
        #[pymodule_export]
        use crate::classes::finding::PyFinding;
        #[pymodule_export]
        use crate::classes::immutable::PyImmutable;
        #[pymodule_export]
        use crate::classes::profile::{PyPasswordPolicy, PyProfile};
        #[pymodule_export]
        use crate::classes::reply_values::{PyMediaServers, PyPasswordValidity};
        #[pymodule_export]
        use crate::classes::report::PyReport;
        #[pymodule_export]
        use crate::classes::request::PyRequest;
        #[pymodule_export]
        use crate::classes::secret::PySecret;
        #[pymodule_export]
        use crate::classes::server::{PyCloud, PyGateway};
        #[pymodule_export]
        use crate::command::run_command;
        #[pymodule_export]
        use crate::errors::endpoint_message;
        #[pymodule_export]
        use crate::interpreter::require_first_interpreter;
    }
}

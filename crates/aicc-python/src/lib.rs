//! The Python module `aicc._aicc`: conversions between Python and the core, and no rule.

mod body;
mod check;
mod columns;
mod convert;
mod errors;
mod export;
mod finding;
mod interface;
mod json;
mod language;
mod messages;
mod profile;
mod record;
mod report;
mod secret;
mod value;
mod values;

/// The compiled half of the package ``aicc``, which re-exports all of it.
#[pyo3::pymodule]
mod _aicc {
    #[pymodule_export]
    use crate::check::{PyFieldReport, check, check_field, check_message};
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
    use crate::profile::{PyPasswordPolicy, PyProfile};
    #[pymodule_export]
    use crate::report::PyReport;
    #[pymodule_export]
    use crate::secret::PySecret;
    #[pymodule_export]
    use crate::values::{PyMediaServers, PyPasswordValidity};
}

//! Properties of the verdict on a body, for the tests and for the fuzz targets.

use aicc_core::{AnyRequest, Check, Interface, Profile, Report};
use serde_json::Value;

/// Returns the report on a value, which equals the report on the text that it was parsed from.
pub fn of_value(interface: &'static Interface, value: &Value, profile: &Profile) -> Report {
    let mut parsed = Check::new(interface, profile);
    parsed.body(value).expect("a value can be read");
    parsed.report()
}

/// Building a typed message succeeds exactly if no rule is broken.
pub fn is_message_where_valid(interface: &'static Interface, body: &[u8], profile: &Profile, report: &Report) {
    match AnyRequest::from_json(interface, body, profile) {
        Ok(message) => {
            assert!(report.is_valid(), "{report:?}");
            assert_eq!(message.advice(), report.advice());
        }
        Err(refused) => {
            assert!(!report.is_valid());
            assert_eq!(refused, *report);
        }
    }
}

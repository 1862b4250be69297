//! Laws of the verdict on a body, for the tests and the fuzz targets alike.

use aicc_core::{AnyRequest, Check, Interface, Profile, Report};
use serde_json::Value;

/// The report on a value: by law, that on the text which it was parsed from.
pub fn of_value(interface: &'static Interface, value: &Value, profile: &Profile) -> Report {
    let mut parsed = Check::new(interface, profile);
    parsed.body(value).expect("a value can be read");
    parsed.report()
}

/// A typed message is given exactly where no rule is broken.
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

//! Why a request was refused: what the vendor's replies do not say.

use aicc_core::{Report, Wording};
use serde::{Serialize, Serializer};

/// The header field of a reply that explains it, in the manner [`Manner::Explain`](crate::Manner::Explain). Its value is the
/// JSON of an [`Explanation`] in ASCII.
pub const EXPLANATION_HEADER: &str = "X-AICC-Explanation";

/// Why a request was refused. It never contains the value of a secret.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The HTTP status of the reply.
    pub status: u16,
    /// The result code of the reply, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The reason.
    #[serde(serialize_with = "both_languages")]
    pub reason: Wording,
    /// The report on the request, if it breaks rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
}

fn both_languages<S: Serializer>(wording: &Wording, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map([("en", wording.english), ("zh", wording.chinese)])
}

/// The longest value of the header field, in bytes.
const MAXIMUM_HEADER: usize = 6_000;

impl Explanation {
    /// Returns the header field. A value that is too long for a header says where the explanation is.
    pub(crate) fn header(&self) -> (String, String) {
        let whole = serde_json::to_string(self).unwrap_or_default();
        let value = escaped(&whole);
        let is_short = value.len() <= MAXIMUM_HEADER;
        let value = if is_short { value } else { r#"{"see":"/_aicc/explain"}"#.to_owned() };
        (EXPLANATION_HEADER.to_owned(), value)
    }
}

/// Returns JSON in visible ASCII characters and spaces.
fn escaped(json: &str) -> String {
    let escape = |character: char| {
        let units: Vec<u16> = character.encode_utf16(&mut [0; 2]).to_vec();
        units.into_iter().map(|unit| format!("\\u{unit:04x}")).collect::<String>()
    };
    let visible = |character: char| matches!(character, ' '..='~');
    json.chars().map(|character| if visible(character) { character.to_string() } else { escape(character) }).collect()
}

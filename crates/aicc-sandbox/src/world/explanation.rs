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

//! The error of the library that reads Arrow data. Without the feature `columnar`, no such error can occur.

#[cfg(feature = "columnar")]
mod library {
    pub(crate) use arrow_schema::ArrowError;

    /// Returns the text of an error, for some variants without the name that the library adds.
    pub(crate) fn reason(error: &ArrowError) -> String {
        match error {
            ArrowError::ExternalError(error) => error.to_string(),
            ArrowError::CDataInterface(reason) => reason.clone(),
            other => other.to_string(),
        }
    }
}

#[cfg(not(feature = "columnar"))]
mod library {
    /// An error that cannot occur.
    pub(crate) type ArrowError = std::convert::Infallible;

    /// Returns the text of an error.
    pub(crate) fn reason(error: &ArrowError) -> String {
        error.to_string()
    }
}

pub(crate) use library::{ArrowError, reason};

//! Why a call cannot do what it was asked: the caller's code is wrong, not the message.

use wasm_bindgen::JsValue;

/// An error that JavaScript throws. Its first line is the name of the class, the rest is the sentence.
pub struct Misuse {
    class: &'static str,
    sentence: String,
}

impl Misuse {
    /// Returns a `TypeError`.
    pub(crate) fn of_type(sentence: impl Into<String>) -> Self {
        Self { class: "TypeError", sentence: sentence.into() }
    }

    /// Returns a `RangeError`.
    pub(crate) fn range(sentence: impl Into<String>) -> Self {
        Self { class: "RangeError", sentence: sentence.into() }
    }

    /// Returns an error of a class that `aicc/batch` has. What follows the class is for this class alone.
    #[cfg(feature = "batch")]
    pub(crate) fn of_class(class: &'static str, rest: impl Into<String>) -> Self {
        Self { class, sentence: rest.into() }
    }

    /// Returns an `EndpointError`, whose class is followed by the part that is wrong.
    pub(crate) fn endpoint(error: aicc_core::EndpointError, language: aicc_core::Language) -> Self {
        let class = match error {
            aicc_core::EndpointError::Host => "EndpointError host",
            aicc_core::EndpointError::Port => "EndpointError port",
            aicc_core::EndpointError::Scheme => "EndpointError scheme",
        };
        Self { class, sentence: error.message(language).to_owned() }
    }
}

impl From<aicc_core::NoSuchField> for Misuse {
    fn from(error: aicc_core::NoSuchField) -> Self {
        Self { class: "UnknownFieldError", sentence: error.to_string() }
    }
}

impl From<Misuse> for JsValue {
    fn from(misuse: Misuse) -> Self {
        format!("{}\n{}", misuse.class, misuse.sentence).into()
    }
}

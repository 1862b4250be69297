//! Where the access token of a run comes from.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aicc_apply::{AccessToken, TokenError, TokenSource};
use aicc_core::Secret;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::classes::secret::Credential;
use crate::interpreter::call;

/// The exception of a function that returns tokens.
pub(super) type Raised = Arc<Mutex<Option<PyErr>>>;

/// Returns the source of a token: a text or a `Secret`, or a function that returns one.
pub(super) fn token_source(token: &Bound<'_, PyAny>, raised: &Raised) -> PyResult<TokenSource> {
    if !token.is_callable() {
        return token.extract::<Credential>().map(|token| TokenSource::Fixed(token.0));
    }
    let (function, raised) = (token.clone().unbind(), Arc::clone(raised));
    Ok(TokenSource::Function(Box::new(move || {
        let token = Python::try_attach(|py| call(function.bind(py), ()).and_then(|token| access_token(&token)));
        let mut last = raised.lock().unwrap_or_else(PoisonError::into_inner);
        match token {
            Some(Ok(token)) => {
                *last = None;
                Ok(token)
            }
            Some(Err(error)) => {
                *last = Some(error);
                Err(TokenError::Function("the function for the token raised an exception".to_owned()))
            }
            None => Err(TokenError::Function("the interpreter has ended".to_owned())),
        }
    })))
}

/// Returns the token that a function returned: a text or a `Secret`, or a tuple of it and its seconds of validity.
fn access_token(token: &Bound<'_, PyAny>) -> PyResult<AccessToken> {
    let Ok(pair) = token.cast::<PyTuple>() else {
        return Ok(AccessToken { secret: secret(token)?, lifetime: None });
    };
    // The text of a wrong pair may be a token.
    let misuse = || PyTypeError::new_err("the function for the token must return a token, or a token and its seconds");
    let (token, seconds) = pair.extract::<(Bound<'_, PyAny>, f64)>().map_err(|_| misuse())?;
    let lifetime = Duration::try_from_secs_f64(seconds).map_err(|_| misuse())?;
    Ok(AccessToken { secret: secret(&token)?, lifetime: Some(lifetime) })
}

fn secret(token: &Bound<'_, PyAny>) -> PyResult<Secret> {
    token.extract::<Credential>().map(|token| token.0)
}

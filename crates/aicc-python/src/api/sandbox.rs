//! A sandbox in this process.

use std::net::IpAddr;

use aicc_core::Language;
use aicc_sandbox::{Incoming, Sandbox, SandboxOptions, SandboxSource, Seed, StartError, TlsOptions, WORLD_HEADER};
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::panics::guarded;

/// A sandbox that runs on threads of its own: see ``aicc.Sandbox``.
///
/// Args:
///     seed: The seed, as JSON.
///     address: The IP address to listen on.
///     port: The port; 0 is any that is free.
///     tls: Whether it speaks HTTPS.
///     names: Further host names and IP addresses of its certificate.
///
/// Raises:
///     OSError: The address or port cannot be used.
///     ValueError: The seed or a name is invalid.
#[pyclass(name = "RunningSandbox", module = "aicc._aicc", frozen)]
pub(crate) struct PyRunningSandbox {
    sandbox: Sandbox,
}

#[pymethods]
impl PyRunningSandbox {
    #[new]
    #[pyo3(signature = (seed, *, address, port, tls, names: "list[str]"))]
    fn new(py: Python<'_>, seed: &str, address: &str, port: u16, tls: bool, names: Vec<String>) -> PyResult<Self> {
        guarded(|| {
            let options = SandboxOptions {
                address: address
                    .parse::<IpAddr>()
                    .map_err(|_| PyValueError::new_err("address must be an IP address"))?,
                port,
                tls: tls.then_some(TlsOptions { names }),
                source: SandboxSource::Worlds { seed: Box::new(seed_of(seed)?), snapshot: None },
                ..SandboxOptions::default()
            };
            let sandbox = py.detach(|| Sandbox::start(options)).map_err(|error| start_error(&error))?;
            Ok(Self { sandbox })
        })
    }

    /// The URL without a path.
    #[getter]
    fn url(&self) -> &str {
        self.sandbox.url()
    }

    /// The certificate of the authority in PEM, or ``None`` without HTTPS.
    #[getter]
    fn certificate_pem(&self) -> Option<&str> {
        self.sandbox.certificate_pem()
    }

    /// Returns the status and the body of the reply to a request of a route under ``/_aicc/``, without a connection.
    #[pyo3(signature = (method, path, world, body))]
    fn administer<'py>(
        &self,
        py: Python<'py>,
        method: &str,
        path: &str,
        world: &str,
        body: &[u8],
    ) -> PyResult<(u16, Bound<'py, PyBytes>)> {
        guarded(|| {
            let headers = [(WORLD_HEADER, world)];
            let request = Incoming { method, target: path, headers: &headers, body };
            let reply = py.detach(|| self.sandbox.administer(&request));
            Ok((reply.status, PyBytes::new(py, &reply.body)))
        })
    }

    /// Stops the sandbox. A second call does nothing.
    fn stop(&self, py: Python<'_>) -> PyResult<()> {
        guarded(|| {
            py.detach(|| self.sandbox.stop());
            Ok(())
        })
    }
}

/// Reads a seed. The error has the place and none of the content, which can be a secret.
fn seed_of(json: &str) -> PyResult<Seed> {
    serde_json::from_str(json).map_err(|error| {
        PyValueError::new_err(format!(
            "the seed or a fault is not what a sandbox reads (column {} of its JSON)",
            error.column()
        ))
    })
}

fn start_error(error: &StartError) -> PyErr {
    let sentence = error.message(Language::English);
    match error {
        StartError::Address(..) | StartError::Threads(_) => PyOSError::new_err(sentence),
        StartError::Certificate(_) | StartError::Seed(_) | StartError::Snapshot(_) => PyValueError::new_err(sentence),
    }
}

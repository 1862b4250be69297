//! The interpreter of the process, and calls into Python.

use std::hint;
use std::iter;
use std::mem;
use std::thread;

use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyIterator, PyTuple};

use crate::panics::watch_panics;

/// Prepares the package in the interpreter that imports it. Classes and interned names belong to one interpreter, so
/// that only the first interpreter of a process can import the package.
///
/// Raises:
///     ImportError: Another interpreter of this process has imported the package.
#[pyfunction]
pub(crate) fn require_first_interpreter(py: Python<'_>) -> PyResult<()> {
    static FIRST: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    // Each interpreter has its own.
    let system = py.import("sys")?;
    if FIRST.get_or_init(py, || system.clone().unbind()).is(&system) {
        watch_panics();
        return Ok(());
    }
    Err(PyImportError::new_err(
        "aicc does not support subinterpreters: it is already loaded in another interpreter of this process",
    ))
}

/// Calls into Python without holding Python objects. If the interpreter shuts down during the call, the thread parks
/// instead of unwinding through Rust, which would abort the process.
///
/// At the end of a process, CPython before 3.14 ends a daemon thread as soon as the thread runs Python again: it
/// unwinds the stack without the lock of the interpreter, and a process that unwinds into Rust is aborted.
pub(crate) fn running_python<T, F: FnOnce() -> T>(python: F) -> T {
    let unwound = Unwound;
    // The functions of Python are declared as functions that never unwind. If the compiler saw the call, it would
    // remove the code that runs on unwinding.
    let run: fn(F) -> T = hint::black_box(|python| python());
    let answer = run(python);
    mem::forget(unwound);
    answer
}

struct Unwound;

impl Drop for Unwound {
    fn drop(&mut self) {
        // A panic of Rust continues to unwind.
        while !thread::panicking() {
            thread::park();
        }
    }
}

/// Calls a Python object, which may run Python code.
pub(crate) fn call<'py>(
    callable: &Bound<'py, PyAny>,
    arguments: impl IntoPyObject<'py, Output = Bound<'py, PyTuple>, Error: Into<PyErr>>,
) -> PyResult<Bound<'py, PyAny>> {
    let arguments = arguments.into_pyobject(callable.py()).map_err(Into::into)?;
    running_python(|| callable.call1(&arguments))
}

/// Returns the elements of an iterable, whose iterator may run Python code.
pub(crate) fn each<'py>(iterable: &Bound<'py, PyAny>) -> PyResult<impl Iterator<Item = PyResult<Bound<'py, PyAny>>>> {
    let elements = running_python(|| iterable.try_iter())?.unbind();
    let py = iterable.py();
    Ok(iter::from_fn(move || next_of(&elements, py)))
}

/// Returns the next element of an iterator, which may run Python code.
pub(crate) fn next_of<'py>(iterator: &Py<PyIterator>, py: Python<'py>) -> Option<PyResult<Bound<'py, PyAny>>> {
    let mut iterator = iterator.bind(py).clone();
    running_python(|| iterator.next())
}

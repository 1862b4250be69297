//! The one interpreter of a process, and its end.

use std::hint;
use std::iter;
use std::mem;
use std::thread;

use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyIterator, PyTuple};

use crate::panics::watch_panics;

/// Begins the work of the package in an interpreter. It refuses every interpreter of the process but the first that
/// asks: classes and interned names are those of one interpreter.
///
/// Raises:
///     ImportError: Another interpreter of this process has imported the package.
#[pyfunction]
pub(crate) fn require_first_interpreter(py: Python<'_>) -> PyResult<()> {
    static FIRST: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    // Each interpreter has one of its own.
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
/// When a process ends, CPython before 3.14 ends a daemon thread as soon as it goes on to run Python: its stack is
/// unwound, without the interpreter's lock, and where that meets Rust, the process is aborted.
pub(crate) fn running_python<T, F: FnOnce() -> T>(python: F) -> T {
    let unwound = Unwound;
    // Python's functions are declared as such that never unwind: where the compiler saw the call of one, it would leave out what
    // is to be done then.
    let run: fn(F) -> T = hint::black_box(|python| python());
    let answer = run(python);
    mem::forget(unwound);
    answer
}

struct Unwound;

impl Drop for Unwound {
    fn drop(&mut self) {
        // A panic of Rust goes its way.
        while !thread::panicking() {
            thread::park();
        }
    }
}

/// Calls what may be code of Python's.
pub(crate) fn call<'py>(
    callable: &Bound<'py, PyAny>,
    arguments: impl IntoPyObject<'py, Output = Bound<'py, PyTuple>, Error: Into<PyErr>>,
) -> PyResult<Bound<'py, PyAny>> {
    let arguments = arguments.into_pyobject(callable.py()).map_err(Into::into)?;
    running_python(|| callable.call1(&arguments))
}

/// The elements of an iterable, whose iterator may be code of Python's.
pub(crate) fn each<'py>(iterable: &Bound<'py, PyAny>) -> PyResult<impl Iterator<Item = PyResult<Bound<'py, PyAny>>>> {
    let elements = running_python(|| iterable.try_iter())?.unbind();
    let py = iterable.py();
    Ok(iter::from_fn(move || next_of(&elements, py)))
}

/// The next element of an iterator, which may be code of Python's.
pub(crate) fn next_of<'py>(iterator: &Py<PyIterator>, py: Python<'py>) -> Option<PyResult<Bound<'py, PyAny>>> {
    let mut iterator = iterator.bind(py).clone();
    running_python(|| iterator.next())
}

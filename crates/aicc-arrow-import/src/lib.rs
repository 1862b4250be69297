//! Imports Arrow data from Python capsules, as the [Arrow PyCapsule interface] passes it.
//!
//! A capsule holds a memory address, and only the interface guarantees what is stored there, so reading it is unsafe. This is
//! the only unsafe code of the project. No library does the same: `arrow-pyarrow` 60.1 needs pyo3 0.29, and `pyo3-arrow` 0.20
//! does not compile without the buffer protocol, which a wheel for all versions of CPython from 3.9 cannot use.
//!
//! The data itself is untrusted: it may come from a file of an unknown author. Names, counts, offsets, keys and the lengths of
//! children are checked once, before any code relies on them ([`MalformedColumn`]). Texts may be invalid UTF-8: read them as
//! bytes. One fault cannot be found here, because the interface does not pass the sizes of buffers: a last offset beyond the end
//! of its buffer. The producer is responsible for it; `pyarrow` checks it with `validate`.
//!
//! [Arrow PyCapsule interface]: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html

mod array;
mod capsule;
mod error;
mod layout;
mod schema;
mod stream;
mod values;

pub use capsule::{ARRAY, SCHEMA, STREAM, array, stream};
pub use stream::ArrayStream;
pub use values::MalformedColumn;

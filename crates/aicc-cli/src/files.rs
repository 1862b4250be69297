//! The files that are read and written.

//! Bodies: JSON text, or the members of an object.

use std::cell::RefCell;

use aicc_core::{AnyRequest, Check, Interface, Profile, Reason, Report};

use wasm_bindgen::prelude::wasm_bindgen;

use crate::lines::Lines;

thread_local! {
    /// Where JavaScript writes a body. It is wiped after the call that reads the body.
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Returns the address of the room for a body of at most `size` bytes. A later call with a larger size moves the room.
#[wasm_bindgen]
pub fn room(size: usize) -> *const u8 {
    ROOM.with_borrow_mut(|room| {
        if room.len() < size {
            room.resize(size, 0);
        }
        room.as_mut_ptr().cast_const()
    })
}

/// Calls `read` with the body in the room, and wipes the room.
pub(crate) fn with_body<T>(length: usize, are_lines: bool, read: impl FnOnce(GivenBody<'_>) -> T) -> T {
    ROOM.with_borrow_mut(|room| {
        let body = room.get_mut(..length).unwrap_or_default();
        let result = read(GivenBody::of_bytes(body, are_lines));
        body.fill(0);
        result
    })
}

/// A request body as it crosses.
#[derive(Clone, Copy)]
pub(crate) enum GivenBody<'a> {
    /// JSON text in UTF-8.
    Json(&'a [u8]),
    /// The members of an object, as lines.
    Members(&'a str),
    /// An object that has no JSON form.
    Unwritable(Reason),
}

/// The first line of a body that has no JSON form, with the reason.
const UNWRITABLE: char = '!';

impl<'a> GivenBody<'a> {
    /// Returns the body of the lines that JavaScript wrote: `!` and a reason if the object has no JSON form.
    fn of_lines(lines: &'a str) -> Self {
        match lines.strip_prefix(UNWRITABLE) {
            None => Self::Members(lines),
            Some("depth") => Self::Unwritable(Reason::Depth),
            Some("size") => Self::Unwritable(Reason::Size),
            Some(_) => Self::Unwritable(Reason::Surrogate),
        }
    }

    /// Returns the body of bytes: JSON text, or lines in UTF-8.
    fn of_bytes(bytes: &'a [u8], are_lines: bool) -> Self {
        if !are_lines {
            return Self::Json(bytes);
        }
        Self::of_lines(std::str::from_utf8(bytes).unwrap_or_default())
    }

    /// Returns the JSON text; nothing for every other body.
    pub(crate) const fn json(self) -> &'a [u8] {
        match self {
            Self::Json(bytes) => bytes,
            Self::Members(_) | Self::Unwritable(_) => &[],
        }
    }

    /// Reads the body into a check.
    pub(crate) fn read_into(self, check: &mut Check<'_>) {
        match self {
            Self::Json(bytes) => check.body_bytes(bytes),
            // JavaScript writes no lines that cannot be read.
            Self::Members(lines) => {
                check.body(&mut Lines::of(lines)).unwrap_or_else(|_| check.refuse_body(Reason::Grammar))
            }
            Self::Unwritable(reason) => check.refuse_body(reason),
        }
    }

    /// Returns the message, if it is valid.
    pub(crate) fn message(self, interface: &'static Interface, profile: &Profile) -> Result<AnyRequest, Report> {
        match self {
            Self::Json(bytes) => AnyRequest::from_json(interface, bytes, profile),
            Self::Members(lines) => AnyRequest::from_deserializer(interface, &mut Lines::of(lines), profile)
                .unwrap_or_else(|_| Err(refused(interface, profile, Reason::Grammar))),
            Self::Unwritable(reason) => Err(refused(interface, profile, reason)),
        }
    }
}

fn refused(interface: &'static Interface, profile: &Profile, reason: Reason) -> Report {
    let mut check = Check::new(interface, profile);
    check.refuse_body(reason);
    check.report()
}

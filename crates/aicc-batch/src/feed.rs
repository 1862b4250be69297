//! An input whose bytes come piece by piece.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;

/// An input for a caller that must not wait for its bytes, such as a web page. Clones share the bytes.
///
/// A read that needs more bytes than are there is an error of the kind [`WouldBlock`](io::ErrorKind::WouldBlock), and can be
/// repeated later.
#[derive(Clone, Default)]
pub(crate) struct Feed(Rc<RefCell<Pieces>>);

#[derive(Default)]
struct Pieces {
    pieces: VecDeque<Vec<u8>>,
    /// The piece that is read next, and the next byte of it.
    next: usize,
    at: usize,
    /// The number of bytes that are not read yet.
    waiting: usize,
    has_ended: bool,
    /// Whether the pieces that were read are not needed again.
    forgets: bool,
    /// Whether a read needed more bytes than there were.
    has_blocked: bool,
}

impl Feed {
    /// Adds the next bytes of the input.
    pub(crate) fn push(&self, bytes: Vec<u8>) {
        let mut pieces = self.0.borrow_mut();
        pieces.waiting = pieces.waiting.saturating_add(bytes.len());
        if !bytes.is_empty() {
            pieces.pieces.push_back(bytes);
        }
    }

    /// Says that no bytes follow.
    pub(crate) fn end(&self) {
        self.0.borrow_mut().has_ended = true;
    }

    /// Whether no bytes follow those that were added.
    pub(crate) fn has_ended(&self) -> bool {
        self.0.borrow().has_ended
    }

    /// Whether so many bytes can be read, or all that are left.
    pub(crate) fn has(&self, bytes: usize) -> bool {
        let pieces = self.0.borrow();
        pieces.has_ended || pieces.waiting >= bytes
    }

    /// Whether a read needed more bytes than there were.
    pub(crate) fn has_blocked(&self) -> bool {
        self.0.borrow().has_blocked
    }

    /// Whether the bytes that are not read yet begin with these.
    pub(crate) fn starts_with(&self, start: &[u8]) -> bool {
        let pieces = self.0.borrow();
        let rest = pieces.pieces.iter().skip(pieces.next).flatten().skip(pieces.at);
        start.len() <= pieces.waiting && rest.zip(start).all(|(byte, expected)| byte == expected)
    }

    /// Returns to the first byte.
    pub(crate) fn rewind(&self) {
        let mut pieces = self.0.borrow_mut();
        pieces.waiting = pieces.pieces.iter().map(Vec::len).sum();
        (pieces.next, pieces.at, pieces.has_blocked) = (0, 0, false);
    }

    /// From now on, drops the bytes that were read: [`rewind`](Self::rewind) is not called any more.
    pub(crate) fn forget(&self) {
        let mut pieces = self.0.borrow_mut();
        let read = std::mem::take(&mut pieces.next);
        pieces.pieces.drain(..read);
        pieces.forgets = true;
    }
}

impl Read for Feed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut pieces = self.0.borrow_mut();
        let Pieces { pieces: all, next, at, waiting, has_ended, forgets, has_blocked } = &mut *pieces;
        let Some(piece) = all.get(*next) else {
            *has_blocked |= !*has_ended;
            return if *has_ended { Ok(0) } else { Err(io::ErrorKind::WouldBlock.into()) };
        };
        let length = piece.get(*at..).unwrap_or_default().read(buffer)?;
        *at = at.saturating_add(length);
        *waiting = waiting.saturating_sub(length);
        if *at == piece.len() {
            *at = 0;
            if *forgets {
                all.pop_front();
            } else {
                *next = next.saturating_add(1);
            }
        }
        Ok(length)
    }
}

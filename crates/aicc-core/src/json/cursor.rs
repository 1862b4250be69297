//! A position in a JSON text, and the grammar of all values except strings and numbers.
//!
//! Arithmetic on lengths and depths uses wrapping operations, but never wraps: the rest of a text is not longer than the text,
//! and a depth is between 0 and the limit.

use crate::json::{BYTE_ORDER_MARK, NotJson, Reason};

/// The greatest depth of nested arrays and objects.
const MAXIMUM_DEPTH: usize = 127;

/// Reads a text from front to back.
pub(super) struct Cursor<'de> {
    pub(super) text: &'de str,
    /// The rest of the text: its bytes from the cursor on.
    pub(super) rest: &'de [u8],
    depth: usize,
    fault: Option<NotJson>,
}

/// Reading stopped. The reason is in the cursor: an error of size 0 makes the result of every step small.
#[derive(Debug)]
pub(crate) struct JsonStopped;

impl<'de> Cursor<'de> {
    pub(super) const fn new(text: &'de str) -> Self {
        Self { text, rest: text.as_bytes(), depth: 0, fault: None }
    }

    /// Skips a byte order mark at the start of the text.
    pub(super) fn skip_mark(&mut self) {
        if let Some(after) = self.text.strip_prefix(BYTE_ORDER_MARK) {
            self.rest = after.as_bytes();
        }
    }

    /// Returns the offset of a rest of the text.
    #[inline]
    fn offset_of(&self, rest: &[u8]) -> usize {
        self.text.len().wrapping_sub(rest.len())
    }

    /// Returns the text between two rests of it.
    #[inline]
    pub(super) fn between(&self, start: &[u8], end: &[u8]) -> &'de str {
        self.text.get(self.offset_of(start)..self.offset_of(end)).unwrap_or_default()
    }

    /// Stops at `rest`, whose first byte is wrong there.
    #[cold]
    pub(super) fn stop(&mut self, rest: &[u8]) -> JsonStopped {
        let reason = if rest.is_empty() { Reason::UnexpectedEnd } else { Reason::Grammar };
        self.stop_at(rest, reason)
    }

    /// Stops at `rest`, for a reason.
    #[cold]
    pub(super) fn stop_at(&mut self, rest: &[u8], reason: Reason) -> JsonStopped {
        self.fault = Some(NotJson { offset: self.offset_of(rest), reason });
        JsonStopped
    }

    /// Returns why reading stopped.
    pub(super) fn fault(self) -> NotJson {
        self.fault.unwrap_or(NotJson { offset: self.offset_of(self.rest), reason: Reason::Grammar })
    }

    /// Returns the rest of the text after white space.
    #[inline]
    pub(super) fn next_token(&self) -> &'de [u8] {
        let mut rest = self.rest;
        while let [b' ' | b'\t' | b'\n' | b'\r', after @ ..] = rest {
            rest = after;
        }
        rest
    }

    /// Reads a byte that must be the next token.
    #[inline]
    pub(super) fn expect(&mut self, token: u8) -> Result<(), JsonStopped> {
        match self.next_token() {
            [byte, after @ ..] if *byte == token => {
                self.rest = after;
                Ok(())
            }
            other => Err(self.stop(other)),
        }
    }

    /// Skips two bytes if they are the next ones.
    #[inline(always)]
    pub(super) fn skip_pair(&mut self, pair: [u8; 2]) -> bool {
        match self.rest.split_first_chunk() {
            Some((next, after)) if *next == pair => {
                self.rest = after;
                true
            }
            _ => false,
        }
    }

    /// Reads a word that must be next: `true`.
    pub(super) fn word(&mut self, word: &str) -> Result<(), JsonStopped> {
        for byte in word.bytes() {
            match self.rest {
                [next, after @ ..] if *next == byte => self.rest = after,
                other => return Err(self.stop(other)),
            }
        }
        Ok(())
    }

    /// Enters an array or object; `inside` is the rest of the text after its bracket.
    #[inline]
    pub(super) fn enter(&mut self, inside: &'de [u8]) -> Result<(), JsonStopped> {
        if self.depth == MAXIMUM_DEPTH {
            return Err(self.stop_at(self.rest, Reason::Depth));
        }
        self.depth = self.depth.wrapping_add(1);
        self.rest = inside;
        Ok(())
    }

    /// Moves to the next element or member of an array or object that ends with `close`. Returns `false` at its end.
    #[inline]
    pub(super) fn step(&mut self, is_first: bool, close: u8) -> Result<bool, JsonStopped> {
        match self.next_token() {
            [byte, after @ ..] if *byte == close => {
                self.depth = self.depth.wrapping_sub(1);
                self.rest = after;
                Ok(false)
            }
            [b',', after @ ..] if !is_first => {
                self.rest = after;
                Ok(true)
            }
            next @ [_, ..] if is_first => {
                self.rest = next;
                Ok(true)
            }
            other => Err(self.stop(other)),
        }
    }

    /// Skips the name of a member and its colon; nothing in an array.
    fn skip_name(&mut self, close: u8) -> Result<(), JsonStopped> {
        if close == b']' {
            return Ok(());
        }
        self.expect(b'"')?;
        self.skip_string()?;
        self.expect(b':')
    }

    /// Skips a value.
    pub(super) fn skip(&mut self) -> Result<(), JsonStopped> {
        self.rest = self.next_token();
        match self.rest {
            [b'"', after @ ..] => {
                self.rest = after;
                self.skip_string()
            }
            [b'{', inside @ ..] => self.skip_container(inside, b'}'),
            [b'[', inside @ ..] => self.skip_container(inside, b']'),
            [b't', ..] => self.word("true"),
            [b'f', ..] => self.word("false"),
            [b'n', ..] => self.word("null"),
            [b'-' | b'0'..=b'9', ..] => self.number().map(drop),
            other => Err(self.stop(other)),
        }
    }

    /// Skips an array or object. The limit of depth ends the recursion.
    fn skip_container(&mut self, inside: &'de [u8], close: u8) -> Result<(), JsonStopped> {
        self.enter(inside)?;
        let mut is_first = true;
        while self.step(is_first, close)? {
            is_first = false;
            self.skip_name(close)?;
            self.skip()?;
        }
        Ok(())
    }

    /// Returns an error if the rest of the text is not white space.
    pub(super) fn finish(&mut self) -> Result<(), JsonStopped> {
        match self.next_token() {
            [] => Ok(()),
            other => Err(self.stop(other)),
        }
    }
}

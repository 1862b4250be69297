//! A place in a JSON text, and the grammar of everything but strings and numbers.
//!
//! Arithmetic on offsets and depths wraps in name only: an offset is at most the length of a text, which is less than half of
//! what a `usize` holds, and a depth is from 0 to the limit. Checks would cost what they cannot find.

use crate::json::{NotJson, Reason};

/// The deepest nesting of arrays and objects that is read.
const MAXIMUM_DEPTH: usize = 127;

/// Reads a text from front to back.
pub(super) struct Cursor<'de> {
    pub(super) text: &'de str,
    pub(super) offset: usize,
    pub(super) depth: usize,
    fault: Option<NotJson>,
}

/// Reading stopped; the cursor knows why. An error without a size makes the results of every step cheap.
#[derive(Debug)]
pub(crate) struct Stopped;

impl<'de> Cursor<'de> {
    pub(super) const fn new(text: &'de str) -> Self {
        Self { text, offset: 0, depth: 0, fault: None }
    }

    /// The byte at the cursor; `None` at the end.
    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'de [u8] {
        self.text.as_bytes().get(self.offset..).unwrap_or_default()
    }

    /// Goes forward by some bytes.
    #[inline(always)]
    pub(super) const fn pass(&mut self, bytes: usize) {
        self.offset = self.offset.wrapping_add(bytes);
    }

    /// The text from `start` to the cursor.
    #[inline]
    pub(super) fn since(&self, start: usize) -> &'de str {
        self.text.get(start..self.offset).unwrap_or_default()
    }

    /// Stops at the byte at the cursor, which cannot stand there.
    #[cold]
    pub(super) fn stop(&mut self) -> Stopped {
        let reason = if self.peek().is_none() { Reason::UnexpectedEnd } else { Reason::Grammar };
        self.stop_at(self.offset, reason)
    }

    /// Stops at a byte, for a reason.
    #[cold]
    pub(super) fn stop_at(&mut self, offset: usize, reason: Reason) -> Stopped {
        self.fault = Some(NotJson { offset, reason });
        Stopped
    }

    /// Why reading stopped.
    pub(super) fn fault(self) -> NotJson {
        self.fault.unwrap_or(NotJson { offset: self.offset, reason: Reason::Grammar })
    }

    /// The first byte after white space.
    #[inline]
    pub(super) fn next_token(&mut self) -> Option<u8> {
        loop {
            let byte = self.peek();
            if !matches!(byte, Some(b' ' | b'\t' | b'\n' | b'\r')) {
                return byte;
            }
            self.pass(1);
        }
    }

    /// Goes past a byte that must be the next token.
    #[inline]
    pub(super) fn expect(&mut self, token: u8) -> Result<(), Stopped> {
        if self.next_token() != Some(token) {
            return Err(self.stop());
        }
        self.pass(1);
        Ok(())
    }

    /// Goes past two bytes, if they are the next ones.
    #[inline(always)]
    pub(super) fn skip_pair(&mut self, pair: [u8; 2]) -> bool {
        let is_next = self.rest().first_chunk() == Some(&pair);
        self.pass(if is_next { pair.len() } else { 0 });
        is_next
    }

    /// Goes past a word: `true`.
    pub(super) fn word(&mut self, word: &str) -> Result<(), Stopped> {
        for byte in word.bytes() {
            if self.peek() != Some(byte) {
                return Err(self.stop());
            }
            self.pass(1);
        }
        Ok(())
    }

    /// Goes into an array or object.
    pub(super) fn enter(&mut self) -> Result<(), Stopped> {
        if self.depth == MAXIMUM_DEPTH {
            return Err(self.stop_at(self.offset, Reason::Depth));
        }
        self.depth = self.depth.wrapping_add(1);
        self.pass(1);
        Ok(())
    }

    /// Goes to the next element or member of an array or object that ends with `close`; `false` at its end.
    #[inline]
    pub(super) fn step(&mut self, is_first: bool, close: u8) -> Result<bool, Stopped> {
        match self.next_token() {
            Some(byte) if byte == close => {
                self.depth = self.depth.wrapping_sub(1);
                self.pass(1);
                Ok(false)
            }
            Some(b',') if !is_first => {
                self.pass(1);
                Ok(true)
            }
            Some(_) if is_first => Ok(true),
            _ => Err(self.stop()),
        }
    }

    /// Goes past a member's name and colon, or past nothing in an array.
    fn skip_name(&mut self, close: u8) -> Result<(), Stopped> {
        if close == b']' {
            return Ok(());
        }
        self.expect(b'"')?;
        self.skip_string()?;
        self.expect(b':')
    }

    /// Goes past a value.
    pub(super) fn skip(&mut self) -> Result<(), Stopped> {
        match self.next_token() {
            Some(b'"') => {
                self.pass(1);
                self.skip_string()
            }
            Some(b'{') => self.skip_container(b'}'),
            Some(b'[') => self.skip_container(b']'),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            _ => Err(self.stop()),
        }
    }

    /// The recursion ends at the limit of depth.
    fn skip_container(&mut self, close: u8) -> Result<(), Stopped> {
        self.enter()?;
        let mut is_first = true;
        while self.step(is_first, close)? {
            is_first = false;
            self.skip_name(close)?;
            self.skip()?;
        }
        Ok(())
    }

    /// Nothing but white space is left.
    pub(super) fn finish(&mut self) -> Result<(), Stopped> {
        match self.next_token() {
            None => Ok(()),
            Some(_) => Err(self.stop()),
        }
    }
}

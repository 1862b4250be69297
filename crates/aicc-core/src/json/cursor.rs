//! A place in a JSON text, and the grammar of everything but strings and numbers.

use crate::json::{NotJson, Reason};

/// The deepest nesting of arrays and objects that is read.
const MAXIMUM_DEPTH: usize = 127;

/// Reads a text from front to back.
pub(super) struct Cursor<'de> {
    pub(super) text: &'de str,
    pub(super) offset: usize,
    pub(super) depth: usize,
}

impl<'de> Cursor<'de> {
    pub(super) const fn new(text: &'de str) -> Self {
        Self { text, offset: 0, depth: 0 }
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

    /// The text from `start` to the cursor.
    #[inline]
    pub(super) fn since(&self, start: usize) -> &'de str {
        self.text.get(start..self.offset).unwrap_or_default()
    }

    /// The byte at the cursor, which cannot stand there.
    pub(super) fn fault(&self) -> NotJson {
        let reason = if self.peek().is_none() { Reason::UnexpectedEnd } else { Reason::Grammar };
        NotJson { offset: self.offset, reason }
    }

    /// The first byte after white space.
    #[inline]
    pub(super) fn next_token(&mut self) -> Option<u8> {
        loop {
            let byte = self.peek();
            if !matches!(byte, Some(b' ' | b'\t' | b'\n' | b'\r')) {
                return byte;
            }
            self.offset += 1;
        }
    }

    /// Goes past a byte that must be the next token.
    #[inline]
    pub(super) fn expect(&mut self, token: u8) -> Result<(), NotJson> {
        if self.next_token() != Some(token) {
            return Err(self.fault());
        }
        self.offset += 1;
        Ok(())
    }

    /// Goes past a word: `true`.
    pub(super) fn word(&mut self, word: &str) -> Result<(), NotJson> {
        for byte in word.bytes() {
            if self.peek() != Some(byte) {
                return Err(self.fault());
            }
            self.offset += 1;
        }
        Ok(())
    }

    /// Goes into an array or object.
    pub(super) fn enter(&mut self) -> Result<(), NotJson> {
        if self.depth == MAXIMUM_DEPTH {
            return Err(NotJson { offset: self.offset, reason: Reason::Depth });
        }
        self.depth += 1;
        self.offset += 1;
        Ok(())
    }

    /// Goes to the next element or member of an array or object that ends with `close`; `false` at its end.
    #[inline]
    pub(super) fn step(&mut self, is_first: bool, close: u8) -> Result<bool, NotJson> {
        match self.next_token() {
            Some(byte) if byte == close => {
                self.depth -= 1;
                self.offset += 1;
                Ok(false)
            }
            Some(b',') if !is_first => {
                self.offset += 1;
                Ok(true)
            }
            Some(_) if is_first => Ok(true),
            _ => Err(self.fault()),
        }
    }

    /// Goes past a member's name and colon, or past nothing in an array.
    fn skip_name(&mut self, close: u8) -> Result<(), NotJson> {
        if close == b']' {
            return Ok(());
        }
        self.expect(b'"')?;
        self.skip_string()?;
        self.expect(b':')
    }

    /// Goes past a value.
    pub(super) fn skip(&mut self) -> Result<(), NotJson> {
        match self.next_token() {
            Some(b'"') => {
                self.offset += 1;
                self.skip_string()
            }
            Some(b'{') => self.skip_container(b'}'),
            Some(b'[') => self.skip_container(b']'),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            _ => Err(self.fault()),
        }
    }

    /// The recursion ends at the limit of depth.
    fn skip_container(&mut self, close: u8) -> Result<(), NotJson> {
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
    pub(super) fn finish(&mut self) -> Result<(), NotJson> {
        match self.next_token() {
            None => Ok(()),
            Some(_) => Err(self.fault()),
        }
    }
}

//! Checks a request of `agentAccount/create` with code written by hand for this one interface: grammar and rules in one pass,
//! without a table. The benchmark compares the engine, which reads tables, with it.
//!
//! [`check`] returns which members are wrong, not why. It follows every reading, including the rare ones: the wrapper,
//! duplicate members, lone surrogates, depth and size. The conformance vectors of the interface run on it.
#![allow(clippy::arithmetic_side_effects, reason = "written as a specialist would; only benchmarks and tests call it")]

mod email;
mod text;

use email::{is_email, is_short_plain_email};
use text::{ACCOUNT, ADDRESS, DIGIT, LOWER, NAME, NON_ASCII, PASSWORD, SPECIAL, Text, UPPER};

/// The text is not one JSON value, or is too large or too deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotJson;

/// The members that break a rule: one bit a member, in the order of the page. The ninth bit is the body itself.
pub type Broken = u16;

const LARGEST: usize = 1 << 20;
const DEEPEST: usize = 127;
const BODY: Broken = 1 << 8;
/// The first six members are mandatory.
const MANDATORY: Broken = 0b11_1111;

/// Checks a body.
///
/// # Errors
///
/// [`NotJson`] if the body is not JSON.
pub fn check(body: &[u8]) -> Result<Broken, NotJson> {
    if body.len() > LARGEST {
        return Err(NotJson);
    }
    let mut pass = Pass { bytes: body, at: 0, depth: 0 };
    let broken = match pass.next() {
        Some(b'{') => match pass.account(true)? {
            Some(broken) => broken,
            None => {
                pass = Pass { bytes: body, at: 0, depth: 0 };
                pass.next();
                pass.account(false)?.unwrap_or(BODY)
            }
        },
        _ => {
            pass.skip()?;
            BODY
        }
    };
    match pass.next() {
        None => Ok(broken),
        Some(_) => Err(NotJson),
    }
}

/// The names in the spelling and order that most programs write. A name that matches needs no parsing.
const MEMBERS: [&[u8]; 8] = [
    b"\"userAccount\":",
    b"\"userName\":",
    b"\"password\":",
    b"\"email\":",
    b"\"agentType\":",
    b"\"ccRoleId\":",
    b"\"skills\":",
    b"\"phone\":",
];
const SKILL_MEMBERS: [&[u8]; 3] = [b"\"skillId\":", b"\"agentWeight\":", b"\"skillWeight\":"];

/// A value: a scalar that the page documents, or anything else.
enum Value<'a> {
    Text(Text<'a>),
    Integer(i64),
    Null,
    Other,
}

struct Pass<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: usize,
}

impl<'a> Pass<'a> {
    /// Checks the members of a body. Returns `None` if the member that looked like a wrapper is not one.
    fn account(&mut self, may_be_wrapped: bool) -> Result<Option<Broken>, NotJson> {
        let (mut seen, mut broken): (Broken, Broken) = (0, 0);
        let (mut count, mut expected) = (0, 0);
        self.enter()?;
        while self.step(count == 0, b'}')? {
            count += 1;
            let row = match self.expected(&MEMBERS, expected) {
                Some(row) => row,
                None => match self.name()?.bytes() {
                    b"userAccount" => 0,
                    b"userName" => 1,
                    b"password" => 2,
                    b"email" => 3,
                    b"agentType" => 4,
                    b"ccRoleId" => 5,
                    b"skills" => 6,
                    b"phone" => 7,
                    b"requestParam" if may_be_wrapped && count == 1 && self.next() == Some(b'{') => {
                        let inner = self.account(false)?;
                        return Ok(if self.step(false, b'}')? { None } else { inner });
                    }
                    _ => {
                        self.skip()?;
                        continue;
                    }
                },
            };
            expected = row + 1;
            let bit = 1 << row;
            if seen & bit != 0 {
                broken |= bit;
                self.skip()?;
                continue;
            }
            seen |= bit;
            let is_right = if row == 6 { self.skills()? } else { self.is_right(row)? };
            broken |= if is_right { 0 } else { bit };
        }
        Ok(Some(broken | (MANDATORY & !seen)))
    }

    fn is_right(&mut self, row: usize) -> Result<bool, NotJson> {
        Ok(match (row, self.value()?) {
            (0, Value::Text(text)) => (6..=50).contains(&text.length()) && text.is_only(ACCOUNT),
            (1, Value::Text(text)) => (1..=20).contains(&text.length()) && text.is_only(NAME),
            (2, Value::Text(text)) => {
                const CLASSES: u16 = UPPER | LOWER | DIGIT | SPECIAL;
                text.length() == 8
                    && if text.flags & NON_ASCII == 0 {
                        text.is_only(PASSWORD) && text.flags & CLASSES == CLASSES
                    } else {
                        is_password_with_broken_bar(&text)
                    }
            }
            (3, Value::Text(text)) => {
                (text.is_only(ADDRESS) && is_short_plain_email(text.bytes())) || is_email(text.bytes())
            }
            (4, Value::Integer(integer)) => matches!(integer, 4 | 5 | 11 | 99),
            (5, Value::Integer(integer)) => matches!(integer, 2..=4),
            (7, Value::Text(text)) => text.length() <= 25,
            (7, Value::Null) => true,
            _ => false,
        })
    }

    fn skills(&mut self) -> Result<bool, NotJson> {
        if self.next() != Some(b'[') {
            return Ok(matches!(self.value()?, Value::Null));
        }
        let (mut all, mut is_first) = (true, true);
        self.enter()?;
        while self.step(std::mem::take(&mut is_first), b']')? {
            all &= self.skill()?;
        }
        Ok(all)
    }

    fn skill(&mut self) -> Result<bool, NotJson> {
        if self.next() != Some(b'{') {
            self.skip()?;
            return Ok(false);
        }
        let (mut seen, mut is_right) = (0_u8, true);
        let (mut is_first, mut expected) = (true, 0);
        self.enter()?;
        while self.step(std::mem::take(&mut is_first), b'}')? {
            let row = match self.expected(&SKILL_MEMBERS, expected) {
                Some(row) => row,
                None => match self.name()?.bytes() {
                    b"skillId" => 0,
                    b"agentWeight" => 1,
                    b"skillWeight" => 2,
                    _ => {
                        self.skip()?;
                        continue;
                    }
                },
            };
            expected = row + 1;
            let (bit, minimum) = (1 << row, if row == 0 { i64::MIN } else { 1 });
            let is_new = seen & bit == 0;
            seen |= bit;
            is_right &= is_new
                & match self.value()? {
                    Value::Integer(integer) => integer >= minimum,
                    Value::Null => true,
                    _ => false,
                };
        }
        Ok(is_right)
    }

    /// Skips white space, and returns the next byte without consuming it.
    #[inline]
    fn next(&mut self) -> Option<u8> {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Result<(), NotJson> {
        if self.next() != Some(byte) {
            return Err(NotJson);
        }
        self.at += 1;
        Ok(())
    }

    fn enter(&mut self) -> Result<(), NotJson> {
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST { Err(NotJson) } else { Ok(()) }
    }

    /// Returns whether another element follows.
    #[inline]
    fn step(&mut self, is_first: bool, close: u8) -> Result<bool, NotJson> {
        match self.next() {
            Some(byte) if byte == close => {
                self.at += 1;
                self.depth -= 1;
                Ok(false)
            }
            Some(b',') if !is_first => {
                self.at += 1;
                Ok(true)
            }
            Some(_) if is_first => Ok(true),
            _ => Err(NotJson),
        }
    }

    /// Consumes the name of the expected member if it comes next, and returns its number.
    #[inline]
    fn expected(&mut self, members: &[&[u8]], expected: usize) -> Option<usize> {
        let member = members.get(expected)?;
        if !self.bytes.get(self.at..)?.starts_with(member) {
            return None;
        }
        self.at += member.len();
        Some(expected)
    }

    /// Reads the name of a member and the colon after it.
    fn name(&mut self) -> Result<Text<'a>, NotJson> {
        self.expect(b'"')?;
        let name = self.text()?;
        self.expect(b':')?;
        Ok(name)
    }

    /// Reads the rest of a text, after its opening quotation mark.
    #[inline]
    fn text(&mut self) -> Result<Text<'a>, NotJson> {
        let rest = self.bytes.get(self.at..).ok_or(NotJson)?;
        let (text, length) = Text::read(rest)?;
        self.at += length;
        Ok(text)
    }

    #[inline]
    fn value(&mut self) -> Result<Value<'a>, NotJson> {
        match self.next() {
            Some(b'"') => {
                self.at += 1;
                Ok(Value::Text(self.text()?))
            }
            Some(b'-' | b'0'..=b'9') => Ok(self.number()?.map_or(Value::Other, Value::Integer)),
            Some(b'n') => {
                self.word(b"null")?;
                Ok(Value::Null)
            }
            _ => {
                self.skip()?;
                Ok(Value::Other)
            }
        }
    }

    fn word(&mut self, word: &[u8]) -> Result<(), NotJson> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word) {
            return Err(NotJson);
        }
        self.at += word.len();
        Ok(())
    }

    /// Reads a number. Returns `None` for a number that is not a 64-bit integer.
    #[inline]
    fn number(&mut self) -> Result<Option<i64>, NotJson> {
        let start = self.at;
        self.at += usize::from(self.bytes.get(self.at) == Some(&b'-'));
        let starts_with_zero = self.bytes.get(self.at) == Some(&b'0');
        let (digits, value) = self.digits();
        if digits == 0 || (starts_with_zero && digits > 1) {
            return Err(NotJson);
        }
        let mut integer = match digits {
            0..=18 if self.bytes.get(start) == Some(&b'-') => Some(-value),
            0..=18 => Some(value),
            _ => std::str::from_utf8(self.bytes.get(start..self.at).unwrap_or_default())
                .ok()
                .and_then(|text| text.parse().ok()),
        };
        if self.bytes.get(self.at) == Some(&b'.') {
            integer = None;
            self.at += 1;
            if self.digits().0 == 0 {
                return Err(NotJson);
            }
        }
        if let Some(b'e' | b'E') = self.bytes.get(self.at) {
            integer = None;
            self.at += 1;
            self.at += usize::from(matches!(self.bytes.get(self.at), Some(b'+' | b'-')));
            if self.digits().0 == 0 {
                return Err(NotJson);
            }
        }
        Ok(integer)
    }

    /// Reads digits, and returns how many there are and their value. The value of too many digits wraps.
    #[inline]
    fn digits(&mut self) -> (usize, i64) {
        let (start, mut value) = (self.at, 0_i64);
        while let Some(digit @ b'0'..=b'9') = self.bytes.get(self.at) {
            value = value.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
            self.at += 1;
        }
        (self.at - start, value)
    }

    /// Reads any value, and checks its grammar only.
    fn skip(&mut self) -> Result<(), NotJson> {
        match self.next() {
            Some(b'"') => {
                self.at += 1;
                self.text()?;
            }
            Some(b'{') => {
                let mut is_first = true;
                self.enter()?;
                while self.step(std::mem::take(&mut is_first), b'}')? {
                    self.name()?;
                    self.skip()?;
                }
            }
            Some(b'[') => {
                let mut is_first = true;
                self.enter()?;
                while self.step(std::mem::take(&mut is_first), b']')? {
                    self.skip()?;
                }
            }
            Some(b't') => self.word(b"true")?,
            Some(b'f') => self.word(b"false")?,
            Some(b'n') => self.word(b"null")?,
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
            }
            _ => return Err(NotJson),
        }
        Ok(())
    }
}

/// A broken bar is the only character outside ASCII that a password may have. It counts as a special character.
fn is_password_with_broken_bar(text: &Text<'_>) -> bool {
    let Ok(text) = std::str::from_utf8(text.bytes()) else { return false };
    let is = |class: fn(&char) -> bool| text.chars().any(|character| class(&character));
    text.chars().all(|character| character.is_ascii_graphic() || character == '¦')
        && text.contains('¦')
        && is(char::is_ascii_uppercase)
        && is(char::is_ascii_lowercase)
        && is(char::is_ascii_digit)
}

//! A JSON array of records.

use std::io::Read;

use memchr::memchr2;

use crate::batch::Batch;
use crate::chunker::{Boundaries, Chunker, Content, Cut};
use crate::error::Error;
use crate::source::Source;
use crate::text::{Format, TextChunk};
use crate::unreadable::Unreadable;

/// A JSON array whose elements are records, or one record alone, in UTF-8, with or without a byte order mark.
///
/// Elements are cut where a comma stands outside their strings and brackets, and checked as they stand in the input: a
/// broken one is a finding, and the next comma that its brackets allow begins the next one.
pub struct JsonArray<R>(Chunker<R, Elements>);

impl<R: Read> JsonArray<R> {
    /// Reads an input, in great pieces: it needs no buffer.
    pub const fn new(input: R) -> Self {
        Self(Chunker::new(input, Elements::new()))
    }
}

impl<R: Read> Source for JsonArray<R> {
    type Chunk = TextChunk;

    fn next_chunk(&mut self, batch: &Batch<'_>) -> Result<Option<TextChunk>, Error> {
        let cuts = self.0.next(batch)?;
        Ok(cuts.map(|cuts| TextChunk::new(cuts, Format::Element)))
    }
}

/// Finds the commas between elements.
#[derive(Debug)]
struct Elements {
    place: Place,
    /// Whether no element has begun so far.
    is_first: bool,
    /// The brackets and braces that are open in the element.
    brackets: usize,
    braces: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the array.
    Before,
    /// In a record that is not in an array.
    Alone,
    /// Before an element.
    Space,
    /// In an element, outside its strings.
    Element,
    /// In a string of it.
    String,
    /// After a reverse solidus in that string.
    Escape,
    /// After the array.
    After,
    /// In something after the array.
    Rest,
}

impl Boundaries for Elements {
    fn cut(&mut self, bytes: &[u8], mut at: usize) -> Option<Cut> {
        loop {
            let rest = bytes.get(at..)?;
            let length = match self.place {
                Place::Before | Place::Space | Place::After => return self.between(rest, at),
                Place::Alone | Place::Rest => return None,
                Place::Element => {
                    rest.iter().position(|byte| matches!(byte, b'"' | b',' | b'[' | b']' | b'{' | b'}'))?
                }
                Place::String => memchr2(b'"', b'\\', rest)?,
                Place::Escape => 0,
            };
            let ends = self.step(*rest.get(length)?);
            let end = at.saturating_add(length);
            let next = end.saturating_add(1);
            if ends {
                return Some(Cut { end, next, content: Content::Record });
            }
            at = next;
        }
    }

    fn last(&self, rest: &[u8]) -> (usize, Content) {
        let content = match self.place {
            Place::Before | Place::Alone => Content::Record,
            Place::After if rest.is_empty() => Content::Nothing,
            _ => Content::Unreadable(Unreadable::Array),
        };
        (rest.len(), content)
    }
}

impl Elements {
    const fn new() -> Self {
        Self { place: Place::Before, is_first: true, brackets: 0, braces: 0 }
    }

    /// Goes past what stands between two elements, or around the array.
    fn between(&mut self, rest: &[u8], at: usize) -> Option<Cut> {
        let space = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        let (place, length) = match (self.place, rest.get(space)) {
            (_, None) if space == 0 => return None,
            (place, None) => (place, space),
            (Place::Before, Some(b'[')) => (Place::Space, space.saturating_add(1)),
            (Place::Before, Some(_)) => (Place::Alone, space),
            (Place::Space, Some(b']')) if self.is_first => (Place::After, space.saturating_add(1)),
            (Place::Space, Some(_)) => (Place::Element, space),
            (_, Some(_)) => (Place::Rest, space),
        };
        self.place = place;
        Some(Cut { end: at, next: at.saturating_add(length), content: Content::Nothing })
    }

    /// Goes past a byte that has a meaning in an element. Answers whether it is the end of the element.
    fn step(&mut self, byte: u8) -> bool {
        self.is_first = false;
        let ends = self.place == Place::Element && self.brackets == 0 && self.braces == 0;
        self.place = match (self.place, byte) {
            (Place::Escape, _) | (Place::Element, b'"') => Place::String,
            (Place::String, b'"') => Place::Element,
            (Place::String, _) => Place::Escape,
            (_, b',') if ends => Place::Space,
            (_, b']') if ends => Place::After,
            _ => Place::Element,
        };
        if self.place == Place::Element {
            self.nest(byte);
        }
        matches!(self.place, Place::Space | Place::After)
    }

    /// A bracket that closes what nothing has opened is left to the check of the record.
    const fn nest(&mut self, byte: u8) {
        match byte {
            b'[' => self.brackets = self.brackets.saturating_add(1),
            b'{' => self.braces = self.braces.saturating_add(1),
            b']' => self.brackets = self.brackets.saturating_sub(1),
            b'}' => self.braces = self.braces.saturating_sub(1),
            _ => {}
        }
    }
}

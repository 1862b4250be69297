//! A JSON array of records.

use std::io::Read;

use memchr::memchr2;

use super::source::Source;
use super::text::chunker::{Boundaries, Cut, CutContent};
use super::text::json_chunker::JsonChunker;
use super::text::{RawRecord, TextChunk, TextFormat};
use crate::error::Error;
use crate::malformed::Malformed;
use crate::results::chunk::ChunkResult;
use crate::results::piece::Piece;
use crate::results::reading::ReadingNote;
use crate::results::verdict::Verdict;
use crate::settings::Settings;

/// A JSON array whose elements are records, or one record alone, in UTF-8, with or without a byte order mark.
///
/// Elements are cut at each comma outside their strings and brackets, and checked as they are in the input: a broken
/// element is a finding, and the next element begins after the next comma outside its brackets.
pub struct JsonArray<R>(JsonChunker<R, ElementBoundaries>);

impl<R: Read> JsonArray<R> {
    /// Reads an input. It is read in large pieces and needs no buffer.
    pub const fn new(input: R) -> Self {
        Self(JsonChunker::new(input, ElementBoundaries::new()))
    }
}

impl<R: Read> Source for JsonArray<R> {
    type Chunk = TextChunk<ElementFormat>;

    fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<Self::Chunk>, Error> {
        Ok(self.0.next(settings)?.map(|raw| TextChunk::new(raw, ElementFormat)))
    }

    fn reading(&self) -> Vec<ReadingNote> {
        self.0.notes()
    }
}

/// Finds the commas between elements.
#[derive(Debug)]
struct ElementBoundaries {
    state: ArrayState,
    /// Whether no element has begun.
    is_first: bool,
    /// The number of brackets that are open in the element.
    brackets: usize,
    /// The number of braces that are open in the element.
    braces: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ArrayState {
    /// Before the array.
    BeforeArray,
    /// In a record that is not in an array.
    RecordAlone,
    /// Before an element.
    BeforeElement,
    /// In an element, outside its strings.
    InElement,
    /// In a string of an element.
    InString,
    /// After a backslash in a string.
    InEscape,
    /// After the array.
    AfterArray,
    /// In bytes that follow the array.
    InRest,
}

impl Boundaries for ElementBoundaries {
    fn cut(&mut self, bytes: &[u8], mut at: usize) -> Option<Cut> {
        loop {
            let rest = bytes.get(at..)?;
            let length = match self.state {
                ArrayState::BeforeArray | ArrayState::BeforeElement | ArrayState::AfterArray => {
                    return self.between(rest, at);
                }
                ArrayState::RecordAlone | ArrayState::InRest => return None,
                ArrayState::InElement => {
                    rest.iter().position(|byte| matches!(byte, b'"' | b',' | b'[' | b']' | b'{' | b'}'))?
                }
                ArrayState::InString => memchr2(b'"', b'\\', rest)?,
                ArrayState::InEscape => 0,
            };
            let ends = self.step(*rest.get(length)?);
            let end = at.saturating_add(length);
            let next = end.saturating_add(1);
            if ends {
                return Some(Cut { end, next, content: CutContent::Record });
            }
            at = next;
        }
    }

    fn last(&self, rest: &[u8]) -> (usize, CutContent) {
        let content = match self.state {
            ArrayState::BeforeArray | ArrayState::RecordAlone => CutContent::Record,
            ArrayState::AfterArray if rest.is_empty() => CutContent::Nothing,
            _ => CutContent::Malformed(Malformed::Array),
        };
        (rest.len(), content)
    }
}

impl ElementBoundaries {
    const fn new() -> Self {
        Self { state: ArrayState::BeforeArray, is_first: true, brackets: 0, braces: 0 }
    }

    /// Moves past the bytes between two elements, or around the array.
    fn between(&mut self, rest: &[u8], at: usize) -> Option<Cut> {
        use ArrayState::{AfterArray, BeforeArray, BeforeElement, InElement, InRest, RecordAlone};
        let space = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        let (state, length) = match (self.state, rest.get(space)) {
            (_, None) if space == 0 => return None,
            (state, None) => (state, space),
            (BeforeArray, Some(b'[')) => (BeforeElement, space.saturating_add(1)),
            (BeforeArray, Some(_)) => (RecordAlone, space),
            (BeforeElement, Some(b']')) if self.is_first => (AfterArray, space.saturating_add(1)),
            (BeforeElement, Some(_)) => (InElement, space),
            (_, Some(_)) => (InRest, space),
        };
        self.state = state;
        Some(Cut { end: at, next: at.saturating_add(length), content: CutContent::Nothing })
    }

    /// Moves past a byte that has a meaning in an element, and returns whether the byte ends the element.
    fn step(&mut self, byte: u8) -> bool {
        use ArrayState::{AfterArray, BeforeElement, InElement, InEscape, InString};
        self.is_first = false;
        let can_end = self.state == InElement && self.brackets == 0 && self.braces == 0;
        self.state = match (self.state, byte) {
            (InEscape, _) | (InElement, b'"') => InString,
            (InString, b'"') => InElement,
            (InString, _) => InEscape,
            (_, b',') if can_end => BeforeElement,
            (_, b']') if can_end => AfterArray,
            _ => InElement,
        };
        if self.state == InElement {
            self.nest(byte);
        }
        matches!(self.state, BeforeElement | AfterArray)
    }

    /// Counts open brackets and braces. The check of the record reports one that closes nothing.
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

/// JSON in an array.
pub struct ElementFormat;

impl TextFormat for ElementFormat {
    type Buffer = ();

    fn buffer(&self) {}

    fn lead(&self, _offset: u64) -> Option<Piece> {
        None
    }

    fn verdict(&self, record: RawRecord<'_>, _buffer: &mut (), result: &mut ChunkResult<'_>) -> Option<Verdict> {
        Some(record.json_verdict(result.settings()))
    }
}

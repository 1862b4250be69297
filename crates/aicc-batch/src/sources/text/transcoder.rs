//! Reads a text in another encoding as UTF-8.

use std::collections::VecDeque;
use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding};

use super::chunker::BYTE_ORDER_MARK;

/// The number of bytes that are decoded at a time.
const BLOCK_SIZE: usize = 32 << 10;

/// Reads an input in another encoding as UTF-8 with a byte order mark. U+FFFD stands for bytes that are not a character.
pub(crate) struct Transcoder<R> {
    input: R,
    decoder: Decoder,
    encoded: Vec<u8>,
    /// The text that was decoded last, and how much of it was read.
    text: String,
    at: usize,
    /// The number of bytes of the whole text before `text`.
    offset: u64,
    /// The places in the whole text of U+FFFD that stand for bytes that are not a character.
    malformed: VecDeque<u64>,
    has_ended: bool,
}

impl<R: Read> Transcoder<R> {
    pub(crate) fn new(input: R, encoding: &'static Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            encoded: vec![0; BLOCK_SIZE],
            text: String::from(BYTE_ORDER_MARK),
            at: 0,
            offset: 0,
            malformed: VecDeque::new(),
            has_ended: false,
        }
    }

    /// Removes and returns the places before `end` where bytes are not a character, in order.
    pub(crate) fn take_malformed(&mut self, end: u64) -> Vec<u64> {
        let count = self.malformed.partition_point(|place| *place < end);
        self.malformed.drain(..count).collect()
    }

    /// Decodes the next bytes of the input.
    fn decode(&mut self) -> io::Result<()> {
        let length = self.input.read(&mut self.encoded)?;
        self.offset = self.offset.saturating_add(u64::try_from(self.text.len()).unwrap_or(u64::MAX));
        self.text.clear();
        self.at = 0;
        self.has_ended = length == 0;
        let mut encoded = self.encoded.get(..length).unwrap_or_default();
        loop {
            let most = self.decoder.max_utf8_buffer_length_without_replacement(encoded.len());
            self.text.reserve(most.unwrap_or(BLOCK_SIZE));
            let (result, taken) =
                self.decoder.decode_to_string_without_replacement(encoded, &mut self.text, self.has_ended);
            encoded = encoded.get(taken..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    let place = self.offset.saturating_add(u64::try_from(self.text.len()).unwrap_or(u64::MAX));
                    self.malformed.push_back(place);
                    self.text.push(char::REPLACEMENT_CHARACTER);
                }
            }
        }
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.has_ended {
            self.decode()?;
        }
        let mut text = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = text.read(buffer)?;
        self.at = self.at.saturating_add(length);
        Ok(length)
    }
}

//! Compares the records of a chunk with the records before them (reading R20).

use aicc_core::Finding;
use serde_json::Map;

use crate::results::chunk::ChunkResult;
use crate::results::compared::ComparedRecord;
use crate::results::finding::BatchFinding;
use crate::results::record::RecordFindings;
use crate::results::verdict::Verdict;
use crate::seen_records::SeenRecords;
use crate::sources::source::Chunk;

/// The number of records whose slots are read ahead: what they need stays in the fastest cache.
const BLOCK: usize = 128;

/// A record that has the same identity as an earlier one.
struct Duplicate {
    /// The index of the record in its chunk.
    index: u64,
    place: usize,
    advice: Finding,
}

impl ChunkResult<'_> {
    /// Compares the records of the chunk with all records before it, and adds the advice on duplicates. At most `room` of them
    /// are kept.
    pub(crate) fn compare(&mut self, chunk: &dyn Chunk, seen: &mut SeenRecords, room: usize) {
        let compared = std::mem::take(&mut self.compared);
        let mut duplicates = Vec::new();
        let mut records = (0..).zip(&compared);
        for block in compared.chunks(BLOCK) {
            seen.prepare(block.iter().filter_map(ComparedRecord::hash));
            for (index, record) in records.by_ref().take(block.len()) {
                if let Some(earlier) = seen.add(record.hash())
                    && let Some(identity) = record.identity
                    && let Some(advice) = identity.duplicate_of(earlier, self.settings().interface)
                {
                    self.count(&BatchFinding::Rule(&advice));
                    if duplicates.len() < room {
                        duplicates.push(Duplicate { index, place: record.place, advice });
                    }
                }
            }
        }
        if !duplicates.is_empty() {
            self.keep_duplicates(chunk, duplicates);
        }
    }

    /// Adds advice on duplicates to their records.
    fn keep_duplicates(&mut self, chunk: &dyn Chunk, duplicates: Vec<Duplicate>) {
        let settings = self.settings();
        let known = self.records.len();
        let mut others = Vec::new();
        for duplicate in duplicates {
            let before = self.records.get_mut(..known).unwrap_or_default();
            match before.binary_search_by_key(&duplicate.index.saturating_add(1), |record| record.record) {
                Ok(place) => {
                    if let Some(record) = before.get_mut(place) {
                        record.add_advice(duplicate.advice);
                    }
                }
                Err(_) => others.push(duplicate),
            }
        }
        let places: Vec<usize> = others.iter().map(|duplicate| duplicate.place).collect();
        let others = others.into_iter().zip(chunk.places(&places, settings));
        let has_key = settings.key.applies_to(settings.interface);
        let others = others.map(|(Duplicate { index, advice, .. }, (position, key))| {
            let key = if has_key { key } else { Map::new() };
            RecordFindings::new(
                index.saturating_add(1),
                position,
                key,
                settings.interface,
                Verdict::of_advice(advice),
                1,
            )
        });
        self.records.extend(others);
        self.records.sort_by_key(|record| record.record);
    }
}

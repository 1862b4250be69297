//! A run over many records, and its choices.

use std::io::Write;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

use aicc_core::{Interface, Profile, Report, check};

use crate::counts::{Counts, count};
use crate::error::{Error, Failure};
use crate::finding::RecordFindings;
use crate::part::Part;
use crate::pool;
use crate::source::{Chunk, Source};
use crate::split::Split;
use crate::tally::Tally;

/// A run over many records of one interface.
#[derive(Clone, Debug)]
pub struct Batch<'p> {
    /// The interface whose request bodies the records are.
    pub interface: &'static Interface,
    /// The choices of each check. A record that is larger than its maximum size is not held in memory.
    pub profile: &'p Profile,
    /// How many threads check, 256 at most. With more than one, the calling thread reads and gathers. Default: one for
    /// each processor that is available.
    pub threads: NonZeroUsize,
    /// How many findings are kept, the first ones; the others are counted only. Default: 10,000.
    pub limit: usize,
    /// Whether advice is told. Default: yes.
    pub advice: bool,
    /// Whether the bodies of valid records are handed out as JSON. Default: no.
    pub bodies: bool,
    /// Whether the texts of Arrow data are cells, as in a CSV file: `"4"` is a number where the member is one, the names of
    /// columns can be paths (`skills/0/skillId`), and an empty text is nothing. Default: no, a text is a text.
    pub texts_are_cells: bool,
    /// The size of a chunk in bytes, more or less: a few of them for each thread are in memory. Default: 256 KiB.
    pub chunk_size: NonZeroUsize,
}

/// What there is to know about all records.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// How many there are, valid and invalid, and the findings by rule and by place.
    pub counts: Counts,
    /// The records with findings, in their order, as far as the limit goes.
    pub records: Vec<RecordFindings>,
}

const CHUNK_SIZE: NonZeroUsize = NonZeroUsize::MIN.saturating_add((256 << 10) - 1);

impl<'p> Batch<'p> {
    /// A run with the default choices.
    #[must_use]
    pub fn new(interface: &'static Interface, profile: &'p Profile) -> Self {
        let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self {
            interface,
            profile,
            threads,
            limit: 10_000,
            advice: true,
            bodies: false,
            texts_are_cells: false,
            chunk_size: CHUNK_SIZE,
        }
    }

    /// Checks every record of a source.
    ///
    /// # Errors
    ///
    /// When the input cannot be read to its end.
    pub fn check<S: Source>(&self, source: S) -> Result<Outcome, Failure<Outcome>> {
        let mut records = Vec::new();
        let ended = self.run(source, |mut part| {
            records.append(&mut part.records);
            Ok(())
        });
        outcome(ended, records)
    }

    /// Checks every record of a JSON Lines or CSV file and writes valid and invalid ones apart: see [`Split`].
    ///
    /// # Errors
    ///
    /// When the input cannot be read to its end, or an output cannot be written.
    pub fn split<S: Source>(
        &self,
        source: S,
        valid: impl Write,
        invalid: impl Write,
    ) -> Result<Outcome, Failure<Outcome>> {
        let mut split = Split::new(valid, invalid);
        let mut records = Vec::new();
        let ended = self.run(source, |mut part| {
            records.append(&mut part.records);
            split.write(&part)
        });
        let written = split.finish();
        let outcome = outcome(ended, records)?;
        match written {
            Ok(_) => Ok(outcome),
            Err(error) => Err(Failure::new(error, outcome)),
        }
    }

    /// Checks every record of a source and hands the answers out as they come, in the order of the records.
    ///
    /// # Errors
    ///
    /// When the input cannot be read to its end, and those of `take`.
    pub fn run<S: Source>(
        &self,
        mut source: S,
        mut take: impl FnMut(Part<'_>) -> Result<(), Error>,
    ) -> Result<Counts, Failure<Counts>> {
        let room = AtomicUsize::new(self.limit);
        let mut gathered = Gathered { room: &room, counts: Counts::default(), lines: 0, bytes: 0 };
        let check = |chunk: &S::Chunk| {
            let mut tally = Tally::new(self, room.load(Ordering::Relaxed));
            chunk.check(&mut tally);
            tally
        };
        let next = || source.next_chunk(self);
        match pool::run(self.threads, next, check, |chunk, tally| take(gathered.part(tally, chunk.bytes()))) {
            Ok(()) => Ok(gathered.counts),
            Err(error) => Err(Failure::new(error, gathered.counts)),
        }
    }

    /// What is said of a record that is larger than any body that is read.
    pub(crate) fn too_large(&self) -> Report {
        // The core says of any bytes that they are too many, and does not look at them.
        check(self.interface, &vec![0; self.profile.maximum_size.saturating_add(1)], self.profile)
    }
}

/// The records with what is counted of all, to the end or as far as it went.
fn outcome(ended: Result<Counts, Failure<Counts>>, records: Vec<RecordFindings>) -> Result<Outcome, Failure<Outcome>> {
    match ended {
        Ok(counts) => Ok(Outcome { counts, records }),
        Err(Failure { error, before }) => Err(Failure::new(error, Outcome { counts: *before, records })),
    }
}

/// What is known about the records so far.
struct Gathered<'a> {
    counts: Counts,
    /// How many findings can still be kept. Threads may see a greater number of a moment ago: no harm, it is an upper
    /// bound of what they keep.
    room: &'a AtomicUsize,
    lines: u64,
    bytes: u64,
}

impl Gathered<'_> {
    /// The answer about the next records, whose numbers count from the start of the input.
    fn part<'a>(&'a mut self, tally: Tally<'a>, text: &'a [u8]) -> Part<'a> {
        let Tally { counts, documented, mut records, mut bodies, pieces, lines, bytes, .. } = tally;
        for record in &mut records {
            record.shift(self.counts.records, self.lines);
        }
        for body in &mut bodies {
            body.shift(self.counts.records, self.lines);
        }
        let room = limited(&mut records, self.room.load(Ordering::Relaxed));
        self.room.store(room, Ordering::Relaxed);
        documented.add_to(&mut self.counts);
        self.counts.add(counts);
        count(&mut self.lines, lines);
        count(&mut self.bytes, bytes);
        Part { counts: &self.counts, records, bodies, bytes: self.bytes, text, pieces }
    }
}

/// Lets go of the findings that there is no room for. Answers the room that is left.
fn limited(records: &mut Vec<RecordFindings>, mut room: usize) -> usize {
    records.retain_mut(|record| {
        room = room.saturating_sub(record.keep_at_most(room));
        record.kept() > 0
    });
    room
}

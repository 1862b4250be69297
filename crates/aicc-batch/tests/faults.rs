//! A fault of the library ends the run, not the process.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail; clippy sees only #[test]")]

use std::num::NonZeroUsize;

use aicc_batch::{Chunk, ChunkResult, Error, Failure, RecordPosition, Settings, Source, Verdict};
use aicc_core::{Profile, Report, interfaces};
use serde_json::Map;

/// Records. The check of one of them panics.
struct Records {
    given: u64,
    broken: u64,
}

struct Record {
    is_broken: bool,
}

impl Source for Records {
    type Chunk = Record;

    fn next_chunk(&mut self, _: &Settings<'_>) -> Result<Option<Record>, Error> {
        self.given = self.given.saturating_add(1);
        Ok((self.given <= 100).then_some(Record { is_broken: self.given == self.broken }))
    }
}

impl Chunk for Record {
    fn check(&self, result: &mut ChunkResult<'_>) {
        assert!(!self.is_broken, "a fault");
        let verdict = Verdict::Report { report: Report::default(), identity: None };
        result.add_record(verdict, 0, RecordPosition::default, Map::new);
    }
}

#[test]
fn a_check_that_panics_is_an_error_after_the_records_before() {
    for (threads, broken) in [(1, 1), (1, 50), (3, 1), (3, 50), (3, 100)] {
        let profile = Profile::default();
        let mut settings = Settings::new(&interfaces::AGENT_INFO_QUERY, &profile);
        settings.threads = NonZeroUsize::new(threads).unwrap();
        let Failure { error, before } = settings.check(Records { given: 0, broken }).unwrap_err();
        assert!(matches!(error, Error::Fault), "{error}");
        assert_eq!(before.counts.records, broken - 1);
    }
}

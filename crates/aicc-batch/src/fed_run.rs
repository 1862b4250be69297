//! A run over an input whose bytes come piece by piece.

use std::io::{ErrorKind, Read};

use crate::batch_run::BatchRun;
use crate::error::Error;
use crate::feed::Feed;
use crate::results::counts::Counts;
use crate::results::reading::ReadingNote;
use crate::results::update::BatchUpdate;
use crate::settings::Settings;
use crate::sources::compressed::{ZSTD, decompressed};
use crate::sources::csv::Csv;
use crate::sources::json_array::JsonArray;
use crate::sources::json_lines::JsonLines;
use crate::sources::source::Source;
use crate::sources::table_format::TableFormat;
use crate::sources::text::sample::SAMPLE_SIZE;
use crate::sources::workbook::MAXIMUM_WORKBOOK;

/// The format of an input that comes piece by piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FedFormat {
    /// See [`JsonLines`].
    JsonLines,
    /// See [`JsonArray`].
    JsonArray,
    /// The format that the name of a table says. Its content decides.
    Table(TableFormat),
}

/// A run over an input whose bytes come piece by piece, for a caller that must not wait for them. It runs on the calling thread, and
/// its results are those of [`Settings::run`].
///
/// Text is checked while it comes, and so is text in gzip. Text in zstd and workbooks are kept in memory until the input ends.
///
/// ```
/// use aicc_batch::{FedFormat, FedRun, FedStep, Settings, TableFormat};
/// use aicc_core::{Profile, interfaces};
///
/// let profile = Profile::default();
/// let settings = Settings::new(&interfaces::AGENT_SETTINGS_CREATE, &profile);
/// let mut run = FedRun::new(FedFormat::Table(TableFormat::Csv), &settings);
/// run.push(b"userId,call".to_vec());
/// assert!(matches!(run.next(&settings)?, FedStep::NeedsInput));
/// run.push(b"Type\nann,1\nbob,7\n".to_vec());
/// run.end();
/// assert!(matches!(run.next(&settings)?, FedStep::Update(update) if update.records.len() == 1));
/// assert!(matches!(run.next(&settings)?, FedStep::End));
/// assert_eq!(run.counts().invalid, 1);
/// # Ok::<(), aicc_batch::Error>(())
/// ```
pub struct FedRun {
    feed: Feed,
    format: FedFormat,
    text: Option<Box<TextRun>>,
    /// The number of bytes with which the next attempt to start is made.
    needed: usize,
    /// What is reported about the format.
    note: Option<ReadingNote>,
}

/// What [`FedRun::next`] returns.
pub enum FedStep<'r> {
    /// The results of the next records.
    Update(BatchUpdate<'r>),
    /// More bytes are needed.
    NeedsInput,
    /// The input is a workbook, and this is all of it.
    Workbook(Box<dyn Read>),
    /// All records are checked.
    End,
}

/// The run over a text of each format.
enum TextRun {
    JsonLines(BatchRun<JsonLines<Box<dyn Read>>>),
    JsonArray(BatchRun<JsonArray<Box<dyn Read>>>),
    Csv(BatchRun<Csv<Box<dyn Read>>>),
}

/// How an attempt to start ended.
enum Start {
    Text(Box<TextRun>),
    Workbook(Box<dyn Read>),
}

impl FedRun {
    /// Begins a run. `settings` are those of each call of [`next`](Self::next).
    #[must_use]
    pub fn new(format: FedFormat, settings: &Settings<'_>) -> Self {
        let needed = SAMPLE_SIZE.max(settings.chunk_size.get());
        Self { feed: Feed::default(), format, text: None, needed, note: None }
    }

    /// Adds the next bytes of the input.
    pub fn push(&mut self, bytes: Vec<u8>) {
        self.feed.push(bytes);
    }

    /// Says that no bytes follow.
    pub fn end(&mut self) {
        self.feed.end();
    }

    /// Checks the next records. Must not be called again after an error, a workbook or the end.
    ///
    /// # Errors
    ///
    /// Returns an error if the input cannot be read to its end.
    pub fn next<'r>(&'r mut self, settings: &'r Settings<'_>) -> Result<FedStep<'r>, Error> {
        if self.text.is_none() {
            if !self.feed.has(self.needed) {
                return Ok(FedStep::NeedsInput);
            }
            match self.start(settings)? {
                Some(Start::Text(run)) => self.text = Some(run),
                Some(Start::Workbook(input)) => return Ok(FedStep::Workbook(input)),
                None => return Ok(FedStep::NeedsInput),
            }
        } else if !self.feed.has(settings.chunk_size.get()) {
            return Ok(FedStep::NeedsInput);
        }
        match self.text.as_deref_mut() {
            Some(TextRun::JsonLines(run)) => step(run, settings),
            Some(TextRun::JsonArray(run)) => step(run, settings),
            Some(TextRun::Csv(run)) => step(run, settings),
            None => Ok(FedStep::End),
        }
    }

    /// Returns what is reported about the format: the content of the table has another one than its name.
    pub const fn note(&self) -> Option<&ReadingNote> {
        self.note.as_ref()
    }

    /// Returns the counts of the records so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = match self.text.as_deref() {
            Some(TextRun::JsonLines(run)) => run.counts(),
            Some(TextRun::JsonArray(run)) => run.counts(),
            Some(TextRun::Csv(run)) => run.counts(),
            None => Counts::default(),
        };
        counts.reading.splice(0..0, self.note.clone());
        counts
    }

    /// Reads the first chunk. An attempt that needs more bytes than there are is undone: `None` is returned, and the next attempt
    /// is made with twice as many bytes. What the first bytes show must not depend on how they come.
    fn start(&mut self, settings: &Settings<'_>) -> Result<Option<Start>, Error> {
        if self.feed.starts_with(ZSTD) && !self.feed.has_ended() {
            self.needed = usize::MAX;
            return Ok(None);
        }
        let started = self.open(settings);
        let needed = match &started {
            _ if self.feed.has_blocked() => self.needed.saturating_mul(2),
            // A file that is larger is refused before its end.
            Ok(Start::Workbook(_)) if !self.feed.has(MAXIMUM_WORKBOOK) => MAXIMUM_WORKBOOK,
            _ => {
                self.feed.forget();
                return started.map(Some);
            }
        };
        self.feed.rewind();
        self.needed = needed;
        Ok(None)
    }

    fn open(&mut self, settings: &Settings<'_>) -> Result<Start, Error> {
        let input = decompressed(self.feed.clone()).map_err(Error::Read)?;
        match self.format {
            FedFormat::JsonLines => Ok(text(TextRun::JsonLines(BatchRun::begun(JsonLines::new(input), settings)))),
            FedFormat::JsonArray => Ok(text(TextRun::JsonArray(BatchRun::begun(JsonArray::new(input), settings)))),
            FedFormat::Table(named) => {
                let (format, input) = named.by_content(input).map_err(Error::Read)?;
                self.note = (format != named).then_some(ReadingNote::Format { format });
                match format {
                    TableFormat::Csv => Ok(text(TextRun::Csv(BatchRun::begun(Csv::new(input), settings)))),
                    TableFormat::Workbook => Ok(Start::Workbook(input)),
                }
            }
        }
    }
}

fn text(run: TextRun) -> Start {
    Start::Text(Box::new(run))
}

fn step<'r, S: Source>(run: &'r mut BatchRun<S>, settings: &'r Settings<'_>) -> Result<FedStep<'r>, Error> {
    match run.next(settings) {
        Ok(Some(update)) => Ok(FedStep::Update(update)),
        Ok(None) => Ok(FedStep::End),
        Err(Error::Read(error)) if error.kind() == ErrorKind::WouldBlock => Ok(FedStep::NeedsInput),
        Err(error) => Err(error),
    }
}

//! Recordings: what was sent and answered, with every secret masked.

mod form;
mod har;
mod reader;

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

pub use self::form::RecordForm;
pub use self::reader::{Recording, RecordingError};
use crate::world::exchange::Exchange;

/// Writes a recording. It can be used from any thread.
#[derive(Debug)]
pub struct Recorder<W> {
    form: RecordForm,
    written: Mutex<Option<OpenRecording<W>>>,
}

/// What was written so far.
#[derive(Debug)]
struct OpenRecording<W> {
    writer: W,
    count: u64,
    failed: io::Result<()>,
}

impl<W: Write> Recorder<W> {
    /// Returns a recorder that writes to a writer.
    pub fn new(writer: W, form: RecordForm) -> Self {
        Self { form, written: Mutex::new(Some(OpenRecording { writer, count: 0, failed: Ok(()) })) }
    }

    /// Adds an exchange. After an error, which [`finish`](Self::finish) returns, nothing more is written.
    pub fn add(&self, exchange: &Exchange) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(written) = written.as_mut().filter(|written| written.failed.is_ok()) else { return };
        written.failed = match self.form {
            RecordForm::JsonLines => write_line(&mut written.writer, exchange),
            RecordForm::Har => har::write_entry(&mut written.writer, exchange, written.count == 0),
        };
        written.count = written.count.saturating_add(1);
    }

    /// Writes what follows the last exchange, and returns the writer; `None` if this was done before.
    ///
    /// # Errors
    ///
    /// Returns the first error of the writer.
    pub fn finish(&self) -> Option<io::Result<W>> {
        let written = self.written.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        Some(written.finished(self.form))
    }
}

impl<W: Write> OpenRecording<W> {
    fn finished(mut self, form: RecordForm) -> io::Result<W> {
        self.failed?;
        if form == RecordForm::Har {
            har::write_end(&mut self.writer, self.count == 0)?;
        }
        self.writer.flush()?;
        Ok(self.writer)
    }
}

/// Writes an exchange as one line, which is whole for a reader that follows the file.
fn write_line(writer: &mut impl Write, exchange: &Exchange) -> io::Result<()> {
    let mut line = serde_json::to_vec(exchange)?;
    line.push(b'\n');
    writer.write_all(&line)?;
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn exchange(target: &str) -> Exchange {
        Exchange {
            time: 1_700_000_000_123,
            interface: Some("loginex".to_owned()),
            method: "PUT".to_owned(),
            target: target.to_owned(),
            request_headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            request_body: r#"{"password":"***"}"#.to_owned(),
            status: 200,
            reply_headers: vec![("Content-Type".to_owned(), "application/json".to_owned())],
            reply_body: r#"{"retcode":"0"}"#.to_owned(),
            delay: 0,
            delivery: "whole".to_owned(),
            fault: None,
        }
    }

    fn recorded(form: RecordForm, count: usize) -> Vec<u8> {
        let recorder = Recorder::new(Vec::new(), form);
        for number in 0..count {
            recorder.add(&exchange(&format!("/{number}")));
        }
        let written = recorder.finish().unwrap().unwrap();
        assert!(recorder.finish().is_none());
        written
    }

    #[test]
    fn a_recording_in_either_form_is_read_back() {
        for form in [RecordForm::JsonLines, RecordForm::Har] {
            for count in [0, 1, 3] {
                let recording = Recording::read(&recorded(form, count), form).unwrap();
                let targets: Vec<_> = recording.exchanges().iter().map(|one| one.target.clone()).collect();
                let expected: Vec<_> = (0..count).map(|number| format!("/{number}")).collect();
                assert_eq!(targets, expected, "{form:?}");
                let first = recording.exchanges().first();
                assert!(first.is_none_or(|first| first.reply_body == r#"{"retcode":"0"}"# && first.status == 200));
            }
        }
    }

    #[test]
    fn an_archive_has_the_members_that_readers_expect() {
        let archive: serde_json::Value = serde_json::from_slice(&recorded(RecordForm::Har, 1)).unwrap();
        let entry = &archive["log"]["entries"][0];
        assert_eq!(archive["log"]["version"], "1.2");
        assert_eq!(entry["startedDateTime"], "2023-11-14T22:13:20.123Z");
        assert_eq!(entry["request"]["postData"]["text"], r#"{"password":"***"}"#);
        assert_eq!(entry["response"]["content"]["mimeType"], "application/json");
    }

    #[test]
    fn the_first_error_of_the_writer_is_returned() {
        let full: &mut [u8] = &mut [0; 8];
        let recorder = Recorder::new(full, RecordForm::JsonLines);
        recorder.add(&exchange("/"));
        recorder.add(&exchange("/"));
        assert_eq!(recorder.finish().unwrap().unwrap_err().kind(), io::ErrorKind::WriteZero);
    }
}

//! The forms in which requests are written.

use std::io::{self, BufWriter, Write};

use aicc_batch::RecordPosition;
use aicc_core::{Language, Request};
use clap::ValueEnum;
use serde::{Serialize, Serializer};

use crate::findings::CheckedFile;
use crate::findings::elements::Elements;
use crate::streams::OutputStream;
use crate::terminal::text::escaped;
use crate::words;

/// A form in which requests are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RequestForm {
    Http,
    Json,
}

/// The record of a request.
pub(crate) struct RequestPlace<'f> {
    pub(crate) file: &'f CheckedFile,
    pub(crate) record: u64,
    pub(crate) position: RecordPosition,
}

/// Writes requests while they come.
pub(crate) struct RequestWriter<'o> {
    output: RequestOutput<'o>,
    shows_secrets: bool,
    /// Whether a person sees the text on a terminal.
    is_terminal: bool,
    language: Language,
}

enum RequestOutput<'o> {
    Http(BufWriter<&'o mut dyn Write>),
    Json(Elements<BufWriter<&'o mut dyn Write>>),
}

/// A request as data, and its record.
#[derive(Serialize)]
struct PrintedRequest<'r> {
    file: &'r CheckedFile,
    record: u64,
    row: Option<u64>,
    line: Option<u64>,
    method: &'static str,
    url: &'r str,
    headers: PrintedHeaders<'r>,
    body: &'r str,
}

impl<'o> RequestWriter<'o> {
    /// Writes to a stream. Secrets are `***` unless `shows_secrets`.
    pub(crate) fn new(
        form: RequestForm,
        shows_secrets: bool,
        language: Language,
        stream: &'o mut OutputStream<'_>,
    ) -> Self {
        let is_terminal = stream.is_terminal;
        let output = BufWriter::new(&mut *stream.writer as &mut dyn Write);
        let output = match form {
            RequestForm::Http => RequestOutput::Http(output),
            RequestForm::Json => RequestOutput::Json(Elements::new(output, "[")),
        };
        Self { output, shows_secrets, is_terminal, language }
    }

    /// Writes the request of a record.
    pub(crate) fn write(&mut self, place: &RequestPlace<'_>, request: &Request) -> io::Result<()> {
        let masked = (!self.shows_secrets).then(|| request.masked());
        let request = masked.as_ref().unwrap_or(request);
        match &mut self.output {
            RequestOutput::Http(output) => {
                writeln!(output, "{}", place.title(self.language))?;
                write_http(request, self.is_terminal, output)
            }
            RequestOutput::Json(elements) => elements.push(&place.with(request)),
        }
    }

    /// Writes what follows the last request.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        match &mut self.output {
            RequestOutput::Http(output) => output.flush(),
            RequestOutput::Json(elements) => elements.finish("]"),
        }
    }
}

impl RequestPlace<'_> {
    /// Returns the line that separates requests in `.http` files, which editors and command-line clients can send.
    fn title(&self, language: Language) -> String {
        let number = self.file.unit.number(self.position).unwrap_or(self.record);
        let place = self.file.unit.place(number, language).to_lowercase();
        let values = [("place", place), ("file", escaped(&self.file.name))];
        words::REQUEST_TITLE.filled(&values, language)
    }

    fn with<'r>(&'r self, request: &'r Request) -> PrintedRequest<'r> {
        PrintedRequest {
            file: self.file,
            record: self.record,
            row: self.position.row,
            line: self.position.line,
            method: request.method.as_str(),
            url: &request.url,
            headers: PrintedHeaders(&request.headers),
            body: &request.body,
        }
    }
}

/// Writes a request as it is sent. On a terminal, control characters of the body are shown and not executed.
fn write_http(request: &Request, is_terminal: bool, output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "{} {}", request.method.as_str(), request.url)?;
    for (name, value) in &request.headers {
        writeln!(output, "{name}: {value}")?;
    }
    match is_terminal {
        true => writeln!(output, "\n{}\n", escaped(&request.body)),
        false => writeln!(output, "\n{}\n", request.body),
    }
}

/// Header fields, which serialize as an object in their order.
struct PrintedHeaders<'r>(&'r [(&'static str, String)]);

impl Serialize for PrintedHeaders<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

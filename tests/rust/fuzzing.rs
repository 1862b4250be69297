//! The inputs of the fuzz targets, and the vectors as inputs: the seeds of fuzzing.

use aicc_core::{Columns, Interface, InterfaceId, interfaces};

use crate::{Kind, ServerChoice, Vector, vectors};

/// A seed of a fuzz target.
pub struct Seed {
    /// The name of the target.
    pub target: &'static str,
    /// The name, unique among the seeds of the target.
    pub name: String,
    /// The input.
    pub bytes: Vec<u8>,
}

/// The byte that ends a text. No text contains it.
const END: u8 = 0xFF;

/// The first byte of an input is the number of an interface.
pub fn numbered(bytes: &[u8]) -> Option<(&'static Interface, &[u8])> {
    let (number, rest) = bytes.split_first()?;
    Some((interfaces::ALL.get(usize::from(*number) % interfaces::ALL.len())?, rest))
}

/// An interface, and texts with a separator between them.
pub fn texts(bytes: &[u8]) -> Option<(&'static Interface, Vec<&str>)> {
    let (interface, rest) = numbered(bytes)?;
    let texts: Result<_, _> = rest.split(|byte| *byte == END).map(std::str::from_utf8).collect();
    Some((interface, texts.ok()?))
}

/// An interface, a status and a body.
pub fn reply(bytes: &[u8]) -> Option<(&'static Interface, u16, &[u8])> {
    let (interface, rest) = numbered(bytes)?;
    let (status, body) = rest.split_first_chunk()?;
    Some((interface, u16::from_be_bytes(*status), body))
}

/// The format of a file of many records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    JsonLines,
    JsonArray,
    Csv,
    Workbook,
}

const FILE_FORMATS: [FileFormat; 4] =
    [FileFormat::JsonLines, FileFormat::JsonArray, FileFormat::Csv, FileFormat::Workbook];

/// A file, and how to read it.
pub struct FileInput<'a> {
    pub interface: &'static Interface,
    pub format: FileFormat,
    /// Numbers from 0 to 255, from which a target derives its options.
    pub choices: [u8; 5],
    pub file: &'a [u8],
}

/// An interface, a format, options and a file.
pub fn file(bytes: &[u8]) -> Option<FileInput<'_>> {
    let (interface, rest) = numbered(bytes)?;
    let (format, rest) = rest.split_first()?;
    let (choices, file) = rest.split_first_chunk()?;
    let format = *FILE_FORMATS.get(usize::from(*format) % FILE_FORMATS.len())?;
    Some(FileInput { interface, format, choices: *choices, file })
}

/// Requests as they are sent: head and body.
pub fn wire(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == END)
}

/// Returns every seed: the vectors that are small enough for mutations.
pub fn seeds() -> Vec<Seed> {
    let seeds = bodies().chain(rows()).chain(replies()).chain(fields()).chain(requests()).chain(files());
    let seeds = seeds.chain(tables()).chain(sent());
    seeds.filter(|seed| seed.bytes.len() <= 4096).collect()
}

fn bodies() -> impl Iterator<Item = Seed> {
    vectors(Kind::Body).into_iter().map(|vector| {
        let bytes = [&[number_of(&vector)], vector.body().as_slice()].concat();
        Seed { target: "check", name: vector.id, bytes }
    })
}

fn rows() -> impl Iterator<Item = Seed> {
    vectors(Kind::Row).into_iter().map(|vector| {
        let pairs = vector.headings.iter().zip(&vector.cells);
        let texts: Vec<&str> = pairs.flat_map(|(heading, cell)| [heading.as_str(), cell]).collect();
        Seed { target: "columns", bytes: of_texts(&vector, &texts), name: vector.id }
    })
}

fn replies() -> impl Iterator<Item = Seed> {
    vectors(Kind::Reply).into_iter().map(|vector| {
        let bytes = [&[number_of(&vector)], vector.status.to_be_bytes().as_slice(), &vector.body()].concat();
        Seed { target: "read_reply", name: vector.id, bytes }
    })
}

fn fields() -> impl Iterator<Item = Seed> {
    vectors(Kind::Field).into_iter().map(|vector| {
        let text = vector.text.as_deref().unwrap_or_default();
        Seed { target: "typing", bytes: of_texts(&vector, &[&vector.pointer, text]), name: vector.id }
    })
}

fn requests() -> impl Iterator<Item = Seed> {
    vectors(Kind::Request).into_iter().map(|vector| {
        let ServerChoice { host, port, scheme, token, app_key } = &vector.server;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let port = port.map(|port| port.to_string()).unwrap_or_default();
        let (scheme, agent_id) = (scheme.as_deref().unwrap_or("https"), text(&vector.agent_id));
        let texts = [host, &port, scheme, &text(token), &text(app_key), &agent_id];
        Seed { target: "write_request", bytes: of_texts(&vector, &texts), name: vector.id }
    })
}

/// Returns each written request twice: the second one meets the effect of the first.
fn sent() -> impl Iterator<Item = Seed> {
    let seeds = vectors(Kind::Request).into_iter().filter_map(|vector| {
        let request = vector.request?;
        let path = request.url.splitn(4, '/').nth(3).unwrap_or_default();
        let headers: String = request.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let start = format!("{} /{path} HTTP/1.1\r\n{headers}", request.method);
        let sent = format!("{start}\r\n{}", request.body);
        let length = request.body.len();
        let whole = format!("{start}Host: a\r\nContent-Length: {length}\r\n\r\n{}", request.body);
        let requests = [sent.as_bytes(), sent.as_bytes()].join(&END);
        Some([
            Seed { target: "sandbox", name: vector.id.clone(), bytes: requests },
            Seed { target: "connection", name: vector.id, bytes: whole.repeat(2).into_bytes() },
        ])
    });
    seeds.flatten()
}

/// Returns some bodies of an interface in each format, and a table with all of its columns.
fn files() -> impl Iterator<Item = Seed> {
    interfaces::ALL.iter().flat_map(|interface| {
        let names = Columns::names(interface).join(",");
        let seed = |format: FileFormat, index: usize, file: String| Seed {
            target: "batch",
            name: format!("{:?}-{format:?}-{index}", InterfaceId::of(interface)),
            bytes: [&[InterfaceId::of(interface) as u8, format as u8, 0, 2, 20, 7, 0], file.as_bytes()].concat(),
        };
        let bodies = vectors(Kind::Body).into_iter().filter(|vector| vector.interface() == *interface);
        let bodies: Vec<String> = bodies.filter_map(|vector| Some(vector.json?.to_string())).collect();
        let parts: Vec<&[String]> = bodies.chunks(8).collect();
        let mut seeds = vec![seed(FileFormat::Csv, 0, format!("{names}\r\n4,\"a\"\"\",,\n\n"))];
        for (index, part) in parts.into_iter().enumerate() {
            seeds.push(seed(FileFormat::JsonLines, index, part.join("\n")));
            seeds.push(seed(FileFormat::JsonArray, index, format!("[{}]", part.join(","))));
        }
        seeds
    })
}

fn tables() -> impl Iterator<Item = Seed> {
    interfaces::ALL.iter().flat_map(|interface| {
        let number = InterfaceId::of(interface) as u8;
        let names = Columns::names(interface);
        // Each delimiter in turn, and a first line that names one.
        let tables = [(",", ""), (";", "sep=;\r\n"), ("\t", "\u{FEFF}"), ("|", "a title\n")];
        tables.into_iter().enumerate().map(move |(index, (delimiter, first))| Seed {
            target: "text_table",
            name: format!("{:?}-{index}", InterfaceId::of(interface)),
            bytes: [
                [number, 0, 4, 20, 0].as_slice(),
                format!("{first}{}\r\n4{delimiter}\"a\"\"王\"{delimiter}é\r\n\r", names.join(delimiter)).as_bytes(),
            ]
            .concat(),
        })
    })
}

fn number_of(vector: &Vector) -> u8 {
    InterfaceId::of(vector.interface()) as u8
}

fn of_texts(vector: &Vector, texts: &[&str]) -> Vec<u8> {
    let texts: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
    [&[number_of(vector)], texts.join(&END).as_slice()].concat()
}

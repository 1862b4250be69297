//! No result shows a secret of a record: the tests look at every public type of the crate.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail; clippy sees only #[test]")]

use std::io::{self, Cursor, Read};
use std::sync::{Arc, Mutex};

use aicc_batch::{
    Arrow, ArrowChunk, BatchRun, BatchUpdate, Chunk, ChunkResult, Csv, CsvPart, CsvRow, Error, FedRun, FedStep,
    FindingsTable, JsonArray, JsonLines, KeyMembers, Parquet, RecordFindings, Settings, Source, Split, UpdatedRecord,
    Verdict, Workbook, WorkbookChunk, WorkbookFile, WorkbookRows, findings_table,
};
use aicc_core::{Interface, Language, Profile, interfaces};
use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, StringArray, StructArray};
use arrow_schema::ArrowError;
use conformance::secrecy::{PASSWORD, assert_complete, assert_hidden};
use conformance::{is_shown, texts};

const PUBLIC: &str = include_str!("../src/lib.rs");

const LEFT_OUT: &[(&str, &str)] = &[
    ("they hold what the caller chooses", "Encoding SheetChoice TableOptions"),
    (
        "they hold numbers and texts of this crate",
        "Counts FindingPlace KeyMemberError KeyMembers Piece RecordPosition Region Malformed ParquetFault WorkbookFault",
    ),
    ("they name a format, a unit and the place of a table", "CsvTable FedFormat RecordUnit SheetTable TableFormat"),
    ("they are traits", "Source Chunk"),
];

const INTERFACE: &Interface = &interfaces::AGENT_ACCOUNT_CREATE;

/// Returns records with an invalid secret, with a secret under a misspelt name, and with a secret in another field.
fn json_lines() -> String {
    let long = PASSWORD.repeat(9);
    [
        format!(r#"{{"password": "{long}"}}"#),
        format!(r#"{{"password": "{PASSWORD}é", "Password": "{PASSWORD}", "passwd": "{PASSWORD}"}}"#),
        format!(r#"{{"password": "{PASSWORD}"#),
        format!(r#"{{"agentType": "{PASSWORD}", "skills": ["{PASSWORD}"]}}"#),
        format!(r#""{PASSWORD}""#),
        PASSWORD.to_owned(),
        include_str!("../../../examples/agent-account-create.json").replace('\n', " ").replace("Demo#001", PASSWORD),
    ]
    .join("\n")
}

fn csv() -> String {
    let long = PASSWORD.repeat(9);
    format!(
        "userAccount,password,agentType,skills/0/skillId\na,{long},4,1\na,{PASSWORD}é,4,1\n\
         a,\"{PASSWORD},1,1\nb\n,{PASSWORD}\na,b\"{PASSWORD}\",1,1\n"
    )
}

fn columns() -> Vec<Result<ArrayRef, ArrowError>> {
    let passwords: ArrayRef = Arc::new(StringArray::from(vec![PASSWORD.repeat(9), format!("{PASSWORD}é")]));
    let types: ArrayRef = Arc::new(StringArray::from(vec![PASSWORD, PASSWORD]));
    vec![Ok(Arc::new(StructArray::try_from(vec![("password", passwords), ("agentType", types)]).unwrap()))]
}

fn texts_in_a_column() -> Vec<Result<ArrayRef, ArrowError>> {
    vec![Ok(Arc::new(StringArray::from_iter_values(json_lines().lines())))]
}

/// A chunk that keeps the text forms of its result.
struct Watched<C>(C, Arc<Mutex<String>>);

impl<C: Chunk> Chunk for Watched<C> {
    fn check(&self, result: &mut ChunkResult<'_>) {
        self.0.check(result);
        self.1.lock().unwrap().push_str(&texts!(*result));
    }
}

struct Watching<S>(S, Arc<Mutex<String>>);

impl<S: Source> Source for Watching<S> {
    type Chunk = Watched<S::Chunk>;

    fn next_chunk(&mut self, settings: &Settings<'_>) -> Result<Option<Self::Chunk>, Error> {
        let chunk = self.0.next_chunk(settings)?;
        Ok(chunk.map(|chunk| Watched(chunk, self.1.clone())))
    }
}

/// Returns the text forms of all results for the records of a source, by the names of their types.
fn results(source: impl Source) -> Vec<(&'static str, String)> {
    let (profile, result) = (Profile::default(), Arc::new(Mutex::new(String::new())));
    let settings = Settings { bodies: true, key: KeyMembers::of(INTERFACE), ..Settings::new(INTERFACE, &profile) };
    let mut bodies = String::new();
    let (mut records, mut repairs) = (Vec::new(), String::new());
    settings
        .run(Watching(source, result.clone()), |mut update| {
            bodies += &texts!(update.bodies);
            for record in &update.records {
                repairs += &texts!(update.repairs(record, &settings));
            }
            records.append(&mut update.records);
            Ok(())
        })
        .unwrap();

    let mut findings = String::new();
    for finding in records.iter().flat_map(|record| record.findings()) {
        findings += &format!("{} {:?} {} {}", texts!(finding), finding.params(), finding.pointer(), finding.pattern());
        findings += &[Language::English, Language::Chinese].map(|language| finding.message(language)).concat();
    }
    let tables = [Language::English, Language::Chinese].map(|language| texts_of_table(&records, language)).concat();
    assert!(tables.contains("password"), "{findings}");
    let result = result.lock().unwrap().clone();
    vec![
        ("Settings", texts!(settings)),
        ("ValidBody", bodies),
        ("BatchFinding", findings),
        ("FindingsTable", tables + &texts!(FindingsTable::new(Language::English))),
        ("RecordFindings", texts!(records)),
        ("Repair", repairs),
        ("ChunkResult", result),
    ]
}

/// Returns the text of all cells of the table of findings.
fn texts_of_table(records: &[RecordFindings], language: Language) -> String {
    let tables = findings_table(records, language).unwrap();
    let columns = tables.iter().flat_map(|table| table.columns()).filter_map(|column| column.as_string_opt::<i32>());
    columns.flatten().flatten().collect()
}

/// A source that fails after its records.
struct Broken(Cursor<String>);

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("the cable is gone")),
            count => Ok(count),
        }
    }
}

/// Returns the text forms of the error that ends a run, with its causes.
fn texts_of_failure(source: impl Source) -> String {
    let profile = Profile::default();
    let failure = Settings::new(INTERFACE, &profile).check(source).unwrap_err();
    let mut texts = texts!(failure) + &texts!(failure.error);
    let mut cause = std::error::Error::source(&failure);
    while let Some(error) = cause {
        texts += &format!("{error} {error:?}");
        cause = error.source();
    }
    texts
}

/// Returns the text forms of the notes on tables with a secret above the heading, as a heading, and in a cell with another form.
fn texts_of_reading() -> String {
    let profile = Profile::default();
    let settings = Settings::new(INTERFACE, &profile);
    let rows = format!(
        "{PASSWORD}\nuserAccount,password,E-mail,agentType,{PASSWORD}\na,{PASSWORD},b,audio agent,{PASSWORD}\n"
    );
    let few = format!("E-mail,{PASSWORD}\na,{PASSWORD}\n");
    let mut texts = String::new();
    for table in [rows, few] {
        let reading = settings.check(Csv::new(table.as_bytes())).unwrap().counts.reading;
        assert!(reading.len() > 1, "{reading:?}");
        for note in &reading {
            texts += &format!("{note:?} {:?}", note.params());
            texts += &[Language::English, Language::Chinese].map(|language| note.message(language)).concat();
        }
    }
    texts
}

/// Returns the text forms of the encodings that a table may have, with a secret in several places.
fn texts_of_candidates() -> String {
    let (profile, gbk) = (Profile::default(), "\u{FFFD}王伟");
    let tables = [
        format!("userAccount,userName,password\na,{gbk},{PASSWORD}{gbk}\n"),
        format!("{PASSWORD}{gbk},userName\na,b\n"),
        format!("userAccount,userName,password\n{PASSWORD}{gbk},b\n"),
    ];
    let texts = tables.map(|table| {
        let input = encoding_rs::GB18030.encode(&table).0.into_owned();
        let failure = Settings::new(INTERFACE, &profile).check(Csv::new(input.as_slice())).unwrap_err();
        let Error::UnknownEncoding(candidates) = &failure.error else { panic!("{failure}") };
        assert!(!candidates.is_empty());
        texts!(candidates) + &texts!(failure) + &failure.error.hint(Language::Chinese).unwrap_or_default()
    });
    texts.concat()
}

#[test]
fn no_result_shows_a_secret() {
    let (lines, rows, profile) = (json_lines(), csv(), Profile::default());
    let array = format!("[{}, {}", lines.lines().next().unwrap(), lines.lines().nth(1).unwrap());
    let mut walk = results(JsonLines::new(lines.as_bytes()));
    let names: Vec<&str> = walk.iter().map(|(name, _)| *name).collect();
    walk.extend(results(JsonArray::new(array.as_bytes())));
    walk.extend(results(Csv::new(rows.as_bytes())));
    walk.extend(results(Arrow::new(columns())));
    walk.extend(results(Arrow::new(texts_in_a_column())));
    walk.push((
        "BatchReport",
        texts!(Settings::new(INTERFACE, &profile).check(JsonLines::new(lines.as_bytes())).unwrap()),
    ));
    walk.push(("ReadingNote", texts_of_reading()));
    walk.push(("Verdict", texts!(Verdict::of_json(lines.as_bytes(), &Settings::new(INTERFACE, &profile)))));
    let without_heading = rows.lines().skip(1).collect::<Vec<_>>().join("\n");
    let failures = [
        texts_of_failure(JsonLines::new(Broken(Cursor::new(lines.clone())))),
        texts_of_failure(Csv::new(without_heading.as_bytes())),
        texts_of_failure(Csv::new(format!("{PASSWORD}\n{PASSWORD}").as_bytes())),
        texts_of_failure(Arrow::new(columns()).column("value")),
        texts_of_failure(Arrow::new(columns()).column("password").column("agent")),
    ];
    walk.push(("Failure", failures.concat()));
    walk.push(("EncodingCandidate", texts_of_candidates()));
    walk.push(("Error", texts!(Workbook::read(lines.as_bytes()).err())));
    for (name, texts) in &walk {
        println!("{name}: {} characters", texts.len());
        assert_hidden(texts);
    }

    let walked: Vec<&str> = names
        .into_iter()
        .chain(["BatchReport", "ReadingNote", "Verdict", "EncodingCandidate", "Error", "Failure"])
        .chain(WITHOUT_TEXT)
        .collect();
    assert_complete(PUBLIC, &walked, LEFT_OUT);
}

const WITHOUT_TEXT: [&str; 19] = [
    "TextChunk",
    "ArrowChunk",
    "WorkbookChunk",
    "WorkbookRows",
    "Workbook",
    "WorkbookFile",
    "CsvRow",
    "CsvPart",
    "JsonLines",
    "JsonArray",
    "Csv",
    "Arrow",
    "Parquet",
    "BatchUpdate",
    "UpdatedRecord",
    "Split",
    "BatchRun",
    "FedRun",
    "FedStep",
];

/// Types that hold the text of records do not implement `Debug` or `Display`.
#[test]
fn records_in_memory_have_no_text_form() {
    type Input = Cursor<Vec<u8>>;
    type ChunkOf<S> = <S as Source>::Chunk;
    let shown = [
        is_shown!(ChunkOf<JsonLines<Input>>),
        is_shown!(ChunkOf<JsonArray<Input>>),
        is_shown!(ChunkOf<Csv<Input>>),
        is_shown!(ArrowChunk),
        is_shown!(WorkbookChunk),
        is_shown!(WorkbookRows<'_>),
        is_shown!(Workbook),
        is_shown!(WorkbookFile),
        is_shown!(CsvRow<'_>),
        is_shown!(CsvPart<'_>),
        is_shown!(JsonLines<Input>),
        is_shown!(JsonArray<Input>),
        is_shown!(Csv<Input>),
        is_shown!(Arrow<std::vec::IntoIter<Result<ArrayRef, ArrowError>>>),
        is_shown!(Parquet),
        is_shown!(BatchUpdate<'_>),
        is_shown!(UpdatedRecord<'_>),
        is_shown!(Split<Vec<u8>, Vec<u8>>),
        is_shown!(BatchRun<JsonLines<Input>>),
        is_shown!(FedRun),
        is_shown!(FedStep<'_>),
    ];
    // `TextChunk` is here once for each of its three formats.
    assert_eq!(shown, [false; WITHOUT_TEXT.len() + 2]);
    assert!(is_shown!(Vec<u8>));
}

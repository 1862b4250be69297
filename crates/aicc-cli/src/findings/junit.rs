//! JUnit XML, for reports of tests.

use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};

use aicc_core::{Language, Severity};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{CheckedFile, FileResult, FindingRow, FindingsWriter, ReadingRow, Summary};
use crate::terminal::text::{escaped, shown_value};
use crate::words;

/// Writes a suite for each file: a failed test for each invalid record, and a passed one for all valid records.
pub(crate) struct JunitWriter<W> {
    output: W,
    language: Language,
    has_begun: bool,
    /// The tests of the file. They follow the counts of their suite, which are known at the end of the file only.
    tests: BufWriter<File>,
    failures: u64,
    record: Option<FailedTest>,
}

/// An invalid record, until its last finding.
struct FailedTest {
    record: u64,
    name: String,
    /// The rule and the sentence of the first violation; `None` if there is only advice.
    violation: Option<(&'static str, String)>,
    /// Every finding on a line.
    text: String,
}

/// A test of a suite.
struct Test<'t> {
    name: &'t str,
    /// The name of the element, and its type, message and text.
    failure: Option<(&'static str, &'t str, &'t str, &'t str)>,
}

impl<W: Write> JunitWriter<W> {
    /// Writes to an output, which should be buffered.
    ///
    /// # Errors
    ///
    /// Returns an error if a temporary file cannot be created.
    pub(crate) fn new(output: W, language: Language) -> io::Result<Self> {
        let tests = BufWriter::new(tempfile::tempfile()?);
        Ok(Self { output, language, has_begun: false, tests, failures: 0, record: None })
    }

    fn begin(&mut self) -> io::Result<()> {
        if self.has_begun {
            return Ok(());
        }
        self.has_begun = true;
        let mut xml = Writer::new(&mut self.output);
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        xml.get_mut().write_all(b"\n")?;
        xml.write_event(Event::Start(BytesStart::new("testsuites").with_attributes([("name", "aicc check")])))?;
        self.output.write_all(b"\n")
    }

    /// Writes the test of the record whose findings are complete. Advice alone is not a failure.
    fn end_record(&mut self, class: &str) -> io::Result<()> {
        let Some(test) = self.record.take() else { return Ok(()) };
        let Some((rule, message)) = &test.violation else { return Ok(()) };
        self.failures = self.failures.saturating_add(1);
        let failure = Some(("failure", *rule, message.as_str(), test.text.as_str()));
        write_test(&mut self.tests, class, &Test { name: &test.name, failure })
    }

    fn write_suite(&mut self, name: &str, counts: [(&str, u64); 3], notes: &[ReadingRow]) -> io::Result<()> {
        self.begin()?;
        let mut suite = BytesStart::new("testsuite");
        suite.push_attribute(("name", xml_text(name).as_str()));
        for (count, number) in counts {
            suite.push_attribute((count, number.to_string().as_str()));
        }
        suite.extend_attributes([("skipped", "0"), ("time", "0")]);
        Writer::new(&mut self.output).write_event(Event::Start(suite))?;
        self.output.write_all(b"\n")?;
        write_properties(&mut self.output, notes)?;
        self.tests.flush()?;
        let file = self.tests.get_mut();
        file.rewind()?;
        io::copy(file, &mut self.output)?;
        file.rewind()?;
        file.set_len(0)?;
        Writer::new(&mut self.output).write_event(Event::End(BytesEnd::new("testsuite")))?;
        self.output.write_all(b"\n")
    }
}

impl<W: Write> FindingsWriter for JunitWriter<W> {
    fn write(&mut self, finding: &FindingRow<'_>) -> io::Result<()> {
        if self.record.as_ref().is_none_or(|test| test.record != finding.record) {
            self.end_record(&finding.file.name)?;
            self.record = Some(FailedTest::new(finding, self.language));
        }
        if let Some(test) = &mut self.record {
            test.add(finding);
        }
        Ok(())
    }

    fn shows_reading(&self) -> bool {
        true
    }

    fn finish_file(&mut self, file: &CheckedFile, result: &FileResult) -> io::Result<()> {
        self.end_record(&file.name)?;
        let failures = std::mem::take(&mut self.failures);
        let has_valid = result.valid > 0;
        if has_valid {
            let name = words::VALID_RECORDS.in_language(self.language);
            write_test(&mut self.tests, &file.name, &Test { name, failure: None })?;
        }
        if let Some(error) = &result.error {
            let name = words::FILE_IS_READABLE.in_language(self.language);
            let failure = Some(("error", "file", error.as_str(), ""));
            write_test(&mut self.tests, &file.name, &Test { name, failure })?;
        }
        let errors = u64::from(result.error.is_some());
        let tests = failures.saturating_add(u64::from(has_valid)).saturating_add(errors);
        let counts = [("tests", tests), ("failures", failures), ("errors", errors)];
        self.write_suite(&file.name, counts, &result.reading.notes)
    }

    fn finish(&mut self, _summary: &Summary) -> io::Result<()> {
        self.begin()?;
        Writer::new(&mut self.output).write_event(Event::End(BytesEnd::new("testsuites")))?;
        self.output.write_all(b"\n")?;
        self.output.flush()
    }
}

impl FailedTest {
    /// Returns the test of a record, whose name is its key, or its number if it has no key.
    fn new(finding: &FindingRow<'_>, language: Language) -> Self {
        let number = finding.file.unit.place(finding.number(), language);
        let key: Vec<String> = finding.key.values().map(shown_value).filter(|value| !value.is_empty()).collect();
        let name = if key.is_empty() { number.clone() } else { key.join(", ") };
        Self { record: finding.record, name, violation: None, text: format!("{number}\n") }
    }

    fn add(&mut self, finding: &FindingRow<'_>) {
        let FindingRow { rule, pointer, message, reference, .. } = finding;
        let place = if pointer.is_empty() { String::new() } else { format!("{pointer} ") };
        self.text += &escaped(&format!("{place}{rule}: {message} ({reference})"));
        self.text.push('\n');
        if self.violation.is_none() && finding.severity == Severity::Violation.as_str() {
            self.violation = Some((rule, message.clone()));
        }
    }
}

/// Writes how the file was read: a property for each note.
fn write_properties(output: &mut impl Write, notes: &[ReadingRow]) -> io::Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    Writer::new(&mut *output).create_element("properties").write_inner_content(|xml| {
        for note in notes {
            let (name, message) = (format!("reading.{}", note.code), xml_text(&note.message));
            let attributes = [("name", name.as_str()), ("value", message.as_str())];
            xml.create_element("property").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    output.write_all(b"\n")
}

fn write_test(output: &mut impl Write, class: &str, test: &Test<'_>) -> io::Result<()> {
    let mut xml = Writer::new(&mut *output);
    let attributes = [("classname", xml_text(class)), ("name", xml_text(test.name)), ("time", "0".to_owned())];
    let element =
        xml.create_element("testcase").with_attributes(attributes.iter().map(|(name, value)| (*name, value.as_str())));
    match test.failure {
        None => element.write_empty()?,
        Some((failure, kind, message, text)) => element.write_inner_content(|xml| {
            xml.create_element(failure)
                .with_attributes([("type", kind), ("message", xml_text(message).as_str())])
                .write_text_content(BytesText::new(&with_xml_characters(text)))?;
            Ok(())
        })?,
    };
    output.write_all(b"\n")
}

/// Returns a text on one line in which every character can be in XML 1.0, and can be seen.
fn xml_text(text: &str) -> String {
    with_xml_characters(&escaped(text))
}

/// Returns a text without the two characters that XML 1.0 cannot hold beside the control characters.
fn with_xml_characters(text: &str) -> String {
    text.replace('\u{fffe}', r"\u{fffe}").replace('\u{ffff}', r"\u{ffff}")
}

#[cfg(test)]
mod tests {
    use serde_json::Map;

    use super::*;
    use crate::findings::sample::{HOSTILE, file, finding, key, summary};

    #[test]
    fn a_record_is_a_test_and_its_suite_counts_them() {
        let (first, second, key) = (file("a.csv"), file("b.csv"), key("test01"));
        let none = Map::new();
        let advice = FindingRow { severity: "advice", rule: "unknownMember", ..finding(&first, &key) };
        let mut text = Vec::new();
        let mut writer = JunitWriter::new(&mut text, Language::English).unwrap();
        writer.write(&finding(&first, &key)).unwrap();
        writer.write(&advice).unwrap();
        writer.write(&FindingRow { record: 5, row: Some(6), key: &none, ..finding(&first, &key) }).unwrap();
        writer.write(&FindingRow { record: 6, ..advice }).unwrap();
        writer.finish_file(&first, &FileResult { valid: 3, ..FileResult::default() }).unwrap();
        writer
            .finish_file(&second, &FileResult { error: Some("It is <empty>.".to_owned()), ..FileResult::default() })
            .unwrap();
        writer.finish(&summary([])).unwrap();
        let found = "/email minLength: email must have at least 6 characters; it has 2. (agentAccount/create 1.4)";
        let advice = "/email unknownMember: email must have at least 6 characters; it has 2. (agentAccount/create 1.4)";
        let failure = "<failure type=\"minLength\" message=\"email must have at least 6 characters; it has 2.\">";
        assert_eq!(
            String::from_utf8(text).unwrap(),
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"aicc check\">\n\
                 <testsuite name=\"a.csv\" tests=\"3\" failures=\"2\" errors=\"0\" skipped=\"0\" time=\"0\">\n\
                 <testcase classname=\"a.csv\" name=\"test01\" time=\"0\">{failure}Row 5\n{found}\n{advice}\n</failure></testcase>\n\
                 <testcase classname=\"a.csv\" name=\"Row 6\" time=\"0\">{failure}Row 6\n{found}\n</failure></testcase>\n\
                 <testcase classname=\"a.csv\" name=\"valid records\" time=\"0\"/>\n</testsuite>\n\
                 <testsuite name=\"b.csv\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\">\n\
                 <testcase classname=\"b.csv\" name=\"the file can be read\" time=\"0\">\
                 <error type=\"file\" message=\"It is &lt;empty&gt;.\"></error></testcase>\n</testsuite>\n</testsuites>\n"
            )
        );
    }

    #[test]
    fn xml_can_hold_every_text() {
        let (file, key) = (file(HOSTILE), key(HOSTILE));
        let hostile = FindingRow { message: HOSTILE.to_owned(), pointer: HOSTILE.to_owned(), ..finding(&file, &key) };
        let mut text = Vec::new();
        let mut writer = JunitWriter::new(&mut text, Language::Chinese).unwrap();
        writer.write(&hostile).unwrap();
        writer.finish_file(&file, &FileResult { error: Some(HOSTILE.to_owned()), ..FileResult::default() }).unwrap();
        writer.finish(&summary([])).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(!text.lines().any(|line| line.contains(aicc_core::is_hidden)));
        assert!(!text.contains(['\u{fffe}', '\u{ffff}']));
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut names = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Start(element) if element.name().as_ref() == "testcase" => {
                    let name = element.try_get_attribute("name").unwrap().unwrap();
                    names.push(name.normalized_value(quick_xml::XmlVersion::Explicit1_0).unwrap().into_owned());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(names, [xml_text(HOSTILE).as_str(), "文件可读取"]);
    }
}

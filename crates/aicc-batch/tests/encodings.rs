//! Tables in other encodings than UTF-8, and with other delimiters than the comma.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

mod common;

use std::io::Read;

use aicc_batch::{
    BatchReport, BatchUpdate, Counts, Csv, Error, JsonArray, JsonLines, Settings, TableOptions, decompressed,
};
use aicc_core::{Interface, Language, Profile, interfaces};
use common::{Drip, report_of};
use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};
use flate2::Compression;
use flate2::read::GzEncoder;
use proptest::prelude::*;

const INTERFACE: &Interface = &interfaces::AGENT_ACCOUNT_CREATE;

const HEADING: &str = "userAccount,userName,password,email,agentType,ccRoleId";

const CHINESE: [&str; 14] = [
    "王伟",
    "李秀英",
    "张敏",
    "刘洋",
    "陈静",
    "杨磊",
    "赵军",
    "黄丽",
    "周强",
    "吴霞",
    "徐杰",
    "孙艳",
    "朱建国",
    "何勇",
];
const TRADITIONAL: [&str; 14] = [
    "陳怡君",
    "林志明",
    "黃雅婷",
    "張家豪",
    "李淑芬",
    "王建國",
    "吳美玲",
    "劉俊傑",
    "蔡佩珊",
    "楊宗翰",
    "許惠雯",
    "鄭詩涵",
    "謝承恩",
    "郭品妤",
];
const JAPANESE: [&str; 14] = [
    "佐藤 健",
    "鈴木 花子",
    "高橋 美咲",
    "田中 太郎",
    "伊藤 さくら",
    "渡辺 ケン",
    "山本 由美",
    "中村 あや",
    "小林 翔太",
    "加藤 恵",
    "吉田 陽子",
    "山田 大輔",
    "松本 直樹",
    "井上 優子",
];
const KOREAN: [&str; 14] = [
    "김민수",
    "이서연",
    "박지훈",
    "최유진",
    "정하은",
    "강도윤",
    "조예린",
    "윤서준",
    "장미경",
    "임동현",
    "한승우",
    "오혜진",
    "서준호",
    "신영희",
];
const RUSSIAN: [&str; 14] = [
    "Иван",
    "Анна",
    "Сергей",
    "Мария",
    "Олег",
    "Ольга",
    "Павел",
    "Юлия",
    "Дмитрий",
    "Наталья",
    "Алексей",
    "Татьяна",
    "Андрей",
    "Ирина",
];

/// Returns a table with an account for each name. The third one has a wrong agent type.
fn table(names: &[&str]) -> String {
    let rows = names.iter().enumerate().map(|(index, name)| {
        let agent_type = if index == 2 { 8 } else { 4 };
        format!("agent{index:03},{name},Demo#001,a{index}@example.com,{agent_type},2\r\n")
    });
    format!("{HEADING}\r\n{}", rows.collect::<String>())
}

/// Returns a text in an encoding.
fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let units = text.encode_utf16();
        let bytes = units.map(|unit| if encoding == UTF_16LE { unit.to_le_bytes() } else { unit.to_be_bytes() });
        return bytes.flatten().collect();
    }
    let (bytes, _, is_lossy) = encoding.encode(text);
    assert!(!is_lossy, "{text}");
    bytes.into_owned()
}

fn report(input: &[u8]) -> BatchReport {
    check(input, TableOptions::default()).unwrap()
}

fn check(input: &[u8], table: TableOptions) -> Result<BatchReport, Error> {
    let profile = Profile::default();
    let settings = Settings { table, ..Settings::new(INTERFACE, &profile) };
    Ok(settings.check(Csv::new(input))?)
}

/// Returns the notes on how a table was read.
fn notes(counts: &Counts) -> Vec<String> {
    counts.reading.iter().map(|note| note.message(Language::English)).collect()
}

/// Returns the findings of each record with its row and line.
fn found(report: &BatchReport) -> Vec<String> {
    let records = report.records.iter().map(|record| {
        let findings: Vec<_> =
            record.findings().map(|finding| (finding.pointer(), finding.message(Language::English))).collect();
        format!("{} {:?} {:?} {findings:?}", record.record, record.position.row, record.position.line)
    });
    records.collect()
}

#[test]
fn a_table_in_another_encoding_has_the_findings_of_its_utf_8_form() {
    let tables: [(&'static Encoding, &str, &[&str]); 7] = [
        (GB18030, "GB18030", &CHINESE),
        (UTF_16LE, "UTF-16LE", &CHINESE),
        (UTF_16BE, "UTF-16BE", &KOREAN),
        (EUC_KR, "EUC-KR", &KOREAN),
        (WINDOWS_1251, "windows-1251", &RUSSIAN),
        (BIG5, "Big5", &TRADITIONAL),
        (SHIFT_JIS, "Shift-JIS", &JAPANESE),
    ];
    for (encoding, name, names) in tables {
        let text = table(names);
        let (plain, decoded) = (report(text.as_bytes()), report(&encoded(&text, encoding)));
        assert_eq!(notes(&decoded.counts), [format!("The file is read as {name}.")]);
        assert_eq!(notes(&plain.counts), [""; 0]);
        assert_eq!((found(&plain).len(), found(&plain)), (1, found(&decoded)));
        // Bytes of the decoded text are not bytes of the file.
        assert_eq!(plain.records[0].position.offset, text.find("agent002").map(|offset| offset as u64));
        assert_eq!(decoded.records[0].position.offset, None);
    }
}

#[test]
fn a_chunk_and_a_read_can_end_in_the_middle_of_a_character() {
    let short = "userAccount;userName\r\nagent001;\"a\r\nb😀\"\r\n\r\nagent002;é王\n";
    let inputs = [(UTF_16LE, short), (UTF_16BE, short), (GB18030, &table(&CHINESE))];
    for (encoding, text) in inputs {
        let decoded = report_of(INTERFACE, &encoded(text, encoding), &Profile::default(), Csv::new);
        assert_eq!(found(&decoded), found(&report(text.as_bytes())));
        assert_eq!(decoded.counts.reading[0].code(), "encoding");
    }
}

#[test]
fn headings_show_the_encoding() {
    let text = "座席账号,座席姓名,密码,E-mail,座席类型,角色ID\nagent001,王伟,Demo#001,a@example.com,4,2\n";
    let report = report(&encoded(text, GB18030));
    assert_eq!(notes(&report.counts)[0], "The file is read as GB18030.");
    assert_eq!(report.counts.records, 1);
}

#[test]
fn labels_of_values_show_the_encoding() {
    let text = format!("{HEADING}\nagent001,王伟,Demo#001,a@example.com,音频座席,2\n");
    let report = report(&encoded(&text, GB18030));
    assert_eq!(notes(&report.counts)[0], "The file is read as GB18030.");
    assert_eq!((report.counts.records, report.counts.valid), (1, 1));
    // A blank and a number show nothing.
    let text = format!("{HEADING}\nagent001,王伟,Demo#001,a@example.com,4\u{3000},2\n");
    let error = check(&encoded(&text, GB18030), TableOptions::default()).unwrap_err();
    assert!(matches!(error, Error::UnknownEncoding(_)), "{error:?}");
}

#[test]
fn a_guess_that_is_not_certain_is_an_error_with_candidates() {
    let error = check(&encoded(&table(&["王伟"]), GB18030), TableOptions::default()).unwrap_err();
    assert_eq!(
        error.message(Language::English),
        "the file is not UTF-8, and its encoding is not certain: choose it with the option “encoding”"
    );
    let hint = error.hint(Language::English).unwrap();
    assert!(hint.contains("GB18030 (it reads “王伟”)"), "{hint}");
    assert!(hint.contains("Big5"), "{hint}");
    let options = TableOptions { encoding: Some(GB18030), ..TableOptions::default() };
    assert_eq!(check(&encoded(&table(&["王伟"]), GB18030), options).unwrap().counts.valid, 1);
}

#[test]
fn an_error_about_the_encoding_shows_no_cell_that_may_be_a_secret() {
    let rows = [
        // In the column of the password, without a heading, and in a row that has another number of cells.
        format!("{HEADING}\nagent001,Li,密码啊,a@example.com,4,2\n"),
        "agent001,密码啊,a@example.com\n".to_owned(),
        format!("{HEADING}\nagent001,密码啊,a@example.com,4,2\n"),
        "密码啊,email\nx,y\n".to_owned(),
    ];
    for text in rows {
        let error = check(&encoded(&text, GB18030), TableOptions::default()).unwrap_err();
        let shown = format!("{error:?} {:?} {}", error.hint(Language::English), error.message(Language::Chinese));
        assert!(!shown.contains("密码"), "{shown}");
        assert!(matches!(error, Error::UnknownEncoding(_)), "{error:?}");
    }
}

#[test]
fn rows_that_are_not_utf_8_are_findings_of_a_text_that_is() {
    let mut input = table(&CHINESE).into_bytes();
    input.extend(encoded("agent100,王伟,Demo#001,a@example.com,4,2\n", GB18030));
    let report = report(&input);
    assert_eq!((report.counts.valid, report.counts.by_rule["syntax"]), (13, 1));
    assert_eq!(notes(&report.counts), [""; 0]);
    let ascii = table(&["Li"; 300]);
    let input = [ascii.as_bytes(), &encoded("agent900,王伟,Demo#001,a@example.com,4,2\n", GB18030)].concat();
    let report = check(&input, TableOptions::default()).unwrap();
    assert_eq!((report.counts.records, report.counts.by_rule["syntax"]), (301, 1));
    let note = "Some records are not UTF-8 and are not read. They may be: GB18030, ";
    assert!(notes(&report.counts)[0].starts_with(note), "{:?}", notes(&report.counts));
}

#[test]
fn other_bytes_behind_the_sample_are_findings() {
    let mut input = table(&["Li"; 8000]).into_bytes();
    assert!(input.len() > 256 << 10);
    for name in CHINESE {
        input.extend(encoded(&format!("agent900,{name},Demo#001,a@example.com,4,2\n"), GB18030));
    }
    let report = check(&input, TableOptions::default()).unwrap();
    assert_eq!((report.counts.records, report.counts.by_rule["syntax"]), (8014, 14));
    assert_eq!(report.counts.reading, []);
}

#[test]
fn a_character_that_is_damaged_is_a_finding_of_its_row() {
    let mut input = encoded(&table(&CHINESE), GB18030);
    input.extend(b"agent100,\xCD\xF5\xCE,Demo#001,a@example.com,4,2\n");
    let report = report(&input);
    let last = report.records.last().unwrap();
    assert_eq!(
        (last.record, last.position.row, last.position.line, last.position.offset),
        (15, Some(16), Some(16), None)
    );
    let messages: Vec<_> = last.findings().map(|finding| finding.message(Language::English)).collect();
    let message = "The row is not GB18030 (character 11): correct the character, or choose another encoding.";
    assert_eq!(messages, [message]);
}

#[test]
fn the_options_decide() {
    let text = table(&["José", "Zoë"]);
    let input = encoded(&text, WINDOWS_1252);
    for encoding in [WINDOWS_1252, BIG5, UTF_8] {
        let options = TableOptions { encoding: Some(encoding), ..TableOptions::default() };
        let report = check(&input, options).unwrap();
        let is_right = encoding == WINDOWS_1252;
        assert_eq!(report.counts.valid == 2, is_right, "{}", encoding.name());
    }
    // The mark of a file shows the order of its bytes.
    for encoding in [UTF_16LE, UTF_16BE] {
        let input = encoded(&format!("\u{FEFF}{text}"), encoding);
        let options = TableOptions { encoding: Some(UTF_16LE), ..TableOptions::default() };
        let report = check(&input, options).unwrap();
        assert_eq!((report.counts.valid, report.counts.reading.len()), (2, 1));
    }
}

#[test]
fn regions_are_those_of_the_decoded_text() {
    let text = table(&CHINESE);
    let profile = Profile::default();
    let settings = Settings::new(INTERFACE, &profile);
    let regions = |input: &[u8]| {
        let mut regions = Vec::new();
        let take = |update: BatchUpdate<'_>| {
            regions.extend(update.records.iter().flat_map(|record| update.regions(record)));
            Ok(())
        };
        settings.run(Csv::new(input), take).unwrap();
        regions
    };
    let plain = regions(text.as_bytes());
    let region = plain[0].unwrap();
    assert_eq!((region.line, region.column, region.end_column), (4, 37, 38));
    for encoding in [GB18030, UTF_16LE] {
        assert_eq!(regions(&encoded(&text, encoding)), plain);
    }
}

#[test]
fn both_parts_of_a_table_are_utf_8_with_a_byte_order_mark() {
    let text = table(&CHINESE);
    let (mut valid, mut invalid) = (Vec::new(), Vec::new());
    let profile = Profile::default();
    let input = encoded(&text, GB18030);
    Settings::new(INTERFACE, &profile).split(Csv::new(input.as_slice()), &mut valid, &mut invalid).unwrap();
    let (valid, invalid) = (String::from_utf8(valid).unwrap(), String::from_utf8(invalid).unwrap());
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    assert_eq!(invalid, format!("\u{FEFF}{}{}", lines[0], lines[3]));
    assert_eq!(valid, format!("\u{FEFF}{}", [&lines[..3], &lines[4..]].concat().concat()));
}

#[test]
fn compressed_tables_are_decoded_as_well() {
    let text = table(&CHINESE);
    let input = encoded(&text, GB18030);
    let mut gzip = Vec::new();
    GzEncoder::new(input.as_slice(), Compression::fast()).read_to_end(&mut gzip).unwrap();
    let zstd = ruzstd::encoding::compress_to_vec(input.as_slice(), ruzstd::encoding::CompressionLevel::Fastest);
    let profile = Profile::default();
    for packed in [gzip, zstd] {
        let source = Csv::new(decompressed(packed.as_slice()).unwrap());
        let report = Settings::new(INTERFACE, &profile).check(source).unwrap();
        assert_eq!((report.counts.valid, notes(&report.counts)), (13, vec!["The file is read as GB18030.".to_owned()]));
    }
}

#[test]
fn json_in_another_encoding_says_what_it_is() {
    let profile = Profile::default();
    let settings = Settings::new(INTERFACE, &profile);
    let text = "{\"userAccount\": \"a\"}\n";
    for encoding in [UTF_16LE, UTF_16BE] {
        for mark in ["", "\u{FEFF}"] {
            let input = encoded(&format!("{mark}{text}"), encoding);
            let lines = settings.check(JsonLines::new(input.as_slice())).unwrap_err().error;
            let array = settings.check(JsonArray::new(input.as_slice())).unwrap_err().error;
            assert!(matches!((lines, array), (Error::Utf16, Error::Utf16)));
        }
    }
    let lines: String = CHINESE.iter().map(|name| format!("{{\"userName\": \"{name}\"}}\n")).collect();
    let input = encoded(&lines, GB18030);
    let report = settings.check(JsonLines::new(input.as_slice())).unwrap();
    assert_eq!(notes(&report.counts)[0], "Some records are not UTF-8 and are not read. They may be: GB18030.");
}

#[test]
fn cells_can_be_separated_by_other_characters() {
    for (delimiter, name) in [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")] {
        let text = table(&CHINESE).replace(',', delimiter);
        for input in [text.as_bytes(), &encoded(&text, GB18030), &encoded(&text, UTF_16LE)] {
            let report = report(input);
            assert_eq!((report.counts.records, report.counts.valid), (14, 13));
            let expected = format!("The cells are separated by {name}.");
            assert_eq!(notes(&report.counts).last(), Some(&expected));
        }
    }
}

#[test]
fn an_update_has_the_delimiter_of_its_rows() {
    let profile = Profile::default();
    let mut delimiters = Vec::new();
    let take = |update: BatchUpdate<'_>| {
        delimiters.push(update.csv_table().map(|table| table.delimiter));
        Ok(())
    };
    Settings::new(INTERFACE, &profile).run(Csv::new("userAccount;userName\na;b\n".as_bytes()), take).unwrap();
    assert_eq!(delimiters, [Some(b';')]);
}

#[test]
fn quotes_and_other_delimiters_in_cells_keep_their_meaning() {
    for delimiter in [",", ";", "\t", "|"] {
        let text = format!(
            "userAccount{delimiter}\"userName\"{delimiter}agentType\nagent001{delimiter}\"a,;|\t\"\"\nb\"{delimiter}9\n"
        );
        let report = report(text.as_bytes());
        let record = &report.records[0];
        assert_eq!((record.position.row, record.position.line), (Some(2), Some(2)), "{delimiter:?}");
        let pointers: Vec<_> = record.findings().map(|finding| finding.pointer()).collect();
        assert!(!pointers.contains(&String::new()) && pointers.contains(&"/agentType".to_owned()), "{pointers:?}");
    }
}

#[test]
fn the_first_line_can_name_the_delimiter() {
    for (line, end) in [("sep=;", "\r\n"), ("SEP=;", "\n"), ("\"sep=;\"", "\r")] {
        let text = format!("{line}{end}{}", table(&CHINESE).replace(',', ";").replace("\r\n", end));
        let report = report(text.as_bytes());
        assert_eq!((report.counts.records, report.counts.valid), (14, 13));
        // A spreadsheet does not show the line as a row.
        assert_eq!((report.records[0].position.row, report.records[0].position.line), (Some(4), Some(5)));
    }
    // The cells of a table can be in one column.
    let report = check(b"sep=|\nuserAccount\nagent001\n", TableOptions::default()).unwrap();
    assert_eq!(report.counts.records, 1);
}

#[test]
fn the_options_choose_the_delimiter() {
    let text = "userAccount;userName\nagent001;Li\n";
    let with =
        |delimiter| check(text.as_bytes(), TableOptions { delimiter: Some(delimiter), ..TableOptions::default() });
    assert_eq!(with(b';').unwrap().counts.records, 1);
    assert!(with(b',').is_err());
    let line = "sep=,\nuserAccount;userName\nagent001;Li\n";
    let options = TableOptions { delimiter: Some(b';'), ..TableOptions::default() };
    assert_eq!(check(line.as_bytes(), options).unwrap().counts.records, 1);
}

#[test]
fn a_row_without_cells_is_not_a_record_with_any_delimiter() {
    for delimiter in [",", ";", "\t", "|"] {
        let rows = ["userAccount,userName,", ",,", " , ,", "agent001,Li,", ""].join("\n").replace(',', delimiter);
        assert_eq!(report(rows.as_bytes()).counts.records, 1, "{delimiter:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_their_end_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        heading in any::<bool>(),
        chunk_size in 1..50_usize,
        read in 1..9_usize,
    ) {
        let heading = if heading { "userAccount,userName\n" } else { "" };
        let input = [heading.as_bytes(), &bytes].concat();
        let profile = Profile { maximum_size: 40, ..Profile::default() };
        let split = |threads, chunk_size, read| {
            let (mut valid, mut invalid) = (Vec::new(), Vec::new());
            let settings = Settings { interface: INTERFACE, ..common::settings(&profile, threads, chunk_size) };
            let split = settings.split(Csv::new(Drip(&input, read)), &mut valid, &mut invalid);
            split.map(|report| (report, valid, invalid)).map_err(|failure| failure.to_string())
        };
        prop_assert_eq!(split(1, 1 << 20, usize::MAX), split(2, chunk_size, read));
    }

    #[test]
    fn every_encoding_has_the_findings_of_the_utf_8_form(
        cells in proptest::collection::vec(("[a9王伟é,;\"\r\n ]{0,6}", "[49x]{0,2}"), 8..20),
        delimiter in prop_oneof![Just(','), Just(';'), Just('\t'), Just('|')],
        encoding in prop_oneof![Just(GB18030), Just(UTF_16LE), Just(UTF_16BE), Just(UTF_8)],
        chunk_size in 1..100_usize,
    ) {
        let quote = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let rows = cells.iter().map(|(name, kind)| format!("{}{delimiter}{}\r\n", quote(name), quote(kind)));
        let text = format!("userName{delimiter}agentType\r\n{}", rows.collect::<String>());
        let profile = Profile::default();
        let check = |input: &[u8], chunk_size| {
            let table = TableOptions { encoding: Some(encoding), ..TableOptions::default() };
            let table = if input == text.as_bytes() { TableOptions::default() } else { table };
            let settings = Settings { interface: INTERFACE, table, ..common::settings(&profile, 2, chunk_size) };
            settings.check(Csv::new(input)).unwrap()
        };
        let (plain, decoded) = (check(text.as_bytes(), 1 << 20), check(&encoded(&text, encoding), chunk_size));
        prop_assert_eq!(found(&plain), found(&decoded));
        prop_assert_eq!(plain.counts.by_rule, decoded.counts.by_rule);
        prop_assert_eq!(plain.counts.records, decoded.counts.records);
    }
}

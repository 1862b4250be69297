//! The sentences of errors, in every language.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail; clippy sees only #[test]")]

mod common;

use std::io;

use aicc_batch::{Arrow, Csv, Error, JsonArray, JsonLines, ParquetFault, Settings, Source, TableOptions, Workbook};
use aicc_core::{ColumnOptions, Interface, Language, Profile, interfaces};
use arrow_array::{ArrayRef, BinaryArray, StructArray};
use common::workbook::{archive, workbook};

const INTERFACE: &Interface = &interfaces::AGENT_SIGN_IN;

fn failed(source: impl Source) -> Error {
    Settings::new(INTERFACE, &Profile::default()).check(source).unwrap_err().error
}

/// Returns the sentences in English and Chinese, with the hint.
fn sentences(error: &Error) -> [String; 2] {
    assert_eq!(error.to_string(), error.message(Language::English));
    [Language::English, Language::Chinese].map(|language| {
        let hint = error.hint(language).map(|hint| format!(" {hint}"));
        error.message(language) + &hint.unwrap_or_default()
    })
}

#[test]
fn json_in_another_encoding_says_how_to_save_it() {
    let utf_16 = b"\xFF\xFE{\0}\0".as_slice();
    let json = [failed(JsonLines::new(utf_16)), failed(JsonArray::new(utf_16))];
    for [english, chinese] in json.iter().map(sentences) {
        let expected = "the input is UTF-16, but JSON must be UTF-8: save it as UTF-8 (in PowerShell: -Encoding utf8)";
        assert_eq!(english, expected);
        assert_eq!(
            chinese,
            "输入是 UTF-16 编码，但 JSON 必须是 UTF-8：请另存为 UTF-8（在 PowerShell 中使用 -Encoding utf8）"
        );
    }
}

#[test]
fn a_table_in_an_unknown_encoding_names_the_possible_ones() {
    let [english, chinese] = sentences(&failed(Csv::new(b"\xD7\xF9\xCF\xAF,email\n".as_slice())));
    let sentence = "the file is not UTF-8, and its encoding is not certain: choose it with the option “encoding” Possible \
                    encodings: ";
    assert!(english.starts_with(sentence) && english.contains("GB18030, "), "{english}");
    let sentence = "文件不是 UTF-8 编码，且无法确定其编码：请用 encoding 选项指定 可能的编码：";
    assert!(chinese.starts_with(sentence) && chinese.contains("GB18030、"), "{chinese}");
    let [english, chinese] = sentences(&failed(Csv::new(b"\0\0\xFF\xFF\0\x01".as_slice())));
    assert_eq!(english, "the file is not text in UTF-8, UTF-16 or another known encoding");
    assert_eq!(chinese, "文件不是 UTF-8、UTF-16 或其他已知编码的文本");
}

#[test]
fn a_heading_that_is_not_in_the_chosen_encoding_says_so() {
    for (encoding, name) in [(encoding_rs::UTF_8, "UTF-8"), (encoding_rs::SHIFT_JIS, "Shift-JIS")] {
        let table = TableOptions { encoding: Some(encoding), ..TableOptions::default() };
        let profile = Profile::default();
        let settings = Settings { table, ..Settings::new(INTERFACE, &profile) };
        let [english, chinese] = sentences(&settings.check(Csv::new(b"password,\xFF\n".as_slice())).unwrap_err().error);
        assert!(
            english.starts_with(&format!("the row that names the columns is not {name}: save the file")),
            "{english}"
        );
        assert!(chinese.starts_with(&format!("列名所在的行不是 {name} 编码")), "{chinese}");
    }
}

#[test]
fn an_error_about_columns_names_what_was_meant_or_all_columns() {
    let columns = ColumnOptions { strict: true, ..ColumnOptions::default() };
    let table = TableOptions { columns, ..TableOptions::default() };
    let profile = Profile::default();
    let settings = Settings { table, ..Settings::new(INTERFACE, &profile) };
    let hinted = |input: &'static str| sentences(&settings.check(Csv::new(input.as_bytes())).unwrap_err().error);
    let [english, chinese] = hinted("password,Statuss\n");
    assert!(
        english.starts_with("“Statuss” is not a column of loginex Did you mean status? The columns are: password, ")
    );
    assert!(chinese.starts_with("“Statuss”不是 loginex 的列 您是否指 status？可用的列：password, "), "{chinese}");
    let [english, chinese] = hinted("password,Hunter2!\n");
    assert!(
        english.starts_with("the name of column 2 is not a column of loginex The columns are: password, "),
        "{english}"
    );
    assert!(chinese.starts_with("第 2 列的名称不是 loginex 的列 可用的列：password, "), "{chinese}");
    let twice = hinted("password,status,status\n");
    assert_eq!(twice, ["the column “status” occurs twice", "列“status”出现了两次"]);
    let [english, chinese] = hinted("4,Pa5$word\n");
    assert!(english.contains("names a column of loginex"), "{english}");
    assert!(english.contains("The columns are: password, "), "{english}");
    assert!(chinese.contains("没有 loginex 的列 可用的列：password, "), "{chinese}");
    let bytes = || -> ArrayRef { std::sync::Arc::new(BinaryArray::from_vec(vec![b"a"])) };
    let table = StructArray::try_from(vec![("ip\u{1b}", bytes())]).unwrap();
    let [english, chinese] = sentences(&failed(Arrow::new([Ok(std::sync::Arc::new(table) as ArrayRef)]).column("b\n")));
    assert_eq!(english, r"there is no column “b\u{a}” The columns are: ip\u{1b}.");
    assert_eq!(chinese, r"没有列“b\u{a}” 可用的列：ip\u{1b}。");
}

#[test]
fn the_reason_of_a_workbook_is_in_the_language_too() {
    let profile = Profile::default();
    let settings = Settings::new(&interfaces::AGENT_INFO_QUERY, &profile);
    let read = |bytes: &[u8]| {
        Workbook::read(bytes).and_then(|mut book| Ok(failed(book.rows(&settings)?))).unwrap_or_else(|error| error)
    };
    let [english, chinese] = sentences(&read(b"userId\n"));
    assert!(english.starts_with("the workbook cannot be read: it is text, such as CSV"), "{english}");
    assert_eq!(chinese, "无法读取工作簿：它是文本（例如 CSV），只是以工作簿命名：请按 csv 格式读取，或另存为 .xlsx");
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A2"/></row></sheetData></worksheet>"#;
    let [english, chinese] = sentences(&read(&workbook(sheet.as_bytes(), "<sst/>".as_bytes())));
    assert_eq!(english, "the workbook cannot be read: row 1 of the sheet has a cell of another row");
    assert_eq!(chinese, "无法读取工作簿：该工作表的第 1 行有属于其他行的单元格");
}

/// Returns the sentences for a workbook with one sheet: the last word of the type of its relationship, the identifier that the list of
/// sheets has for it, and its part.
fn refused(kind: &str, id: &str, sheet: &[u8]) -> [String; 2] {
    const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationships><Relationship Id="{id}" Type="{TYPE}/{kind}" Target="{target}"/></Relationships>"#)
    };
    let list =
        format!(r#"<workbook xmlns:r="{TYPE}"><sheets><sheet name="s" sheetId="1" r:id="{id}"/></sheets></workbook>"#);
    let (package, sheets) = (related("r", "officeDocument", "xl/workbook.xml"), related("r1", kind, "sheet.xml"));
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", list.as_bytes()),
        ("xl/_rels/workbook.xml.rels", sheets.as_bytes()),
        ("xl/sheet.xml", sheet),
    ];
    let file = archive(parts.map(|(name, part)| (name, Box::new(part) as Box<dyn io::Read>)));
    let profile = Profile::default();
    let settings = Settings::new(&interfaces::AGENT_INFO_QUERY, &profile);
    let read = Workbook::read(file.as_slice()).and_then(|mut book| Ok(failed(book.rows(&settings)?)));
    sentences(&read.unwrap_or_else(|error| error))
}

#[test]
fn a_workbook_that_a_library_refuses_has_a_sentence_in_each_language() {
    let sheet =
        r#"<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>accountCode</v></c></row></sheetData></worksheet>"#;
    let [english, chinese] = refused("xlMacrosheet", "r1", sheet.as_bytes());
    assert!(english.contains("such as a sheet of Excel 4 macros: save it as .xlsx without this sheet"), "{english}");
    assert!(chinese.contains("例如 Excel 4 宏表"), "{chinese}");
    let declared = format!(r#"<?xml version="1.0" encoding="UTF-16"?>{sheet}"#);
    let utf_16: Vec<u8> = declared.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let [english, chinese] = refused("worksheet", "r1", &[b"\xFF\xFE".as_slice(), &utf_16].concat());
    assert!(english.contains("its part is not UTF-8: open the workbook in Excel or LibreOffice"), "{english}");
    assert!(chinese.contains("其部件不是 UTF-8 编码"), "{chinese}");
    for [english, chinese] in [
        refused("worksheet", "r9", sheet.as_bytes()),
        refused(
            "worksheet",
            "r1",
            b"<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>7</v></c></row></sheetData></worksheet>",
        ),
    ] {
        assert_eq!(
            english,
            "the workbook cannot be read: it is damaged, or it has a part that is not supported: open it in Excel or \
             LibreOffice, and save it as .xlsx"
        );
        assert_eq!(
            chinese,
            "无法读取工作簿：它已损坏，或含有不支持的部分：请用 Excel 或 LibreOffice 打开，并另存为 .xlsx"
        );
    }
}

#[test]
fn every_error_has_a_sentence_in_chinese() {
    let type_of =
        |column: &str| Error::ColumnType { column: column.to_owned(), data_type: "Date32".to_owned(), wanted: "int64" };
    let depth_of = |column: &str| Error::ColumnDepth { column: column.to_owned() };
    let errors = [
        (Error::Read(io::Error::other("gone")), "无法读取输入：gone"),
        (Error::Write(io::Error::other("full")), "无法写入输出：full"),
        (Error::Archive, "输入是 ZIP 压缩包（例如工作簿），不是文本：请按 workbook 格式读取"),
        (Error::LongHeading(15), "列名所在行超过 15 字节的上限"),
        (type_of("a"), "列“a”的类型为 Date32，无法读取：请转换为 int64"),
        (type_of(""), "Arrow 数据的类型为 Date32，无法读取：请转换为 int64"),
        (depth_of("a"), "列“a”的嵌套超过 127 层：请去掉该列"),
        (depth_of(""), "Arrow 数据的嵌套超过 127 层：请去掉"),
        (
            Error::Parquet(ParquetFault::Compression("LZO")),
            "无法读取 Parquet 文件：它以 LZO 压缩：请使用 Snappy、Zstandard、gzip 或 LZ4 写出",
        ),
        (Error::NoLines, "只有 JSON Lines 和 CSV 可以拆分为有效记录和无效记录"),
        (Error::Stopped, "调用方停止了运行"),
        (Error::Spawn(io::Error::other("no memory")), "无法启动线程：no memory"),
        (Error::Thread, "运行中的一个线程意外结束"),
        (Error::Fault, "本库的缺陷使运行停止：请附上能复现问题的最小输入进行反馈"),
    ];
    for (error, expected) in errors {
        let [english, chinese] = sentences(&error);
        assert_eq!(chinese, expected);
        let is_english = |character: char| character < '\u{2E80}';
        assert!(english.chars().all(is_english) && !english.contains('{') && !english.ends_with('.'), "{english}");
    }
}

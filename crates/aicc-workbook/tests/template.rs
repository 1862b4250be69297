//! What a person finds in a template.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

use std::io::{Cursor, Read};

use aicc_core::spec::{Field, Kind, Object};
use aicc_core::{
    ColumnNote, ColumnOptions, Columns, Edition, Interface, Language, PasswordPolicy, Profile, interfaces,
};
use aicc_workbook::{MAXIMUM_GROUPS, Template};
use quick_xml::escape::unescape;
use zip::ZipArchive;

/// A workbook that was written.
struct Book(ZipArchive<Cursor<Vec<u8>>>);

/// A rule or a list of a column, as it is in the file.
struct Validation {
    kind: String,
    formula: String,
    titles: Vec<String>,
    messages: Vec<String>,
    range: String,
    ignores_blanks: bool,
}

impl Book {
    fn of(template: &Template<'_>) -> Self {
        Self(ZipArchive::new(Cursor::new(template.workbook().unwrap())).unwrap())
    }

    fn part(&mut self, name: &str) -> String {
        let mut text = String::new();
        self.0.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// The texts of the cells of a sheet, row by row.
    fn rows(&mut self, sheet: usize) -> Vec<Vec<String>> {
        let texts: Vec<String> = inner(&self.part("xl/sharedStrings.xml"), "si").iter().map(|si| text_of(si)).collect();
        let rows = inner(&self.part(&format!("xl/worksheets/sheet{sheet}.xml")), "row");
        let cells = |row: &String| -> Vec<String> {
            let numbers = inner(row, "v").into_iter().map(|number| texts[number.parse::<usize>().unwrap()].clone());
            numbers.collect()
        };
        rows.iter().map(cells).collect()
    }

    fn headings(&mut self) -> Vec<String> {
        self.rows(1).remove(0)
    }

    fn validations(&mut self) -> Vec<Validation> {
        let sheet = self.part("xl/worksheets/sheet1.xml");
        elements(&sheet, "dataValidation").iter().map(|element| Validation::of(element)).collect()
    }

    /// The texts on the hidden sheet, by the names that formulas use.
    fn lookups(&mut self) -> Vec<(String, String)> {
        let names = elements(&self.part("xl/workbook.xml"), "definedName");
        let names = names.iter().filter_map(|element| attribute(element, "name"));
        let names: Vec<String> = names.filter(|name| !name.starts_with("_xlnm")).collect();
        if names.is_empty() {
            return Vec::new();
        }
        let rows = self.rows(4);
        names.into_iter().zip(rows[0].clone()).collect()
    }
}

impl Validation {
    fn of(element: &str) -> Self {
        let all = |names: [&str; 2]| names.iter().filter_map(|name| attribute(element, name)).collect();
        Self {
            kind: attribute(element, "type").unwrap_or_default(),
            formula: inner(element, "formula1")
                .first()
                .map(|formula| unescape(formula).unwrap().into_owned())
                .unwrap_or_default(),
            titles: all(["promptTitle", "errorTitle"]),
            messages: all(["prompt", "error"]),
            range: attribute(element, "sqref").unwrap(),
            ignores_blanks: attribute(element, "allowBlank").is_some(),
        }
    }
}

/// The elements with a name, with their tags.
fn elements(xml: &str, name: &str) -> Vec<String> {
    let tag = format!("<{name} ");
    let parts = xml.split(&tag).skip(1);
    parts.map(|part| part.split(&format!("</{name}>")).next().unwrap().to_owned()).collect()
}

/// What is inside the elements with a name.
fn inner(xml: &str, name: &str) -> Vec<String> {
    let tag = format!("<{name}");
    let ends = |at: &usize| matches!(xml.as_bytes().get(at + tag.len()), Some(b' ' | b'>'));
    let starts = xml.match_indices(&tag).map(|(at, _)| at).filter(ends);
    let contents = starts.map(|at| {
        let rest = &xml[at..];
        let begin = rest.find('>').unwrap() + 1;
        rest[begin..].split(&format!("</{name}>")).next().unwrap().to_owned()
    });
    contents.collect()
}

fn text_of(string: &str) -> String {
    inner(string, "t").iter().map(|text| unescape(text).unwrap().into_owned()).collect()
}

fn attribute(element: &str, name: &str) -> Option<String> {
    let value = element.split(&format!("{name}=\"")).nth(1)?.split('"').next()?;
    Some(unescape(value).unwrap().replace("_x000a_", "\n"))
}

/// Every interface in every language and edition.
fn every(groups: usize, mut look: impl FnMut(&Template<'_>)) {
    for edition in Edition::ALL {
        let profile = Profile { edition: *edition, ..Profile::default() };
        for language in Language::ALL {
            for interface in interfaces::ALL {
                look(&Template { groups, ..Template::new(interface, &profile, *language) });
            }
        }
    }
}

fn english<'p>(interface: &'static Interface, profile: &'p Profile) -> Template<'p> {
    Template::new(interface, profile, Language::English)
}

#[test]
fn the_headings_are_the_labels_in_the_language_with_an_asterisk_if_mandatory() {
    let profile = Profile::default();
    let template = english(&interfaces::AGENT_ACCOUNT_CREATE, &profile);
    let expected = [
        "Agent account *",
        "Agent name *",
        "Password *",
        "Email address *",
        "Agent type *",
        "Agent role ID *",
        "Skill queue ID 1",
        "Agent weight 1",
        "Skill queue weight 1",
        "Skill queue ID 2",
        "Agent weight 2",
        "Skill queue weight 2",
        "Phone number",
    ];
    assert_eq!(Book::of(&Template { groups: 2, ..template }).headings(), expected);
    let chinese = Template { language: Language::Chinese, groups: 0, ..template };
    let expected = ["座席账号 *", "座席名称 *", "密码 *", "邮箱地址 *", "座席类型 *", "座席角色 ID *", "电话号码"];
    assert_eq!(Book::of(&chinese).headings(), expected);
}

#[test]
fn texts_stay_within_the_limits_of_excel() {
    every(MAXIMUM_GROUPS, |template| {
        let mut book = Book::of(template);
        let columns = book.headings().len();
        let validations = book.validations();
        assert_eq!(validations.len(), columns, "every column has a message");
        for Validation { formula, titles, messages, range, .. } in validations {
            let units = |text: &str| text.encode_utf16().count();
            assert!(titles.iter().all(|title| (1..=32).contains(&units(title))), "{titles:?}");
            assert!(messages.iter().all(|message| (1..=255).contains(&units(message))), "{messages:?}");
            assert!(units(&formula) < 256, "{formula}");
            assert!(range.ends_with("1048576"), "{range}");
        }
    });
}

#[test]
fn a_column_with_documented_values_has_a_list_of_their_labels() {
    let profile = Profile::default();
    let template = english(&interfaces::AGENT_ACCOUNT_CREATE, &profile);
    let list = |template: &Template<'_>| {
        let list = Book::of(template).validations().into_iter().find(|rule| rule.kind == "list").unwrap();
        list.formula
    };
    assert_eq!(list(&template), r#""audio agent,multimedia agent,video agent,versatile agent""#);
    let chinese = Template { language: Language::Chinese, ..template };
    assert_eq!(list(&chinese), r#""音频座席,多媒体座席,视频座席,全能座席""#);
    assert_eq!(list(&english(&interfaces::AGENT_SIGN_IN, &profile)), r#""yes,no""#);
}

#[test]
fn rules_follow_the_password_policy() {
    let formula = |policy: PasswordPolicy| {
        let profile = Profile { password: policy, ..Profile::default() };
        Book::of(&english(&interfaces::AGENT_ACCOUNT_CREATE, &profile)).validations().remove(2)
    };
    let page = formula(PasswordPolicy::default());
    assert!(page.formula.starts_with("AND(LEN(C2)=8,NOT(EXACT(C2,LOWER(C2))),"), "{}", page.formula);
    let tenant = formula(PasswordPolicy::new(12, 32, 3, 90).unwrap());
    assert!(tenant.formula.starts_with("AND(LEN(C2)>=12,LEN(C2)<=32,(NOT("), "{}", tenant.formula);
    assert!(tenant.formula.contains(")>=3"), "{}", tenant.formula);
    assert!(tenant.messages[0].starts_with("12 to 32 characters"), "{:?}", tenant.messages);
}

/// Excel allows every value if blanks are ignored and a cell that the formula refers to is blank.
#[test]
fn a_formula_is_not_left_out_because_of_a_blank_cell() {
    let profile = Profile::default();
    let mut book = Book::of(&english(&interfaces::AGENT_ACCOUNT_CREATE, &profile));
    for (validation, heading) in book.validations().iter().zip(book.headings()) {
        assert_eq!(validation.ignores_blanks, validation.kind == "list", "{heading}");
        let is_optional = !heading.ends_with('*') && validation.kind == "custom";
        assert_eq!(validation.formula.starts_with("OR(LEN("), is_optional, "{}", validation.formula);
    }
}

#[test]
fn the_guides_have_every_row_of_the_page_in_its_order_in_both_languages() {
    fn numbers(object: &'static Object) -> Vec<&'static str> {
        let own = |field: &'static Field| {
            let members = match &field.kind {
                Kind::Array(array) => match array.element {
                    Kind::Object(inner) => numbers(inner),
                    _ => Vec::new(),
                },
                _ => Vec::new(),
            };
            [field.row].into_iter().chain(members)
        };
        object.fields.iter().flat_map(own).collect()
    }
    every(1, |template| {
        let body = &template.interface.request;
        let expected: Vec<&str> =
            body.wrapper.map(|wrapper| wrapper.row).into_iter().chain(numbers(body.object)).collect();
        let mut book = Book::of(template);
        for (sheet, heading) in [(2, template.language), (3, other(template.language))] {
            let rows = book.rows(sheet);
            let title = match heading {
                Language::English => "Row",
                Language::Chinese => "序号",
            };
            let first = rows.iter().position(|row| row.first().is_some_and(|text| text == title)).unwrap() + 1;
            let found: Vec<&str> = rows[first..].iter().map(|row| row[0].as_str()).collect();
            assert_eq!(found, expected);
        }
    });
}

fn other(language: Language) -> Language {
    *Language::ALL.iter().find(|other| **other != language).unwrap()
}

#[test]
fn an_example_is_on_the_guide_and_never_among_the_records() {
    let profile = Profile::default();
    let mut book = Book::of(&english(&interfaces::AGENT_ACCOUNT_CREATE, &profile));
    assert_eq!(book.rows(1).len(), 1);
    let guide = book.rows(2).concat();
    for expected in ["test123456", "video agent", "li.na@example.com"] {
        assert!(guide.iter().any(|text| text == expected), "{expected}");
    }
    for secret in ["Te****34", "****"] {
        assert!(!guide.iter().any(|text| text.contains(secret)), "{secret}");
    }
}

#[test]
fn every_cell_of_the_sheet_to_fill_in_is_a_text() {
    every(2, |template| {
        let mut book = Book::of(template);
        let (sheet, styles) = (book.part("xl/worksheets/sheet1.xml"), book.part("xl/styles.xml"));
        let formats = elements(&inner(&styles, "cellXfs")[0], "xf");
        let columns = elements(&sheet, "col");
        let first = columns.iter().map(|column| attribute(column, "min").unwrap().parse::<usize>().unwrap());
        let last = columns.iter().map(|column| attribute(column, "max").unwrap().parse::<usize>().unwrap());
        let covered: usize = first.zip(last).map(|(first, last)| last - first + 1).sum();
        assert_eq!(covered, book.headings().len());
        for column in columns {
            let format: usize = attribute(&column, "style").unwrap().parse().unwrap();
            assert_eq!(attribute(&formats[format], "numFmtId").as_deref(), Some("49"), "the format Text");
        }
    });
}

#[test]
fn one_template_has_one_content() {
    every(2, |template| {
        let first = template.workbook().unwrap();
        assert!((0..5).all(|_| template.workbook().unwrap() == first));
    });
}

#[test]
fn a_heading_of_csv_has_the_wire_names() {
    let profile = Profile::default();
    let template = english(&interfaces::AGENT_ACCOUNT_CREATE, &profile);
    let expected = "\u{feff}userAccount,userName,password,email,agentType,ccRoleId,skills/0/skillId,\
        skills/0/agentWeight,skills/0/skillWeight,phone\r\n";
    assert_eq!(template.csv(), expected.as_bytes());
    assert_eq!(Template { language: Language::Chinese, ..template }.csv(), expected.as_bytes());
}

#[test]
fn there_are_at_most_as_many_groups_as_the_template_can_have() {
    let profile = Profile::default();
    let columns = |groups| {
        Book::of(&Template { groups, ..english(&interfaces::AGENT_ACCOUNT_CREATE, &profile) }).headings().len()
    };
    assert_eq!((columns(0), columns(1), columns(MAXIMUM_GROUPS)), (7, 10, 307));
    assert_eq!(columns(usize::MAX), 307);
}

#[test]
fn the_words_of_formulas_are_on_a_hidden_sheet() {
    let profile = Profile::default();
    let mut book = Book::of(&english(&interfaces::AGENT_ACCOUNT_CREATE, &profile));
    let lookups = book.lookups();
    let account = &book.validations()[0].formula;
    let (_, characters) = lookups.iter().find(|(name, _)| account.contains(name.as_str())).unwrap();
    assert!(characters.contains("@A") && characters.contains('_') && !characters.contains(' '), "{characters}");
    assert!(book.part("xl/workbook.xml").contains(r#"<sheet name="Lists" sheetId="4" state="hidden""#));
    let mut query = Book::of(&english(&interfaces::AGENT_INFO_QUERY, &profile));
    assert!(!query.part("xl/workbook.xml").contains("state="));
}

#[test]
fn the_headings_are_read_as_their_members() {
    every(12, |template| {
        let headings = Book::of(template).headings();
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        let read = Columns::read(template.interface, &headings, &ColumnOptions::default()).unwrap();
        let members: Vec<String> = read
            .notes
            .iter()
            .map(|note| match note {
                ColumnNote::Renamed { member, .. } => member.clone(),
                other => panic!("{other:?}"),
            })
            .collect();
        let names = String::from_utf8(template.csv()).unwrap();
        let names: Vec<&str> = names.trim_start_matches('\u{feff}').trim_end().split(',').collect();
        assert_eq!(members, names);
    });
}

#[test]
fn the_words_of_a_list_are_read_as_its_values() {
    every(1, |template| {
        let mut book = Book::of(template);
        let headings = book.headings();
        for (heading, validation) in headings.iter().zip(book.validations()) {
            if validation.kind != "list" {
                continue;
            }
            let read = Columns::read(template.interface, &[heading], &ColumnOptions::default()).unwrap();
            let words: Vec<&str> = validation.formula.trim_matches('"').split(',').collect();
            let values = words.iter().map(|word| read.columns.body(&[(*word).into()]));
            let mut values: Vec<String> = values.map(|body| body.to_string()).collect();
            assert!(values.iter().zip(&words).all(|(body, word)| !body.contains(&format!("\"{word}\""))), "{values:?}");
            values.dedup();
            assert_eq!(values.len(), words.len());
        }
    });
}

#[test]
fn a_value_that_occurs_twice_is_marked_where_the_records_must_differ() {
    let profile = Profile::default();
    let count = |interface| {
        let sheet = Book::of(&english(interface, &profile)).part("xl/worksheets/sheet1.xml");
        sheet.matches("MATCH(A2,$A$1:$A1,0)").count()
    };
    assert_eq!((count(&interfaces::AGENT_ACCOUNT_CREATE), count(&interfaces::AGENT_SIGN_IN)), (1, 0));
}

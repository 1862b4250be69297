//! Findings and reports, as data and as text.

use std::collections::BTreeMap;

use aicc_core::spec::{Choice, JsonType, Literal, ParamKind, Wrapper};
use aicc_core::{
    ActualType, AgentType, CellDamage, CellFault, Code, Language, Location, Param, Parts, Profile, Reason, Report,
    Rule, Severity, Wording, check, check_message, interfaces,
};
use conformance::{Kind, vectors};
use regex::{Captures, Regex};
use serde_json::{Value, json};

fn account(changes: Value) -> Value {
    let mut body = json!({
        "userAccount": "test123456", "userName": "Li Na", "password": "Aa1!Aa1!", "email": "a@b.c", "agentType": 4, "ccRoleId": 2,
    });
    body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    body
}

fn report_on(body: &Value) -> Report {
    check(&interfaces::AGENT_ACCOUNT_CREATE, body.to_string().as_bytes(), &Profile::default())
}

#[test]
fn a_finding_has_its_place_its_rule_and_its_row() {
    let report = report_on(&account(json!({"skills": [{}, {"agentWeight": 0}]})));
    let [finding] = report.violations() else { panic!("{report}") };
    assert_eq!(finding.interface(), &interfaces::AGENT_ACCOUNT_CREATE);
    assert_eq!(finding.location(), Location::Body);
    assert_eq!(finding.pointer(), "/skills/1/agentWeight");
    assert_eq!(finding.pattern(), "/skills/*/agentWeight");
    assert_eq!(finding.rule(), &Rule::Minimum { minimum: 1, actual: Param::Integer(0) });
    assert_eq!(finding.code(), Code::Minimum);
    assert_eq!(finding.code().severity(), Severity::Violation);
    assert_eq!(finding.params(), [("minimum", Param::Integer(1)), ("actual", Param::Integer(0))]);
    assert_eq!(finding.reference(), "agentAccount/create 1.7.2");
    assert_eq!(finding.url(), "https://aicc.dev/rules/minimum/");
    assert_eq!(finding.message(Language::English), "agentWeight must be at least 1; it is 0.");
    assert_eq!(finding.to_string(), "body/skills/1/agentWeight: agentWeight must be at least 1; it is 0. [minimum]");
    let debug = format!("{finding:?}");
    assert!(debug.starts_with("body#/skills/1/agentWeight Minimum"), "{debug}");
}

#[test]
fn a_report_is_json() {
    let report = report_on(&account(json!({"agentType": 7, "userNmae": "secret"})));
    let expected = json!({
        "violations": [{
            "location": "body",
            "pointer": "/agentType",
            "rule": "enum",
            "params": {"allowed": [4, 5, 11, 99], "actual": 7},
            "reference": "agentAccount/create 1.5",
            "message": "agentType must be 4, 5, 11 or 99; it is 7.",
        }],
        "advice": [{
            "location": "body",
            "pointer": "/userNmae",
            "rule": "unknownMember",
            "params": {},
            "reference": "agentAccount/create",
            "message": "Unknown field “userNmae”: check the spelling. It may be ignored.",
        }],
    });
    assert_eq!(serde_json::to_value(&report).unwrap(), expected);
    let (violations, advice) = report.into_findings();
    assert_eq!(serde_json::to_value([violations, advice].concat()).unwrap(), {
        json!([expected["violations"][0], expected["advice"][0]])
    });
}

#[test]
fn a_report_is_text() {
    assert_eq!(report_on(&account(json!({}))).to_string(), "valid");
    assert_eq!(report_on(&account(json!({"unknown": 1}))).to_string(), "valid");
    let one = report_on(&account(json!({"phone": 1})));
    assert_eq!(one.to_string(), "1 violation\n  body/phone: phone must be of type string, not integer. [type]");
    let two = report_on(&account(json!({"phone": 1, "email": null})));
    assert_eq!(
        two.to_string(),
        "2 violations\n  body/email: email is mandatory and is missing. [required]\n  body/phone: phone must be of type string, not integer. [type]"
    );
}

/// Reading R1: pointers of a wrapped body start with the wrapper. Only the row of the wrapper documents its content.
#[test]
fn inside_a_wrapper_every_place_starts_with_it() {
    let Some(Wrapper { name, row, .. }) = interfaces::AGENT_ACCOUNT_CREATE.request.wrapper else { panic!() };
    assert_eq!((name, row), ("requestParam", "1"));
    let report = report_on(&json!({"requestParam": account(json!({"phone": 1, "unknown": 1}))}));
    let [violation] = report.violations() else { panic!("{report}") };
    assert_eq!((violation.pointer(), violation.pattern()), {
        ("/requestParam/phone".to_owned(), "/requestParam/phone".to_owned())
    });
    assert_eq!(violation.reference(), "agentAccount/create 1.8");
    let [advice] = report.advice() else { panic!("{report:?}") };
    assert_eq!(advice.pointer(), "/requestParam/unknown");
    assert_eq!(advice.reference(), "agentAccount/create 1");
}

#[test]
fn an_element_is_called_by_its_list_and_its_index() {
    let body = json!({"userId": "u", "callNumber": ["1", "0123456789012345", 3]});
    let report = check(&interfaces::AGENT_SETTINGS_CREATE, body.to_string().as_bytes(), &Profile::default());
    let sentences: Vec<String> = report.violations().iter().map(|finding| finding.message(Language::English)).collect();
    assert_eq!(
        sentences,
        [
            "callNumber/1 can have at most 15 characters; it has 16.",
            "callNumber/2 must be of type string, not integer."
        ]
    );
    assert_eq!(report.violations()[0].reference(), "agentsettings/create 4");
    assert_eq!(report.violations()[0].pattern(), "/callNumber/*");
}

#[test]
fn a_report_is_empty_where_there_is_neither_a_violation_nor_advice() {
    assert!(report_on(&account(json!({}))).is_empty());
    assert!(!report_on(&account(json!({"unknown": 1}))).is_empty());
    assert!(!report_on(&account(json!({"phone": 1}))).is_empty());
}

#[test]
fn a_documented_pattern_has_a_number_of_its_own() {
    let (mut numbers, mut patterns) = (BTreeMap::new(), BTreeMap::new());
    for vector in vectors(Kind::Body) {
        let (violations, advice) = check(vector.interface(), &vector.body(), &vector.profile()).into_findings();
        for finding in violations.iter().chain(&advice) {
            let (interface, pattern) = (vector.interface().name, finding.pattern());
            match finding.pattern_number() {
                Some(number) => {
                    assert_eq!(numbers.entry((interface, pattern.clone())).or_insert(number), &number, "{pattern}");
                    assert_eq!(patterns.entry((interface, number)).or_insert(pattern.clone()), &pattern);
                }
                None => assert_eq!(finding.code(), Code::UnknownMember, "{pattern}"),
            }
        }
    }
    assert!(patterns.len() > 40, "{}", patterns.len());
}

#[test]
fn the_arguments_of_a_finding_have_the_types_and_meanings_of_its_rule() {
    for vector in vectors(Kind::Body) {
        let (violations, advice) = check(vector.interface(), &vector.body(), &vector.profile()).into_findings();
        for finding in violations.iter().chain(&advice) {
            let (code, params) = (finding.code(), BTreeMap::from_iter(finding.params()));
            assert_eq!(code.param_names().len(), code.param_meanings().len(), "{code}");
            for (name, kind) in code.param_names().iter().zip(code.param_types()) {
                let fits = match (params.get(name), kind.kind) {
                    (None, _) => kind.optional,
                    (Some(Param::Integer(_)), ParamKind::Integer)
                    | (Some(Param::Name(_) | Param::Text(_)), ParamKind::Text)
                    | (Some(Param::List(_)), ParamKind::Names | ParamKind::Values)
                    | (Some(Param::Integer(_) | Param::Boolean(_) | Param::Text(_)), ParamKind::Value) => true,
                    _ => false,
                };
                assert!(fits, "{code}: {name} is {kind:?}, not {:?}", params.get(name));
            }
        }
    }
}

#[test]
fn the_body_itself_has_an_empty_pointer_and_no_row() {
    let report = report_on(&json!([]));
    let [finding] = report.violations() else { panic!("{report}") };
    assert_eq!((finding.pointer(), finding.pattern()), (String::new(), String::new()));
    assert_eq!(finding.reference(), "agentAccount/create");
    assert_eq!(finding.message(Language::English), "The body must be of type object, not array.");
    assert_eq!(finding.message(Language::Chinese), "消息体的类型应为对象，实际为数组。");
}

/// Reading R2: an empty text breaks `minLength` only. A text of one character breaks every rule that applies.
#[test]
fn the_shortest_texts_break_what_they_break() {
    let codes = |text: &str| {
        let report = report_on(&account(json!({"userAccount": text})));
        report.violations().iter().map(|found| found.code().as_str()).collect::<Vec<_>>()
    };
    assert_eq!(codes(""), ["minLength"]);
    assert_eq!(codes("!"), ["minLength", "characters"]);
    assert_eq!(codes("a"), ["minLength"]);
}

/// Row 1.7, with a caller's table of skill queues.
#[test]
fn queues_are_compared_with_a_documented_type_wherever_it_stands() {
    let profile = Profile { skill_queues: Some([(3, 11), (4, 4)].into()), ..Profile::default() };
    let found = |body: Value| {
        let report = check(&interfaces::AGENT_ACCOUNT_CREATE, body.to_string().as_bytes(), &profile);
        report.violations().iter().map(|found| (found.pointer(), found.code().as_str())).collect::<Vec<_>>()
    };
    let skills = json!([{"skillId": 3}, {"skillId": 4}, {"skillId": 5}, {}]);
    let mismatch = |pointer: &str| vec![(pointer.to_owned(), "skillQueueType")];
    assert_eq!(found(account(json!({"skills": skills}))), mismatch("/skills/0/skillId"));
    assert_eq!(found(account(json!({"agentType": 11, "skills": skills}))), mismatch("/skills/1/skillId"));
    assert_eq!(found(account(json!({"agentType": 12, "skills": skills}))), [("/agentType".to_owned(), "enum")]);
    let mut skills_first = json!({"skills": skills});
    skills_first.as_object_mut().unwrap().extend(account(json!({})).as_object().unwrap().clone());
    assert_eq!(found(skills_first.clone()), mismatch("/skills/0/skillId"));
    assert_eq!(found(json!({"requestParam": skills_first})), mismatch("/requestParam/skills/0/skillId"));
}

#[test]
fn findings_are_equal_when_all_that_they_tell_is() {
    let finding = |body: Value| report_on(&body).violations()[0].clone();
    let phone = finding(account(json!({"phone": 1})));
    assert_eq!(phone, finding(account(json!({"phone": 2}))));
    assert_ne!(phone, finding(account(json!({"phone": true}))), "another rule");
    assert_ne!(phone, finding(account(json!({"userName": 1}))), "another place");
    let text = |interface, path, body: &[u8]| {
        let parts = Parts { path, headers: &[("Content-Type", "application/json")], body };
        check_message(interface, parts, &Profile::default()).violations()[0].clone()
    };
    let missing = |interface| text(interface, &[], b"1");
    let query = missing(&interfaces::AGENT_INFO_QUERY);
    assert_eq!(query, missing(&interfaces::AGENT_INFO_QUERY));
    let account = check(&interfaces::AGENT_ACCOUNT_CREATE, b"1", &Profile::default()).violations()[0].clone();
    assert_eq!((query.pointer(), query.rule()), (account.pointer(), account.rule()));
    assert_ne!(query, account, "another interface");
}

#[test]
fn a_code_is_its_name() {
    assert_eq!(Code::MaxLength.to_string(), "maxLength");
    assert_eq!(Code::UnknownMember.severity().as_str(), "advice");
    assert_eq!(Code::Syntax.severity().as_str(), "violation");
    assert_eq!(Code::MaxItems.param_names(), ["maximum", "actual"]);
    assert_eq!(Code::Required.description().english, "A mandatory member is absent or null.");
    assert_eq!(Code::Required.description().chinese, "必填成员缺失或为 null。");
}

#[test]
fn one_is_singular() {
    let sentence = |maximum| Rule::MaxItems { maximum, actual: 3 }.sentence("callNumber", Language::English);
    assert_eq!(sentence(1), "callNumber can have at most 1 element; it has 3.");
    assert_eq!(sentence(2), "callNumber can have at most 2 elements; it has 3.");
}

/// A part in brackets is left out if its argument must not be shown.
#[test]
fn what_must_not_be_shown_is_left_out() {
    let shown = Rule::Characters { found: Some("’,".to_owned()) };
    assert_eq!(
        shown.sentence("userName", Language::English),
        "userName contains characters that are not allowed: “’,”."
    );
    let hidden = Rule::Characters { found: None };
    assert_eq!(hidden.sentence("password", Language::English), "password contains characters that are not allowed.");
    assert_eq!(hidden.sentence("password", Language::Chinese), "password 包含不允许的字符。");
    assert_eq!(hidden.params(), []);
}

fn in_both(rule: &Rule, field: &str) -> [String; 2] {
    [Language::English, Language::Chinese].map(|language| rule.sentence(field, language))
}

/// A cell of a table is always text, so the sentence names the cell.
#[test]
fn in_a_table_the_sentence_speaks_of_the_cell() {
    let of_type = |expected: JsonType| Rule::Type {
        expected,
        actual: ActualType::Json(JsonType::String),
        cell: Some(Box::new(Param::Text("yes".to_owned()))),
    };
    assert_eq!(
        in_both(&of_type(JsonType::Boolean), "autoanswer"),
        ["autoanswer must be true or false; the cell has “yes”.", "autoanswer 应为 true 或 false，单元格内容为“yes”。"]
    );
    assert_eq!(
        in_both(&of_type(JsonType::Integer), "skillId"),
        [
            "skillId must be a 64-bit integer in plain digits, without leading zeros, fraction or exponent; the cell has “yes”.",
            "skillId 应为只用数字书写的 64 位整数，没有前导零、小数和指数，单元格内容为“yes”。"
        ]
    );
    let agent_type = Rule::Enum { allowed: AgentType::CHOICES, actual: Param::Text("4.0".to_owned()) };
    assert_eq!(
        in_both(&agent_type, "agentType"),
        [
            "agentType must be 4, 5, 11 or 99; the cell has “4.0”.",
            "agentType 只能是 4、5、11、99 之一，单元格内容为“4.0”。"
        ]
    );
}

#[test]
fn a_cell_without_a_value_says_what_to_do() {
    assert_eq!(
        in_both(&Rule::Cell { reason: CellFault::Error }, "phone"),
        [
            "The cell of phone holds a spreadsheet error, such as #N/A: correct the cell.",
            "phone 的单元格是电子表格错误值（如 #N/A），请修正该单元格。"
        ]
    );
    assert_eq!(
        in_both(&Rule::Cell { reason: CellFault::Formula }, "phone"),
        [
            "The cell of phone holds a formula without a stored value: save the workbook in Excel.",
            "phone 的单元格是没有存储结果的公式，请用 Excel 保存该工作簿。"
        ]
    );
    let reason = |reason| Rule::Cell { reason }.params();
    assert_eq!(reason(CellFault::Error), [("reason", Param::Name("error"))]);
    assert_eq!(reason(CellFault::Formula), [("reason", Param::Name("formula"))]);
    assert!(Code::Type < Code::Cell && Code::Cell < Code::MinLength);
}

#[test]
fn advice_on_a_damaged_cell_says_what_to_do() {
    let damaged = |reason| Rule::DamagedCell { reason };
    for (damage, name, english, chinese) in [
        (
            CellDamage::Number,
            "number",
            "A spreadsheet may have changed phone into a number: enter it again in a cell with the format Text.",
            "phone 可能被电子表格改成了数字，请将单元格格式设为“文本”后重新输入。",
        ),
        (
            CellDamage::Formula,
            "formula",
            "The cell of phone holds the text of a formula (=\"…\"): enter the value alone.",
            "phone 的单元格是公式文本（=\"…\"），请只输入值本身。",
        ),
        (
            CellDamage::Apostrophe,
            "apostrophe",
            "phone begins with an apostrophe, which may come from a spreadsheet: remove it if it is not part of the value.",
            "phone 以撇号（'）开头，可能来自电子表格，如非值的一部分，请删除。",
        ),
        (
            CellDamage::Encoding,
            "encoding",
            "phone looks like a text that was read in a wrong encoding: enter it again.",
            "phone 像是用错误的编码读取的文本（乱码），请重新输入。",
        ),
    ] {
        assert_eq!(in_both(&damaged(Some(damage)), "phone"), [english, chinese]);
        assert_eq!(damaged(Some(damage)).params(), [("reason", Param::Name(name))]);
    }
    assert_eq!(
        in_both(&damaged(None), "password"),
        [
            "The cell of password may be damaged: check that it is the real value.",
            "password 的单元格可能已损坏，请确认它是真实的值。"
        ]
    );
    assert_eq!(damaged(None).params(), []);
}

#[test]
fn advice_on_a_duplicate_names_the_earlier_record() {
    let duplicate = Rule::DuplicateRecord { record: 12 };
    assert_eq!(
        in_both(&duplicate, "userAccount"),
        [
            "userAccount is the same as in record 12: check whether one of the two records is a duplicate.",
            "userAccount 与第 12 条记录相同，请确认其中一条是否重复。"
        ]
    );
    assert_eq!(duplicate.params(), [("record", Param::Integer(12))]);
    let order = [Code::MaskedValue, Code::DuplicateRecord, Code::DamagedCell, Code::InvisibleCharacter];
    assert!(order.is_sorted());
    assert!(order.iter().all(|code| code.severity() == Severity::Advice));
}

#[test]
fn advice_on_a_value_never_shows_a_secret() {
    assert_eq!(
        in_both(&Rule::MaskedValue {}, "password"),
        [
            "password may be masked, as in a log: check that it is the real value.",
            "password 可能是经过掩码处理的值，请确认它是真实的值。"
        ]
    );
    assert_eq!(
        in_both(&Rule::InvisibleCharacter { found: Some("\u{200b}".to_owned()) }, "userName"),
        [
            "userName contains invisible characters: “\\u{200b}”. Remove them if they are not intended.",
            "userName 包含不可见字符：“\\u{200b}”，如非有意输入，请删除。"
        ]
    );
    assert_eq!(
        in_both(&Rule::InvisibleCharacter { found: None }, "password"),
        [
            "password contains invisible characters. Remove them if they are not intended.",
            "password 包含不可见字符，如非有意输入，请删除。"
        ]
    );
}

#[test]
fn a_format_is_described() {
    let described = |format| in_both(&Rule::Format { format }, "it");
    assert_eq!(
        described("bearer"),
        [
            "it must be “Bearer”, one space and the access token.",
            "it 不符合规定的格式，应为“Bearer”加一个空格再加访问令牌。"
        ]
    );
    assert_eq!(
        described("decimal"),
        [
            "it must be a decimal number without sign or leading zeros.",
            "it 不符合规定的格式，应为不带正负号、没有前导零的十进制整数。"
        ]
    );
    assert_eq!(described("appKey")[0], "it must be one or more visible ASCII characters.");
    assert_eq!(described("contentType")[0], "it must be application/json, without a charset or with charset UTF-8.");
}

/// A text from a mapping of a programming language has no byte offset.
#[test]
fn a_surrogate_in_a_mapping_has_no_offset() {
    let rule = Rule::Syntax { offset: None, reason: Reason::Surrogate };
    assert_eq!(
        in_both(&rule, "")[0],
        "The body cannot be written as JSON: a text has an unpaired surrogate (\\uD800 to \\uDFFF)."
    );
    assert_eq!(rule.params(), [("reason", Param::Name("surrogate"))]);
    assert_eq!(
        in_both(&Rule::Syntax { offset: None, reason: Reason::Depth }, ""),
        ["The body cannot be read as JSON: it is nested too deeply.", "消息体不是有效的 JSON：嵌套过深。"]
    );
}

/// Control characters, format characters, and every space and line break except U+0020.
#[test]
fn what_a_reader_cannot_see_is_escaped() {
    let unseen = Regex::new(r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}--\x20]").unwrap();
    let every: String = (char::MIN..=char::MAX).collect();
    let escaped = unseen.replace_all(&every, |found: &Captures<'_>| found[0].escape_unicode().to_string());
    let sentence = Rule::UniqueKeys {}.sentence(&every, Language::English);
    assert!(sentence == format!("{escaped} is given more than once."), "the characters of the Unicode categories");
}

#[test]
fn the_text_of_a_finding_shows_what_cannot_be_seen() {
    let report = report_on(&account(json!({"pho\u{200b}ne\u{202e}": 1})));
    let advice = &report.advice()[0];
    assert_eq!(
        advice.to_string(),
        "body/pho\\u{200b}ne\\u{202e}: Unknown field “pho\\u{200b}ne\\u{202e}”: check the spelling. It may be ignored. [unknownMember]"
    );
    assert_eq!(format!("{advice:?}"), "body#/pho\\u{200b}ne\\u{202e} UnknownMember");
    assert_eq!(advice.pointer(), "/pho\u{200b}ne\u{202e}", "data is not changed");
}

/// No vendor's page has these, but a table can.
#[test]
fn truth_values_and_texts_are_documented_values_too() {
    const LABEL: Wording = Wording { english: "a", chinese: "甲" };
    const ALLOWED: &[Choice] = &[
        Choice { value: Literal::Boolean(true), name: "Yes", label: LABEL, synonyms: &[] },
        Choice { value: Literal::Text("maybe"), name: "Maybe", label: LABEL, synonyms: &[] },
    ];
    let rule = Rule::Enum { allowed: ALLOWED, actual: Param::Boolean(false) };
    assert_eq!(rule.sentence("it", Language::English), "it must be true or “maybe”; it is false.");
    assert_eq!(rule.sentence("它", Language::Chinese), "它只能是 true、“maybe”之一，实际为 false。");
    let allowed = Param::List(vec![Param::Boolean(true), Param::Text("maybe".to_owned())]);
    let one = Rule::Enum { allowed: &ALLOWED[1..], actual: Param::Text("no".to_owned()) };
    assert_eq!(in_both(&one, "it"), ["it must be “maybe”; it is “no”.", "it 只能是“maybe”之一，实际为“no”。"]);
    assert_eq!(rule.params(), [("allowed", allowed.clone()), ("actual", Param::Boolean(false))]);
    assert_eq!(serde_json::to_value(&allowed).unwrap(), json!([true, "maybe"]));
}

#[test]
fn an_argument_is_text() {
    let list = Param::List(vec![
        Param::Integer(-1),
        Param::Boolean(true),
        Param::Name("uppercase"),
        Param::Text("’\u{202e}".to_owned()),
        Param::List(Vec::new()),
    ]);
    assert_eq!(list.to_string(), "-1, true, uppercase, ’\\u{202e}, ");
    assert_eq!(serde_json::to_value(&list).unwrap(), json!([-1, true, "uppercase", "’\u{202e}", []]));
}

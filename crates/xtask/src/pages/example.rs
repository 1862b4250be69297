//! An example for each rule: what breaks it, and the correction. A test proves both.

use std::collections::BTreeMap;

use aicc_batch::{Csv, JsonArray, Settings};
use aicc_core::spec::Interface;
use aicc_core::{AnyReply, Code, Language, Location, Outcome, Profile, Report, check, check_field, interfaces};
use serde_json::{Map, Value};

use super::markdown::plain;
use super::words;

/// An example of a rule.
pub(super) struct RuleExample {
    code: &'static str,
    interface: &'static Interface,
    source: ExampleText,
    pub(super) broken: String,
    pub(super) corrected: String,
}

/// What the texts of an example are.
#[derive(Clone, Copy)]
enum ExampleText {
    Request,
    /// A request, where the caller has a table of queues.
    RequestWithQueues,
    Reply,
    /// The text of a parameter of the path.
    Path(&'static str),
    /// A CSV file.
    Table,
    /// A JSON file with an array of records.
    List,
    /// Cells of a workbook, which has no text: they are shown, and not checked.
    Workbook,
}

/// A finding of an example, in every language.
pub(super) struct Said {
    rule: String,
    pointer: String,
    english: String,
    chinese: String,
}

impl Said {
    /// Returns the place, the rule and the sentence, as a list of findings shows them.
    pub(super) fn line(&self, language: Language) -> String {
        let place = if self.pointer.is_empty() { String::new() } else { format!("`{}` ", self.pointer) };
        format!("{place}`{}` {}", self.rule, plain(&self.message(language)))
    }

    fn message(&self, language: Language) -> String {
        match language {
            Language::English => self.english.clone(),
            Language::Chinese => self.chinese.clone(),
        }
    }

    fn all(report: &Report) -> Vec<Self> {
        report.violations().iter().chain(report.advice()).map(Self::new).collect()
    }

    fn new(finding: &aicc_core::Finding) -> Self {
        Self {
            rule: finding.code().as_str().to_owned(),
            pointer: finding.pointer(),
            english: finding.message(Language::English),
            chinese: finding.message(Language::Chinese),
        }
    }
}

impl RuleExample {
    /// Returns what the texts are, for a sentence.
    pub(super) fn source(&self, language: Language) -> String {
        let wording = match self.source {
            ExampleText::Request => words::REQUEST,
            ExampleText::RequestWithQueues => words::REQUEST_WITH_QUEUES,
            ExampleText::Reply => words::REPLY,
            ExampleText::Path(_) => words::PATH,
            ExampleText::Table | ExampleText::List | ExampleText::Workbook => words::FILE_OF,
        };
        let interface = format!("[`{0}`](/interfaces/{0})", self.interface.name);
        let pointer = if let ExampleText::Path(pointer) = self.source { pointer } else { "" };
        wording.filled(&[("interface", interface.as_str()), ("pointer", pointer)], language)
    }

    /// Returns the name of the syntax, for colours.
    pub(super) const fn syntax(&self) -> &'static str {
        match self.source {
            ExampleText::Request | ExampleText::RequestWithQueues | ExampleText::Reply | ExampleText::List => "json",
            ExampleText::Table => "csv",
            ExampleText::Path(_) | ExampleText::Workbook => "text",
        }
    }

    /// Returns the findings on the broken text.
    pub(super) fn findings(&self) -> Vec<Said> {
        self.findings_in(&self.broken)
    }

    fn findings_in(&self, text: &str) -> Vec<Said> {
        let mut profile = Profile::default();
        match self.source {
            ExampleText::Request => Said::all(&check(self.interface, text.as_bytes(), &profile)),
            ExampleText::RequestWithQueues => {
                profile.skill_queues = Some(BTreeMap::from([(2, 4), (3, 11)]));
                Said::all(&check(self.interface, text.as_bytes(), &profile))
            }
            ExampleText::Reply => match AnyReply::read(self.interface, 200, &[], text.as_bytes(), &profile) {
                Outcome::Success(answer) | Outcome::Refusal(answer) => answer.advice.iter().map(Said::new).collect(),
                Outcome::Unreadable(report, _) => Said::all(&report),
                Outcome::DocumentedStatus(..) | Outcome::UndocumentedStatus(..) => Vec::new(),
            },
            ExampleText::Path(pointer) => check_field(self.interface, Location::Path, pointer, text, &profile)
                .map(|report| report.findings.iter().map(Said::new).collect())
                .unwrap_or_default(),
            ExampleText::Table => in_file(&Settings::new(self.interface, &profile), Csv::new(text.as_bytes())),
            ExampleText::List => in_file(&Settings::new(self.interface, &profile), JsonArray::new(text.as_bytes())),
            ExampleText::Workbook => Vec::new(),
        }
    }
}

fn in_file(settings: &Settings<'_>, source: impl aicc_batch::Source) -> Vec<Said> {
    let report = settings.check(source).ok();
    let records = report.as_ref().map_or(&[][..], |report| &report.records);
    let findings = records.iter().flat_map(|record| record.findings());
    findings
        .map(|finding| Said {
            rule: finding.rule().to_owned(),
            pointer: finding.pointer(),
            english: finding.message(Language::English),
            chinese: finding.message(Language::Chinese),
        })
        .collect()
}

/// Returns the examples of a rule.
pub(super) fn of(code: Code) -> Vec<RuleExample> {
    of_file_rule(code.as_str())
}

/// Returns the examples of a rule by its code.
pub(super) fn of_file_rule(code: &str) -> Vec<RuleExample> {
    all().into_iter().filter(|example| example.code == code).collect()
}

/// Returns a complete account, with other values for some members.
fn account(members: &str) -> String {
    let complete = r#"{"userAccount": "li.na01", "userName": "Li Na", "password": "Abcdef1!", "email": "li.na@example.com",
        "agentType": 4, "ccRoleId": 2}"#;
    let mut account: Map<String, Value> = serde_json::from_str(complete).unwrap_or_default();
    account.extend(serde_json::from_str::<Map<String, Value>>(members).unwrap_or_default());
    serde_json::to_string_pretty(&account).unwrap_or_default()
}

fn all() -> Vec<RuleExample> {
    let (create, sign_in) = (&interfaces::AGENT_ACCOUNT_CREATE, &interfaces::AGENT_SIGN_IN);
    let (query, settings) = (&interfaces::AGENT_INFO_QUERY, &interfaces::AGENT_SETTINGS_CREATE);
    let example = |code, interface, source, broken: &str, corrected: &str| RuleExample {
        code,
        interface,
        source,
        broken: broken.to_owned(),
        corrected: corrected.to_owned(),
    };
    let of_account = |code: Code, source, broken: &str, corrected: &str| {
        example(code.as_str(), create, source, &account(broken), &account(corrected))
    };
    let request = |code: Code, interface, broken, corrected| {
        example(code.as_str(), interface, ExampleText::Request, broken, corrected)
    };
    let reply = |code: Code, broken, corrected| example(code.as_str(), sign_in, ExampleText::Reply, broken, corrected);
    let long = |length: usize| "m".repeat(length);
    let email = |address: String| format!(r#"{{"email": "{address}"}}"#);
    let label = "example-".repeat(8);
    vec![
        request(
            Code::Syntax,
            sign_in,
            r#"{"password": "", "phonenum": "40038",}"#,
            r#"{"password": "", "phonenum": "40038"}"#,
        ),
        request(
            Code::UniqueKeys,
            query,
            r#"{"accountCode": "li.na", "accountCode": "li.na"}"#,
            r#"{"accountCode": "li.na"}"#,
        ),
        request(Code::Required, sign_in, r#"{"phonenum": "40038"}"#, r#"{"password": "", "phonenum": "40038"}"#),
        request(
            Code::Type,
            sign_in,
            r#"{"password": "", "phonenum": 40038}"#,
            r#"{"password": "", "phonenum": "40038"}"#,
        ),
        example(Code::Cell.as_str(), query, ExampleText::Workbook, "accountCode\n#N/A", "accountCode\nli.na"),
        of_account(
            Code::MinLength,
            ExampleText::Request,
            r#"{"userAccount": "lina"}"#,
            r#"{"userAccount": "li.na01"}"#,
        ),
        request(
            Code::MaxLength,
            sign_in,
            r#"{"password": "", "phonenum": "0000000000000000000040038"}"#,
            r#"{"password": "", "phonenum": "40038"}"#,
        ),
        of_account(Code::Characters, ExampleText::Request, r#"{"userName": "O'Brien"}"#, r#"{"userName": "OBrien"}"#),
        of_account(
            Code::CharacterClasses,
            ExampleText::Request,
            r#"{"password": "abcdef12"}"#,
            r#"{"password": "Abcdef1!"}"#,
        ),
        of_account(Code::Format, ExampleText::Request, r#"{"email": "li.na"}"#, r#"{"email": "li.na@example.com"}"#),
        of_account(
            Code::LocalPartLength,
            ExampleText::Request,
            &email(format!("{}@example.com", long(65))),
            &email(format!("{}@example.com", long(64))),
        ),
        of_account(
            Code::DomainPartLength,
            ExampleText::Request,
            &email(format!("li.na@{}com", "example.".repeat(32))),
            r#"{"email": "li.na@example.com"}"#,
        ),
        of_account(
            Code::LabelLength,
            ExampleText::Request,
            &email(format!("li.na@{label}a.com")),
            r#"{"email": "li.na@example.com"}"#,
        ),
        of_account(Code::Enum, ExampleText::Request, r#"{"agentType": 7}"#, r#"{"agentType": 11}"#),
        of_account(
            Code::Minimum,
            ExampleText::Request,
            r#"{"skills": [{"skillId": 3, "skillWeight": 0}]}"#,
            r#"{"skills": [{"skillId": 3, "skillWeight": 1}]}"#,
        ),
        example(Code::Maximum.as_str(), sign_in, ExampleText::Path("/agentid"), "60000", "59999"),
        request(
            Code::MaxItems,
            settings,
            r#"{"userId": "li.na", "callNumber": ["1", "2", "3", "4", "5", "6"]}"#,
            r#"{"userId": "li.na", "callNumber": ["1", "2", "3", "4", "5"]}"#,
        ),
        of_account(
            Code::SkillQueueType,
            ExampleText::RequestWithQueues,
            r#"{"agentType": 4, "skills": [{"skillId": 3}]}"#,
            r#"{"agentType": 11, "skills": [{"skillId": 3}]}"#,
        ),
        request(
            Code::UnknownMember,
            sign_in,
            r#"{"password": "", "phoneNum": "40038"}"#,
            r#"{"password": "", "phonenum": "40038"}"#,
        ),
        request(
            Code::DependentRequired,
            query,
            r#"{"accountCode": "li.na", "username": "admin"}"#,
            r#"{"accountCode": "li.na", "username": "admin", "password": "Abcdef1!"}"#,
        ),
        request(Code::MailmUnsupported, sign_in, r#"{"password": "", "checkInMailm": true}"#, r#"{"password": ""}"#),
        of_account(
            Code::MaskedValue,
            ExampleText::Request,
            r#"{"password": "Te****34"}"#,
            r#"{"password": "Tesla!34"}"#,
        ),
        example(
            Code::DuplicateRecord.as_str(),
            create,
            ExampleText::Table,
            "userAccount,userName,password,email,agentType,ccRoleId\nli.na01,Li Na,Abcdef1!,li.na@example.com,4,2\nLI.NA01,Li Na,Abcdef1!,li.na@example.com,4,2\n",
            "userAccount,userName,password,email,agentType,ccRoleId\nli.na01,Li Na,Abcdef1!,li.na@example.com,4,2\n",
        ),
        example(Code::DamagedCell.as_str(), query, ExampleText::Table, "accountCode\n1E+05\n", "accountCode\n100000\n"),
        of_account(
            Code::InvisibleCharacter,
            ExampleText::Request,
            "{\"userName\": \"Li\u{a0}Na\"}",
            r#"{"userName": "Li Na"}"#,
        ),
        reply(
            Code::PasswordNotForced,
            r#"{"retcode": "0", "result": {"isForceChange": "false"}}"#,
            r#"{"retcode": "0", "result": {"isForceChange": "true"}}"#,
        ),
        reply(
            Code::PasswordNeverExpires,
            r#"{"retcode": "0", "result": {"timeRemaining": ""}}"#,
            r#"{"retcode": "0", "result": {"timeRemaining": "9"}}"#,
        ),
        reply(Code::UndocumentedValue, r#"{"retcode": "100-999"}"#, r#"{"retcode": "100-002"}"#),
        example(
            "csv",
            sign_in,
            ExampleText::Table,
            "password,phonenum\nabc,40038,x\n",
            "password,phonenum\nabc,40038\n",
        ),
        example("array", query, ExampleText::List, "[{\"accountCode\": \"li.na\"}", "[{\"accountCode\": \"li.na\"}]"),
    ]
}

#[cfg(test)]
mod tests {
    use aicc_core::Code;

    use super::super::rule::file_codes;
    use super::{ExampleText, all, of_file_rule};

    #[test]
    fn every_rule_has_an_example() {
        for code in Code::ALL.iter().map(|code| code.as_str()).chain(file_codes()) {
            assert!(!of_file_rule(code).is_empty(), "{code}");
        }
    }

    #[test]
    fn an_example_breaks_its_rule_alone_and_its_correction_breaks_none() {
        for example in all().iter().filter(|example| !matches!(example.source, ExampleText::Workbook)) {
            let rules: Vec<String> = example.findings().into_iter().map(|said| said.rule).collect();
            assert_eq!(rules, [example.code]);
            let left: Vec<String> =
                example.findings_in(&example.corrected).into_iter().map(|said| said.english).collect();
            assert!(left.is_empty(), "{}: {left:?}", example.code);
        }
    }
}

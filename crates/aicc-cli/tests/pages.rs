//! What a user of `aicc rules`, `schema`, `openapi`, `explain`, `completions` and `man` sees.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

#[allow(dead_code, unreachable_pub, reason = "each file of tests uses a part of it")]
mod common;

use aicc_batch::Malformed;
use aicc_cli::ExitStatus;
use aicc_core::{Code, Edition, Language, PasswordPolicy, Profile, interfaces};
use aicc_export::{BodyKind, catalogue, json_schema, openapi};
use common::{Call, Ended, Folder};
use serde_json::Value;

const CREATE: &str = "agentAccount/create";

/// Runs a command that succeeds, and returns what it writes.
fn shown(line: &str) -> String {
    let ended = Call::new(line).run();
    assert_eq!((ended.status, ended.errors.as_str()), (ExitStatus::Valid, ""), "{line}");
    ended.output
}

/// Runs a command that fails, and returns its sentence.
fn refused(line: &str) -> String {
    let Ended { status, output, errors } = Call::new(line).run();
    assert_eq!((status, output.as_str()), (ExitStatus::Failed, ""), "{line}");
    errors
}

fn json(line: &str) -> Value {
    serde_json::from_str(&shown(line)).unwrap()
}

fn array<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().unwrap()
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap()
}

#[test]
fn rules_show_every_row_code_and_status() {
    for language in Language::ALL {
        let tag = language.tag();
        let catalogue = aicc_export::in_language(catalogue(&Profile::default()), *language);
        for page in array(&catalogue, "interfaces") {
            let output = shown(&format!("rules {} -l {tag}", text(page, "name")));
            let has_line = |parts: &[&str]| {
                let is_it = |line: &str| line.starts_with(parts[0]) && parts.iter().all(|part| line.contains(part));
                assert!(output.lines().any(is_it), "{parts:?} in {output}");
            };
            for table in ["path", "headers", "request", "reply"] {
                for row in array(&page["tables"], table) {
                    has_line(&[text(row, "row"), text(row, "name"), text(row, "description")]);
                }
            }
            for code in array(&page["resultCodes"], "known") {
                has_line(&[text(code, "code"), text(code, "meaning"), code["action"].as_str().unwrap_or_default()]);
            }
            for status in array(page, "statuses") {
                has_line(&[&status["status"].to_string(), text(status, "meaning")]);
            }
        }
    }
}

#[test]
fn rules_show_limits_of_the_edition_and_the_policy() {
    assert!(shown("rules loginex").contains("minLength 1, format decimal, minimum 101, maximum 59999\n"));
    assert!(shown("rules loginex --edition 2025-11-13").contains("maximum 999999\n"));
    let account = shown("rules agentAccount/create --password-maximum 32");
    assert!(account.contains("maxLength 32"));
    assert!(account.contains("characters -.0–9@A–Z_a–z"));
    assert!(account.contains("enum 4 audio agent, 5 multimedia agent"), "{account}");
}

#[test]
fn rules_describe_rows_in_the_language_the_edition_and_the_policy() {
    let chinese = shown("rules loginex -l zh --edition 2025-11-13");
    for expected in ["座席签入平台", "座席工号。", "取值范围为 101～999999", "序号", "结果码", "座席已签入"]
    {
        assert!(chinese.contains(expected), "{expected}");
    }
    assert!(!chinese.contains("Agent ID"));
    let policy = "--password-minimum 8 --password-maximum 32 --password-classes 3";
    assert!(shown(&format!("rules {CREATE} {policy}")).contains("8 to 32 characters"));
}

#[test]
fn rules_as_json_are_the_page_of_the_catalogue() {
    let catalogue = catalogue(&Profile::default());
    for page in array(&catalogue, "interfaces") {
        assert_eq!(json(&format!("rules {} -o json", text(page, "name"))), *page);
    }
}

#[test]
fn a_page_fits_the_terminal_and_nothing_is_cut() {
    for language in ["en", "zh"] {
        let letters = |output: &str| output.chars().filter(|character| !character.is_whitespace()).count();
        let whole = letters(&shown(&format!("rules {CREATE} -l {language}")));
        for width in [80, 120, 200] {
            let mut call = Call::new(&format!("rules {CREATE} -l {language}"));
            call.width = Some(width);
            let output = call.run().output;
            assert_eq!(letters(&output), whole, "{width}");
            for line in output.lines() {
                assert!(line.chars().count() <= usize::from(width), "{line}");
                assert_eq!(line.trim_end(), line);
            }
        }
    }
}

#[test]
fn schema_and_openapi_are_those_of_the_library() {
    let profile =
        Profile { edition: Edition::E2025, password: PasswordPolicy::new(6, 20, 3, 90).unwrap(), ..Profile::default() };
    let options = "--edition 2025-11-13 --password-minimum 6 --password-maximum 20 --password-classes 3";
    for language in Language::ALL {
        let tag = language.tag();
        for interface in interfaces::ALL {
            for (part, kind) in [("request", BodyKind::Request), ("reply", BodyKind::Reply)] {
                let line = format!("schema {} --part {part} -l {tag} {options}", interface.name);
                assert_eq!(json(&line), json_schema(interface, kind, &profile, *language));
            }
        }
        assert_eq!(json(&format!("openapi -l {tag} {options}")), openapi(&profile, *language));
    }
    let request = json_schema(interfaces::ALL[0], BodyKind::Request, &Profile::default(), Language::English);
    assert_eq!(json(&format!("schema {CREATE} -l en")), request);
}

#[test]
fn explain_knows_every_rule() {
    for language in Language::ALL {
        for code in Code::ALL {
            let output = shown(&format!("explain {code} -l {}", language.tag()));
            assert!(output.contains(code.description().in_language(*language)), "{output}");
            let sentence = output.lines().nth(2).unwrap();
            assert!(!sentence.contains(['|', '[']), "{sentence}");
            assert_eq!(output.lines().last(), Some(code.url()));
        }
        for (rule, meaning) in Malformed::RULES {
            let output = shown(&format!("explain {rule} -l {}", language.tag()));
            assert!(output.contains(meaning.in_language(*language)), "{output}");
            assert_eq!(output.lines().last().unwrap(), Malformed::url_of(rule));
        }
    }
    let output = shown("explain maxLength -l en");
    assert!(output.starts_with("maxLength (violation: the record is not valid)\n"));
    assert!(output.contains("{field} can have at most {maximum} characters; it has {actual}.\n"));
    assert!(output.contains("agentAccount/create      1.1  userAccount           50\n"), "{output}");
    assert!(shown("explain maskedValue -l zh").starts_with("maskedValue（提示：该记录仍然有效）\n"));
}

#[test]
fn explain_knows_every_result_code_and_status() {
    for language in Language::ALL {
        for interface in interfaces::ALL {
            let codes = interface.result_codes.known.iter().chain(interface.result_codes.further);
            let codes = codes.map(|known| (known.code.to_owned(), known.meaning, known.action));
            let statuses = interface.statuses.iter();
            let statuses = statuses.map(|known| (known.status.to_string(), known.meaning, known.action));
            for (code, meaning, action) in codes.chain(statuses) {
                let output = shown(&format!("explain {code} -l {}", language.tag()));
                let action = action.map_or("", |action| action.in_language(*language));
                let is_it = |line: &str| {
                    [interface.name, &code, meaning.in_language(*language), action]
                        .iter()
                        .all(|part| line.contains(part))
                };
                assert!(output.lines().any(is_it), "{output}");
                let url = interface.code_url(&code).unwrap();
                assert!(output.lines().any(|line| line == url), "{output}");
            }
        }
    }
}

#[test]
fn explain_knows_what_a_page_says_about_all_other_codes() {
    for code in ["7", "42"] {
        let output = shown(&format!("explain {code} -l en"));
        let cells: Vec<&str> = output.lines().last().unwrap().split_whitespace().collect();
        assert_eq!(cells, ["agentsettings/create", "returnCode", code, "failure"]);
    }
    // An HTTP status that no page documents, and a form that no result code has.
    for code in ["302", "x7", "-", ""] {
        assert!(refused(&format!("explain -l en -- {code}")).contains("there is no such code. The codes are: syntax,"));
    }
}

#[test]
fn explain_suggests_what_the_user_may_mean() {
    for (text, expected) in [
        ("maxlenght", "aicc: maxlenght: there is no such code. Did you mean maxLength?\n"),
        ("MAXLENGTH", "aicc: MAXLENGTH: there is no such code. Did you mean maxLength?\n"),
        ("100-02", "aicc: 100-02: there is no such code. Did you mean 100-002?\n"),
        (
            "agentType",
            "aicc: agentType: this is not a code, but the field agentType; see aicc rules agentAccount/create, aicc rules queryAgentInfoByAccount.\n",
        ),
        (
            "phonenumm",
            "aicc: phonenumm: there is no such code. Did you mean the field phonenum? See aicc rules loginex.\n",
        ),
        ("LOGINEX", "aicc: LOGINEX: this is not a code, but an interface; see aicc rules loginex.\n"),
    ] {
        assert_eq!(refused(&format!("explain {text} -l en")), expected);
    }
    assert_eq!(refused("explain agentWeight -l zh").matches("aicc rules").count(), 1);
    assert_eq!(refused("explain maxlenght -l zh"), "aicc: maxlenght: 没有该代码。是否要输入 maxLength？\n");
}

#[test]
fn a_terminal_does_not_execute_a_code() {
    let errors = refused("explain \u{1b}[31mx\u{202e} -l en");
    assert!(errors.starts_with(r"aicc: \u{1b}[31mx\u{202e}: there is no such code."), "{errors}");
}

#[test]
fn completions_have_the_commands_and_the_interfaces() {
    for (shell, completes_values) in
        [("bash", true), ("zsh", true), ("fish", true), ("powershell", false), ("elvish", false)]
    {
        let script = shown(&format!("completions {shell}"));
        // PowerShell and Elvish complete commands and options, but not values.
        let words = ["explain", "agent-id", "queryAgentInfoByAccount", "agentsettings/create"];
        for word in words.iter().take(if completes_values { 4 } else { 2 }) {
            assert!(script.contains(word), "{shell} {word}");
        }
    }
    assert!(shown("completions fish -l zh").contains("显示此帮助。"));
    assert!(refused("completions tcsh -l en").contains("Possible: bash, "));
}

#[test]
fn manual_pages_are_written_to_a_folder() {
    let folder = Folder::new();
    let call = Call::new("man").file(None, &folder.path(""));
    assert_eq!(call.run().status, ExitStatus::Valid);
    let page = |name: &str| std::fs::read_to_string(folder.path(name)).unwrap();
    assert_eq!(std::fs::read_dir(folder.path("")).unwrap().count(), 13);
    assert_eq!(page("aicc.1"), shown("man"));
    assert!(page("aicc-request.1").contains(r"\fB\-\-show\-secrets\fR"));
    assert!(page("aicc-request.1").contains("AICC_TOKEN"));
    assert!(shown("man -l zh").contains("检查并生成"));
    let missing = Call::new("man -l en").file(None, &folder.path("nowhere")).run();
    assert_eq!(missing.status, ExitStatus::Failed);
    assert!(missing.errors.contains("nowhere"), "{}", missing.errors);
}

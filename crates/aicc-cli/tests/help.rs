//! Help and usage errors, in both languages.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

#[allow(dead_code, unreachable_pub, reason = "each file of tests uses a part of it")]
mod common;

use std::process::Command;

use aicc_cli::ExitStatus;
use common::{Call, Ended, Folder, example};

const COMMANDS: [&str; 12] = [
    "check",
    "plan",
    "apply",
    "explain",
    "rules",
    "schema",
    "openapi",
    "request",
    "sandbox",
    "template",
    "completions",
    "man",
];

fn help(line: &str) -> String {
    let ended = Call::new(line).run();
    assert_eq!((ended.status, ended.errors.as_str()), (ExitStatus::Valid, ""), "{line}");
    ended.output
}

/// Runs a command with a usage error, and returns its sentences.
fn refused(line: &str) -> String {
    let Ended { status, output, errors } = Call::new(line).run();
    assert_eq!((status, output.as_str()), (ExitStatus::Failed, ""), "{line}");
    errors
}

#[test]
fn help_names_every_command() {
    let output = help("--help -l en");
    assert!(output.contains("\nUsage: aicc [OPTIONS] COMMAND\n"), "{output}");
    for command in COMMANDS {
        assert!(output.lines().any(|line| line.starts_with(&format!("  {command} "))), "{command}");
    }
    assert_eq!(help("-h -l en"), output);
    assert_eq!(help("--version"), format!("aicc {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn help_of_a_command_is_in_the_language() {
    for command in COMMANDS {
        let (english, chinese) = (help(&format!("{command} -h -l en")), help(&format!("{command} --help -l zh")));
        assert!(english.contains(&format!("\nUsage: aicc {command} [OPTIONS]")), "{english}");
        assert!(chinese.contains(&format!("\n用法：aicc {command} [选项]")), "{chinese}");
        for word in ["Usage", "Options", "Arguments", "Print", "Default", "default", "Examples", "Rules"] {
            assert!(!chinese.contains(word), "{word} in {chinese}");
        }
        assert!(english.is_ascii(), "{english}");
    }
}

#[test]
fn help_names_defaults_values_and_rows_of_the_tables() {
    let request = help("request -h -l en");
    assert!(request.contains("[http, json] [default: http]"), "{request}");
    assert!(request.contains("--agent-id <AGENT_ID>  Agent ID, in the path of loginex."), "{request}");
    assert!(request.contains("AICC_TOKEN") && request.contains("AICC_APP_KEY"));
    assert!(help("request -h -l zh").contains("座席工号，用于 loginex 的路径。"));
    assert!(help("rules -h -l zh").contains("［默认值：2023-09-27］"));
}

#[test]
fn help_fits_the_terminal() {
    for language in ["en", "zh"] {
        for command in COMMANDS {
            let mut call = Call::new(&format!("{command} -h -l {language}"));
            call.width = Some(80);
            let output = call.run().output;
            let (text, _) = output.split_once(if language == "en" { "\nExamples" } else { "\n示例" }).unwrap();
            assert!(text.lines().all(|line| line.chars().count() <= 80 && line == line.trim_end()), "{text}");
        }
    }
}

#[test]
fn colours_are_for_terminals_only() {
    let mut call = Call::new("rules -h");
    call.is_coloured = true;
    assert!(call.run().output.contains("\u{1b}[1m"));
    assert!(!help("rules -h").contains('\u{1b}'));
}

/// Returns the command lines of the examples: each is below its text, four spaces from the left.
fn examples(help: &str) -> Vec<String> {
    help.lines()
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.contains("aicc "))
        .map(str::to_owned)
        .collect()
}

#[cfg(unix)]
#[test]
fn the_examples_of_help_run() {
    let folder = Folder::new();
    std::fs::copy(example("new-agents.csv"), folder.path("agents.csv")).unwrap();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_aicc"));
    let path = std::env::join_paths([program.parent().unwrap(), "/usr/bin".as_ref(), "/bin".as_ref()]).unwrap();
    let mut count = 0;
    // The sandbox does not end by itself: tests/safety runs its examples. `apply` needs a server: tests/apply.rs has one.
    for command in [""].iter().chain(&COMMANDS).filter(|command| !["apply", "sandbox"].contains(*command)) {
        let output = help(format!("{command} -h -l en").trim_start());
        let (_, after) = output.split_once("\nExamples:\n").unwrap();
        for line in examples(after) {
            let mut shell = Command::new("sh");
            shell.args(["-c", &line]).current_dir(folder.path("")).env("PATH", &path);
            let ended = shell.env("AICC_TOKEN", "mF_9.B5f").env("AICC_APP_KEY", "0f1e").output().unwrap();
            let is_about_invalid_records = line.contains("agents.csv");
            assert_eq!(ended.status.code(), Some(i32::from(is_about_invalid_records)), "{line}: {ended:?}");
            count += 1;
        }
    }
    assert!(count > 15, "{count}");
}

#[test]
fn without_arguments_help_is_an_error() {
    let ended = Call { arguments: vec!["aicc".into()], ..Call::default() }.run();
    assert_eq!((ended.status, ended.output.as_str()), (ExitStatus::Failed, ""));
    assert!(ended.errors.contains("aicc check agents.csv"));
}

#[test]
fn usage_errors_are_sentences_in_the_language() {
    for (line, english, chinese) in [
        ("--nothing", "there is no option --nothing. See aicc --help.", "没有选项 --nothing。请参阅 aicc --help。"),
        (
            "chek",
            "there is no command “chek”. Did you mean check? See aicc --help.",
            "没有命令“chek”。是否要输入 check？请参阅 aicc --help。",
        ),
        (
            "check",
            "--interface, FILE must be given. See aicc check --help.",
            "必须给出 --interface、FILE。请参阅 aicc check --help。",
        ),
        (
            "check a.csv -i loginx",
            "--interface cannot be “loginx”. Did you mean loginex? Possible: agentAccount/create, queryAgentInfoByAccount, agentsettings/create, loginex. See aicc check --help.",
            "--interface 不能是“loginx”。是否要输入 loginex？可用：agentAccount/create、queryAgentInfoByAccount、agentsettings/create、loginex。请参阅 aicc check --help。",
        ),
        (
            "rules loginex -o xml",
            "--output cannot be “xml”. Possible: table, json. See aicc rules --help.",
            "--output 不能是“xml”。可用：table、json。请参阅 aicc rules --help。",
        ),
        (
            "rules loginex --output",
            "--output needs a value. Possible: table, json. See aicc rules --help.",
            "--output 缺少取值。可用：table、json。请参阅 aicc rules --help。",
        ),
        (
            "rules loginex --ouput json",
            "there is no option --ouput. Did you mean --output? See aicc rules --help.",
            "没有选项 --ouput。是否要输入 --output？请参阅 aicc rules --help。",
        ),
        (
            "rules loginex loginex",
            "the argument “loginex” is not expected. See aicc rules --help.",
            "多余的参数“loginex”。请参阅 aicc rules --help。",
        ),
        (
            "rules loginex -o json -o json",
            "--output is given more than once. See aicc rules --help.",
            "--output 重复出现。请参阅 aicc rules --help。",
        ),
        (
            "rules loginex --password-classes 5",
            "--password-classes cannot be “5”: it must be a number from 0 to 4. See aicc rules --help.",
            "--password-classes 不能是“5”：应为 0～4 的数字。请参阅 aicc rules --help。",
        ),
        (
            "rules loginex --password-maximum 99999999999999999999999",
            "--password-maximum cannot be “99999999999999999999999”: it must be a number from 1 to 1000000000000. See aicc rules --help.",
            "--password-maximum 不能是“99999999999999999999999”：应为 1～1000000000000 的数字。请参阅 aicc rules --help。",
        ),
        (
            "request loginex a.json --host 10.0.0.5 --wrapped=yes",
            "--wrapped does not take a value. See aicc request --help.",
            "--wrapped 不带取值。请参阅 aicc request --help。",
        ),
    ] {
        assert_eq!(refused(&format!("{line} -l en")), format!("aicc: {english}\n"));
        assert_eq!(refused(&format!("-l zh {line}")), format!("aicc: {chinese}\n"));
    }
    assert_eq!(refused("-l fr"), "aicc: --language cannot be “fr”. Possible: en, zh. See aicc --help.\n");
}

#[test]
fn a_terminal_does_not_execute_arguments() {
    let control = "\u{1b}]0;x\u{7}\u{202e}";
    for line in [
        format!("{control} -l en"),
        format!("--{control} -l en"),
        format!("rules {control} -l en"),
        format!("rules loginex {control} -l en"),
        format!("rules loginex --edition {control} -l en"),
        format!("rules loginex --password-classes {control} -l en"),
        format!("completions {control} -l en"),
        format!("-l {control}"),
    ] {
        let errors = refused(&line);
        assert!(
            !errors.trim_end().contains(|character: char| character.is_control() || character == '\u{202e}'),
            "{errors:?}"
        );
        assert!(errors.contains(r"\u{1b}]0;x\u{7}\u{202e}"), "{errors}");
    }
}

#[cfg(unix)]
#[test]
fn the_language_of_the_system_is_the_default() {
    let run = |locale: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aicc"));
        command.arg("--nothing").env_remove("LANGUAGE").env_remove("LC_ALL").env("LANG", locale);
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    for locale in ["zh_CN.UTF-8", "zh_CN", "zh"] {
        assert!(run(locale).starts_with("aicc: 没有选项"), "{locale}");
    }
    for locale in ["en_GB.UTF-8", "C", "C.UTF-8", "POSIX", "fr_FR.UTF-8", ""] {
        assert!(run(locale).starts_with("aicc: there is no option"), "{locale}");
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_utf_8_is_a_sentence() {
    use std::os::unix::ffi::OsStringExt;
    let odd = std::ffi::OsString::from_vec(vec![b'a', 0xff]);
    for arguments in [vec!["explain".into(), odd.clone()], vec!["rules".into(), odd.clone()], vec![odd.clone()]] {
        let arguments = ["aicc".into(), "-len".into()].into_iter().chain(arguments).collect();
        let ended = Call { arguments, ..Call::default() }.run();
        assert_eq!((ended.status, ended.output.as_str()), (ExitStatus::Failed, ""));
        assert!(ended.errors.starts_with("aicc: ") && !ended.errors.contains("error:"), "{}", ended.errors);
    }
}

//! No text of a file, a name or an argument controls a terminal.

use std::ffi::{OsStr, OsString};
use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::process::Command;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::command::{INTERFACE, aicc};
use super::folder::Folder;
use super::options;

/// Texts that change a terminal or what a reader sees: titles, colours, deletions, C1 controls, directions, invisible characters.
const HOSTILE: &str =
    "x\u{1b}]0;pwned\u{7}\u{1b}[31;7mred\u{1b}[2J\u{9b}31m\u{202e}abc\u{200b}\u{2028}\u{7f}\u{85}\u{8}\r=cmd";

/// Runs a command whose outputs are a terminal. Returns the exit status and everything that the terminal received.
fn on_terminal(command: &mut Command) -> (i32, Vec<u8>) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let terminal = OpenOptions::new().read(true).write(true).open(OsStr::from_bytes(name.to_bytes())).unwrap();
    command.stdout(terminal.try_clone().unwrap()).stderr(terminal);
    let mut child = command.spawn().unwrap();
    // The terminal ends when the command, which has the last copy of it, ends.
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let mut received = Vec::new();
    let mut buffer = [0; 4096];
    let mut master = File::from(master);
    while let Ok(count @ 1..) = master.read(&mut buffer) {
        received.extend_from_slice(&buffer[..count]);
    }
    (child.wait().unwrap().code().unwrap(), received)
}

/// Asserts that a terminal shows everything that it received. Returns the text.
#[track_caller]
fn assert_harmless(received: &[u8]) -> String {
    let text = String::from_utf8(received.to_vec()).unwrap();
    for character in text.chars() {
        let is_harmless = match character {
            '\n' | '\r' => true,
            character if character.is_control() => false,
            '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => false,
            _ => true,
        };
        assert!(is_harmless, "{character:?} in {text:?}");
    }
    // A carriage return is a part of the end of a line, which the terminal writes.
    assert!(!text.replace("\r\n", "\n").contains('\r'), "{text:?}");
    text
}

/// Removes the colours that the command itself chooses. The colours of the hostile texts are not among them.
fn without_colours(received: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(received.to_vec()).unwrap();
    assert!(!text.contains("\u{1b}[31;7m"), "{text:?}");
    let mut parts = text.split("\u{1b}[");
    let mut rest = parts.next().unwrap().to_owned();
    for part in parts {
        let end = part.find('m').filter(|end| part[..*end].chars().all(|digit| digit.is_ascii_digit() || digit == ';'));
        let end = end.unwrap_or_else(|| panic!("not a colour: {part:?}"));
        rest.push_str(&part[end + 1..]);
    }
    rest.into_bytes()
}

/// Removes the byte order mark with which CSV begins.
fn without_mark(form: &str, received: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8(received).unwrap();
    let marks = text.matches('\u{feff}').count();
    assert_eq!(marks, usize::from(form == "csv"), "{form} {text:?}");
    text.replace('\u{feff}', "").into_bytes()
}

/// Returns a folder with hostile records in files with hostile names, and these names.
fn hostile_files() -> (Folder, Vec<OsString>) {
    let folder = Folder::new();
    let member = serde_json::to_string(HOSTILE).unwrap();
    let records = format!(
        "{{\"accountCode\": {member}, {member}: 1}}\n{{\"accountCode\": 7, \"{HOSTILE_IN_JSON}\": {member}}}\n{HOSTILE}\n",
    );
    let mut names = Vec::new();
    for extension in ["jsonl", "json", "csv"] {
        let mut name = OsString::from(format!("{HOSTILE}."));
        name.push(OsStr::from_bytes(b"\xff\x9b31m."));
        name.push(extension);
        let content = match extension {
            "jsonl" => records.clone(),
            "json" => format!("[{{\"accountCode\": {member}, {member}: {member}}}]"),
            _ => format!("accountCode\n\"{HOSTILE}\"\n"),
        };
        folder.write(&name, content);
        names.push(name);
    }
    folder.write("heading.csv", format!("accountCode,{HOSTILE}\n1,2\n"));
    names.push("heading.csv".into());
    names.push(format!("missing{HOSTILE}.jsonl").into());
    (folder, names)
}

/// A member name whose control characters are in the JSON text as they are.
const HOSTILE_IN_JSON: &str = "y\u{9b}31m\u{202e}\u{200b}";

#[test]
fn no_form_of_findings_controls_a_terminal() {
    let (folder, names) = hostile_files();
    for form in options::forms("check") {
        for key in [&[][..], &["--key", "accountCode"]] {
            let mut command = aicc(folder.path());
            command.args(["check", "-i", INTERFACE, "-o", &form]).args(key).args(&names);
            let (status, received) = on_terminal(&mut command);
            let text = assert_harmless(&without_mark(&form, received));
            assert_eq!(status, 2, "{form} {text}");
            assert!(text.contains("pwned"), "{form} {text}");
            if key.is_empty() {
                let mut coloured = aicc(folder.path());
                coloured.env_remove("NO_COLOR").args(["check", "-i", INTERFACE, "-o", &form]).args(&names);
                let (_, received) = on_terminal(&mut coloured);
                assert_harmless(&without_mark(&form, without_colours(&received)));
            }
        }
    }
}

#[test]
fn no_form_of_requests_controls_a_terminal() {
    let (folder, names) = hostile_files();
    // A valid value can contain anything.
    let valid = serde_json::json!({"accountCode": HOSTILE.replace(['\u{9b}', '\u{1b}'], ""), "more": HOSTILE});
    folder.write(&names[0], format!("{valid}\n"));
    for form in options::forms("request") {
        for (credential, status) in [("token", 0), (HOSTILE, 2)] {
            let mut command = aicc(folder.path());
            command.env("AICC_TOKEN", credential).env("AICC_APP_KEY", credential);
            command.args(["request", INTERFACE, "--host", "service.besclouds.com", "-o", &form, "--show-secrets"]);
            let (ended, received) = on_terminal(command.arg(&names[0]));
            let text = assert_harmless(&received);
            assert_eq!((ended, text.contains("https://")), (status, status == 0), "{text}");
        }
        let mut command = aicc(folder.path());
        command.args(["request", INTERFACE, "--host", "service.besclouds.com", "-o", &form]).args(&names);
        let (_, received) = on_terminal(&mut command);
        assert!(assert_harmless(&received).contains("pwned"));
    }
}

#[test]
fn no_option_of_a_table_controls_a_terminal() {
    let folder = Folder::new();
    folder.write("records.csv", "accountCode\nvalid\n");
    let (status, _) = on_terminal(aicc(folder.path()).args(["template", INTERFACE, "records.xlsx"]));
    assert_eq!(status, 0);
    let check = options::commands().into_iter().find(|command| command.get_name() == "check").unwrap();
    let valued = options::with_values(&check).into_iter().map(|option| (option, HOSTILE.to_owned()));
    let mappings = [format!("{HOSTILE}=accountCode"), format!("accountCode={HOSTILE}")];
    let mapped = mappings.into_iter().map(|mapping| ("--map".to_owned(), mapping));
    for (option, value) in valued.chain(mapped) {
        for source in ["records.csv", "records.xlsx"] {
            for language in ["en", "zh"] {
                let mut command = aicc(folder.path());
                command.args(["check", source, "-i", INTERFACE, &option, &value, "-l", language]);
                let (status, received) = on_terminal(&mut command);
                let text = assert_harmless(&received);
                assert!([0, 1, 2].contains(&status), "{option} {value:?} {text}");
            }
        }
    }
}

#[test]
fn no_usage_error_controls_a_terminal() {
    let folder = Folder::new();
    let mut hostile: Vec<OsString> = vec![HOSTILE.into()];
    hostile.push(OsStr::from_bytes(b"\xff\x1b[31m\x9b.jsonl").to_owned());
    for value in &hostile {
        for command in options::commands() {
            let name = command.get_name();
            let mut wrong: Vec<Vec<OsString>> = Vec::new();
            // The shell that runs the command of `--token-command` writes its own sentences.
            for option in options::with_values(&command).into_iter().filter(|option| option != "--token-command") {
                wrong.push(vec![option.into(), value.clone()]);
            }
            let mut unknown = OsString::from("--");
            unknown.push(value);
            wrong.extend([vec![unknown], vec![value.clone()], vec!["--".into(), value.clone()]]);
            for arguments in wrong {
                for language in ["en", "zh"] {
                    let mut command = aicc(folder.path());
                    command.args(options::required(name)).args(options::that_end(name));
                    command.args(&arguments).args(["-l", language]);
                    let (status, received) = on_terminal(&mut command);
                    let text = assert_harmless(&received);
                    assert!([0, 1, 2].contains(&status), "{arguments:?} {text}");
                }
            }
        }
        for arguments in
            [vec![value.clone()], vec!["rules".into(), value.clone()], vec!["explain".into(), value.clone()]]
        {
            let (status, received) = on_terminal(aicc(folder.path()).args(&arguments));
            assert_harmless(&received);
            assert_eq!(status, 2, "{arguments:?}");
        }
    }
}

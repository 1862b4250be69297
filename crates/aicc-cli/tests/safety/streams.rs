//! Closed and full standard streams.

use super::command::{INTERFACE, run, shell};
use super::folder::{Folder, YESTERDAY};
use super::options;

#[test]
fn a_closed_standard_output_is_an_error_of_every_command() {
    let folder = Folder::new();
    // `apply` writes after it has connected: tests/apply.rs has a server.
    for command in options::commands().iter().filter(|command| command.get_name() != "apply") {
        let arguments = options::required(command.get_name());
        let ended = run(&mut shell(folder.path(), "\"$@\" >&-", arguments));
        ended.failed_with(&["standard output: it is closed"]);
    }
    for arguments in [&["--help"][..], &["--version"], &["check", "--help"]] {
        run(&mut shell(folder.path(), "\"$@\" >&-", arguments)).failed_with(&["standard output: it is closed"]);
    }
}

#[test]
fn a_full_standard_output_is_an_error_of_every_command() {
    let folder = Folder::new();
    // `apply` writes after it has connected: tests/apply.rs has a server.
    for command in options::commands().iter().filter(|command| command.get_name() != "apply") {
        let arguments = options::required(command.get_name());
        let ended = run(&mut shell(folder.path(), "\"$@\" > /dev/full", arguments));
        ended.failed_with(&["standard output: No space left on device"]);
        assert_eq!(ended.errors.matches("No space").count(), 1, "{ended:?}");
    }
}

#[test]
fn every_form_of_findings_reports_a_full_and_a_closed_standard_output() {
    let folder = Folder::new();
    folder.write("valid.jsonl", YESTERDAY);
    for form in options::forms("check") {
        let arguments = ["check", "-i", INTERFACE, "records.jsonl", "-o", &form, "--valid", "valid.jsonl"];
        let full = run(&mut shell(folder.path(), "\"$@\" > /dev/full", &arguments));
        full.failed_with(&["standard output: No space left on device"]);
        let closed = run(&mut shell(folder.path(), "\"$@\" >&-", &arguments));
        closed.failed_with(&["standard output: it is closed"]);
        assert_eq!(folder.read("valid.jsonl"), YESTERDAY, "{form}");
    }
}

#[test]
fn a_closed_standard_input_is_an_error_if_it_is_read() {
    let folder = Folder::new();
    let from_input = ["check", "-i", INTERFACE, "-", "-f", "jsonl"];
    run(&mut shell(folder.path(), "\"$@\" <&-", &from_input)).failed_with(&["standard input: it is closed"]);
    let from_file = ["check", "-i", INTERFACE, "records.jsonl"];
    assert_eq!(run(&mut shell(folder.path(), "\"$@\" <&-", &from_file)).status, 1);
}

/// A file that is opened first would take the number of a closed stream, and what is printed.
#[test]
fn no_file_takes_the_place_of_a_closed_stream() {
    let folder = Folder::new();
    let outputs = ["--findings", "findings.jsonl", "--valid", "valid.jsonl"];
    let arguments: Vec<&str> = ["check", "-i", INTERFACE, "records.jsonl"].into_iter().chain(outputs).collect();
    let ended = run(&mut shell(folder.path(), "\"$@\" 2>&-", &arguments));
    assert_eq!(ended.status, 1, "{ended:?}");
    let (findings, valid) = (folder.read("findings.jsonl"), folder.read("valid.jsonl"));
    assert_eq!(findings.lines().count(), 1, "{findings}");
    assert_eq!(valid, "{\"accountCode\": \"valid\"}\n");
    let missing: Vec<&str> = arguments.iter().copied().chain(["missing.jsonl"]).collect();
    let script = "\"$@\" <&- >&- 2>&-; echo $? > status";
    run(&mut shell(folder.path(), script, &missing));
    assert_eq!(folder.read("status"), "2\n");
    assert_eq!((folder.read("findings.jsonl"), folder.read("valid.jsonl")), (findings, valid));
}

#[test]
fn a_closed_standard_error_does_not_change_the_status() {
    let folder = Folder::new();
    for (file, status) in [("records.jsonl", 1), ("missing.jsonl", 2)] {
        let ended = run(&mut shell(folder.path(), "\"$@\" 2>&-", &["check", "-i", INTERFACE, file]));
        assert_eq!(ended.status, status, "{ended:?}");
    }
}

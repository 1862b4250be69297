//! Signals and broken pipes end the command as they end other programs, and leave no temporary file.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};

use super::command::{Ended, INTERFACE, aicc, shell};
use super::folder::{Folder, RECORDS, YESTERDAY};

/// The command while it waits for more records: its temporary files exist.
struct Waiting {
    child: Child,
    folder: Folder,
}

const OUTPUTS: [&str; 4] = ["--findings", "findings.csv", "--valid", "valid.jsonl"];

impl Waiting {
    fn new(script: &str) -> Self {
        let folder = Folder::new();
        for name in ["findings.csv", "valid.jsonl"] {
            folder.write(name, YESTERDAY);
        }
        let arguments = ["check", "-i", INTERFACE, "-", "-f", "jsonl"];
        let arguments: Vec<&str> = arguments.into_iter().chain(OUTPUTS).collect();
        let mut command = shell(folder.path(), script, &arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        while folder.leftovers().len() < OUTPUTS.len() / 2 {
            assert!(child.try_wait().unwrap().is_none(), "the command ended before it opened its outputs");
        }
        Self { child, folder }
    }

    /// Sends a signal.
    fn signal(&self, name: &str) {
        let sent = std::process::Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(sent.unwrap().success());
    }

    /// Ends standard input, and waits for the end of the command.
    fn end(mut self) -> (Ended, Folder) {
        drop(self.child.stdin.take());
        (self.child.wait_with_output().unwrap().into(), self.folder)
    }

    /// Waits for the end of the command while standard input stays open.
    fn ended(mut self) -> (Ended, Folder) {
        let input = self.child.stdin.take();
        let ended = self.child.wait_with_output().unwrap().into();
        drop(input);
        (ended, self.folder)
    }
}

fn assert_yesterday(folder: &Folder) {
    assert_eq!(folder.read("findings.csv"), YESTERDAY);
    assert_eq!(folder.read("valid.jsonl"), YESTERDAY);
    assert_eq!(folder.leftovers(), [""; 0]);
}

#[test]
fn signals_end_the_command_with_the_status_of_the_shell() {
    for (signal, status) in [("INT", 130), ("TERM", 143), ("HUP", 129), ("QUIT", 131)] {
        let waiting = Waiting::new("exec \"$@\"");
        waiting.signal(signal);
        let (ended, folder) = waiting.ended();
        assert_eq!(ended.status, status, "{signal} {ended:?}");
        assert_eq!((ended.output.as_str(), ended.errors.as_str()), ("", ""), "{signal}");
        assert_yesterday(&folder);
    }
}

#[test]
fn an_ignored_signal_stays_ignored() {
    for signal in ["HUP", "INT"] {
        let waiting = Waiting::new(&format!("trap '' {signal}; exec \"$@\""));
        waiting.signal(signal);
        let (ended, folder) = waiting.end();
        // There are no records, which is valid.
        assert_eq!(ended.status, 0, "{signal} {ended:?}");
        assert_eq!(folder.read("valid.jsonl"), "");
    }
}

#[test]
fn a_complete_run_replaces_the_targets() {
    let mut waiting = Waiting::new("exec \"$@\"");
    waiting.child.stdin.take().unwrap().write_all(RECORDS.as_bytes()).unwrap();
    let (ended, folder) = waiting.end();
    assert_eq!(ended.status, 1, "{ended:?}");
    assert_eq!(folder.read("valid.jsonl"), RECORDS.split_inclusive('\n').next().unwrap());
    assert!(folder.read("findings.csv").contains("minLength"));
    assert_eq!(folder.leftovers(), [""; 0]);
}

#[test]
fn a_reader_that_goes_away_ends_the_command_quietly() {
    let folder = Folder::new();
    folder.write("valid.jsonl", YESTERDAY);
    folder.write("records.jsonl", RECORDS.repeat(20_000));
    for form in ["table", "json", "jsonl", "csv", "sarif", "junit", "github", "gitlab"] {
        let mut command = aicc(folder.path());
        command.args(["check", "-i", INTERFACE, "records.jsonl", "--limit", "20000", "-o", form]);
        command.args(["--valid", "valid.jsonl"]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut first = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let ended = Ended::from(child.wait_with_output().unwrap());
        // Few annotations fit into the pipe at once: nothing breaks.
        let expected = if form == "github" { 1 } else { 141 };
        assert_eq!(ended.status, expected, "{form} {ended:?}");
        if form != "github" {
            assert_eq!(ended.errors, "", "{form}");
            assert_eq!(folder.read("valid.jsonl"), YESTERDAY, "{form}");
        }
        folder.write("valid.jsonl", YESTERDAY);
        assert_eq!(folder.leftovers(), [""; 0], "{form}");
    }
}

//! `aicc sandbox` runs until a signal ends it, and completes its files then.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use super::command::{Ended, aicc, shell};
use super::folder::{Folder, YESTERDAY};

/// A sandbox that has printed its lines.
struct Running {
    child: Child,
    lines: Vec<String>,
}

impl Running {
    /// Starts a sandbox, and waits for a number of lines.
    fn new(mut command: Command, count: usize) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let lines: Vec<String> = output.lines().take(count).map(Result::unwrap).collect();
        assert_eq!(lines.len(), count, "{:?}", child.wait_with_output());
        Self { child, lines }
    }

    /// Sends a request, and returns the response.
    fn ask(&self, head: &str) -> String {
        let mut connection = TcpStream::connect(self.lines[0].strip_prefix("http://").unwrap()).unwrap();
        write!(connection, "{head} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
        let mut response = String::new();
        connection.read_to_string(&mut response).unwrap();
        response
    }

    /// Ends the sandbox by a signal.
    fn end(self, signal: &str) -> Ended {
        let sent = Command::new("kill").args(["-s", signal, &self.child.id().to_string()]).status();
        assert!(sent.unwrap().success());
        self.child.wait_with_output().unwrap().into()
    }
}

#[test]
fn signals_end_the_sandbox_with_complete_files() {
    for (signal, status) in [("INT", 130), ("TERM", 143), ("HUP", 129), ("QUIT", 131)] {
        let folder = Folder::new();
        folder.write("exchanges.jsonl", YESTERDAY);
        let mut command = aicc(folder.path());
        command.args(["sandbox", "--state", "state.json", "--record", "exchanges.jsonl"]);
        let running = Running::new(command, 1);
        assert!(running.ask("GET /_aicc/health").starts_with("HTTP/1.1 200 "));
        assert!(running.ask("POST /nothing").starts_with("HTTP/1.1 404 "));
        assert_eq!(folder.read("exchanges.jsonl"), YESTERDAY);
        let ended = running.end(signal);
        assert_eq!(ended.status, status, "{signal} {ended:?}");
        assert!(ended.errors.contains("only this machine reaches it"), "{ended:?}");
        assert!(folder.read("state.json").starts_with('{'), "{signal}");
        assert_eq!(folder.read("exchanges.jsonl").matches("/nothing").count(), 1, "{signal}");
        assert_eq!(folder.leftovers(), [""; 0]);
    }
}

#[test]
fn a_certificate_without_a_name_is_a_temporary_file() {
    let folder = Folder::new();
    let mut command = aicc(folder.path());
    command.args(["sandbox", "--tls"]).env("TMPDIR", folder.path());
    let running = Running::new(command, 2);
    let certificate = running.lines[1].clone();
    assert!(std::fs::read_to_string(&certificate).unwrap().starts_with("-----BEGIN CERTIFICATE-----"));
    assert_eq!(running.end("TERM").status, 143);
    assert!(!std::path::Path::new(&certificate).exists());
}

#[test]
fn the_examples_of_help_start() {
    let folder = Folder::new();
    let help = aicc(folder.path()).args(["sandbox", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let (_, examples) = help.split_once("\nExamples:\n").unwrap();
    let examples: Vec<&str> = examples.lines().filter_map(|line| line.trim().strip_prefix("aicc ")).collect();
    assert!(examples.len() > 2);
    for example in examples {
        // Another program can have the port.
        let arguments: Vec<&str> = example.split(' ').filter(|part| !matches!(*part, "--port" | "8043")).collect();
        let lines = if arguments.contains(&"--tls") { 2 } else { 1 };
        let running = Running::new(shell(folder.path(), "exec \"$@\"", &arguments), lines);
        assert_eq!(running.end("INT").status, 130, "{example}");
    }
}

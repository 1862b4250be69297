//! `aicc plan` and `aicc apply` as processes, against a sandbox over HTTPS: each account is created once, whatever happens.
//!
//! `KILLS` is the number of processes that are killed at random: 10 by default, 200 each night.
#![cfg(unix)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

use std::borrow::BorrowMut;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use aicc_apply::JournalFile;
use aicc_sandbox::{Exchange, Incoming, Sandbox, SandboxOptions, SandboxSource, Seed, TlsOptions, Worlds};
use serde_json::{Value, json};
use tempfile::TempDir;

const TOKEN: &str = "tok3nMk7Zq2";
const APP_KEY: &str = "keyMk7Zq2";
/// What all secrets have in common.
const MARKER: &str = "Mk7";

/// A platform on this machine, and a folder with a file of accounts.
struct Platform {
    sandbox: Sandbox,
    folder: TempDir,
    /// How often each account was asked to be created.
    creations: Arc<Mutex<BTreeMap<String, usize>>>,
    exchanges: Receiver<()>,
}

/// How a process ended.
#[derive(Debug)]
struct Ended {
    status: i32,
    output: String,
    errors: String,
}

impl Platform {
    /// Starts a sandbox with faults, and writes `agents.csv` with so many accounts.
    fn new(accounts: usize, faults: Value) -> Self {
        let creations: Arc<Mutex<BTreeMap<String, usize>>> = Arc::default();
        let (sender, exchanges) = channel();
        let sender: Mutex<Sender<()>> = Mutex::new(sender);
        let counted = Arc::clone(&creations);
        let on_exchange = Box::new(move |exchange: &Exchange, _: &[_]| {
            if exchange.interface.as_deref() == Some("agentAccount/create") {
                let body: Value = serde_json::from_str(&exchange.request_body).unwrap();
                *counted.lock().unwrap().entry(body["userAccount"].as_str().unwrap().to_owned()).or_default() += 1;
            }
            sender.lock().unwrap().send(()).unwrap_or_default();
        });
        // A second creation is not refused, as in the worst case.
        let seed: Seed =
            serde_json::from_value(json!({"faults": faults, "choices": {"duplicateAccount": "accept"}})).unwrap();
        let source = SandboxSource::Worlds { seed: Box::new(seed), snapshot: None };
        let options = SandboxOptions {
            tls: Some(TlsOptions::default()),
            source,
            on_exchange: Some(on_exchange),
            ..SandboxOptions::default()
        };
        let platform = Self {
            sandbox: Sandbox::start(options).unwrap(),
            folder: tempfile::tempdir().unwrap(),
            creations,
            exchanges,
        };
        fs::write(platform.path("sandbox.pem"), platform.sandbox.certificate_pem().unwrap()).unwrap();
        fs::write(platform.path("agents.csv"), agents(accounts)).unwrap();
        platform
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Returns the command, with the arguments of a line, in English.
    fn aicc(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aicc"));
        command.args(line.split(' ')).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1").env_remove("LANGUAGE");
        for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"] {
            command.env_remove(name);
        }
        command.env("AICC_TOKEN", TOKEN).env("AICC_APP_KEY", APP_KEY);
        command
    }

    /// Returns `aicc apply` for the sandbox, with further arguments.
    fn apply(&self, line: &str) -> Command {
        let port = self.sandbox.url().rsplit_once(':').unwrap().1;
        self.aicc(&format!("apply {line} --host 127.0.0.1 --port {port} --certificate sandbox.pem"))
    }

    /// Returns the agent ID of each account.
    fn accounts(&self) -> BTreeMap<String, u32> {
        self.sandbox
            .with_worlds(|worlds, now| {
                let world = worlds.world("").unwrap();
                world.accounts(now).map(|account| (account.account, account.work_no)).collect()
            })
            .unwrap()
    }

    /// Asserts that the platform has so many accounts, each was created once, and the outcomes in a file have their agent IDs.
    #[track_caller]
    fn assert_each_once(&self, count: usize, outcomes: &str) {
        let accounts = self.accounts();
        assert_eq!(accounts.len(), count);
        let creations = self.creations.lock().unwrap();
        assert!(creations.values().all(|times| *times == 1), "{creations:?}");
        let written: BTreeMap<String, u32> = outcomes
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .inspect(|outcome| assert_eq!(outcome["status"], "created", "{outcome}"))
            .map(|outcome| {
                (
                    outcome["account"].as_str().unwrap().to_owned(),
                    outcome["workNo"].as_u64().unwrap().try_into().unwrap(),
                )
            })
            .collect();
        assert_eq!(written, accounts);
    }
}

/// Returns a file of accounts with passwords.
fn agents(count: usize) -> String {
    let mut file = "userAccount,userName,password,email,agentType,ccRoleId\n".to_owned();
    for number in 0..count {
        writeln!(file, "agent.{number:05},Li Na,{MARKER}!Zq2?,li.na@example.com,4,2").unwrap();
    }
    file
}

fn run(mut command: impl BorrowMut<Command>) -> Ended {
    command.borrow_mut().output().unwrap().into()
}

fn started(mut command: Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let signal = output.status.signal().map(|signal| 128 + signal);
        Self {
            status: output.status.code().or(signal).unwrap(),
            output: String::from_utf8(output.stdout).unwrap(),
            errors: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// A generator of numbers that always gives the same ones (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

#[test]
fn a_lost_answer_creates_one_account_and_no_output_has_a_secret() {
    let faults = json!([
        {"when": {"interface": "agentAccount/create", "nth": 2}, "effect": "after", "do": {"reset": true}, "times": 1},
        {"when": {"interface": "agentAccount/create", "nth": 3}, "effect": "after", "do": {"status": 500}, "times": 1},
    ]);
    let platform = Platform::new(5, faults);
    let plan = run(platform.aicc("plan agents.csv --save agents.plan.json"));
    assert_eq!((plan.status, plan.output.as_str()), (0, "Records: 5. To be created: 5.\n"), "{plan:?}");
    assert!(platform.accounts().is_empty());
    let applied = run(platform.apply("agents.plan.json --outcomes outcomes.jsonl"));
    assert_eq!((applied.status, applied.output.as_str()), (0, "Records: 5. Created: 5.\n"), "{applied:?}");
    platform.assert_each_once(5, &platform.read("outcomes.jsonl"));
    let again = run(platform.apply("agents.csv --output jsonl"));
    assert_eq!(again.status, 0, "{again:?}");
    platform.assert_each_once(5, &again.output);
    let journal = platform.read("agents.csv.journal.jsonl");
    assert_eq!(platform.path("agents.csv.journal.jsonl").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let texts = [
        ("plan", plan.output + &plan.errors),
        ("apply", applied.output + &applied.errors),
        ("again", again.output + &again.errors),
        ("journal", journal),
        ("saved plan", platform.read("agents.plan.json")),
        ("outcomes", platform.read("outcomes.jsonl")),
    ];
    for (name, text) in texts {
        assert!(!text.is_empty() && !text.contains(MARKER), "{name}: {text}");
    }
}

#[test]
fn killed_runs_go_on_and_create_each_account_once() {
    let kills: usize = std::env::var("KILLS").map_or(10, |kills| kills.parse().unwrap());
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut killed = 0;
    while killed < kills {
        let faults = json!([{
            "when": {"interface": "agentAccount/create"}, "effect": "after", "do": {"reset": true}, "probability": 0.02,
        }]);
        let platform = Platform::new(60, faults);
        let parallel = 1 + random.below(4);
        let mut ended = None;
        while ended.is_none() && killed < kills {
            let mut child = started(platform.apply(&format!("agents.csv --parallel {parallel}")));
            if is_ended_before(&mut child, &platform.exchanges, 1 + random.below(8)) {
                ended = Some(Ended::from(child.wait_with_output().unwrap()));
                continue;
            }
            // Some of the time, the answer is on its way.
            for _ in 0..random.below(50_000) {
                std::hint::black_box(());
            }
            child.kill().unwrap();
            child.wait().unwrap();
            killed += 1;
        }
        // An account that was announced in the journal, and whose request did not leave the killed process, is unknown.
        let last = run(platform.apply("agents.csv --outcomes outcomes.jsonl"));
        assert!([0, 3].contains(&last.status), "{last:?}");
        let resent = run(platform.apply("agents.csv --outcomes outcomes.jsonl --resend-unknown"));
        assert_eq!(resent.status, 0, "{resent:?}");
        platform.assert_each_once(60, &platform.read("outcomes.jsonl"));
        assert!(!platform.read("agents.csv.journal.jsonl").contains(MARKER));
    }
    println!("{killed} processes were killed");
}

/// Waits until the platform has had so many exchanges. Returns whether the process ended before.
fn is_ended_before(child: &mut Child, exchanges: &Receiver<()>, count: u64) -> bool {
    let mut seen = 0;
    while seen < count {
        match exchanges.recv_timeout(Duration::from_millis(20)) {
            Ok(()) => seen += 1,
            Err(RecvTimeoutError::Timeout) if child.try_wait().unwrap().is_some() => return true,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => panic!("the sandbox ended"),
        }
    }
    false
}

#[test]
fn five_hundred_records_with_faults_need_no_resume() {
    let create = json!({"interface": "agentAccount/create"});
    let faults = json!([
        {"when": create, "effect": "after", "do": {"reset": true}, "probability": 0.02},
        {"when": create, "effect": "after", "do": {"status": 500}, "probability": 0.02},
        {"when": create, "effect": "after", "do": {"cut": 5}, "probability": 0.01},
    ]);
    let platform = Platform::new(500, faults);
    let applied = run(platform.apply("agents.csv --parallel 8 --outcomes outcomes.jsonl"));
    assert_eq!(applied.status, 0, "{applied:?}");
    platform.assert_each_once(500, &platform.read("outcomes.jsonl"));
}

#[test]
fn the_first_signal_ends_the_run_after_the_requests_in_flight() {
    let faults =
        json!([{"when": {"interface": "agentAccount/create", "nth": 2}, "do": {"delay": 300}, "effect": "after"}]);
    let platform = Platform::new(200, faults);
    let mut child = started(platform.apply("agents.csv --parallel 1"));
    assert!(!is_ended_before(&mut child, &platform.exchanges, 2));
    let sent = Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let ended = Ended::from(child.wait_with_output().unwrap());
    assert_eq!(ended.status, 3, "{ended:?}");
    for text in ["Press Ctrl-C again", "the run was stopped", "agents.csv.journal.jsonl"] {
        assert!(ended.errors.contains(text), "{ended:?}");
    }
    let created = platform.accounts().len();
    assert!((2..200).contains(&created));
    // Each request has its outcome in the journal: nobody is asked for.
    assert_eq!(platform.read("agents.csv.journal.jsonl").matches("\"created\"").count(), created);
    let resumed = run(platform.apply("agents.csv --outcomes outcomes.jsonl"));
    assert_eq!(resumed.status, 0, "{resumed:?}");
    platform.assert_each_once(200, &platform.read("outcomes.jsonl"));
}

#[test]
fn the_token_is_renewed_once_when_the_platform_refuses_it() {
    let faults = json!([{"when": {"interface": "agentAccount/create", "nth": 3}, "do": {"status": 401}, "times": 1}]);
    let platform = Platform::new(8, faults);
    fs::write(platform.path("token.sh"), "echo x >> asked; echo token$(wc -l < asked)\n").unwrap();
    let mut command = platform.apply("agents.csv");
    command.arg("--token-command").arg("sh token.sh").env_remove("AICC_TOKEN");
    let ended = run(command);
    assert_eq!(ended.status, 0, "{ended:?}");
    assert_eq!(platform.accounts().len(), 8);
    assert_eq!(platform.read("asked").lines().count(), 2);
}

#[test]
fn a_wrong_token_does_not_burn_all_records() {
    let faults = json!([{"when": {"interface": "agentAccount/create"}, "do": {"status": 403}}]);
    let platform = Platform::new(100, faults);
    let ended = run(platform.apply("agents.csv --parallel 1"));
    assert_eq!(ended.status, 3, "{ended:?}");
    assert!(ended.errors.contains("the run ended after 5 failures in a row: status 403: "), "{ended:?}");
    assert_eq!(platform.creations.lock().unwrap().len(), 5);
}

#[test]
fn the_certificate_of_the_server_is_verified() {
    let platform = Platform::new(5, json!([]));
    let port = platform.sandbox.url().rsplit_once(':').unwrap().1;
    let without_certificate = format!("apply agents.csv --host 127.0.0.1 --port {port}");
    let ended = run(platform.aicc(&without_certificate));
    assert_eq!(ended.status, 2, "{ended:?}");
    assert!(ended.errors.contains("the platform: the TLS handshake failed; check the host"), "{ended:?}");
    let ended = run(platform.aicc(&without_certificate).env("SSL_CERT_FILE", "sandbox.pem"));
    assert_eq!(ended.status, 0, "{ended:?}");
    fs::write(platform.path("sandbox.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").unwrap();
    let ended = run(platform.apply("agents.csv"));
    assert_eq!(ended.status, 2, "{ended:?}");
    assert!(ended.errors.contains("--certificate sandbox.pem: the file must contain certificates in PEM"), "{ended:?}");
}

/// Starts a proxy on this machine that tunnels one connection, and sends the first line of its request.
fn proxy() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (sender, asked) = channel();
    thread::spawn(move || {
        let (mut client, _) = listener.accept().unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            client.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        let line = String::from_utf8(head).unwrap().lines().next().unwrap().to_owned();
        let mut server = TcpStream::connect(line.split(' ').nth(1).unwrap()).unwrap();
        sender.send(line).unwrap();
        client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        let (mut from_client, mut to_server) = (client.try_clone().unwrap(), server.try_clone().unwrap());
        thread::spawn(move || io::copy(&mut from_client, &mut to_server));
        io::copy(&mut server, &mut client).unwrap_or_default();
    });
    (address, asked)
}

#[test]
fn the_proxy_of_the_environment_is_used() {
    let platform = Platform::new(2, json!([]));
    let (address, asked) = proxy();
    let mut command = platform.apply("agents.csv --parallel 1");
    let ended = run(command.env("HTTPS_PROXY", format!("http://{address}")));
    assert_eq!(ended.status, 0, "{ended:?}");
    let port = platform.sandbox.url().rsplit_once(':').unwrap().1;
    assert_eq!(asked.recv().unwrap(), format!("CONNECT 127.0.0.1:{port} HTTP/1.1"));
    assert_eq!(platform.accounts().len(), 2);
    let excepted = |name: &str, value: &str| {
        let mut command = platform.apply("agents.csv --journal other.jsonl");
        command.env("HTTPS_PROXY", "http://127.0.0.1:1").env(name, value);
        run(command)
    };
    assert_eq!(excepted("NO_PROXY", "127.0.0.1").status, 0);
    let ended = excepted("NO_PROXY", "elsewhere");
    assert!(ended.status == 2 && ended.errors.contains("no connection to the server; check"), "{ended:?}");
    let ended = excepted("HTTPS_PROXY", "socks5://127.0.0.1:1");
    assert!(
        ended.status == 2 && ended.errors.contains("the proxy of the system must have a URL with http"),
        "{ended:?}"
    );
}

#[test]
fn a_server_that_is_not_there_is_a_sentence() {
    let platform = Platform::new(1, json!([]));
    for (host, sentence) in [
        ("nowhere.invalid", "the platform: the name of the server is unknown; check the host"),
        ("127.0.0.1 --port 1", "the platform: no connection to the server; check the host"),
        ("127.0.0.1 --port 1 -l zh", "平台: 无法连接服务器；请检查主机"),
    ] {
        let ended = run(platform.aicc(&format!("apply agents.csv --host {host}")));
        assert_eq!(ended.status, 2, "{ended:?}");
        assert!(ended.errors.contains(sentence), "{ended:?}");
    }
    let ended = run(platform.apply("agents.csv").env_remove("AICC_TOKEN"));
    assert_eq!(ended.status, 2, "{ended:?}");
    assert!(ended.errors.contains("AICC_TOKEN, --token-file, --token-command: Authorization"), "{ended:?}");
}

#[test]
fn a_dry_run_shows_the_requests_and_sends_nothing() {
    let platform = Platform::new(3, json!([]));
    let shown = run(platform.apply("agents.csv --dry-run"));
    assert_eq!(shown.status, 0, "{shown:?}");
    assert_eq!(shown.output.matches("\nPOST https://127.0.0.1:").count(), 3, "{shown:?}");
    assert!(shown.output.contains("agents.csv, row 2") && shown.output.contains("***"), "{shown:?}");
    assert!(!(shown.output + &shown.errors).contains(MARKER));
    let json: Value = serde_json::from_str(&run(platform.apply("agents.csv --dry-run -o jsonl")).output).unwrap();
    assert_eq!((json[2]["row"].as_u64(), json.as_array().unwrap().len()), (Some(4), 3));
    assert!(platform.accounts().is_empty() && !platform.path("agents.csv.journal.jsonl").exists());
}

#[test]
fn the_file_of_the_user_gets_the_results() {
    let faults = json!([{"when": {"interface": "agentAccount/create", "nth": 2}, "do": {"status": 400}}]);
    let platform = Platform::new(2, faults);
    fs::write(platform.path("agents.csv"), agents(2) + "bad,Li Na,Mk7!Zq2?,li.na@example.com,4,2\n").unwrap();
    let ended = run(platform.apply("agents.csv --parallel 1 --result agents-result.csv"));
    assert_eq!(ended.status, 1, "{ended:?}");
    let result = platform.read("agents-result.csv");
    let rows: Vec<&str> =
        result.lines().map(|line| line.split_once("ccRoleId").or(line.split_once(",4,2")).unwrap().1).collect();
    assert_eq!(rows[..2], [",status,workNo,code,meaning,action", ",created,101,,,"]);
    assert!(rows[2].starts_with(",refused,,400,") && rows[3] == ",invalid,,,,", "{rows:?}");
    assert_eq!(platform.path("agents-result.csv").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    for (line, sentence) in [
        ("agents.csv --result agents-result.xlsx", "--result agents-result.xlsx: the copy has the format of the file"),
        ("agents.csv --result agents.csv", "the same file as FILE agents.csv"),
        ("- --journal j.jsonl --result agents-result.csv", "--result: the copy needs a file"),
    ] {
        let ended = run(platform.apply(line));
        assert_eq!(ended.status, 2, "{line} {ended:?}");
        assert!(ended.errors.contains(sentence), "{line} {ended:?}");
    }
}

/// Returns a file of accounts without a column of passwords.
fn agents_without_passwords(count: usize) -> String {
    agents(count).replace("password,", "").replace("Mk7!Zq2?,", "")
}

/// Returns the password of each account in the file of made passwords.
fn made_passwords(platform: &Platform) -> BTreeMap<String, String> {
    assert_eq!(platform.path("made.csv").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let file = platform.read("made.csv");
    let (heading, rows) = file.split_once('\n').unwrap();
    assert_eq!(heading, "userAccount,password");
    let rows = rows.lines().map(|row| row.split_once(',').unwrap());
    rows.map(|(account, password)| (account.to_owned(), password.to_owned())).collect()
}

/// Asserts that each account of the platform signs in with its made password.
fn assert_sign_in(platform: &Platform, passwords: &BTreeMap<String, String>) {
    for (account, agent_id) in platform.accounts() {
        let target = format!("/agentgateway/resource/onlineagent/{agent_id}/loginex");
        let body = json!({"password": passwords[&account], "phonenum": "1"}).to_string();
        let headers = [("Content-Type", "application/json; charset=UTF-8")];
        let request = Incoming { method: "PUT", target: &target, headers: &headers, body: body.as_bytes() };
        let answer = |worlds: &mut Worlds, now| worlds.world("").unwrap().answer(now, &request).reply.body;
        let reply = platform.sandbox.with_worlds(answer).unwrap();
        let reply: Value = serde_json::from_slice(&reply).unwrap();
        assert_eq!(reply["retcode"], "0", "{account}: {reply}");
    }
}

#[test]
fn records_without_a_password_get_one_that_nothing_else_shows() {
    let platform = Platform::new(3, json!([]));
    let with_column = agents(2).replace("Mk7!Zq2?", "") + "agent.00002,Li Na,Mk7!Zq2?,li.na@example.com,4,2\n";
    fs::write(
        platform.path("agents.csv"),
        with_column + "bad,Li Na,,li.na@example.com,4,2\nagent.00004,Li Na,Mk7,li.na@example.com,4,2\n",
    )
    .unwrap();
    let without = run(platform.aicc("plan agents.csv"));
    assert_eq!(without.output.lines().last(), Some("Records: 5. To be created: 1. Invalid: 4."), "{without:?}");

    let plan = run(platform.aicc("plan agents.csv --make-passwords made.csv --save agents.plan.json"));
    let counts = "Records: 5. To be created: 3. Invalid: 2. Passwords to be made: 2.";
    assert_eq!((plan.status, plan.output.lines().last()), (1, Some(counts)), "{plan:?}");
    assert_eq!(plan.output.matches("To be created, with a made password").count(), 2, "{plan:?}");
    assert!(!plan.errors.contains("required") && plan.errors.contains("minLength"), "{plan:?}");
    assert!(!platform.path("made.csv").exists());
    let rows = run(platform.aicc("plan agents.csv --make-passwords made.csv -o jsonl"));
    let made = rows.output.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["newPassword"] == true);
    assert_eq!(made.collect::<Vec<_>>(), [true, true, false, false, false]);
    let dry = run(platform.apply("agents.csv --make-passwords made.csv --dry-run"));
    assert_eq!(dry.output.matches("\nPOST ").count(), 3, "{dry:?}");
    assert!(!platform.path("made.csv").exists() && platform.accounts().is_empty());

    let applied = run(platform
        .apply("agents.plan.json --make-passwords made.csv --outcomes outcomes.jsonl --result agents-result.csv"));
    assert_eq!((applied.status, applied.output.lines().last()), (1, Some("Records: 5. Created: 3. Invalid: 2.")));
    assert!(applied.errors.contains("2 passwords were made, and made.csv has them."), "{applied:?}");
    let mut passwords = made_passwords(&platform);
    assert_eq!(passwords.keys().collect::<Vec<_>>(), ["agent.00000", "agent.00001"]);
    let texts = [
        plan.output + &plan.errors,
        dry.output + &dry.errors,
        applied.output + &applied.errors,
        platform.read("agents.csv.journal.jsonl"),
        platform.read("agents.plan.json"),
        platform.read("outcomes.jsonl"),
        platform.read("agents-result.csv"),
    ];
    for text in &texts {
        assert!(!text.is_empty() && passwords.values().all(|password| !text.contains(password.as_str())), "{text}");
    }
    let result = platform.read("agents-result.csv");
    assert!(result.contains("agent.00000,Li Na,,li.na@example.com,4,2,created,101"), "{result}");
    passwords.insert("agent.00002".to_owned(), "Mk7!Zq2?".to_owned());
    assert_sign_in(&platform, &passwords);
}

#[test]
fn a_killed_run_goes_on_with_the_same_passwords() {
    let faults = json!([{
        "when": {"interface": "agentAccount/create", "nth": 3}, "effect": "after", "do": {"delay": 600_000}, "times": 1,
    }]);
    let platform = Platform::new(8, faults);
    fs::write(platform.path("agents.csv"), agents_without_passwords(8)).unwrap();
    let line = "agents.csv --make-passwords made.csv --parallel 1";
    let mut child = started(platform.apply(line));
    while platform.accounts().len() < 3 {
        assert!(child.try_wait().unwrap().is_none());
        thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let file = platform.read("made.csv");
    let passwords = made_passwords(&platform);
    assert_eq!(passwords.len(), 8);
    let resumed = run(platform.apply(&format!("{line} --outcomes outcomes.jsonl")));
    assert_eq!(resumed.status, 0, "{resumed:?}");
    platform.assert_each_once(8, &platform.read("outcomes.jsonl"));
    assert_eq!(platform.read("made.csv"), file);
    assert_sign_in(&platform, &passwords);

    // Further rows add lines, and the accounts that exist need no password.
    fs::write(platform.path("agents.csv"), agents_without_passwords(10)).unwrap();
    let more = run(platform.apply(line));
    assert_eq!((more.status, more.output.as_str()), (0, "Records: 10. Created: 10.\n"), "{more:?}");
    let longer = platform.read("made.csv");
    assert!(longer.starts_with(&file) && longer.lines().count() == 11, "{longer}");
    fs::remove_file(platform.path("made.csv")).unwrap();
    let again = run(platform.apply(line));
    assert_eq!((again.status, again.output.as_str()), (0, "Records: 10. Created: 10.\n"), "{again:?}");
    assert!(!platform.path("made.csv").exists());
}

#[test]
fn a_password_that_cannot_be_known_is_not_replaced() {
    let faults = json!([{
        "when": {"interface": "agentAccount/create"}, "effect": "after", "do": {"delay": 600_000}, "times": 1,
    }]);
    let platform = Platform::new(1, faults);
    fs::write(platform.path("agents.csv"), agents_without_passwords(1)).unwrap();
    let mut child = started(platform.apply("agents.csv --make-passwords made.csv"));
    while platform.accounts().is_empty() {
        assert!(child.try_wait().unwrap().is_none());
        thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let options = "agents.csv --make-passwords other.csv";
    for command in [platform.aicc(&format!("plan {options}")), platform.apply(options)] {
        let refused = run(command);
        assert_eq!(refused.status, 2, "{refused:?}");
        let sentence =
            "--make-passwords other.csv: an earlier run sent the account agent.00000 with a password that is not in";
        assert!(refused.errors.contains(sentence), "{refused:?}");
    }
    assert!(!platform.path("other.csv").exists());
    let shorter =
        run(platform.aicc("plan agents.csv --make-passwords made.csv --password-minimum 9 --password-maximum 9"));
    assert_eq!(shorter.status, 2, "{shorter:?}");
    let sentence = "the password for record 1 is from an earlier run and breaks a rule: password must have at least 9 characters; it has 8. Use";
    assert!(shorter.errors.contains(sentence), "{shorter:?}");
    assert_eq!(run(platform.apply("agents.csv --make-passwords made.csv")).status, 0);
}

#[test]
fn a_file_of_passwords_is_no_other_file() {
    let platform = Platform::new(1, json!([]));
    let foreign = "userAccount,userName\nagent.00000,Li Na\n";
    fs::write(platform.path("foreign.csv"), foreign).unwrap();
    fs::set_permissions(platform.path("foreign.csv"), fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(platform.path("open.csv"), "userAccount,password\n").unwrap();
    fs::set_permissions(platform.path("open.csv"), fs::Permissions::from_mode(0o644)).unwrap();
    std::os::unix::fs::symlink("agents.csv", platform.path("link.csv")).unwrap();
    let before = agents(1);
    for (line, sentence) in [
        ("--make-passwords foreign.csv", "--make-passwords foreign.csv: this is not a file of made passwords"),
        ("--make-passwords open.csv", "--make-passwords open.csv: other users can use this file"),
        ("--make-passwords agents.csv", "--make-passwords agents.csv: this is the same file as FILE agents.csv"),
        ("--make-passwords link.csv", "--make-passwords link.csv: this is the same file as FILE agents.csv"),
        ("--make-passwords j.csv --journal j.csv", "--make-passwords j.csv: this is the same file as --journal j.csv"),
        ("--make-passwords r.csv --result r.csv", "--result r.csv: this is the same file as --make-passwords r.csv"),
        ("--make-passwords -", "--make-passwords -: the name must end with one of .csv"),
        ("--make-passwords gone/made.csv", "gone/made.csv: No such file or directory"),
        ("--make-passwords made.csv --password-minimum 33 --password-maximum 40", "a sign-in takes at most 32"),
    ] {
        let ended = run(platform.apply(&format!("agents.csv {line}")));
        assert_eq!(ended.status, 2, "{line} {ended:?}");
        assert!(ended.errors.contains(sentence), "{line} {ended:?}");
    }
    assert_eq!((platform.read("agents.csv"), platform.read("foreign.csv")), (before, foreign.to_owned()));
    assert!(platform.creations.lock().unwrap().is_empty());
}

#[test]
fn nothing_is_sent_before_the_passwords_are_on_the_disk() {
    let platform = Platform::new(1, json!([]));
    fs::write(platform.path("agents.csv"), agents_without_passwords(1)).unwrap();
    // Nobody can create a file there.
    let ended = run(platform.apply("agents.csv --make-passwords /proc/made.csv"));
    assert_eq!(ended.status, 2, "{ended:?}");
    assert!(ended.errors.contains("/proc/made.csv: "), "{ended:?}");
    assert!(platform.creations.lock().unwrap().is_empty());
    assert!(!platform.read("agents.csv.journal.jsonl").contains("\"sent\""));
}

#[test]
fn a_full_standard_output_leaves_the_outcomes() {
    let platform = Platform::new(1, json!([]));
    let mut command = platform.apply("agents.csv --outcomes outcomes.jsonl");
    let ended = run(command.stdout(fs::File::options().write(true).open("/dev/full").unwrap()));
    assert_eq!(ended.status, 2, "{ended:?}");
    assert!(ended.errors.contains("standard output: No space left on device"), "{ended:?}");
    platform.assert_each_once(1, &platform.read("outcomes.jsonl"));
}

#[test]
fn one_process_at_a_time_uses_a_journal() {
    let platform = Platform::new(1, json!([]));
    let other = JournalFile::open(&platform.path("agents.csv.journal.jsonl")).unwrap();
    let ended = run(platform.apply("agents.csv"));
    assert_eq!(ended.status, 2, "{ended:?}");
    assert!(ended.errors.contains("agents.csv.journal.jsonl: another process uses this journal"), "{ended:?}");
    assert!(platform.creations.lock().unwrap().is_empty());
    drop(other);
    assert_eq!(run(platform.apply("agents.csv")).status, 0);
}

#[test]
fn a_saved_plan_is_refused_after_a_change() {
    let platform = Platform::new(2, json!([]));
    assert_eq!(run(platform.aicc("plan agents.csv --save agents.plan.json")).status, 0);
    let refused = |line: &str, sentence: &str| {
        let ended = run(platform.apply(line));
        assert_eq!(ended.status, 2, "{ended:?}");
        assert!(ended.errors.contains(sentence), "{ended:?}");
    };
    refused("agents.plan.json --password-maximum 9", "the options or the profile are not those of the plan");
    refused("agents.plan.json --ignore-column email", "the options or the profile are not those of the plan");
    refused("agents.plan.json --make-passwords made.csv", "the options or the profile are not those of the plan");
    fs::write(platform.path("agents.csv"), agents(3)).unwrap();
    refused("agents.plan.json", "agents.plan.json: the input changed after the plan was saved");
    fs::write(platform.path("other.plan.json"), "{}").unwrap();
    refused("other.plan.json", "other.plan.json: line 1, column 2: this is not a saved plan");
    assert!(platform.creations.lock().unwrap().is_empty());
}

#[test]
fn a_plan_says_what_needs_a_look_and_asks_only_if_it_should() {
    let platform = Platform::new(2, json!([]));
    assert_eq!(run(platform.apply("agents.csv")).status, 0);
    let mut file = agents(4);
    file.push_str("AGENT.00003,Li Na,Mk7!Zq2?,li.na@example.com,4,2\nbad,Li Na,Mk7!Zq2?,li.na@example.com,4,2\n");
    file.push_str("agent.00009,Li Na,Aa1*****,li.na@example.com,4,2\n");
    fs::write(platform.path("agents.csv"), file.replacen("Li Na", "Li Nana", 1)).unwrap();
    let states = |line: &str| {
        let ended = run(platform.aicc(line));
        let lines = ended.output.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let states: Vec<String> = lines.map(|row| row["state"].as_str().unwrap().to_owned()).collect();
        (ended.status, states)
    };
    let planned = ["changed", "created", "new", "new", "duplicate", "invalid", "masked"];
    let planned: Vec<String> = planned.map(str::to_owned).to_vec();
    assert_eq!(states("plan agents.csv --output jsonl"), (1, planned));
    let port = platform.sandbox.url().rsplit_once(':').unwrap().1;
    let asked = format!(
        "plan agents.csv --output jsonl --journal new.jsonl --ask --host 127.0.0.1 --port {port} --certificate sandbox.pem"
    );
    let (status, states) = states(&asked);
    assert_eq!((status, &states[..3]), (1, &["exists", "exists", "new"].map(str::to_owned)[..]));
    assert!(!platform.path("new.jsonl").exists());
    let ended = run(platform.aicc("plan agents.csv --ask"));
    assert_eq!(ended.status, 2, "{ended:?}");
    assert!(ended.errors.contains("--host"), "{ended:?}");
}

#[test]
fn an_output_is_not_the_journal_or_an_input() {
    let platform = Platform::new(1, json!([]));
    fs::write(platform.path("journal.jsonl"), "").unwrap();
    for (line, sentence) in [
        ("agents.csv --journal journal.jsonl --outcomes journal.jsonl", "the same file as --journal journal.jsonl"),
        ("agents.csv --journal agents.csv", "agents.csv: "),
        ("agents.csv --outcomes outcomes.csv", "the name must end with one of .jsonl"),
        ("-", "--journal: the records come from standard input"),
    ] {
        let ended = run(platform.apply(line));
        assert_eq!(ended.status, 2, "{line} {ended:?}");
        assert!(ended.errors.contains(sentence), "{line} {ended:?}");
    }
    assert_eq!(platform.read("agents.csv"), agents(1));
}

impl Platform {
    /// Returns `aicc apply` with both steps, for a number of accounts whose user IDs are known.
    fn apply_with_steps(&self, line: &str, accounts: usize) -> Command {
        fs::write(self.path("settings.json"), r#"{"callType": "1", "callNumber": ["12323"]}"#).unwrap();
        let ids = (0..accounts).map(|number| format!("AGENT.{number:05},16602708456270{number:05}\n"));
        fs::write(self.path("users.csv"), "account,userId\n".to_owned() + &ids.collect::<String>()).unwrap();
        let gateway = self.sandbox.url();
        self.apply(&format!("{line} --settings settings.json --user-ids users.csv --sign-in --gateway {gateway}"))
    }

    /// Asserts that so many agents are signed in.
    #[track_caller]
    fn assert_signed_in(&self, count: usize) {
        let signed_in = self.sandbox.with_worlds(|worlds, now| {
            worlds.world("").unwrap().accounts(now).filter(|account| account.signed_in).count()
        });
        assert_eq!(signed_in.unwrap(), count);
    }
}

/// Returns the statuses of the steps in each line of outcomes.
fn steps(outcomes: &str) -> Vec<[String; 2]> {
    let status = |step: &Value| step["status"].as_str().unwrap().to_owned();
    let lines = outcomes.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.map(|line| [status(&line["steps"][0]), status(&line["steps"][1])]).collect()
}

#[test]
fn each_agent_gets_its_settings_and_signs_in() {
    let faults = json!([
        {"when": {"interface": "agentsettings/create", "nth": 2}, "effect": "after", "do": {"reset": true}, "times": 1},
        {"when": {"interface": "loginex", "nth": 2}, "effect": "after", "do": {"reset": true}, "times": 1},
        {"when": {"interface": "loginex", "nth": 1}, "do": {"code": "100-003"}, "times": 1},
    ]);
    let platform = Platform::new(3, faults);
    let apply = |line: &str| platform.apply_with_steps(line, 3);
    let planned = run(apply("agents.csv --dry-run"));
    assert_eq!(planned.output.matches("agentsettings/create").count(), 3, "{planned:?}");
    let applied = run(apply("agents.csv --outcomes outcomes.jsonl"));
    assert_eq!(applied.status, 3, "{applied:?}");
    let counts = "Records: 3. Created: 3. Settings created: 2. Settings unknown: 1. Signed in: 3.";
    assert!(applied.output.ends_with(&format!("{counts}\n")), "{applied:?}");
    assert!(applied.errors.contains("the settings of 1 agents were lost"), "{applied:?}");
    platform.assert_signed_in(3);
    let outcomes = platform.read("outcomes.jsonl");
    platform.assert_each_once(3, &outcomes);
    assert_eq!(steps(&outcomes).iter().filter(|steps| steps[0] == "unknown").count(), 1);
    let again = run(apply("agents.csv --outcomes outcomes.jsonl --resend-unknown"));
    assert_eq!(again.status, 0, "{again:?}");
    assert!(steps(&platform.read("outcomes.jsonl")).iter().flatten().all(|status| status == "done"));
    let planned = run(apply("agents.csv --dry-run"));
    assert_eq!((planned.status, planned.output.as_str()), (0, ""), "{planned:?}");
    let texts = [
        applied.output + &applied.errors,
        again.output + &again.errors,
        platform.read("agents.csv.journal.jsonl"),
        outcomes,
    ];
    assert!(texts.iter().all(|text| !text.contains(MARKER)), "{texts:?}");
}

/// A step of an account of an earlier run is sent too, and its request is shown before.
#[test]
fn a_step_can_come_later_and_its_refusal_leaves_the_account() {
    let faults = json!([{"when": {"interface": "loginex", "nth": 2}, "do": {"code": "100-012"}, "times": 1}]);
    let platform = Platform::new(2, faults);
    assert_eq!(run(platform.apply("agents.csv")).status, 0);
    let sign_in = format!("agents.csv --parallel 1 --sign-in=busy.json --gateway {}", platform.sandbox.url());
    fs::write(platform.path("busy.json"), r#"{"status": 3}"#).unwrap();
    let shown = run(platform.apply(&format!("{sign_in} --dry-run")));
    assert!(shown.output.contains("PUT https://127.0.0.1:") && shown.output.contains("/onlineagent/101/loginex"));
    assert!(shown.output.contains(r#"{"password":"***","agenttype":4,"status":3}"#), "{shown:?}");
    let port = platform.sandbox.url().rsplit_once(':').unwrap().1;
    let plan = run(platform.aicc(&format!("plan {}", sign_in.replace(" --parallel 1", ""))));
    assert!(plan.output.ends_with("Records: 2. Created before: 2. To be signed in: 2.\n"), "{plan:?} {port}");
    let ended = run(platform.apply(&format!("{sign_in} --result agents-result.csv")));
    assert_eq!(ended.status, 1, "{ended:?}");
    assert!(ended.output.ends_with("Records: 2. Created: 2. Signed in: 1. Sign-in refused: 1.\n"), "{ended:?}");
    let result = platform.read("agents-result.csv");
    assert!(result.contains(",created,101,,,\n"), "{result}");
    assert!(
        result.contains(
            ",created,102,\"100-012\",\"signIn refused: wrong agent type\",\"signIn: correct the request\"\n"
        ),
        "{result}"
    );
    platform.assert_signed_in(1);
    assert_eq!(run(platform.apply(&sign_in)).status, 0);
    platform.assert_signed_in(2);
}

#[test]
fn what_a_step_cannot_send_is_reported_before_anything_is_sent() {
    let platform = Platform::new(1, json!([]));
    for (name, text) in [
        ("wrong.json", r#"{"callType": "7"}"#),
        ("own.json", r#"{"userId": "1"}"#),
        ("users.txt", "a,b,c\nd,e\n"),
        ("late.json", r#"{"status": 9}"#),
        ("empty.json", "{}"),
    ] {
        fs::write(platform.path(name), text).unwrap();
    }
    let gateway = platform.sandbox.url();
    for (options, sentence) in [
        ("--settings wrong.json --user-ids empty.json", "--settings wrong.json: callType"),
        ("--settings own.json --user-ids empty.json", "--settings own.json: Remove userId"),
        ("--settings empty.json --user-ids users.txt", "--user-ids: users.txt: it must be a JSON object"),
        ("--settings missing.json --user-ids empty.json", "--settings missing.json: "),
        (&format!("--sign-in=late.json --gateway {gateway}"), "--sign-in late.json: status"),
        ("--sign-in --gateway https://", "--gateway: The host must be"),
        ("--sign-in --gateway https://127.0.0.1:1", "--gateway: no connection to the server"),
        ("--sign-in", "--gateway"),
        ("--settings empty.json", "--user-ids"),
    ] {
        let ended = run(platform.apply(&format!("agents.csv {options}")));
        assert_eq!(ended.status, 2, "{options} {ended:?}");
        assert!(ended.errors.contains(sentence), "{options} {ended:?}");
    }
    let long = format!("Mk7!{}", "x".repeat(29));
    fs::write(platform.path("agents.csv"), agents(2).replacen("Mk7!Zq2?", &long, 1)).unwrap();
    let sign_in = format!("agents.csv --password-maximum 40 --sign-in --gateway {gateway}");
    let ended = run(platform.apply(&sign_in));
    assert_eq!(ended.status, 1, "{ended:?}");
    assert!(ended.errors.contains("/password") && ended.errors.contains("32"), "{ended:?}");
    assert!(ended.errors.contains("Records: 2 (1 valid, 1 invalid)"), "{ended:?}");
    assert!(ended.output.ends_with("Records: 2. Created: 1. Invalid: 1. Signed in: 1.\n"), "{ended:?}");
    assert!(!ended.errors.contains(&long), "{ended:?}");
}

#[test]
fn a_saved_plan_has_its_steps() {
    let platform = Platform::new(1, json!([]));
    let gateway = platform.sandbox.url();
    let sign_in = format!("--sign-in --gateway {gateway}");
    assert_eq!(run(platform.aicc(&format!("plan agents.csv --save agents.plan.json {sign_in}"))).status, 0);
    let ended = run(platform.apply("agents.plan.json"));
    assert_eq!(ended.status, 2, "{ended:?}");
    assert!(ended.errors.contains("the options or the profile are not those of the plan"), "{ended:?}");
    assert_eq!(run(platform.apply(&format!("agents.plan.json {sign_in}"))).status, 0);
    platform.assert_signed_in(1);
}

#[test]
fn killed_runs_go_on_with_the_steps() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let platform = Platform::new(30, json!([]));
    for _ in 0..4 {
        let mut child = started(platform.apply_with_steps("agents.csv", 30));
        if !is_ended_before(&mut child, &platform.exchanges, 10 + random.below(8)) {
            child.kill().unwrap();
        }
        child.wait().unwrap();
    }
    let last = run(platform.apply_with_steps("agents.csv --resend-unknown", 30));
    assert_eq!(last.status, 0, "{last:?}");
    let resent = run(platform.apply_with_steps("agents.csv --outcomes outcomes.jsonl", 30));
    assert_eq!(resent.status, 0, "{resent:?}");
    platform.assert_each_once(30, &platform.read("outcomes.jsonl"));
    assert!(steps(&platform.read("outcomes.jsonl")).iter().flatten().all(|status| status == "done"));
    platform.assert_signed_in(30);
}

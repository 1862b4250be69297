//! What a user of `aicc request` sees, and that no output has a secret that nobody asked for.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only #[test]"
)]

#[allow(dead_code, unreachable_pub, reason = "each file of tests uses a part of it")]
mod common;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use aicc_core::{AgentAccountCreate, Cloud, Profile, RequestBody};
use common::{Folder, example};
use serde_json::{Value, json};

const CREATE: &str = "agentAccount/create";
const TOKEN: &str = "tok3nMk7Zq2";
const APP_KEY: &str = "keyMk7Zq2";
const PASSWORD: &str = "Mk7!Zq2?";
/// What all secrets have in common.
const MARKER: &str = "Mk7";

/// Returns the command with credentials, and with the arguments of a line, which are separated by single spaces.
fn aicc(line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aicc"));
    command.args(line.split(' ')).env("AICC_TOKEN", TOKEN).env("AICC_APP_KEY", APP_KEY).env("LANGUAGE", "en");
    command
}

fn output(command: &mut Command, input: &[u8]) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that does not read its input closes it.
    child.stdin.take().unwrap().write_all(input).unwrap_or_default();
    child.wait_with_output().unwrap()
}

/// Returns the exit status, standard output and standard error.
fn ended(command: &mut Command) -> (i32, String, String) {
    let Output { status, stdout, stderr } = output(command, b"");
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn create(path: &Path) -> Command {
    let mut command = aicc(&format!("request {CREATE} --host service.example.com"));
    command.arg(path);
    command
}

fn account() -> Value {
    json!({
        "userAccount": "test123456",
        "userName": "Li Na",
        "password": PASSWORD,
        "email": "li.na@example.com",
        "agentType": 4,
        "ccRoleId": 2,
    })
}

fn assert_hidden(output: &Output) {
    for text in [&output.stdout, &output.stderr] {
        let text = String::from_utf8_lossy(text);
        assert!(!text.contains(MARKER), "{text}");
    }
}

#[test]
fn a_request_is_what_would_be_sent() {
    let body = std::fs::read(example("agent-account-create.json")).unwrap();
    let cloud = Cloud::new("service.example.com").unwrap().token(TOKEN).app_key(APP_KEY);
    let message = AgentAccountCreate::from_json(&body, &Profile::default()).unwrap();
    let expected = message.request(&cloud).unwrap();

    let path = example("agent-account-create.json");
    let (status, output, errors) = ended(create(&path).args(["-o", "json", "--show-secrets"]));
    assert_eq!((status, errors.as_str()), (0, "Records: 1 (1 valid, 0 invalid).\n"));
    let requests: Vec<Value> = serde_json::from_str(&output).unwrap();
    let [request] = requests.as_slice() else { panic!("{output}") };
    let headers: Vec<(&str, &str)> = request["headers"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
        .collect();
    assert_eq!(headers, expected.headers.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>());
    assert_eq!(request["url"], expected.url);
    assert_eq!(request["method"], "POST");
    assert_eq!(request["body"], expected.body);
    assert_eq!((&request["record"], &request["row"]), (&json!(1), &json!(null)));

    let (_, output, _) = ended(create(&path).arg("--show-secrets"));
    let headers: Vec<String> = expected.headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    let expected = format!("POST {}\n{}\n{}\n\n", expected.url, headers.concat(), expected.body);
    assert_eq!(output.split_once('\n').unwrap().1, expected);
    assert!(
        output.starts_with("### ") && output.lines().next().unwrap().ends_with("agent-account-create.json, record 1")
    );
}

#[test]
fn secrets_are_masked_unless_the_user_asks_for_them() {
    let folder = Folder::new();
    let file = folder.write("a.json", account().to_string());
    for form in ["http", "json"] {
        assert_hidden(&output(create(&file).args(["-o", form]), b""));
        let (status, shown, errors) = ended(create(&file).args(["-o", form, "--show-secrets"]));
        assert_eq!(status, 0);
        for secret in [PASSWORD, &format!("Bearer {TOKEN}"), APP_KEY] {
            assert!(shown.contains(secret));
        }
        assert!(!errors.contains(MARKER));
    }
    let (_, shown, _) = ended(&mut create(&file));
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines[2..5], ["Content-Type: application/json", "x-app-key: ***", "Authorization: ***"]);
    let (_, shown, _) = ended(create(&file).args(["-o", "json", "--wrapped"]));
    let requests: Vec<Value> = serde_json::from_str(&shown).unwrap();
    let body: Value = serde_json::from_str(requests[0]["body"].as_str().unwrap()).unwrap();
    assert_eq!(body["requestParam"]["password"], "***");
}

#[test]
fn valid_records_give_requests_and_the_others_are_reported() {
    let path = example("new-agents.csv");
    let (status, output, errors) = ended(create(&path).args(["-o", "json"]));
    assert_eq!(status, 1);
    let requests: Vec<Value> = serde_json::from_str(&output).unwrap();
    assert_eq!(requests.len(), 22);
    assert_eq!((&requests[0]["row"], &requests[0]["record"]), (&json!(2), &json!(1)));
    assert!(requests.iter().all(|request| request["row"] != 5));
    assert!(errors.contains("/skills/0/agentWeight") && errors.contains("characters"), "{errors}");
    assert!(errors.contains("Records: 36 (22 valid, 14 invalid)."), "{errors}");
    let (_, output, errors) = ended(create(&path).args(["-l", "zh"]));
    assert!(output.contains("new-agents.csv，第 2 行\n"), "{output}");
    assert!(errors.contains("缺少必填项 email"), "{errors}");
    let (status, output, _) =
        ended(aicc("request queryAgentInfoByAccount -f jsonl - --host 10.0.0.5 -o json").arg("-"));
    assert_eq!((status, serde_json::from_str::<Vec<Value>>(&output).unwrap()), (0, vec![]));
}

#[test]
fn a_request_of_many_knows_its_line() {
    let folder = Folder::new();
    let file = folder.write("a.jsonl", "{\"accountCode\": \"a\"}\n".repeat(20_000));
    let (status, output, _) = ended(aicc("request queryAgentInfoByAccount --host 10.0.0.5 -o json").arg(&file));
    assert_eq!(status, 0);
    let requests: Vec<Value> = serde_json::from_str(&output).unwrap();
    let lines: Vec<u64> = requests.iter().map(|request| request["line"].as_u64().unwrap()).collect();
    assert!(lines.into_iter().eq(1..=20_000));
}

#[test]
fn a_path_parameter_is_an_option() {
    let sign_in = |options: &str| {
        let mut command = aicc(&format!("request loginex --host 10.0.0.5{options}"));
        ended(command.arg(example("agent-sign-in.json")))
    };
    let (status, output, _) = sign_in(" --agent-id 291");
    assert_eq!(status, 0);
    assert!(output.contains("\nPUT https://10.0.0.5:8043/agentgateway/resource/onlineagent/291/loginex\n"), "{output}");
    assert!(!output.contains("Authorization"), "{output}");
    for (options, expected) in [
        ("", "aicc: --agent-id: agentid is mandatory and is missing.\n"),
        (" --agent-id 100", "aicc: --agent-id: agentid must be at least 101; it is 100.\n"),
        (" --agent-id 60000", "aicc: --agent-id: agentid must be at most 59999; it is 60000.\n"),
        (" --agent-id 7/../x", "aicc: --agent-id: agentid must be a decimal number without sign or leading zeros.\n"),
        (" --agent-id 100 -l zh", "aicc: --agent-id: agentid 不能小于 101，实际为 100。\n"),
    ] {
        assert_eq!(sign_in(options), (2, String::new(), expected.to_owned()));
    }
    assert_eq!(sign_in(" --agent-id 60000 --edition 2025-11-13").0, 0);
}

#[test]
fn the_token_can_come_from_a_file() {
    let folder = Folder::new();
    let token = folder.write("token", "\u{feff} from_File-1 \r\n");
    let file = folder.write("a.json", account().to_string());
    let (status, output, _) = ended(create(&file).arg("--show-secrets").arg("--token-file").arg(&token));
    assert_eq!(status, 0);
    assert!(output.contains("Authorization: Bearer from_File-1\n"), "{output}");
}

#[test]
fn credentials_that_cannot_be_used_are_sentences_without_them() {
    let folder = Folder::new();
    let file = folder.write("a.json", account().to_string());
    let empty = folder.write("empty", "\n");
    let odd = folder.write("odd", b"Mk7\xff");
    let long = folder.write("long", MARKER.repeat(30_000));
    let refused = |change: &dyn Fn(&mut Command), expected: &str| {
        let mut command = create(&file);
        change(&mut command);
        let (status, output, errors) = ended(&mut command);
        assert_eq!((status, output.as_str()), (2, ""));
        assert!(errors.starts_with(&format!("aicc: {expected}")), "{errors}");
        assert!(!errors.contains(MARKER), "{errors}");
    };
    let missing = "AICC_TOKEN, --token-file: Authorization is mandatory and is missing.\n";
    refused(
        &|command| {
            command.env_remove("AICC_TOKEN");
        },
        missing,
    );
    refused(
        &|command| {
            command.env("AICC_TOKEN", "");
        },
        missing,
    );
    refused(
        &|command| {
            command.env("AICC_TOKEN", "Mk7 x");
        },
        "AICC_TOKEN, --token-file: Authorization must be “Bearer”",
    );
    refused(
        &|command| {
            command.env("AICC_APP_KEY", "Mk7\r\nX: y");
        },
        "AICC_APP_KEY: x-app-key must be one or more",
    );
    refused(
        &|command| {
            command.arg("--token-file").arg(&empty);
        },
        "--token-file ",
    );
    refused(
        &|command| {
            command.arg("--token-file").arg(&odd);
        },
        "--token-file ",
    );
    refused(
        &|command| {
            command.arg("--token-file").arg(&long);
        },
        "--token-file ",
    );
    refused(
        &|command| {
            command.args(["--token-file", "nowhere"]);
        },
        "--token-file nowhere: No such file or directory",
    );
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let odd = std::ffi::OsStr::from_bytes(b"Mk7\xff");
        refused(
            &|command| {
                command.env("AICC_TOKEN", odd);
            },
            "AICC_TOKEN: it is not UTF-8",
        );
        refused(
            &|command| {
                command.env("AICC_APP_KEY", odd);
            },
            "AICC_APP_KEY: it is not UTF-8",
        );
    }
}

#[test]
fn a_server_that_cannot_be_used_is_a_sentence_without_it() {
    let file = example("agent-account-create.json");
    for (options, expected) in [
        ("--host user:Mk7!Zq2?@service.example.com", "aicc: --host: The host must be an IP address"),
        ("--host a/b", "aicc: --host: The host must be"),
        ("--host service.example.com --scheme http", "aicc: --scheme: The scheme must be https"),
        ("--host service.example.com --scheme Mk7", "aicc: --scheme: The scheme must be https"),
        ("--host service.example.com --port 0", "aicc: --port cannot be “0”: it must be a number from 1 to 65535."),
        ("--host service.example.com --skill-queues nowhere", "aicc: --skill-queues"),
        ("--host service.example.com --nothing", "aicc: there is no option --nothing."),
        ("--show-secrets", "aicc: --host must be given."),
    ] {
        let (status, output, errors) = ended(aicc(&format!("request {CREATE} {options}")).arg(&file));
        assert_eq!((status, output.as_str()), (2, ""), "{options}");
        assert!(errors.starts_with(expected), "{errors}");
        assert!(!errors.contains(MARKER), "{errors}");
    }
    let (_, output, _) =
        ended(aicc(&format!("request {CREATE} --host 127.0.0.1 --port 8080 --scheme http")).arg(&file));
    assert!(output.contains("\nPOST http://127.0.0.1:8080/apiaccess/"), "{output}");
}

#[test]
fn files_that_cannot_be_read_are_reported_and_the_others_are_not_lost() {
    let good = example("agent-account-create.json");
    let (status, output, errors) = ended(create(&good).args(["nowhere.json", "what.dat"]).arg(&good));
    assert_eq!((status, output.matches("###").count()), (2, 2));
    assert!(errors.contains("aicc: nowhere.json: No such file or directory"), "{errors}");
    assert!(errors.contains("aicc: what.dat: its format is not known"), "{errors}");
    assert!(errors.contains("Files that could not be read: 2."), "{errors}");
}

/// Records with the marker where a secret belongs, or where a user put one by mistake.
fn records() -> Vec<Value> {
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut account = account();
        change(&mut account);
        account
    };
    vec![
        account(),
        changed(&|account| account["password"] = PASSWORD.repeat(9).into()),
        changed(&|account| account["password"] = format!("{PASSWORD}é").into()),
        changed(&|account| account["Password"] = PASSWORD.into()),
        changed(&|account| account["passwd"] = PASSWORD.into()),
        changed(&|account| account["agentType"] = PASSWORD.repeat(2).into()),
        changed(&|account| account["skills"] = PASSWORD.into()),
        changed(&|account| account["password"] = json!([PASSWORD])),
    ]
}

#[test]
fn no_output_of_request_has_a_secret() {
    let lines: Vec<String> = records().iter().map(Value::to_string).collect();
    let lines = format!("{}\n{{\"password\": \"{PASSWORD}\n\"{PASSWORD}\"\n{PASSWORD}\n", lines.join("\n"));
    let array = Value::from(records()).to_string();
    let table = format!(
        "userAccount,password,email,userName,agentType,ccRoleId\n\
         test123456,{PASSWORD},a@example.com,Li,4,2\ntest123456,{PASSWORD}{PASSWORD},a@example.com,Li,4.5,2\na,\"{PASSWORD},1\n"
    );
    let folder = Folder::new();
    let files = [
        folder.write("lines.jsonl", &lines),
        folder.write("array.json", &array),
        folder.write("broken.json", array.trim_end_matches("}]")),
        folder.write("latin.jsonl", [format!("{{\"password\": \"{PASSWORD}").as_bytes(), b"\xe9\"}"].concat()),
        folder.write("table.csv", &table),
        folder.write("no_heading.csv", table.split_once('\n').unwrap().1),
        folder.write("column.csv", table.replace("password", "Password")),
        folder.write("broken.xlsx", PASSWORD.repeat(9)),
        folder.write("broken.parquet", PASSWORD.repeat(9)),
        folder.write("broken.jsonl.gz", PASSWORD.repeat(9)),
        folder.write("nothing.txt", PASSWORD),
    ];
    for file in files {
        for options in [["-o", "http", "-l", "zh"], ["-o", "json", "-l", "en"]] {
            let wrapped = output(create(&file).args(options).arg("--wrapped"), b"");
            let plain = output(create(&file).args(options), b"");
            for ended in [wrapped, plain] {
                assert_hidden(&ended);
                assert!(!ended.stderr.is_empty());
            }
        }
    }
}

#[test]
fn no_interface_shows_a_secret() {
    for (interface, body) in [
        ("queryAgentInfoByAccount", json!({"accountCode": "a", "username": "u", "password": PASSWORD})),
        ("agentsettings/create", json!({"userId": "u", "password": PASSWORD})),
        ("loginex", json!({"password": PASSWORD})),
    ] {
        let line = format!("request {interface} - -f json --host 10.0.0.5 --agent-id 291");
        let valid = output(&mut aicc(&line), body.to_string().as_bytes());
        assert!(String::from_utf8_lossy(&valid.stdout).contains("10.0.0.5"), "{valid:?}");
        assert_hidden(&valid);
        let mut invalid = body;
        invalid["password"] = PASSWORD.repeat(99).into();
        assert_hidden(&output(&mut aicc(&line), invalid.to_string().as_bytes()));
    }
}

#[test]
fn commands_without_an_input_know_no_secret() {
    for line in ["rules loginex", "schema loginex", "openapi", "explain maxLength", "--help", "--version", "man", "-l"]
    {
        assert_hidden(&output(&mut aicc(line), b""));
    }
}

#[test]
fn hidden_characters_of_a_record_are_escapes_in_json() {
    let folder = Folder::new();
    let mut account = account();
    account["userName"] = "Li\u{202e}\u{7f}Na".into();
    let file = folder.write("a\u{1b}.json", account.to_string());
    let (status, output, errors) = ended(create(&file).args(["-o", "json"]));
    assert_eq!(status, 0);
    for text in [output.as_str(), &errors] {
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7f}']), "{text:?}");
    }
    let requests: Vec<Value> = serde_json::from_str(&output).unwrap();
    assert!(requests[0]["body"].as_str().unwrap().contains("Li\u{202e}\u{7f}Na"));
    let (_, output, _) = ended(&mut create(&file));
    assert!(output.lines().next().unwrap().ends_with(r"a\u{1b}.json, record 1"), "{output}");
}

#[test]
fn a_table_is_read_as_check_reads_it() {
    let folder = Folder::new();
    let heading = "Login,userName,password,email,agentType,ccRoleId";
    let row = format!("test123456,Li Na,{PASSWORD},li.na@example.com,audio agent,2");
    let file = folder.write("agents.csv", format!("New agents\n{heading}\n{row}\n"));
    let (status, output, errors) = ended(create(&file).args(["-o", "json", "-l", "en", "--map", "Login=userAccount"]));
    assert_eq!(status, 0, "{errors}");
    let requests: Value = serde_json::from_str(&output).unwrap();
    let body: Value = serde_json::from_str(requests[0]["body"].as_str().unwrap()).unwrap();
    assert_eq!((&body["userAccount"], &body["agentType"]), (&json!("test123456"), &json!(4)));
    assert!(errors.contains("Row 2 names the columns. Rows above it that are not read: 1."), "{errors}");
}

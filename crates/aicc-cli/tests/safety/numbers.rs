//! Absurd numbers and deep files are usage errors, and no other end.

use super::command::{run, run_with, shell};
use super::folder::Folder;
use super::options;

/// Numbers that no option takes.
const ABSURD: [&str; 9] = [
    "99999999999999999999999",
    "-99999999999999999999999",
    "340282366920938463463374607431768211456",
    "-1",
    "",
    " 1",
    "1e3",
    "NaN",
    "0x10",
];

/// Numbers that some options take.
const LARGE: [&str; 5] = ["65536", "2147483648", "4294967296", "9223372036854775808", "18446744073709551615"];

#[test]
fn absurd_numbers_are_usage_errors() {
    let folder = Folder::new();
    let mut runs = 0;
    for command in options::commands() {
        for option in options::numbers(&command) {
            for number in ABSURD {
                let given = format!("{option}={number}");
                let arguments = options::required(command.get_name()).iter().copied().chain([given.as_str()]);
                run_with(folder.path(), arguments).failed_with(&[&option]);
                runs += 1;
            }
            for number in LARGE {
                let given = format!("{option}={number}");
                let arguments = options::required(command.get_name()).iter().copied().chain([given.as_str()]);
                let ended = run_with(folder.path(), arguments);
                assert!([0, 1, 2].contains(&ended.status), "{given} {ended:?}");
                if ended.status == 2 {
                    ended.failed_with(&[]);
                }
            }
        }
    }
    assert!(runs > 5 * ABSURD.len());
}

#[test]
fn skill_queues_are_a_small_object_or_a_usage_error() {
    let folder = Folder::new();
    let deep = ["[".repeat(200_000), "{\"3\":".repeat(200_000), format!("{{\"3\": {}}}", "[".repeat(200_000))];
    let wrong = [
        r#"{"99999999999999999999": 4}"#,
        r#"{"9": 99999999999999999999}"#,
        r#"{"9": 1e400}"#,
        r#"{"9": "4"}"#,
        r#"{"nine": 4}"#,
        r#"["9", 4]"#,
        "null",
        "",
        "{\"9\": 4",
        "\u{feff}[]",
    ];
    for content in deep.iter().map(String::as_str).chain(wrong) {
        folder.write("queues.json", content);
        for command in
            options::commands().iter().filter(|command| options::files(command).contains(&"--skill-queues".to_owned()))
        {
            let arguments =
                options::required(command.get_name()).iter().copied().chain(["--skill-queues", "queues.json"]);
            run_with(folder.path(), arguments).failed_with(&["--skill-queues", "queues.json"]);
        }
    }
    folder.write("queues.json", [0xff, 0xfe, 0x00]);
    let check = options::required("check");
    for file in ["queues.json", "missing.json", ".", "/dev/zero"] {
        let arguments: Vec<&str> = check.iter().copied().chain(["--skill-queues", file]).collect();
        // A device never ends: the memory is limited to 4 GB, in case that all of it is read.
        run(&mut shell(folder.path(), "ulimit -v 4000000; \"$@\"", &arguments)).failed_with(&[file]);
    }
}

//! Whenever the command is killed, each target is yesterday's file or complete.

use std::io::Write;
use std::process::Stdio;

use super::command::{INTERFACE, aicc, check};
use super::folder::{Folder, RECORDS, YESTERDAY};

const KILLS: usize = 200;
const TARGETS: [&str; 3] = ["findings.csv", "valid.jsonl", "invalid.jsonl"];
const OPTIONS: [&str; 6] = ["--findings", "findings.csv", "--valid", "valid.jsonl", "--invalid", "invalid.jsonl"];

/// A generator of numbers that always gives the same ones (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }
}

/// Returns what complete targets contain, and how often a whole run is asked whether it has ended after its last record.
fn complete(records: &str) -> ([String; 3], usize) {
    let folder = Folder::new();
    let mut child = started(&folder);
    child.stdin.take().unwrap().write_all(records.as_bytes()).unwrap();
    let mut questions = 0;
    while child.try_wait().unwrap().is_none() {
        questions += 1;
    }
    (TARGETS.map(|name| folder.read(name)), questions)
}

fn started(folder: &Folder) -> std::process::Child {
    let mut command = aicc(folder.path());
    command.args(["check", "-i", INTERFACE, "-", "-f", "jsonl", "-o", "jsonl"]).args(OPTIONS);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

#[test]
fn two_hundred_kills_leave_whole_files() {
    let records = RECORDS.repeat(500);
    let (complete, questions) = complete(&records);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut unfinished, mut finished) = (0, 0);
    for number in 0..KILLS {
        let folder = Folder::new();
        TARGETS.iter().for_each(|name| folder.write(name, YESTERDAY));
        let mut child = started(&folder);
        let mut input = child.stdin.take().unwrap();
        if number % 2 == 0 {
            // While records come.
            input.write_all(&records.as_bytes()[..random.below(records.len())]).unwrap();
        } else {
            // After the last record, while the outputs are completed and renamed.
            input.write_all(records.as_bytes()).unwrap();
            drop(input);
            for _ in 0..random.below(questions + questions / 4) {
                child.try_wait().unwrap();
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        for (name, complete) in TARGETS.iter().zip(&complete) {
            let content = folder.read(name);
            assert!(content == YESTERDAY || content == *complete, "{name} has {} bytes", content.len());
            if content == YESTERDAY { unfinished += 1 } else { finished += 1 }
        }
        let leftovers = folder.leftovers();
        assert!(leftovers.len() <= TARGETS.len(), "{leftovers:?}");
        assert_eq!(folder.names().len(), 1 + TARGETS.len() + leftovers.len(), "{:?}", folder.names());
    }
    println!("{unfinished} targets kept yesterday's content, {finished} were replaced");
    assert!(unfinished >= KILLS / 2 * TARGETS.len());
}

#[test]
fn what_a_killed_run_left_does_not_disturb_the_next_run() {
    let folder = Folder::new();
    folder.write(".aicc-000000.tmp", "left");
    let arguments: Vec<&str> = ["records.jsonl"].into_iter().chain(OPTIONS).collect();
    assert_eq!(check(folder.path(), &arguments).status, 1);
    assert_eq!(folder.leftovers(), [".aicc-000000.tmp"]);
    let mut names = folder.names();
    names.retain(|name| TARGETS.contains(&name.as_str()));
    assert_eq!(names.len(), TARGETS.len());
}

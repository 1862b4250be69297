//! No output overwrites an input or another output, whatever the names of the files are.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use super::command::{INTERFACE, run, shell};
use super::folder::Folder;
use super::options;

/// A file of skill queues, and a file of headings.
const CONTENT: &str = "{}\n";

/// A file that `aicc check` uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Input(&'static str),
    Output(&'static str),
    StandardInput,
    StandardOutput,
    StandardError,
}

/// Another name of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Alias {
    Same,
    Dotted,
    Absolute,
    ThroughFolder,
    Link,
    LinkToLink,
    HardLink,
    OtherCase,
}

const ALIASES: [Alias; 8] = [
    Alias::Same,
    Alias::Dotted,
    Alias::Absolute,
    Alias::ThroughFolder,
    Alias::Link,
    Alias::LinkToLink,
    Alias::HardLink,
    Alias::OtherCase,
];

/// Returns how `aicc check` uses each file that an argument names.
fn uses() -> Vec<Use> {
    let command = options::commands().into_iter().find(|command| command.get_name() == "check").unwrap();
    let named = options::files(&command).into_iter().map(|name| match name.as_str() {
        "FILE" => Use::Input("FILE"),
        "--skill-queues" => Use::Input("--skill-queues"),
        "--map-file" => Use::Input("--map-file"),
        "--findings" => Use::Output("--findings"),
        "--valid" => Use::Output("--valid"),
        "--invalid" => Use::Output("--invalid"),
        "--annotate" => Use::Output("--annotate"),
        "--fixed" => Use::Output("--fixed"),
        other => panic!("say here whether {other} is read or written"),
    });
    let named: Vec<Use> = named.collect();
    assert_eq!(named.len(), 8);
    named.into_iter().chain([Use::StandardInput, Use::StandardOutput, Use::StandardError]).collect()
}

impl Use {
    const fn is_stream(self) -> bool {
        !matches!(self, Self::Input(_) | Self::Output(_))
    }

    const fn is_input(self) -> bool {
        matches!(self, Self::Input(_) | Self::StandardInput)
    }

    /// How the sentence names the file.
    fn label(self, path: &str) -> String {
        match self {
            Self::Input(argument) | Self::Output(argument) => format!("{argument} {path}"),
            Self::StandardInput => "standard input".to_owned(),
            Self::StandardOutput => "standard output".to_owned(),
            Self::StandardError => "standard error".to_owned(),
        }
    }
}

/// Returns a folder with `records.csv`: every option that names a file can be given for a table.
fn folder_with_table() -> Folder {
    let folder = Folder::new();
    folder.write("records.csv", "accountCode\nvalid\n");
    folder
}

/// Creates another name of a file, and returns it. Without the file, a link leads to what will be created.
fn alias(folder: &Folder, alias: Alias, name: &str) -> Option<String> {
    let other = match alias {
        Alias::Same => name.to_owned(),
        Alias::Dotted => format!("./{name}"),
        Alias::Absolute => folder.file(name).to_str()?.to_owned(),
        Alias::ThroughFolder => format!("deep/../{name}"),
        Alias::Link | Alias::LinkToLink => "link.csv".to_owned(),
        Alias::HardLink => "hard.csv".to_owned(),
        Alias::OtherCase => name.to_uppercase(),
    };
    match alias {
        Alias::ThroughFolder => fs::create_dir(folder.file("deep")).unwrap(),
        Alias::Link => symlink(name, folder.file(&other)).unwrap(),
        Alias::LinkToLink => {
            symlink(name, folder.file("first")).unwrap();
            symlink("first", folder.file(&other)).unwrap();
        }
        Alias::HardLink => fs::hard_link(folder.file(name), folder.file(&other)).ok()?,
        _ => {}
    }
    Some(other)
}

/// Runs `aicc check` with two uses of one file.
fn assert_refused(folder: &Folder, (first, first_path): (Use, &str), (second, second_path): (Use, &str)) {
    let (mut arguments, mut script) = (vec!["check", "-i", INTERFACE, "-o", "jsonl"], "\"$@\"".to_owned());
    for (used, path) in [(first, first_path), (second, second_path)] {
        match used {
            Use::Input("FILE") => arguments.push(path),
            Use::Input(option) | Use::Output(option) => arguments.extend([option, path]),
            Use::StandardInput => {
                arguments.extend(["-", "-f", "csv"]);
                script += &format!(" < '{path}'");
            }
            Use::StandardOutput => script += &format!(" >> '{path}'"),
            Use::StandardError => script += &format!(" 2>> '{path}'"),
        }
    }
    if ![first, second].iter().any(|used| matches!(used, Use::Input("FILE") | Use::StandardInput)) {
        arguments.push("records.csv");
    }
    let before = folder.names();
    let content = |path: &str| fs::read_to_string(folder.file(path)).ok();
    let contents = (content(first_path), content(second_path));
    let ended = run(&mut shell(folder.path(), &script, &arguments));
    let says = format!("{first:?} {first_path}, {second:?} {second_path}: {ended:?}");
    assert_eq!(ended.status, 2, "{says}");
    if [first, second].contains(&Use::StandardError) {
        // The sentence is at the end of the file, as the shell was asked for.
        let file = content(first_path).unwrap();
        assert!(file.starts_with(&contents.0.unwrap_or_default()), "{says}");
        assert!(file.contains("the same file as"), "{says}");
    } else {
        assert_eq!((content(first_path), content(second_path)), contents, "{says}");
        assert!(ended.errors.contains("the same file as"), "{says}");
        for (used, path) in [(first, first_path), (second, second_path)] {
            assert!(ended.errors.contains(&used.label(path)), "{says}");
        }
    }
    let mut after = folder.names();
    after.retain(|name| before.contains(name) || !(first.is_stream() || second.is_stream()));
    assert_eq!(after, before, "{says}");
}

/// Returns all pairs of uses that must not be one file.
fn pairs() -> Vec<(Use, Use)> {
    let uses = uses();
    let mut pairs = Vec::new();
    for (number, first) in uses.iter().enumerate() {
        for second in &uses[number + 1..] {
            let are_inputs = first.is_input() && second.is_input();
            let are_standard_outputs = (*first, *second) == (Use::StandardOutput, Use::StandardError);
            if !are_inputs && !are_standard_outputs {
                pairs.push((*first, *second));
            }
        }
    }
    assert_eq!(pairs.len(), 55 - 6 - 1);
    pairs
}

/// Whether two names of new files are one file in the folder.
fn takes_any_case(folder: &std::path::Path) -> bool {
    fs::write(folder.join("case"), []).unwrap();
    let taken = folder.join("CASE").exists();
    fs::remove_file(folder.join("case")).unwrap();
    taken
}

#[test]
fn an_existing_file_with_two_names_is_refused() {
    let mut runs = 0;
    for (first, second) in pairs() {
        for kind in ALIASES {
            let folder = folder_with_table();
            folder.write("one.csv", CONTENT);
            if kind == Alias::OtherCase && !takes_any_case(folder.path()) {
                continue;
            }
            let Some(other) = alias(&folder, kind, "one.csv") else { continue };
            assert_refused(&folder, (first, "one.csv"), (second, &other));
            assert_refused(&folder, (first, &other), (second, "one.csv"));
            runs += 2;
        }
    }
    assert!(runs >= 48 * 7 * 2);
}

#[test]
fn a_new_file_with_two_names_is_refused() {
    let are_new = |(first, second): &(Use, Use)| matches!((first, second), (Use::Output(_), Use::Output(_)));
    for (first, second) in pairs().into_iter().filter(are_new) {
        for kind in ALIASES.into_iter().filter(|kind| *kind != Alias::HardLink) {
            let folder = folder_with_table();
            if kind == Alias::OtherCase && !takes_any_case(folder.path()) {
                continue;
            }
            let other = alias(&folder, kind, "new.csv").unwrap();
            assert_refused(&folder, (first, "new.csv"), (second, &other));
        }
    }
}

/// The name of one of several sources, and the name under which the kernel shows an open file.
#[test]
fn one_of_many_sources_and_the_names_of_streams_are_refused() {
    let folder = Folder::new();
    folder.write("one.jsonl", CONTENT);
    let ended = run(&mut shell(
        folder.path(),
        "\"$@\"",
        &["check", "-i", INTERFACE, "records.jsonl", "records.jsonl", "one.jsonl", "--findings", "./one.jsonl"],
    ));
    ended.failed_with(&["--findings ./one.jsonl", "the same file as FILE one.jsonl"]);
    assert_eq!(folder.read("one.jsonl"), CONTENT);
    let streams = [("< one.jsonl", "/dev/stdin"), ("< one.jsonl", "/dev/fd/0"), ("7< one.jsonl", "/dev/fd/7")];
    for (redirection, name) in
        streams.into_iter().filter(|(_, name)| PathBuf::from(name).exists() || name.contains('7'))
    {
        let ended = run(&mut shell(
            folder.path(),
            &format!("\"$@\" {redirection}"),
            &["check", "-i", INTERFACE, name, "-f", "jsonl", "--valid", "one.jsonl"],
        ));
        ended.failed_with(&["--valid one.jsonl", &format!("the same file as FILE {name}")]);
        assert_eq!(folder.read("one.jsonl"), CONTENT);
    }
    let ended = run(&mut shell(
        folder.path(),
        "\"$@\" > out.jsonl",
        &["check", "-i", INTERFACE, "records.jsonl", "-o", "jsonl", "--valid", "/dev/stdout"],
    ));
    ended.failed_with(&["--valid /dev/stdout", "the same file as standard output"]);
}

/// The null device can be used twice.
#[test]
fn the_null_device_is_not_a_file_to_lose() {
    let folder = Folder::new();
    let ended = run(&mut shell(
        folder.path(),
        "\"$@\" > /dev/null 2>&1 < /dev/null",
        &["check", "-i", INTERFACE, "records.jsonl", "--valid", "/dev/null", "--invalid", "/dev/null"],
    ));
    assert_eq!(ended.status, 1, "{ended:?}");
}

/// A file with two names in a folder that takes upper case for lower case.
#[test]
fn a_name_in_another_case_is_refused_where_it_is_the_same_file() {
    let folder = Folder::new();
    let caseless = folder.file("caseless");
    fs::create_dir(&caseless).unwrap();
    let changed = std::process::Command::new("chattr").args(["+F"]).arg(&caseless).output();
    if !changed.is_ok_and(|changed| changed.status.success()) && !takes_any_case(&caseless) {
        eprintln!("skipped: this file system cannot ignore the case of names");
        return;
    }
    for (first, second) in
        [("one.jsonl", "ONE.jsonl"), ("straße.jsonl", "STRASSE.jsonl"), ("é.jsonl", "e\u{301}.jsonl")]
    {
        let ended = run(&mut shell(
            &caseless,
            "\"$@\"",
            &["check", "-i", INTERFACE, "../records.jsonl", "--valid", first, "--invalid", second],
        ));
        let is_one = {
            fs::write(caseless.join(first), []).unwrap();
            caseless.join(second).exists()
        };
        assert_eq!(ended.status, if is_one { 2 } else { 1 }, "{first} {second} {ended:?}");
        fs::remove_file(caseless.join(first)).unwrap();
        fs::remove_file(caseless.join(second)).unwrap_or_default();
    }
}

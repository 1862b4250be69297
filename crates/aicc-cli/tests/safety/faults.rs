//! Files that cannot be read or written: a sentence that names the file, exit status 2, and targets as they were.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;

use super::command::{Ended, INTERFACE, aicc, check, run, run_with, shell};
use super::folder::{Folder, RECORDS, YESTERDAY};

const TARGETS: [&str; 3] = ["findings.jsonl", "valid.jsonl", "invalid.jsonl"];
const OPTIONS: [&str; 6] = ["--findings", "findings.jsonl", "--valid", "valid.jsonl", "--invalid", "invalid.jsonl"];

fn with_targets() -> Folder {
    let folder = Folder::new();
    TARGETS.iter().for_each(|name| folder.write(name, YESTERDAY));
    folder
}

#[track_caller]
fn assert_yesterday(folder: &Folder) {
    for name in TARGETS {
        assert_eq!(folder.read(name), YESTERDAY, "{name}");
    }
    assert_eq!(folder.leftovers(), [""; 0]);
}

/// Runs the command as a user who is not root, for whom permissions apply; `None` if that is not possible.
fn as_another_user(folder: &Folder, arguments: &[&str]) -> Option<Ended> {
    const NOBODY: u32 = 65534;
    let mut command = aicc(folder.path());
    command.args(arguments);
    if fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
        for name in folder.names() {
            std::os::unix::fs::chown(folder.file(name), Some(NOBODY), None).unwrap();
        }
        std::os::unix::fs::chown(folder.path(), Some(NOBODY), None).unwrap();
        command.uid(NOBODY).gid(NOBODY);
    }
    match command.output() {
        Ok(output) => Some(output.into()),
        Err(error) => {
            eprintln!("skipped: another user cannot run the command ({error})");
            None
        }
    }
}

#[test]
fn a_source_that_cannot_be_read_leaves_the_targets() {
    let folder = with_targets();
    fs::create_dir(folder.file("folder.jsonl")).unwrap();
    symlink("loop.jsonl", folder.file("loop.jsonl")).unwrap();
    folder.write("heading.csv", "nothing,of,this\n1,2,3\n");
    let sources = [
        ("missing.jsonl", "missing.jsonl: No such file or directory"),
        ("folder.jsonl", "folder.jsonl: Is a directory"),
        ("loop.jsonl", "loop.jsonl: "),
        ("records.jsonl/more.jsonl", "records.jsonl/more.jsonl: Not a directory"),
        ("heading.csv", "heading.csv: "),
    ];
    for (source, sentence) in sources {
        let arguments: Vec<&str> = [source].into_iter().chain(OPTIONS).collect();
        check(folder.path(), &arguments).failed_with(&[sentence]);
        assert_yesterday(&folder);
        // One of many sources.
        check(folder.path(), &["records.jsonl", source, "--findings", "findings.jsonl"]).failed_with(&[sentence]);
        assert_yesterday(&folder);
    }
}

#[test]
fn a_system_error_is_a_sentence_in_the_language_that_is_chosen() {
    let folder = Folder::new();
    let ended = check(folder.path(), &["missing.jsonl", "-l", "zh"]);
    ended.failed_with(&["missing.jsonl: 没有该文件或目录"]);
}

#[test]
fn permissions_are_kept() {
    let folder = with_targets();
    let protected: Vec<&str> = ["check", "-i", INTERFACE, "records.jsonl"].into_iter().chain(OPTIONS).collect();
    // A target that its owner protects.
    for name in TARGETS {
        fs::set_permissions(folder.file(name), fs::Permissions::from_mode(0o444)).unwrap();
        let Some(ended) = as_another_user(&folder, &protected) else { return };
        ended.failed_with(&[&format!("{name}: Permission denied")]);
        assert_yesterday(&folder);
        fs::set_permissions(folder.file(name), fs::Permissions::from_mode(0o644)).unwrap();
    }
    // A source that cannot be read.
    fs::set_permissions(folder.file("records.jsonl"), fs::Permissions::from_mode(0o000)).unwrap();
    let Some(ended) = as_another_user(&folder, &protected) else { return };
    ended.failed_with(&["records.jsonl: Permission denied"]);
    assert_yesterday(&folder);
    fs::set_permissions(folder.file("records.jsonl"), fs::Permissions::from_mode(0o644)).unwrap();
    // A folder that cannot be written.
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let ended = as_another_user(&folder, &protected);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let Some(ended) = ended else { return };
    ended.failed_with(&["findings.jsonl: ", "Permission denied"]);
    assert_yesterday(&folder);
}

#[test]
fn files_with_secrets_are_for_their_owner_alone() {
    let folder = Folder::new();
    folder.write("invalid.jsonl", YESTERDAY);
    let arguments: Vec<&str> = ["check", "-i", INTERFACE, "records.jsonl"].into_iter().chain(OPTIONS).collect();
    let ended = run(&mut shell(folder.path(), "umask 022; \"$@\"", &arguments));
    assert_eq!(ended.status, 1, "{ended:?}");
    let mode = |name: &str| fs::metadata(folder.file(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("findings.jsonl"), mode("valid.jsonl"), mode("invalid.jsonl")), (0o644, 0o600, 0o600));
}

#[test]
fn a_target_that_cannot_be_written_is_named() {
    let folder = Folder::new();
    fs::create_dir(folder.file("folder.jsonl")).unwrap();
    symlink("loop.jsonl", folder.file("loop.jsonl")).unwrap();
    let long = format!("{}.jsonl", "a".repeat(300));
    let targets = [
        ("nowhere/new.jsonl", "nowhere/new.jsonl: No such file or directory"),
        ("folder.jsonl", "folder.jsonl: Is a directory"),
        ("records.jsonl/new.jsonl", "records.jsonl/new.jsonl: Not a directory"),
        ("loop.jsonl", "loop.jsonl: "),
        (&long, "File name too long"),
    ];
    for (target, sentence) in targets {
        for option in ["--findings", "--valid", "--invalid"] {
            check(folder.path(), &["records.jsonl", option, target]).failed_with(&[sentence]);
        }
    }
    for name in ["good.jsonl.gz", "good.jsonl.ZST"] {
        check(folder.path(), &["records.jsonl", "--valid", name]).failed_with(&[name, "not compressed"]);
    }
    assert_eq!(folder.names(), ["folder.jsonl", "loop.jsonl", "records.jsonl"]);
}

#[test]
fn a_full_disk_leaves_the_targets() {
    let folder = with_targets();
    folder.write("many.jsonl", RECORDS.repeat(20_000));
    for (full, option) in [("full.jsonl", "--findings"), ("full.jsonl", "--valid"), ("full.jsonl", "--invalid")] {
        symlink("/dev/full", folder.file(full)).unwrap();
        let mut arguments = vec!["many.jsonl", option, full];
        for pair in OPTIONS.chunks(2).filter(|pair| pair[0] != option) {
            arguments.extend(pair);
        }
        check(folder.path(), &arguments).failed_with(&["full.jsonl: No space left on device"]);
        assert_yesterday(&folder);
        fs::remove_file(folder.file(full)).unwrap();
    }
    // A file that cannot grow beyond 512 or 1,024 bytes is like a file on a full disk.
    for pair in OPTIONS.chunks(2) {
        let arguments = ["check", "-i", INTERFACE, "many.jsonl", pair[0], pair[1]];
        let ended = run(&mut shell(folder.path(), "ulimit -f 1; \"$@\" | cat; exit 2", &arguments));
        ended.failed_with(&[&format!("{}: File too large", pair[1])]);
        assert_yesterday(&folder);
    }
}

#[test]
fn a_link_stays_a_link() {
    let folder = Folder::new();
    fs::create_dir(folder.file("real")).unwrap();
    folder.write("real/valid.jsonl", YESTERDAY);
    symlink("real/valid.jsonl", folder.file("valid.jsonl")).unwrap();
    symlink("real/new.jsonl", folder.file("new.jsonl")).unwrap();
    let ended = check(folder.path(), &["records.jsonl", "--valid", "valid.jsonl", "--invalid", "new.jsonl"]);
    assert_eq!(ended.status, 1, "{ended:?}");
    assert!(folder.file("valid.jsonl").is_symlink() && folder.file("new.jsonl").is_symlink());
    let lines: Vec<&str> = RECORDS.split_inclusive('\n').collect();
    assert_eq!([folder.read("real/valid.jsonl"), folder.read("real/new.jsonl")], lines[..]);
}

/// An output that a shell opened is written where the shell left off.
#[test]
fn a_descriptor_is_not_replaced() {
    let folder = Folder::new();
    folder.write("log", YESTERDAY);
    let arguments = ["check", "-i", INTERFACE, "records.jsonl", "--valid", "/dev/fd/7"];
    let ended = run(&mut shell(folder.path(), "\"$@\" 7>> log", &arguments));
    assert_eq!(ended.status, 1, "{ended:?}");
    assert_eq!(folder.read("log"), format!("{YESTERDAY}{}", RECORDS.split_inclusive('\n').next().unwrap()));
}

#[test]
fn a_name_that_is_not_utf_8_is_shown_and_used() {
    let folder = Folder::new();
    let name = std::ffi::OsStr::from_bytes(b"a\xff\x1b.jsonl");
    folder.write(name, RECORDS);
    let output = std::ffi::OsStr::from_bytes(b"b\xff.jsonl");
    let arguments = ["check".as_ref(), "-i".as_ref(), INTERFACE.as_ref(), name, "--invalid".as_ref(), output];
    let ended = run_with(folder.path(), arguments);
    assert_eq!(ended.status, 1, "{ended:?}");
    assert!(ended.output.contains(r"a\xff\u{1b}.jsonl"), "{ended:?}");
    assert!(folder.file(output).exists());
    let missing = std::ffi::OsStr::from_bytes(b"c\xff\x1b.jsonl");
    let arguments = ["check".as_ref(), "-i".as_ref(), INTERFACE.as_ref(), missing];
    run_with(folder.path(), arguments).failed_with(&[r"c\xff\u{1b}.jsonl: No such file or directory"]);
}

//! The journal on disk.

use std::fs;

use aicc_apply::{JournalFile, JournalFileError};

#[test]
fn one_process_at_a_time_uses_a_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let (first, _) = JournalFile::open(&path).unwrap();
    assert!(matches!(JournalFile::open(&path), Err(JournalFileError::Locked)));
    drop(first);
    assert!(JournalFile::open(&path).is_ok());
}

#[test]
fn a_file_that_is_not_a_journal_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token");
    for content in ["tok3n", "tok3n\n", "{}", "[1]\n", "\0\0tok3n"] {
        fs::write(&path, content).unwrap();
        assert!(matches!(JournalFile::open(&path), Err(JournalFileError::Content(_))), "{content}");
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
}

#[test]
fn a_first_line_that_was_cut_is_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    drop(JournalFile::open(&path).unwrap());
    let length = fs::read(&path).unwrap().len();
    for cut in 0..length {
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..cut]).unwrap();
        drop(JournalFile::open(&path).unwrap());
        assert_eq!(fs::read(&path).unwrap().len(), length, "{cut}");
        fs::write(&path, [&whole[..cut], &vec![0; length - cut]].concat()).unwrap();
        drop(JournalFile::open(&path).unwrap());
        assert!(!fs::read(&path).unwrap().contains(&0), "{cut}");
    }
}

#[cfg(unix)]
#[test]
fn a_new_journal_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    drop(JournalFile::open(&path).unwrap());
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

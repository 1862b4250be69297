//! Each example prints what its documentation shows.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn each_example_prints_what_its_documentation_shows() {
    let sources = fs::read_dir("src/bin").expect("the examples").map(|entry| entry.expect("an entry").path());
    for source in sources {
        let name = source.file_stem().expect("a name").to_owned();
        let program = Path::new(env!("CARGO_BIN_EXE_form")).with_file_name(&name);
        let ran = Command::new(program).current_dir("../..").output().expect("the example starts");
        let printed = String::from_utf8_lossy(&ran.stdout);
        assert!(ran.status.success(), "{name:?}: {}", String::from_utf8_lossy(&ran.stderr));
        assert_eq!(printed.trim_end(), shown(&source), "{name:?}");
    }
}

/// The text block in the documentation of a program.
fn shown(source: &Path) -> String {
    let text = fs::read_to_string(source).expect("the source");
    let block = text.split("//! ```text\n").nth(1).and_then(|rest| rest.split("\n//! ```").next());
    block.expect("a text block").replace("//! ", "").trim().to_owned()
}

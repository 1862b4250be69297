//! `cargo xtask api`: what each package offers in public, a listing each in `api/`, so that a change of a face is seen in
//! review.

mod kotlin;
mod python;
mod rust;
mod swift;

use anyhow::bail;
use xshell::Shell;

use crate::kotlin::MAVEN;
use crate::python_environment::PYTHON_ENVIRONMENT;
use crate::step::Step;
use crate::swift::SWIFT;

pub(crate) const WRITE: &[Step] = &[
    PYTHON_ENVIRONMENT,
    Step::new("face of the Rust crates", |shell| write(shell, rust::faces)),
    Step::new("face of the Python package", |shell| write(shell, python::faces)).after(&PYTHON_ENVIRONMENT),
    Step::new("face of the Kotlin package", |shell| write(shell, kotlin::faces)).needs(&MAVEN),
    Step::new("face of the Swift package", |shell| write(shell, swift::faces)).needs(&SWIFT),
];

pub(crate) const CHECK: &[Step] = &[PYTHON_ENVIRONMENT, RUST, PYTHON, KOTLIN, SWIFT_PACKAGE];

pub(crate) const RUST: Step = Step::new("face of the Rust crates", |shell| check(shell, rust::faces));
pub(crate) const PYTHON: Step =
    Step::new("face of the Python package", |shell| check(shell, python::faces)).after(&PYTHON_ENVIRONMENT);
pub(crate) const KOTLIN: Step =
    Step::new("face of the Kotlin package", |shell| check(shell, kotlin::faces)).needs(&MAVEN);
pub(crate) const SWIFT_PACKAGE: Step =
    Step::new("face of the Swift package", |shell| check(shell, swift::faces)).needs(&SWIFT);

/// A listing, and the file that keeps it.
struct Face {
    file: String,
    text: String,
}

type Faces = fn(&Shell) -> anyhow::Result<Vec<Face>>;

fn write(shell: &Shell, faces: Faces) -> anyhow::Result<()> {
    for Face { file, text } in faces(shell)? {
        shell.write_file(file, text)?;
    }
    Ok(())
}

fn check(shell: &Shell, faces: Faces) -> anyhow::Result<()> {
    for Face { file, text } in faces(shell)? {
        let kept = shell.read_file(&file).unwrap_or_default();
        if kept != text {
            print_difference(&kept, &text);
            bail!("{file} is not the public face: if the change is meant, run `cargo xtask api`");
        }
    }
    Ok(())
}

/// The lines that only one of the two has.
fn print_difference(kept: &str, text: &str) {
    for (sign, lines, others) in [('-', kept, text), ('+', text, kept)] {
        for line in lines.lines().filter(|line| !others.lines().any(|other| other == *line)) {
            println!("{sign} {line}");
        }
    }
}

/// A listing of declarations without those that `is_machinery` names: with such a line goes the block that it opens.
fn without(listing: &str, is_machinery: impl Fn(&str) -> bool) -> String {
    let mut kept = String::new();
    let mut lines = listing.lines();
    while let Some(line) = lines.next() {
        if !is_machinery(line) {
            kept.push_str(line);
            kept.push('\n');
        } else if line.ends_with('{') {
            let indent: String = line.chars().take_while(|character| character.is_whitespace()).collect();
            let end = format!("{indent}}}");
            lines.find(|line| *line == end);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn a_machinery_goes_with_its_block() {
        let listing = "class A {\n  machinery B {\n    var c\n  }\n  machinery d\n  var e\n}\n";
        assert_eq!(without(listing, |line| line.contains("machinery")), "class A {\n  var e\n}\n");
    }
}

//! `cargo xtask api`: lists the public API of each package in `api/`, so that a review shows every change of it.

mod kotlin;
mod python;
mod rust;
mod swift;

use anyhow::bail;
use xshell::Shell;

use crate::recipe::enter_environment;

/// The listing of an API, and the file that keeps it.
struct Listing {
    file: String,
    text: String,
}

/// Writes the listings; with `check` it fails when one does not agree with the code.
pub(crate) fn run(shell: &Shell, check: bool) -> anyhow::Result<()> {
    enter_environment(shell)?;
    let mut stale = Vec::new();
    for listings in [rust::listings, python::listings, kotlin::listings, swift::listings] {
        for Listing { file, text } in listings(shell)? {
            if !check {
                shell.write_file(file, text)?;
                continue;
            }
            let kept = shell.read_file(&file).unwrap_or_default();
            if kept != text {
                print_difference(&kept, &text);
                stale.push(file);
            }
        }
    }
    if stale.is_empty() {
        Ok(())
    } else {
        bail!("{} changed: run `cargo xtask api` if this is meant", stale.join(", "))
    }
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

//! Where the core holds something.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

const FOLDER: &str = "crates/aicc-core/src";

/// A line of a file.
#[derive(Clone)]
pub(super) struct Place {
    /// Relative to the root of the repository.
    pub(super) file: String,
    pub(super) line: usize,
}

/// The files that hold the pages.
pub(super) struct Sources {
    /// Each with its lines, in which a run of spaces is one.
    files: Vec<(String, Vec<String>)>,
}

impl Sources {
    pub(super) fn read(root: &Path) -> anyhow::Result<Self> {
        let mut files = Vec::new();
        for file in fs::read_dir(root.join(FOLDER).join("interfaces")).context(FOLDER)? {
            files.push(format!("interfaces/{}", file?.file_name().to_string_lossy()));
        }
        files.sort();
        files.push("profile.rs".to_owned());
        let read = |name: String| {
            let path = format!("{FOLDER}/{name}");
            let text = fs::read_to_string(root.join(&path)).with_context(|| path.clone())?;
            Ok((path, text.lines().map(single_spaced).collect()))
        };
        Ok(Self { files: files.into_iter().map(read).collect::<anyhow::Result<_>>()? })
    }

    /// The first line with `text` in the file of an interface, or else in what the interfaces have in common.
    pub(super) fn find(&self, interface: &str, text: &str) -> Option<Place> {
        let holds = |lines: &[String], text: &str| lines.iter().any(|line| line.contains(text));
        let name = format!("name: \"{interface}\",");
        let own = self.files.iter().filter(|(_, lines)| holds(lines, &name));
        let common = self.files.iter().filter(|(_, lines)| !holds(lines, ": Interface = Interface {"));
        own.chain(common).find_map(|(file, lines)| {
            let index = lines.iter().position(|line| line.contains(text))?;
            Some(Place { file: file.clone(), line: index + 1 })
        })
    }
}

fn single_spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

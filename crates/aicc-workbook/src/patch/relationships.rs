//! How the parts of a workbook refer to each other.

use super::fault::PatchError;
use super::xml::{Splices, XmlNode};

/// The namespaces of the relationships of workbooks: the usual one, and the one of the strict format.
pub(crate) const NAMESPACES: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];

const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// The relationships of a part.
pub(crate) struct Relationships {
    source: String,
    list: Vec<Relationship>,
}

/// A relationship of one part to another.
#[derive(Clone, Debug)]
pub(crate) struct Relationship {
    pub(crate) id: String,
    /// The kind, such as `worksheet`: the last word of its name.
    pub(crate) kind: String,
    /// The name of the other part.
    pub(crate) target: String,
}

impl Relationships {
    /// Returns an empty list for a part.
    ///
    /// # Errors
    ///
    /// Returns no error.
    pub(crate) fn new(part: &str) -> Result<Self, PatchError> {
        Self::read(part, EMPTY.to_owned())
    }

    /// Reads the relationships of a part.
    ///
    /// # Errors
    ///
    /// Returns an error if they are not XML.
    pub(crate) fn read(part: &str, source: String) -> Result<Self, PatchError> {
        let nodes = XmlNode::root(&source)?.children()?;
        let list = nodes.iter().filter(|node| node.attribute("TargetMode").as_deref() != Some("External"));
        let list = list.filter_map(|node| {
            let kind = node.attribute("Type")?;
            Some(Relationship {
                id: node.attribute("Id")?,
                kind: kind.rsplit('/').next()?.to_owned(),
                target: resolved(part, &node.attribute("Target")?),
            })
        });
        let list = list.collect();
        Ok(Self { source, list })
    }

    /// Returns the name of the part that has the relationships of a part; an empty name is that of the package.
    pub(crate) fn part_of(part: &str) -> String {
        let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
        let slash = if folder.is_empty() { "" } else { "/" };
        format!("{folder}{slash}_rels/{name}.rels")
    }

    /// Returns the first part of a kind.
    pub(crate) fn first(&self, kind: &str) -> Option<&str> {
        self.of_kind(kind).next()
    }

    /// Returns the parts of a kind.
    pub(crate) fn of_kind(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.list.iter().filter(move |known| known.kind == kind).map(|known| known.target.as_str())
    }

    /// Returns the part with an identifier.
    pub(crate) fn target(&self, id: &str) -> Option<&str> {
        self.list.iter().find(|known| known.id == id).map(|known| known.target.as_str())
    }

    /// Returns the identifier of a new relationship to a part, and the text with it. `kind` is the whole name of its kind.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not XML.
    pub(crate) fn with(&self, kind: &str, target: &str) -> Result<(String, String), PatchError> {
        let root = XmlNode::root(&self.source)?;
        let ids: Vec<String> = root.children()?.iter().filter_map(|node| node.attribute("Id")).collect();
        let id = (1_u32..).map(|number| format!("rId{number}")).find(|id| !ids.contains(id)).unwrap_or_default();
        let prefix = root.prefix();
        let mut splices = Splices::default();
        let element = format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{target}\"/>");
        splices.append(&root, &element);
        Ok((id, splices.apply(&self.source)))
    }
}

/// Returns the name of the part that a target names, seen from another part.
fn resolved(part: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let base = if target.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = Vec::new();
    for name in base.split('/').chain(target.split('/')) {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_found_from_its_part() {
        for (part, target, name) in [
            ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets/sheet1.xml", "../comments1.xml", "xl/comments1.xml"),
            ("xl/worksheets/sheet1.xml", "/xl/comments1.xml", "xl/comments1.xml"),
            ("", "xl\\workbook.xml", "xl/workbook.xml"),
        ] {
            assert_eq!(resolved(part, target), name);
        }
        assert_eq!(Relationships::part_of("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(Relationships::part_of(""), "_rels/.rels");
    }

    #[test]
    fn a_new_relationship_has_a_free_identifier() {
        let (id, text) =
            Relationships::new("xl/workbook.xml").unwrap().with("http://x/styles", "xl/styles.xml").unwrap();
        let known = Relationships::read("xl/workbook.xml", text).unwrap();
        assert_eq!((known.target(&id), known.first("styles")), (Some("xl/styles.xml"), Some("xl/styles.xml")));
        assert_eq!(known.with("http://x/styles", "xl/more.xml").unwrap().0, "rId2");
    }
}

//! The elements of a small part, and changes of its text that leave the rest as it is.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use super::fault::PatchError;

/// An element of a small part.
#[derive(Clone, Debug)]
pub(crate) struct XmlNode<'x> {
    source: &'x str,
    tag: BytesStart<'static>,
    /// The range of the element in the source.
    outer: Range<usize>,
    /// The range of its content; `None` for an element without an end tag.
    inner: Option<Range<usize>>,
}

impl<'x> XmlNode<'x> {
    /// Returns the root of a part.
    pub(crate) fn root(source: &'x str) -> Result<Self, PatchError> {
        let root = elements(source, 0..source.len())?.into_iter().next();
        root.ok_or_else(|| quick_xml::Error::from(std::io::Error::from(std::io::ErrorKind::UnexpectedEof)).into())
    }

    /// Returns the elements in this one.
    pub(crate) fn children(&self) -> Result<Vec<Self>, PatchError> {
        match &self.inner {
            Some(inner) => elements(self.source, inner.clone()),
            None => Ok(Vec::new()),
        }
    }

    /// Returns the first element in this one that has a name.
    pub(crate) fn child(&self, name: &str) -> Result<Option<Self>, PatchError> {
        Ok(self.children()?.into_iter().find(|child| child.name() == name))
    }

    /// Returns the name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// Returns the prefix with its colon: `x:`, or an empty text.
    pub(crate) fn prefix(&self) -> &str {
        prefix_of_name(&self.tag)
    }

    /// Returns the value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        attribute(&self.tag, name)
    }

    /// Returns the prefix, with its colon, of a namespace that this element declares.
    pub(crate) fn prefix_of(&self, namespaces: &[&str]) -> Option<String> {
        prefix_of(&self.tag, namespaces)
    }

    /// Returns whether an attribute of the element has a value.
    pub(crate) fn has_value(&self, value: &str) -> bool {
        attributes(&self.tag).any(|attribute| attribute.value == value)
    }

    /// Returns the start tag without its brackets.
    pub(crate) const fn tag(&self) -> &BytesStart<'static> {
        &self.tag
    }

    /// Returns the element as it is written.
    pub(crate) fn text(&self) -> &'x str {
        self.source.get(self.outer.clone()).unwrap_or_default()
    }

    /// Returns the content as it is written.
    pub(crate) fn inner_text(&self) -> &'x str {
        self.inner.clone().and_then(|inner| self.source.get(inner)).unwrap_or_default()
    }

    pub(crate) const fn start(&self) -> usize {
        self.outer.start
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.outer.clone()
    }
}

/// Returns the elements in a range of a part, without those in them.
fn elements(source: &str, within: Range<usize>) -> Result<Vec<XmlNode<'_>>, PatchError> {
    let mut reader = Reader::from_str(source.get(within.clone()).unwrap_or_default());
    reader.config_mut().check_end_names = false;
    let position = |position: u64| within.start.saturating_add(usize::try_from(position).unwrap_or(usize::MAX));
    let (mut nodes, mut open, mut depth) = (Vec::new(), None, 0_usize);
    loop {
        let start = position(reader.buffer_position());
        let event = reader.read_event()?;
        let end = position(reader.buffer_position());
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    open = Some((tag.into_owned(), start, end));
                }
                depth = depth.saturating_add(1);
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0
                    && let Some((tag, outer, inner)) = open.take()
                {
                    nodes.push(XmlNode { source, tag, outer: outer..end, inner: Some(inner..start) });
                }
            }
            Event::Empty(tag) if depth == 0 => {
                nodes.push(XmlNode { source, tag: tag.into_owned(), outer: start..end, inner: None });
            }
            Event::Eof => return Ok(nodes),
            _ => {}
        }
    }
}

/// Returns the attributes of a tag.
pub(crate) fn attributes<'t>(tag: &'t BytesStart<'_>) -> impl Iterator<Item = Attribute<'t>> {
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    attributes.flatten()
}

/// Returns the value of an attribute of a tag.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok().flatten()?;
    Some(quick_xml::escape::unescape(&attribute.value).map_or_else(|_| attribute.value.to_string(), String::from))
}

/// Returns the prefix of the name of a tag, with its colon: `x:`, or an empty text.
pub(crate) fn prefix_of_name<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    let name = tag.name().into_inner();
    name.split_once(':').and_then(|(prefix, _)| name.get(..=prefix.len())).unwrap_or_default()
}

/// Returns the prefix, with its colon, of a namespace that a tag declares.
pub(crate) fn prefix_of(tag: &BytesStart<'_>, namespaces: &[&str]) -> Option<String> {
    attributes(tag).find_map(|attribute| {
        let prefix = attribute.key.as_ref().strip_prefix("xmlns:")?;
        namespaces.contains(&&*attribute.value).then(|| format!("{prefix}:"))
    })
}

/// Returns a tag with other values of some attributes; `None` removes one. The values must not need to be escaped.
pub(crate) fn with_attributes(
    tag: &BytesStart<'_>,
    changes: &[(&str, Option<&str>)],
) -> Result<BytesStart<'static>, PatchError> {
    let mut changed = BytesStart::new(tag.name().into_inner().to_owned());
    let mut missing: Vec<&(&str, Option<&str>)> = changes.iter().collect();
    for attribute in tag.attributes().with_checks(false) {
        let Attribute { key, value } = attribute?;
        let index = missing.iter().position(|(name, _)| *name == key.as_ref());
        match index.map(|index| missing.remove(index)) {
            Some((name, Some(value))) => changed.push_attribute((*name, *value)),
            Some((_, None)) => {}
            None => {
                let value = if value.contains('"') { value.replace('"', "&quot;").into() } else { value };
                changed.push_attribute(Attribute { key, value });
            }
        }
    }
    for (name, value) in missing {
        if let Some(value) = value {
            changed.push_attribute((*name, *value));
        }
    }
    Ok(changed)
}

/// Changes of a text.
#[derive(Debug, Default)]
pub(crate) struct Splices(Vec<(Range<usize>, String)>);

impl Splices {
    /// Replaces a range of the text.
    pub(crate) fn replace(&mut self, range: Range<usize>, text: String) {
        self.0.push((range, text));
    }

    /// Adds elements at the end of an element.
    pub(crate) fn append(&mut self, node: &XmlNode<'_>, elements: &str) {
        self.set_content(node, &format!("{}{elements}", node.inner_text()), &[]);
    }

    /// Replaces the content of an element, and attributes of it.
    pub(crate) fn set_content(&mut self, node: &XmlNode<'_>, content: &str, changes: &[(&str, Option<&str>)]) {
        // The tag was read before, so that its attributes can be read again.
        let tag = if changes.is_empty() { Ok(node.tag.clone()) } else { with_attributes(&node.tag, changes) };
        let tag = tag.unwrap_or_else(|_| node.tag.clone());
        let name = tag.name().into_inner().to_owned();
        self.replace(node.range(), format!("<{}>{content}</{name}>", content_of(&tag)));
    }

    /// Returns the text with the changes.
    pub(crate) fn apply(mut self, source: &str) -> String {
        self.0.sort_by_key(|(range, _)| range.start);
        let (mut text, mut at) = (String::with_capacity(source.len()), 0);
        for (range, new) in self.0 {
            text.push_str(source.get(at..range.start).unwrap_or_default());
            text.push_str(&new);
            at = range.end;
        }
        text.push_str(source.get(at..).unwrap_or_default());
        text
    }
}

/// Returns what is between the brackets of a start tag.
pub(crate) fn content_of<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: &str =
        "<?xml version=\"1.0\"?>\n<x:a xmlns:x=\"n\" xmlns:r=\"rel\"><x:b i='\"'/>t<x:c><x:b/></x:c > </x:a>";

    #[test]
    fn an_element_has_its_place() {
        let root = XmlNode::root(PART).unwrap();
        assert_eq!((root.name(), root.prefix(), root.prefix_of(&["rel"]).as_deref()), ("a", "x:", Some("r:")));
        let texts: Vec<&str> = root.children().unwrap().iter().map(XmlNode::text).collect();
        assert_eq!(texts, ["<x:b i='\"'/>", "<x:c><x:b/></x:c >"]);
    }

    #[test]
    fn a_change_leaves_the_rest_as_it_is() {
        let root = XmlNode::root(PART).unwrap();
        let [b, c] = root.children().unwrap().try_into().unwrap();
        let mut splices = Splices::default();
        splices.append(&c, "<d/>");
        splices.set_content(&b, "", &[("k", Some("2"))]);
        assert_eq!(
            splices.apply(PART),
            "<?xml version=\"1.0\"?>\n<x:a xmlns:x=\"n\" xmlns:r=\"rel\"><x:b i=\"&quot;\" k=\"2\"></x:b>t<x:c><x:b/><d/></x:c> </x:a>"
        );
    }
}

//! The styles of cells with a fill colour of our own.
//!
//! A style that exists is never changed: a style with the colour is added after all others. The colour that a cell had before is
//! kept in the second colour of the fill, which a solid fill does not show, so that the cell can get it back.

use std::collections::HashMap;

use super::fault::PatchError;
use super::xml::{Splices, XmlNode, attributes, content_of, with_attributes};

/// Colours that no palette has, so that a mark can be recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum MarkColor {
    /// Red: a violation.
    Red,
    /// Yellow: advice.
    Yellow,
}

impl MarkColor {
    const ALL: [Self; 2] = [Self::Red, Self::Yellow];

    const fn rgb(self) -> &'static str {
        match self {
            Self::Red => "FFFFC9CF",
            Self::Yellow => "FFFFECA3",
        }
    }

    /// Returns the colour of a fill that is a mark.
    fn of(fill: &Fill) -> Option<Self> {
        let Fill::Solid { color, .. } = fill else { return None };
        Self::ALL.into_iter().find(|mark| color.contains(mark.rgb()))
    }
}

/// The most styles that a workbook has: Excel reads 65,490.
const MAXIMUM_STYLES: usize = 65_000;

/// The second colour of a mark on a cell without a fill, as spreadsheets write it.
const NO_FILL: &str = "indexed=\"64\"";
/// The second colour of a mark on a cell with a pattern or a gradient.
const PATTERN: &str = "indexed=\"65\"";

/// The fill of a style.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fill {
    None,
    /// A colour, and the second colour that is not shown: the attributes of their elements.
    Solid {
        color: String,
        back: String,
    },
    /// A pattern or a gradient.
    Pattern,
}

/// A style of cells.
#[derive(Clone, Debug)]
struct CellStyle {
    /// The attributes that do not belong to the fill, and the content.
    rest: String,
    fill: usize,
    text: String,
}

/// The styles of the cells of a workbook.
pub(crate) struct CellStyles {
    source: String,
    prefix: String,
    fills: Vec<Fill>,
    styles: Vec<CellStyle>,
    /// The texts of the fills that were added.
    new_fills: Vec<String>,
    /// The number of styles that the workbook has.
    known: usize,
    marked: HashMap<(u32, MarkColor), u32>,
    unmarked: HashMap<u32, u32>,
}

impl CellStyles {
    /// Returns no styles: no cell is marked.
    pub(crate) fn none() -> Self {
        Self {
            source: String::new(),
            prefix: String::new(),
            fills: Vec::new(),
            styles: Vec::new(),
            new_fills: Vec::new(),
            known: 0,
            marked: HashMap::new(),
            unmarked: HashMap::new(),
        }
    }

    /// Reads the part with the styles.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not XML.
    pub(crate) fn read(source: String) -> Result<Self, PatchError> {
        let root = XmlNode::root(&source)?;
        let children = |name| root.child(name)?.map_or(Ok(Vec::new()), |node| node.children());
        let mut fills = children("fills")?.iter().map(fill).collect::<Result<Vec<_>, _>>()?;
        let mut styles = children("cellXfs")?.iter().map(CellStyle::read).collect::<Result<Vec<_>, _>>()?;
        let (prefix, known) = (root.prefix().to_owned(), styles.len());
        // The first style and the first two fills have a fixed meaning.
        let mut new_fills = Vec::new();
        for pattern in ["none", "gray125"].iter().skip(fills.len()) {
            new_fills.push(format!("<{prefix}fill><{prefix}patternFill patternType=\"{pattern}\"/></{prefix}fill>"));
            fills.push(if *pattern == "none" { Fill::None } else { Fill::Pattern });
        }
        if styles.is_empty() {
            styles.push(CellStyle::plain(&prefix));
        }
        let (marked, unmarked) = (HashMap::new(), HashMap::new());
        Ok(Self { source, prefix, fills, styles, new_fills, known, marked, unmarked })
    }

    /// Returns the number of the style of a cell with the colour of a mark. A style that has such a colour loses it first.
    pub(crate) fn marked(&mut self, style: u32, color: MarkColor) -> u32 {
        let style = self.unmarked(style);
        if let Some(known) = self.marked.get(&(style, color)) {
            return *known;
        }
        let base = self.get(style);
        let back = match base.as_ref().and_then(|base| self.fills.get(base.fill)) {
            None | Some(Fill::None) => NO_FILL.to_owned(),
            Some(Fill::Solid { color, .. }) => color.clone(),
            Some(Fill::Pattern) => PATTERN.to_owned(),
        };
        let fill = self.fill(format!("rgb=\"{}\"", color.rgb()), back);
        let marked = self.style(&base.unwrap_or_else(|| CellStyle::plain(&self.prefix)), fill).unwrap_or(style);
        self.marked.insert((style, color), marked);
        marked
    }

    /// Returns the number of the style that a cell had before it was marked; the same number if it is not marked.
    pub(crate) fn unmarked(&mut self, style: u32) -> u32 {
        if let Some(known) = self.unmarked.get(&style) {
            return *known;
        }
        let base = self.base(style).unwrap_or(style);
        self.unmarked.insert(style, base);
        base
    }

    fn base(&mut self, style: u32) -> Option<u32> {
        let marked = self.get(style)?;
        let fill = self.fills.get(marked.fill)?;
        MarkColor::of(fill)?;
        let Fill::Solid { back, .. } = fill.clone() else { return None };
        let is_base = |fills: &[Fill], known: &CellStyle| match fills.get(known.fill) {
            None | Some(Fill::None) => back == NO_FILL,
            Some(Fill::Pattern) => back == PATTERN,
            Some(Fill::Solid { color, .. }) => *color == back,
        };
        let is_mark = |known: &CellStyle| self.fills.get(known.fill).is_some_and(|fill| MarkColor::of(fill).is_some());
        let mut similar = (0_u32..).zip(&self.styles).filter(|(_, known)| known.rest == marked.rest && !is_mark(known));
        // A program that saved the workbook may have changed the second colour.
        let first = similar.clone().next();
        if let Some((known, _)) = similar.find(|(_, known)| is_base(&self.fills, known)).or(first) {
            return Some(known);
        }
        // A program that saved the workbook removed the style, because no cell had it.
        let fill = if back == NO_FILL || back == PATTERN { 0 } else { self.fill(back, NO_FILL.to_owned()) };
        self.style(&marked, fill)
    }

    fn get(&self, style: u32) -> Option<CellStyle> {
        self.styles.get(usize::try_from(style).ok()?).cloned()
    }

    /// Returns the number of a solid fill, which is added if there is none.
    fn fill(&mut self, color: String, back: String) -> usize {
        let fill = Fill::Solid { color, back };
        if let Some(known) = self.fills.iter().position(|known| *known == fill) {
            return known;
        }
        if let Fill::Solid { color, back } = &fill {
            let x = &self.prefix;
            self.new_fills.push(format!(
                "<{x}fill><{x}patternFill patternType=\"solid\"><{x}fgColor {color}/><{x}bgColor {back}/></{x}patternFill></{x}fill>"
            ));
        }
        self.fills.push(fill);
        self.fills.len().saturating_sub(1)
    }

    /// Returns the number of a style with another fill, which is added if there is none; `None` if there are too many styles.
    fn style(&mut self, base: &CellStyle, fill: usize) -> Option<u32> {
        let known = self.styles.iter().position(|known| known.rest == base.rest && known.fill == fill);
        if let Some(known) = known {
            return u32::try_from(known).ok();
        }
        if self.styles.len() >= MAXIMUM_STYLES {
            return None;
        }
        self.styles.push(base.with_fill(fill)?);
        u32::try_from(self.styles.len().saturating_sub(1)).ok()
    }

    /// Returns the part with the styles that were added.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not XML.
    pub(crate) fn finish(self) -> Result<String, PatchError> {
        let root = XmlNode::root(&self.source)?;
        let new_styles: String = self.styles.iter().skip(self.known).map(|style| style.text.as_str()).collect();
        let mut splices = Splices::default();
        let mut add = |name: &str, elements: &str, count: usize, after: &[&str]| -> Result<(), PatchError> {
            if elements.is_empty() {
                return Ok(());
            }
            let count = count.to_string();
            if let Some(node) = root.child(name)? {
                let content = format!("{}{elements}", node.inner_text());
                splices.set_content(&node, &content, &[("count", Some(&count))]);
                return Ok(());
            }
            let x = &self.prefix;
            let children = root.children()?;
            let next = children.iter().find(|child| after.contains(&child.name()));
            let element = format!("<{x}{name} count=\"{count}\">{elements}</{x}{name}>");
            match next {
                Some(next) => splices.replace(next.start()..next.start(), element),
                None => splices.append(&root, &element),
            }
            Ok(())
        };
        let after = ["borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"];
        add("fills", &self.new_fills.concat(), self.fills.len(), &after)?;
        add("cellXfs", &new_styles, self.styles.len(), after.get(3..).unwrap_or_default())?;
        Ok(splices.apply(&self.source))
    }
}

impl CellStyle {
    fn read(node: &XmlNode<'_>) -> Result<Self, PatchError> {
        let fill = node.attribute("fillId").and_then(|fill| fill.parse().ok()).unwrap_or_default();
        let tag = with_attributes(node.tag(), &[("fillId", None), ("applyFill", None)])?;
        let mut rest: Vec<String> = attributes(&tag).map(shown).collect();
        rest.sort_unstable();
        let rest = format!("{}|{}", rest.join(" "), node.inner_text());
        Ok(Self { rest, fill, text: node.text().to_owned() })
    }

    /// Returns the style of cells in a workbook without styles.
    fn plain(prefix: &str) -> Self {
        let text = format!("<{prefix}xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>");
        Self { rest: "borderId=\"0\" fontId=\"0\" numFmtId=\"0\"|".to_owned(), fill: 0, text }
    }

    fn with_fill(&self, fill: usize) -> Option<Self> {
        let node = XmlNode::root(&self.text).ok()?;
        let (number, applies) = (fill.to_string(), if fill == 0 { None } else { Some("1") });
        let tag = with_attributes(node.tag(), &[("fillId", Some(&number)), ("applyFill", applies)]).ok()?;
        let (tag, name) = (content_of(&tag), tag.name().into_inner());
        let text = match node.inner_text() {
            "" => format!("<{tag}/>"),
            inner => format!("<{tag}>{inner}</{name}>"),
        };
        Some(Self { rest: self.rest.clone(), fill, text })
    }
}

fn fill(node: &XmlNode<'_>) -> Result<Fill, PatchError> {
    let Some(pattern) = node.child("patternFill")? else { return Ok(Fill::Pattern) };
    let color = |name| -> Result<String, PatchError> {
        let node = pattern.child(name)?;
        let found = node.iter().flat_map(|node| attributes(node.tag()));
        Ok(found.map(shown).collect::<Vec<_>>().join(" "))
    };
    Ok(match pattern.attribute("patternType").as_deref() {
        None | Some("none") => Fill::None,
        Some("solid") => Fill::Solid { color: color("fgColor")?, back: color("bgColor")? },
        Some(_) => Fill::Pattern,
    })
}

fn shown(attribute: quick_xml::events::attributes::Attribute<'_>) -> String {
    format!("{}=\"{}\"", attribute.key.as_ref(), attribute.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: &str = "<styleSheet><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill>\
        <patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor theme=\"4\" tint=\"0.5\"/>\
        <bgColor indexed=\"64\"/></patternFill></fill></fills><borders/><cellXfs count=\"3\"><xf numFmtId=\"0\" fillId=\"0\"/>\
        <xf numFmtId=\"49\" fillId=\"2\" applyFill=\"1\"><alignment wrapText=\"1\"/></xf><xf numFmtId=\"0\" fillId=\"1\"/></cellXfs>\
        <dxfs/></styleSheet>";

    #[test]
    fn a_mark_keeps_everything_but_the_colour() {
        let mut styles = CellStyles::read(PART.to_owned()).unwrap();
        assert_eq!([styles.marked(0, MarkColor::Red), styles.marked(1, MarkColor::Red)], [3, 4]);
        assert_eq!([styles.marked(0, MarkColor::Yellow), styles.marked(1, MarkColor::Red)], [5, 4]);
        let part = styles.finish().unwrap();
        assert!(
            part.contains("<xf numFmtId=\"49\" fillId=\"4\" applyFill=\"1\"><alignment wrapText=\"1\"/></xf>"),
            "{part}"
        );
        assert!(part.contains("<fgColor rgb=\"FFFFC9CF\"/><bgColor theme=\"4\" tint=\"0.5\"/>"), "{part}");
        assert!(part.contains("<cellXfs count=\"6\">") && part.contains("<fills count=\"6\">"), "{part}");
    }

    #[test]
    fn a_mark_is_removed_as_if_it_had_never_been() {
        let mut styles = CellStyles::read(PART.to_owned()).unwrap();
        let marked = [0, 1, 2].map(|style| styles.marked(style, MarkColor::Yellow));
        let part = styles.finish().unwrap();
        let mut styles = CellStyles::read(part.clone()).unwrap();
        assert_eq!(marked.map(|style| styles.unmarked(style)), [0, 1, 2]);
        assert_eq!([0, 1, 2].map(|style| styles.marked(style, MarkColor::Yellow)), marked);
        assert_eq!(styles.marked(marked[1], MarkColor::Yellow), marked[1]);
        assert_eq!(styles.finish().unwrap(), part);
    }

    #[test]
    fn a_style_that_was_removed_is_written_again() {
        let mut styles = CellStyles::read(PART.to_owned()).unwrap();
        let marked = styles.marked(1, MarkColor::Red);
        let part =
            styles.finish().unwrap().replace("<xf numFmtId=\"49\" fillId=\"2\" applyFill=\"1\">", "<xf fillId=\"0\">");
        let mut styles = CellStyles::read(part).unwrap();
        assert_eq!(styles.unmarked(marked), 4);
        let part = styles.finish().unwrap();
        assert!(
            part.contains(
                "<xf numFmtId=\"49\" fillId=\"2\" applyFill=\"1\"><alignment wrapText=\"1\"/></xf></cellXfs>"
            ),
            "{part}"
        );
    }

    #[test]
    fn styles_that_are_missing_are_added_in_their_place() {
        let mut styles = CellStyles::read("<x:styleSheet><x:fonts/><x:dxfs/></x:styleSheet>".to_owned()).unwrap();
        styles.marked(0, MarkColor::Red);
        let part = styles.finish().unwrap();
        assert!(part.starts_with("<x:styleSheet><x:fonts/><x:fills count=\"3\"><x:fill>"), "{part}");
        assert!(part.ends_with("</x:cellXfs><x:dxfs/></x:styleSheet>"), "{part}");
    }
}

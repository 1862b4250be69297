//! The ranges of columns of a sheet: their widths and styles.

use quick_xml::events::BytesStart;

use super::fault::PatchError;
use super::xml::{attribute, content_of, with_attributes};

/// Some columns that follow each other, with one width and one style.
#[derive(Clone, Debug)]
pub(crate) struct ColumnRange {
    /// The first column, counted from 1.
    first: u32,
    /// The last column, counted from 1.
    last: u32,
    tag: BytesStart<'static>,
}

impl ColumnRange {
    /// Reads a range; `None` if it has no columns.
    pub(crate) fn read(tag: &BytesStart<'_>) -> Option<Self> {
        let number = |name| attribute(tag, name)?.parse().ok();
        Some(Self { first: number("min")?, last: number("max")?, tag: tag.to_owned() })
    }

    /// Returns the style of a column, which counts from 0, if the range has it and a style.
    pub(crate) fn style_of(&self, column: u32) -> Option<u32> {
        let is_here = (self.first..=self.last).contains(&column.saturating_add(1));
        attribute(&self.tag, "style").filter(|_| is_here)?.parse().ok()
    }

    /// Returns the element.
    pub(crate) fn text(&self) -> String {
        format!("<{}/>", content_of(&self.tag))
    }

    /// Gives a column, which counts from 0, a width, unless it has a range of its own and is visible.
    ///
    /// # Errors
    ///
    /// Returns an error if the attributes of a range are not XML.
    pub(crate) fn show(ranges: &mut Vec<Self>, column: u32, width: u32, prefix: &str) -> Result<(), PatchError> {
        let (number, width) = (column.saturating_add(1), width.to_string());
        let index = ranges.iter().position(|range| (range.first..=range.last).contains(&number));
        let Some(old) = index.and_then(|index| ranges.get(index)).cloned() else {
            let tag = BytesStart::new(format!("{prefix}col"));
            let tag = with_attributes(&tag, &[("min", Some("0")), ("max", Some("0"))])?;
            let index = ranges.partition_point(|range| range.first < number);
            ranges.insert(index, Self { first: number, last: number, tag }.wide(&width)?);
            return Ok(());
        };
        let is_hidden = attribute(&old.tag, "hidden").is_some_and(|value| matches!(value.as_str(), "1" | "true"));
        if old.first == old.last && !is_hidden {
            return Ok(());
        }
        let before = Self { last: number.saturating_sub(1), ..old.clone() };
        let after = Self { first: number.saturating_add(1), ..old.clone() };
        let own = Self { first: number, last: number, ..old }.wide(&width)?;
        let parts = [before, own, after].into_iter().filter(|range| range.first <= range.last);
        let parts = parts.map(Self::placed).collect::<Result<Vec<_>, _>>()?;
        let index = index.unwrap_or_default();
        ranges.splice(index..=index, parts);
        Ok(())
    }

    /// Returns the range with attributes that say where it is.
    fn placed(self) -> Result<Self, PatchError> {
        let (first, last) = (self.first.to_string(), self.last.to_string());
        let tag = with_attributes(&self.tag, &[("min", Some(&first)), ("max", Some(&last))])?;
        Ok(Self { tag, ..self })
    }

    /// Returns the range with a width, and visible.
    fn wide(self, width: &str) -> Result<Self, PatchError> {
        let changes = [("width", Some(width)), ("customWidth", Some("1")), ("hidden", None), ("collapsed", None)];
        let tag = with_attributes(&self.tag, &changes)?;
        Self { tag, ..self }.placed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(ranges: &[&str], column: u32) -> String {
        let tag = |range: &&str| BytesStart::from_content((*range).to_owned(), 3);
        let mut ranges: Vec<ColumnRange> = ranges.iter().filter_map(|range| ColumnRange::read(&tag(range))).collect();
        ColumnRange::show(&mut ranges, column, 60, "").unwrap();
        ranges.iter().map(ColumnRange::text).collect()
    }

    const OWN: &str = r#"<col min="3" max="3" width="60" customWidth="1"/>"#;

    #[test]
    fn a_column_without_a_range_gets_one() {
        assert_eq!(shown(&[], 2), OWN);
        let (first, last) = (r#"col min="1" max="1" width="9""#, r#"col min="4" max="4" width="8""#);
        assert_eq!(shown(&[first, last], 2), format!("<{first}/>{OWN}<{last}/>"));
    }

    #[test]
    fn a_column_in_a_wider_range_leaves_it() {
        assert_eq!(
            shown(&[r#"col min="2" max="16384" style="7" hidden="1""#], 2),
            r#"<col min="2" max="2" style="7" hidden="1"/><col min="3" max="3" style="7" width="60" customWidth="1"/><col min="4" max="16384" style="7" hidden="1"/>"#
        );
    }

    #[test]
    fn a_column_that_a_person_made_wider_stays_so() {
        let range = r#"col min="3" max="3" width="99""#;
        assert_eq!(shown(&[range], 2), format!("<{range}/>"));
        assert_eq!(shown(&[r#"col min="3" max="3" width="99" hidden="1""#], 2), OWN);
    }
}

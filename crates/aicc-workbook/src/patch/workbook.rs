//! The part of a workbook that lists its sheets.

use std::io::{Read, Seek};

use super::fault::PatchError;
use super::package::{DECLARATION, Package};
use super::relationships::NAMESPACES;
use super::xml::{Splices, XmlNode};

/// The namespaces of the elements of a workbook: the usual one, and the one of the strict format.
const MAIN: [&str; 2] =
    ["http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"];

const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const STYLES_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";

/// The list of the sheets of a workbook.
pub(crate) struct SheetList {
    /// The name of the part.
    part: String,
    /// The name of each sheet and its part.
    sheets: Vec<(String, String)>,
    /// The namespace of the elements of all parts.
    pub(crate) namespace: &'static str,
    /// The namespace of the relationships between parts.
    pub(crate) relationships: &'static str,
    /// The part of the styles.
    styles: Option<String>,
}

impl SheetList {
    /// Reads the list.
    ///
    /// # Errors
    ///
    /// Returns an error if the package is not a workbook of this kind, or if a part cannot be read.
    pub(crate) fn read<R: Read + Seek>(package: &mut Package<R>) -> Result<Self, PatchError> {
        let part = package.relationships("")?.first("officeDocument").map(str::to_owned);
        let part = part.filter(|part| package.has(part) && !part.ends_with(".bin")).ok_or(PatchError::Format)?;
        let relationships = package.relationships(&part)?;
        let source = package.text(&part)?;
        let root = XmlNode::root(&source)?;
        if root.name() != "workbook" {
            return Err(PatchError::Format);
        }
        let is_strict = root.has_value(MAIN[1]);
        let prefix = root.prefix_of(&NAMESPACES);
        let nodes = root.child("sheets")?.map_or(Ok(Vec::new()), |sheets| sheets.children())?;
        let sheets = nodes.iter().filter_map(|sheet| {
            // A sheet can declare the prefix itself.
            let prefix = sheet.prefix_of(&NAMESPACES).or_else(|| prefix.clone())?;
            let target = relationships.target(&sheet.attribute(&format!("{prefix}id"))?)?;
            Some((sheet.attribute("name")?, target.to_owned()))
        });
        let index = usize::from(is_strict);
        Ok(Self {
            sheets: sheets.collect(),
            namespace: MAIN.get(index).copied().unwrap_or_default(),
            relationships: NAMESPACES.get(index).copied().unwrap_or_default(),
            styles: relationships.first("styles").filter(|part| package.has(part)).map(str::to_owned),
            part,
        })
    }

    /// Returns the part of a sheet. Case does not matter in the names of sheets.
    pub(crate) fn sheet(&self, name: &str) -> Option<&str> {
        let lower = name.to_lowercase();
        let found = self.sheets.iter().find(|(known, _)| known.to_lowercase() == lower);
        found.map(|(_, part)| part.as_str())
    }

    /// Returns the part of a sheet, which is added after all other sheets if it does not exist.
    ///
    /// # Errors
    ///
    /// Returns an error if a part cannot be read.
    pub(crate) fn sheet_or_new<R: Read + Seek>(
        &self,
        package: &mut Package<R>,
        name: &str,
    ) -> Result<String, PatchError> {
        if let Some(part) = self.sheet(name).filter(|part| package.has(part)) {
            return Ok(part.to_owned());
        }
        let part = package.free_name("xl/worksheets/sheet*.xml");
        package.set_type(&part, SHEET_TYPE)?;
        let id = package.relate(&self.part, &format!("{}/worksheet", self.relationships), &part)?;
        let source = package.text(&self.part)?;
        let root = XmlNode::root(&source)?;
        let sheets = root.child("sheets")?.ok_or_else(|| PatchError::NoPart(self.part.clone()))?;
        let numbers = sheets.children()?;
        let numbers = numbers.iter().filter_map(|sheet| sheet.attribute("sheetId")?.parse::<u32>().ok());
        let number = numbers.max().unwrap_or_default().saturating_add(1);
        let prefix = sheets.prefix();
        let namespace = self.relationships;
        let mut splices = Splices::default();
        let element =
            format!("<{prefix}sheet xmlns:r=\"{namespace}\" name=\"{name}\" sheetId=\"{number}\" r:id=\"{id}\"/>");
        splices.append(&sheets, &element);
        let text = splices.apply(&source);
        package.set(&self.part, text);
        Ok(part)
    }

    /// Returns the part of the styles, which is added if it does not exist.
    ///
    /// # Errors
    ///
    /// Returns an error if a part cannot be read.
    pub(crate) fn styles_or_new<R: Read + Seek>(&self, package: &mut Package<R>) -> Result<String, PatchError> {
        if let Some(part) = &self.styles {
            return Ok(part.clone());
        }
        // Some programs read the part with this name, whatever the workbook refers to.
        let part = "xl/styles.xml".to_owned();
        package.set_type(&part, STYLES_TYPE)?;
        package.relate(&self.part, &format!("{}/styles", self.relationships), &part)?;
        package.set(
            &part,
            format!(
                "{DECLARATION}<styleSheet xmlns=\"{}\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
                 <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
                 <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
                 <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
                 <cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>\
                 <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
                self.namespace
            ),
        );
        Ok(part)
    }
}

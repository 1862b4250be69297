//! Reads the headings of a table as people write them (reading R20).

use std::collections::BTreeMap;

use crate::columns::fold::is_long;
use crate::columns::heading_reader::{HeadingMeaning, HeadingReader};
use crate::columns::node::{CellKind, MemberNode, Node, place};
use crate::columns::similar::similar;
use crate::columns::{ColumnError, ColumnNote, ColumnOptions, Columns};
use crate::escape::is_hidden;
use crate::spec::Interface;

/// The maximum number of unknown headings that are compared with the names of members.
const MAXIMUM_COMPARED: usize = 128;

/// The columns of a table whose headings were read, with what is reported about them.
#[derive(Clone, Debug)]
pub struct ReadColumns {
    /// The columns.
    pub columns: Columns,
    /// The index of the heading of each column, in ascending order. The other headings are skipped.
    pub indices: Vec<usize>,
    /// The columns that are read otherwise than by their wire names, or not at all, in their order.
    pub notes: Vec<ColumnNote>,
}

impl Columns {
    /// Returns the columns of a table with these headings, as people write them. Each heading is one of these, in this order:
    ///
    /// - a heading of the options, which name its member or ignore it;
    /// - the wire name or path of a member, in any case, with any blanks and punctuation: `user account *`;
    /// - the label of a member in any language, with the number of the element from 1 in a list: `Skills 1 Skill ID`;
    /// - blank, or of a column that this library adds to tables, such as `aicc`: the column is skipped;
    /// - unknown: the column is skipped with a note, or refused if the options are strict.
    ///
    /// ```
    /// use aicc_core::{ColumnOptions, Columns, Language, interfaces};
    /// let headings = ["座席账号", "E-mail *", "", "Department", "Agent type"];
    /// let read = Columns::read(&interfaces::AGENT_ACCOUNT_CREATE, &headings, &ColumnOptions::default())?;
    /// assert_eq!(read.indices, [0, 1, 4]);
    /// let notes: Vec<String> = read.notes.iter().map(|note| note.message(Language::English)).collect();
    /// assert_eq!(notes[1], "Column 2, “E-mail *”, is read as email.");
    /// assert_eq!(notes[2], "Column 4, “Department”, is unknown and is skipped.");
    /// # Ok::<(), aicc_core::ColumnError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if two headings name one member, if no heading names one, if the options name a member that the interface
    /// does not have, or if they are strict and a heading is unknown.
    pub fn read(
        interface: &'static Interface,
        headings: &[&str],
        options: &ColumnOptions,
    ) -> Result<ReadColumns, ColumnError> {
        let reader = HeadingReader::new(interface, options);
        reader.check_options(interface)?;
        let meanings: Vec<HeadingMeaning> = reader.meanings(headings).collect();
        let mut table = Table::new(interface, headings, options.strict, is_clear(&meanings));
        for (index, (heading, meaning)) in headings.iter().zip(meanings).enumerate() {
            table.add(index, heading, meaning)?;
        }
        if table.indices.is_empty() {
            return Err(ColumnError::NoneKnown { interface: interface.name });
        }
        let Table { members, kinds, indices, notes, .. } = table;
        Ok(ReadColumns { columns: Columns { members, kinds }, indices, notes })
    }
}

/// The columns that were read so far.
struct Table<'h> {
    interface: &'static Interface,
    headings: &'h [&'h str],
    strict: bool,
    /// Whether the row is clearly a row of headings.
    is_clear: bool,
    members: Vec<MemberNode>,
    kinds: Vec<CellKind>,
    /// The index of the heading of each column.
    indices: Vec<usize>,
    /// The index of the heading of each path.
    paths: BTreeMap<String, usize>,
    notes: Vec<ColumnNote>,
    /// The number of unknown headings.
    unknown: usize,
}

impl<'h> Table<'h> {
    const fn new(interface: &'static Interface, headings: &'h [&'h str], strict: bool, is_clear: bool) -> Self {
        Self {
            interface,
            headings,
            strict,
            is_clear,
            members: Vec::new(),
            kinds: Vec::new(),
            indices: Vec::new(),
            paths: BTreeMap::new(),
            notes: Vec::new(),
            unknown: 0,
        }
    }

    fn add(&mut self, index: usize, heading: &str, meaning: HeadingMeaning) -> Result<(), ColumnError> {
        let position = index.saturating_add(1);
        match meaning {
            HeadingMeaning::Nothing => {}
            HeadingMeaning::Ignored => self.notes.push(ColumnNote::Ignored { position, heading: heading.to_owned() }),
            HeadingMeaning::Member(member) if self.add_member(index, &member)? => {
                if member != heading {
                    self.notes.push(ColumnNote::Renamed { position, heading: heading.to_owned(), member });
                }
            }
            HeadingMeaning::Member(_) | HeadingMeaning::Unknown => return self.add_unknown(position, heading),
        }
        Ok(())
    }

    /// Adds the column of a member, and returns whether the table can have it: the number of an element is less than the number
    /// of headings.
    fn add_member(&mut self, index: usize, member: &str) -> Result<bool, ColumnError> {
        if let Some(other) = self.other_column(member) {
            return Err(self.same_member(other, index, member));
        }
        let path: Vec<&str> = member.split('/').collect();
        let column = self.indices.len();
        match place(&mut self.members, self.interface.request.object, &path, self.headings.len()) {
            Some((node, kind)) => {
                *node = Node::Cell(column, kind);
                self.kinds.push(kind);
            }
            None => return Ok(false),
        }
        self.indices.push(index);
        self.paths.insert(member.to_owned(), index);
        Ok(true)
    }

    fn add_unknown(&mut self, position: usize, heading: &str) -> Result<(), ColumnError> {
        self.unknown = self.unknown.saturating_add(1);
        let (heading, similar) = match self.unknown > MAXIMUM_COMPARED {
            true => (None, None),
            false => unknown_heading(self.interface, heading, self.is_clear),
        };
        if self.strict {
            let interface = self.interface.name;
            return Err(ColumnError::Unknown { position, column: heading, similar, interface });
        }
        self.notes.push(ColumnNote::Unknown { position, heading, similar });
        Ok(())
    }

    /// Returns the index of the heading that names the same member, a list that it is in, or an element of it. The character
    /// after `/` is `0`.
    fn other_column(&self, member: &str) -> Option<usize> {
        let outer = member.match_indices('/').filter_map(|(end, _)| self.paths.get(member.get(..end)?)).next();
        let inner = || self.paths.range(format!("{member}/")..format!("{member}0")).next().map(|(_, index)| index);
        self.paths.get(member).or(outer).or_else(inner).copied()
    }

    fn same_member(&self, first: usize, second: usize, member: &str) -> ColumnError {
        let headings = [first, second].map(|index| self.headings.get(index).copied().unwrap_or_default().to_owned());
        let [first, second] = &headings;
        if first == second {
            return ColumnError::Twice { column: first.clone() };
        }
        ColumnError::SameMember { headings, member: member.to_owned() }
    }
}

/// Returns whether a row is clearly a row of headings, and not a record: three of them name members, or two that are at least
/// half of the row.
fn is_clear(meanings: &[HeadingMeaning]) -> bool {
    let known = meanings.iter().filter(|meaning| matches!(meaning, HeadingMeaning::Member(_))).count();
    let all = meanings.iter().filter(|meaning| !matches!(meaning, HeadingMeaning::Nothing)).count();
    known >= 3 || known == 2 && all <= 4
}

/// Returns an unknown heading if it is certainly not a cell, and the name of a member that is similar to it.
fn unknown_heading(interface: &'static Interface, heading: &str, is_clear: bool) -> (Option<String>, Option<String>) {
    let similar = similar(interface, heading);
    let is_shown = match &similar {
        Some(similar) => similar.shows_name,
        None => is_clear && is_wordy(heading),
    };
    (is_shown.then(|| heading.to_owned()), similar.map(|similar| similar.name))
}

/// Returns whether a text consists of words, unlike a password: it has no control character, and not both a digit and a
/// punctuation mark.
fn is_wordy(text: &str) -> bool {
    let has_digit = text.chars().any(char::is_numeric);
    let has_mark = text.chars().any(|character| character.is_ascii_punctuation());
    !(text.chars().any(is_hidden) || is_long(text) || has_digit && has_mark)
}

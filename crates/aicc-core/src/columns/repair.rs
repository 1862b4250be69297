//! Proposes repairs of cells (reading R20).

use std::collections::BTreeMap;

use crate::check::Check;
use crate::columns::mistake::{Mistake, combinations};
use crate::columns::{Cell, Columns};
use crate::profile::Profile;
use crate::report::finding::Finding;
use crate::spec::Interface;
use crate::spec::rule::{Code, Severity};

/// A proposed repair of a cell: another text that takes findings away and brings none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRepair {
    /// The index of the column.
    pub column: usize,
    /// The JSON Pointer of the finding that the repair takes away.
    pub pointer: String,
    /// The text of the cell.
    pub before: String,
    /// The text that is proposed.
    pub after: String,
}

impl Columns {
    /// Returns the repairs that are proposed for a row of cells, in the order of the columns. A repair removes outer blanks and
    /// invisible characters, or replaces other spaces by U+0020, full-width characters and curved quotation marks by ASCII. It
    /// is proposed only if it takes a violation or the advice `invisibleCharacter` away and brings no finding, and never for a
    /// secret.
    ///
    /// ```
    /// use aicc_core::{Columns, Profile, interfaces};
    /// let interface = &interfaces::AGENT_ACCOUNT_CREATE;
    /// let columns = Columns::new(interface, &["userName", "email"])?;
    /// let cells = ["王伟（北京）".into(), "wang.wei＠example.com\u{a0}".into()];
    /// let [repair] = &columns.repairs(&cells, interface, &Profile::default())[..] else { panic!() };
    /// assert_eq!((repair.column, repair.after.as_str()), (1, "wang.wei@example.com"));
    /// # Ok::<(), aicc_core::ColumnError>(())
    /// ```
    #[must_use]
    pub fn repairs(&self, cells: &[Cell<'_>], interface: &'static Interface, profile: &Profile) -> Vec<CellRepair> {
        let table = RepairTable { columns: self, cells, interface, profile };
        let mut texts = Texts::new();
        let mut repairs = BTreeMap::new();
        let mut findings = table.findings(&texts);
        // Each repair takes a finding away.
        while let Some((repair, remaining)) = table.next_repair(&texts, &findings) {
            texts.insert(repair.column, repair.after.clone());
            findings = remaining;
            let known = repairs.entry(repair.column).or_insert_with(|| repair.clone());
            known.after = repair.after;
        }
        repairs.into_values().collect()
    }
}

/// The texts of the repaired cells, by column.
type Texts = BTreeMap<usize, String>;

/// A row of cells, and how it is checked.
struct RepairTable<'a> {
    columns: &'a Columns,
    cells: &'a [Cell<'a>],
    interface: &'static Interface,
    profile: &'a Profile,
}

impl RepairTable<'_> {
    /// Returns the row with repaired cells.
    fn row<'t>(&'t self, texts: &'t Texts) -> Vec<Cell<'t>> {
        let cells = self.cells.iter().enumerate();
        cells.map(|(column, cell)| texts.get(&column).map_or(*cell, |text| Cell::from(text.as_str()))).collect()
    }

    /// Returns all findings on the row with repaired cells.
    fn findings(&self, texts: &Texts) -> Vec<Finding> {
        let mut check = Check::new(self.interface, self.profile);
        check.row(self.columns.row(&self.row(texts)));
        let (mut violations, advice) = check.report().into_findings();
        violations.extend(advice);
        violations
    }

    /// Returns a repair of one more cell, and the findings after it.
    fn next_repair(&self, texts: &Texts, findings: &[Finding]) -> Option<(CellRepair, Vec<Finding>)> {
        findings.iter().filter(|finding| is_repairable(finding)).find_map(|finding| {
            let row = self.row(texts);
            let column = self.columns.column(&row, &finding.pointer())?;
            let Some(Cell::Text(before)) = row.get(column) else { return None };
            self.repair(texts, column, before, (finding, findings))
        })
    }

    /// Returns the repair with the fewest kinds of corrections that takes a finding away, and the findings after it.
    fn repair(
        &self,
        texts: &Texts,
        column: usize,
        before: &str,
        (finding, findings): (&Finding, &[Finding]),
    ) -> Option<(CellRepair, Vec<Finding>)> {
        let mut tried = vec![before.to_owned()];
        combinations().find_map(|kinds| {
            let after = kinds.iter().fold(before.to_owned(), |text, kind: &Mistake| kind.corrected(&text));
            if tried.contains(&after) {
                return None;
            }
            tried.push(after.clone());
            let mut texts = texts.clone();
            texts.insert(column, after.clone());
            let remaining = self.findings(&texts);
            let repair = CellRepair { column, pointer: finding.pointer(), before: before.to_owned(), after };
            is_improved(finding, findings, &remaining).then_some((repair, remaining))
        })
    }
}

/// Whether a repair can be proposed for a finding.
fn is_repairable(finding: &Finding) -> bool {
    let is_mistake = finding.code().severity() == Severity::Violation || finding.code() == Code::InvisibleCharacter;
    is_mistake && !finding.place().is_secret()
}

/// Whether a finding is gone, and no finding is new.
fn is_improved(finding: &Finding, before: &[Finding], after: &[Finding]) -> bool {
    let count = |findings: &[Finding], wanted: &Finding| {
        findings.iter().filter(|found| found.code() == wanted.code() && found.pointer() == wanted.pointer()).count()
    };
    count(after, finding) < count(before, finding)
        && after.iter().all(|found| count(after, found) <= count(before, found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interfaces;

    const NAMES: [&str; 8] =
        ["userAccount", "userName", "password", "email", "agentType", "ccRoleId", "phone", "skills/0/skillId"];
    const ROW: [&str; 8] = ["wang.wei", "王伟（北京）", "Abc#1234", "wang@example.com", "4", "2", "（0755）“1”", "7"];

    /// Returns the repairs of the row with another text in a column, each as its column and its text.
    fn repaired(name: &str, text: &str) -> Vec<(&'static str, String)> {
        let interface = &interfaces::AGENT_ACCOUNT_CREATE;
        let columns = Columns::new(interface, &NAMES).unwrap();
        let place = NAMES.iter().position(|known| *known == name).unwrap();
        let mut row = ROW;
        row[place] = text;
        let cells = row.map(Cell::from);
        let repairs = columns.repairs(&cells, interface, &Profile::default());
        repairs.into_iter().map(|repair| (NAMES[repair.column], repair.after)).collect()
    }

    #[test]
    fn a_row_without_findings_is_left_alone() {
        assert!(repaired("userName", "王伟（北京）").is_empty());
        assert!(repaired("phone", " ‘0755’ ").is_empty());
    }

    #[test]
    fn a_mistake_is_repaired_with_as_few_corrections_as_possible() {
        for (name, text, after) in [
            ("userAccount", " wang.wei\u{a0}", "wang.wei"),
            ("userAccount", "ｗａｎｇ．ｗｅｉ", "wang.wei"),
            ("userAccount", "wang\u{200b}.wei", "wang.wei"),
            ("email", "wang＠example。com", "wang@example.com"),
            ("email", "\u{feff}wang＠example.com ", "wang@example.com"),
            ("email", "“wang wei”@example.com", "\"wang wei\"@example.com"),
            ("agentType", "１１", "11"),
            ("ccRoleId", "\u{200b}2", "2"),
            ("skills/0/skillId", "７", "7"),
            // The brackets and quotation marks break no rule.
            ("userName", "王伟（北京）\u{3000}", "王伟（北京）"),
            ("userName", "王\u{3000}伟（北京）", "王 伟（北京）"),
            ("phone", "（0755）\u{200e}‘1’", "（0755）‘1’"),
        ] {
            assert_eq!(repaired(name, text), [(name, after.to_owned())], "{text}");
            assert!(repaired(name, after).is_empty(), "{after}");
        }
    }

    #[test]
    fn what_cannot_be_repaired_is_left_alone() {
        for (name, text) in [
            ("userAccount", "wang wei"),
            ("userAccount", "wang\u{a0}wei"),
            ("userAccount", "\u{a0}"),
            ("email", "wang＠"),
            ("agentType", "audio４"),
            // The quotation marks of the repaired name would break a rule.
            ("userName", "“王伟”；"),
        ] {
            assert!(repaired(name, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_secret_is_never_repaired() {
        for password in ["Abc#123４", "Abc#1234\u{a0}", " Abc#1234", "Abc“1234", "Ａｂｃ#1234"] {
            assert!(repaired("password", password).is_empty(), "{password}");
        }
    }

    #[test]
    fn several_cells_are_repaired_together() {
        let interface = &interfaces::AGENT_ACCOUNT_CREATE;
        let columns = Columns::new(interface, &["email", "password", "userAccount", "userName"]).unwrap();
        let cells = ["a＠b.c".into(), "x ".into(), " wang.wei".into(), "\u{a0}王\u{a0}伟\u{200b}".into()];
        let repairs = columns.repairs(&cells, interface, &Profile::default());
        let texts: Vec<_> = repairs.iter().map(|repair| (repair.column, repair.after.as_str())).collect();
        assert_eq!(texts, [(0, "a@b.c"), (2, "wang.wei"), (3, "王 伟")]);
        assert_eq!(repairs[2].before, "\u{a0}王\u{a0}伟\u{200b}");
    }
}

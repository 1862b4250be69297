//! The names of the cells of a spreadsheet.

/// Returns the name of a cell, such as `C7`: its column counts from 0, its row from 1.
pub(super) fn name_of_cell(mut column: usize, row: u64) -> String {
    let mut letters = Vec::new();
    loop {
        let letter = u8::try_from(column % 26).unwrap_or_default().saturating_add(b'A');
        letters.insert(0, char::from(letter));
        match (column / 26).checked_sub(1) {
            Some(next) => column = next,
            None => return letters.into_iter().collect::<String>() + &row.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let names = [(0, 1), (25, 2), (26, 3), (701, 4), (702, 5), (16_383, 1_048_576)];
        let names = names.map(|(column, row)| name_of_cell(column, row));
        assert_eq!(names, ["A1", "Z2", "AA3", "ZZ4", "AAA5", "XFD1048576"]);
    }
}

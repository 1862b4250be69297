//! Number formats of `.xls` and `.xlsb` workbooks: which ones show a number as a date.

/// Whether the format with this identifier shows a date, if the workbook does not define a format with that identifier.
pub(super) const fn is_built_in_date(identifier: u16) -> bool {
    matches!(identifier, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// Whether a format, such as `yyyy\-mm\-dd;@`, shows a date. A duration such as `[h]:mm` is not a date.
pub(super) fn is_date(format: &str) -> bool {
    let mut characters = format.chars();
    let mut is_quoted = false;
    while let Some(character) = characters.next() {
        match character {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            // The next character is shown, skipped or repeated.
            '\\' | '_' | '*' => drop(characters.next()),
            // A colour, a language, a condition, or the unit of a duration.
            '[' => {
                let inside: String = characters.by_ref().take_while(|character| *character != ']').collect();
                if !inside.is_empty() && inside.chars().all(|unit| matches!(unit.to_ascii_lowercase(), 'h' | 'm' | 's'))
                {
                    return false;
                }
            }
            // The format of negative numbers follows.
            ';' => return false,
            'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_numbers() {
        for format in
            ["yyyy-mm-dd", r#"yyyy"年"m"月"d"日";@"#, "[$-804]yyyy/m/d", "h:mm AM/PM", "m/d/yy h:mm", "mmm-yy"]
        {
            assert!(is_date(format), "{format}");
        }
        for format in
            ["General", "0.00", "#,##0_);[Red]\\(#,##0\\)", "\"day\" 0", "[h]:mm:ss", "0\\d", "@", "0;yyyy", ""]
        {
            assert!(!is_date(format), "{format}");
        }
    }
}

//! Checks every row of a CSV file, and lists the errors that a person has to fix.
//!
//! Run it from the root of the repository: `cargo run -p examples --bin check_spreadsheet`. It prints:
//!
//! ```text
//! 36 rows, 14 of them with errors
//! row 5, userName: userName contains characters that are not allowed: “'”.
//! row 8, userAccount: userAccount must have at least 6 characters; it has 4.
//! row 11, userAccount: userAccount contains characters that are not allowed: “ ”.
//! ```

use std::error::Error;
use std::fs::File;

use aicc_batch::{Csv, Settings};
use aicc_core::{Language, Profile, interfaces};

fn main() -> Result<(), Box<dyn Error>> {
    let profile = Profile::default();
    let settings = Settings::new(&interfaces::AGENT_ACCOUNT_CREATE, &profile);
    let report = settings.check(Csv::new(File::open("examples/new-agents.csv")?))?;

    println!("{} rows, {} of them with errors", report.counts.records, report.counts.invalid);
    for record in report.records.iter().take(3) {
        for finding in record.findings() {
            let row = record.position.row.unwrap_or(record.record);
            println!("row {row}, {}: {}", &finding.pointer()[1..], finding.message(Language::English));
        }
    }
    Ok(())
}

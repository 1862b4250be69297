//! Prints the seconds that serde_json takes to parse each line of a file into a borrowed struct, without any check:
//! `parse_lines FILE`.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::time::Instant;

use aicc_bench::typed::Account;
use anyhow::Context;

const BUFFER: usize = 256 << 10;

fn main() -> anyhow::Result<()> {
    let path = std::env::args().nth(1).context("parse_lines FILE")?;
    let start = Instant::now();
    let mut input = BufReader::with_capacity(BUFFER, File::open(path)?);
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        // Some records are invalid, and a few of them do not fit the struct.
        drop(black_box(serde_json::from_slice::<Account<'_>>(&line)));
        line.clear();
    }
    println!("{}", start.elapsed().as_secs_f64());
    Ok(())
}

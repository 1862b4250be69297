//! Records a second from a file of JSON Lines: one and two threads, beside a loop that only parses the same lines with
//! serde_json into a borrowed struct and checks nothing.
//!
//! `cargo run --release -p aicc-batch --example throughput [records]`

use std::borrow::Cow;
use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Instant;

use aicc_batch::{Batch, JsonLines};
use aicc_core::{Profile, interfaces};
use serde::Deserialize;

const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let records: u64 = std::env::args().nth(1).map_or(Ok(1_000_000), |records| records.parse())?;
    let path = std::env::temp_dir().join(format!("aicc-throughput-{}.jsonl", std::process::id()));
    generate(&path, records)?;
    let outcome = rounds(&path, records);
    std::fs::remove_file(&path)?;
    outcome
}

/// Goes through the file and counts its records.
type Run<'a> = &'a dyn Fn() -> Result<u64, Box<dyn Error>>;

/// The best of some rounds, in which the candidates take turns.
fn rounds(path: &Path, records: u64) -> Result<(), Box<dyn Error>> {
    let bytes = std::fs::metadata(path)?.len();
    println!("{records} records of {} bytes on average; the best of {ROUNDS} rounds", bytes / records);
    let candidates: [(&str, Run<'_>); 3] = [
        ("serde_json, parse only", &|| parse_only(path)),
        ("aicc-batch, 1 thread", &|| check(path, 1)),
        ("aicc-batch, 2 threads", &|| check(path, 2)),
    ];
    let mut best = [f64::INFINITY; 3];
    for _ in 0..ROUNDS {
        for ((_, run), best) in candidates.iter().zip(&mut best) {
            let start = Instant::now();
            assert_eq!(run()?, records);
            *best = best.min(start.elapsed().as_secs_f64());
        }
    }
    let baseline = best.first().copied().unwrap_or_default();
    for ((name, _), seconds) in candidates.iter().zip(best) {
        let count = u32::try_from(records)?;
        let rate = f64::from(count) / seconds;
        println!("{name:24} {rate:>12.0} records/s   {:.2} x serde_json", baseline / seconds);
    }
    Ok(())
}

fn check(path: &Path, threads: usize) -> Result<u64, Box<dyn Error>> {
    let profile = Profile::default();
    let threads = NonZeroUsize::new(threads).ok_or("no thread")?;
    let batch = Batch { threads, ..Batch::new(&interfaces::AGENT_ACCOUNT_CREATE, &profile) };
    let outcome = batch.check(JsonLines::new(File::open(path)?))?;
    let share = outcome.counts.valid * 100 / outcome.counts.records;
    assert!((68..=72).contains(&share), "{share} % valid");
    Ok(outcome.counts.records)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "only parsed")]
struct Account<'a> {
    #[serde(borrow)]
    user_account: Cow<'a, str>,
    #[serde(borrow)]
    user_name: Cow<'a, str>,
    #[serde(borrow)]
    password: Cow<'a, str>,
    #[serde(borrow)]
    email: Cow<'a, str>,
    agent_type: i64,
    cc_role_id: i64,
    skills: Vec<Skill>,
    #[serde(borrow)]
    phone: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "only parsed")]
struct Skill {
    skill_id: i64,
    agent_weight: i64,
    skill_weight: i64,
}

fn parse_only(path: &Path) -> Result<u64, Box<dyn Error>> {
    let mut input = BufReader::with_capacity(256 << 10, File::open(path)?);
    let (mut line, mut records) = (Vec::new(), 0);
    while input.read_until(b'\n', &mut line)? > 0 {
        black_box(serde_json::from_slice::<Account<'_>>(&line)?);
        line.clear();
        records += 1;
    }
    Ok(records)
}

/// Writes records of which 70 % are valid; the others break one or two rules, and none a JSON type.
fn generate(path: &Path, records: u64) -> Result<(), Box<dyn Error>> {
    let mut output = BufWriter::new(File::create(path)?);
    let mut random = Random(20_230_927);
    for record in 0..records {
        writeln!(output, "{}", line(&mut random, record))?;
    }
    Ok(output.flush()?)
}

fn line(random: &mut Random, record: u64) -> String {
    let fault = if random.below(10) < 7 { 0 } else { 1 + random.below(6) };
    let account = if fault == 1 { "ab#".to_owned() } else { format!("agent.{record:08}@cc") };
    let password = if fault == 2 { "password" } else { "Pa5$word" };
    let email = if matches!(fault, 3 | 6) { "no address" } else { "li.na@example.com" };
    let agent_type = if fault == 4 { 7 } else { 11 };
    let weight = if matches!(fault, 5 | 6) { 0 } else { 1 + random.below(9) };
    let (skill, phone) = (random.below(1000), random.below(100_000_000));
    format!(
        r#"{{"userAccount":"{account}","userName":"Li Na {skill}","password":"{password}","email":"{email}","agentType":{agent_type},"ccRoleId":2,"skills":[{{"skillId":{skill},"agentWeight":{weight},"skillWeight":1}},{{"skillId":7,"agentWeight":2,"skillWeight":3}}],"phone":"+86 10 {phone:08}"}}"#
    )
}

/// A small generator of the same numbers on every machine (Knuth's MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

//! Measures how the time of `check` grows with the findings, the skills and the bytes of a record.
#![allow(missing_docs, clippy::arithmetic_side_effects, reason = "nobody else calls this")]

use std::hint::black_box;

use aicc_bench::cpu_time::CpuTime;
use aicc_core::{Interface, Profile, check, interfaces};
use criterion::{BenchmarkId, Criterion, Throughput};

const FINDINGS: [usize; 6] = [0, 1, 2, 5, 10, 20];
const SKILLS: [usize; 5] = [0, 1, 10, 100, 1_000];
/// The last size is the largest body that is read.
const BYTES: [usize; 6] = [250, 1 << 10, 1 << 12, 1 << 14, 1 << 17, 1 << 20];

fn main() -> anyhow::Result<()> {
    let mut criterion = Criterion::default().with_measurement(CpuTime).configure_from_args();
    let account = &interfaces::AGENT_ACCOUNT_CREATE;
    let settings = &interfaces::AGENT_SETTINGS_CREATE;
    grow(&mut criterion, "findings", account, &FINDINGS, |count| account_with_skills(10, count))?;
    grow(&mut criterion, "skills", account, &SKILLS, |count| account_with_skills(count, 0))?;
    grow(&mut criterion, "bytes", settings, &BYTES, settings_of_size)?;
    criterion.final_summary();
    Ok(())
}

fn grow(
    criterion: &mut Criterion<CpuTime>,
    what: &str,
    interface: &'static Interface,
    counts: &[usize],
    body: impl Fn(usize) -> String,
) -> anyhow::Result<()> {
    let profile = Profile::default();
    let mut group = criterion.benchmark_group(format!("growth {what}"));
    for count in counts {
        let body = body(*count);
        let findings = check(interface, body.as_bytes(), &profile).violations().len();
        anyhow::ensure!(findings == if what == "findings" { *count } else { 0 }, "{what} {count}: {findings} findings");
        group.throughput(Throughput::Elements(u64::try_from(*count)?));
        group.bench_with_input(BenchmarkId::from_parameter(count), body.as_bytes(), |bencher, body| {
            bencher.iter(|| black_box(check(interface, black_box(body), &profile)));
        });
    }
    group.finish();
    Ok(())
}

/// Returns a record whose first `wrong` weights are below the minimum. Each skill has two weights. The size depends only on the
/// number of skills.
fn account_with_skills(count: usize, wrong: usize) -> String {
    let weight = |index: usize| usize::from(index >= wrong);
    let skill = |index: usize| {
        format!(
            r#"{{"skillId":{},"agentWeight":{},"skillWeight":{}}}"#,
            index + 1,
            weight(2 * index),
            weight(2 * index + 1)
        )
    };
    let skills: Vec<String> = (0..count).map(skill).collect();
    format!(
        r#"{{"userAccount":"wang.xm7950","userName":"王小明","password":"Demo#001","email":"xm.wang@example.com","agentType":4,"ccRoleId":2,"skills":[{}],"phone":"+86 755 2878 0101"}}"#,
        skills.join(",")
    )
}

/// A user ID has no documented maximum.
fn settings_of_size(bytes: usize) -> String {
    const AROUND: &str = r#"{"callType":"1","userId":""}"#;
    format!(r#"{{"callType":"1","userId":"{}"}}"#, "7".repeat(bytes - AROUND.len()))
}

//! Checks one record: aicc on each interface, and on `agentAccount/create` also what it is compared with.
#![allow(missing_docs, reason = "nobody else calls this")]

use std::hint::black_box;

use aicc_bench::cpu_time::CpuTime;
use aicc_bench::records::Records;
use aicc_bench::typed;
use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;
use aicc_core::{
    AgentAccountCreate, AgentInfoQuery, AgentSettingsCreate, AgentSignIn, Check, Profile, Report, RequestBody, check,
};
use criterion::{BenchmarkGroup, Criterion, Throughput};
use serde::de::IgnoredAny;
use serde_json::{Value, from_slice};

fn main() -> anyhow::Result<()> {
    let mut criterion = Criterion::default().with_measurement(CpuTime).configure_from_args();
    aicc::<AgentAccountCreate>(&mut criterion)?;
    aicc::<AgentInfoQuery>(&mut criterion)?;
    aicc::<AgentSettingsCreate>(&mut criterion)?;
    aicc::<AgentSignIn>(&mut criterion)?;
    others(&mut criterion)?;
    criterion.final_summary();
    Ok(())
}

fn aicc<Message: RequestBody>(criterion: &mut Criterion<CpuTime>) -> anyhow::Result<()> {
    let interface = Message::INTERFACE;
    let profile = Profile::default();
    compare(criterion, &Records::of(interface)?, interface.name, |group, records| {
        each(group, "aicc check", records, |body| check(interface, body, &profile));
        each(group, "aicc from_json", records, |body| Message::from_json(body, &profile));
        each(group, "aicc check through serde_json::Value", records, |body| -> Result<Report, serde_json::Error> {
            let mut check = Check::new(interface, &profile);
            check.body(from_slice::<Value>(body)?)?;
            Ok(check.report())
        });
    })
}

fn others(criterion: &mut Criterion<CpuTime>) -> anyhow::Result<()> {
    let interface = &AGENT_ACCOUNT_CREATE;
    let records = Records::of(interface)?;
    anyhow::ensure!(records.valid.iter().all(|body| fused::check(body) == Ok(0)), "the pass by hand refuses a record");
    anyhow::ensure!(
        records.invalid.iter().all(|body| fused::check(body) != Ok(0)),
        "the pass by hand accepts a record"
    );
    compare(criterion, &records, interface.name, |group, records| {
        each(group, "by hand, fused", records, fused::check);
        each(group, "serde_json typed, borrowed, no rules", records, |body| {
            from_slice::<typed::Account<'_>>(body).is_ok()
        });
        each(group, "serde_json::Value, no rules", records, from_slice::<Value>);
        each(group, "serde_json IgnoredAny, grammar only", records, from_slice::<IgnoredAny>);
    })
}

type Group<'a> = BenchmarkGroup<'a, CpuTime>;

/// Times valid and invalid records separately.
fn compare(
    criterion: &mut Criterion<CpuTime>,
    records: &Records,
    interface: &str,
    subjects: impl Fn(&mut Group<'_>, &[Vec<u8>]),
) -> anyhow::Result<()> {
    for (verdict, records) in [("valid", &records.valid), ("invalid", &records.invalid)] {
        let mut group = criterion.benchmark_group(format!("{interface} {verdict}"));
        group.throughput(Throughput::Elements(u64::try_from(records.len())?));
        subjects(&mut group, records);
        group.finish();
    }
    Ok(())
}

fn each<'a, Answer>(group: &mut Group<'_>, name: &str, records: &'a [Vec<u8>], subject: impl Fn(&'a [u8]) -> Answer) {
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            for record in records {
                black_box(subject(black_box(record)));
            }
        });
    });
}

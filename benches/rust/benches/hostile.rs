//! Measures how the time of `check` grows with the size of hostile messages: `cargo xtask bounds` writes a table of it.
#![allow(missing_docs, reason = "nobody else calls this")]

use std::hint::black_box;

use aicc_bench::cpu_time::CpuTime;
use aicc_bench::shapes::SHAPES;
use aicc_core::{Profile, check};
use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};

/// Sizes in bytes, each four times the one before. The last is sixteen times the largest body that is read by default.
const SIZES: [usize; 6] = [1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24];

fn main() -> anyhow::Result<()> {
    let mut criterion = Criterion::default().with_measurement(CpuTime).configure_from_args();
    let profile = Profile { maximum_size: usize::MAX, ..Profile::default() };
    for shape in SHAPES {
        let mut group = criterion.benchmark_group(format!("hostile {}", shape.name));
        group.sampling_mode(SamplingMode::Flat);
        for size in SIZES {
            let body = (shape.body)(size);
            group.throughput(Throughput::Bytes(u64::try_from(body.len())?));
            group.bench_with_input(BenchmarkId::from_parameter(size), body.as_bytes(), |bencher, body| {
                bencher.iter(|| black_box(check(shape.interface, black_box(body), &profile)));
            });
        }
        group.finish();
    }
    criterion.final_summary();
    Ok(())
}

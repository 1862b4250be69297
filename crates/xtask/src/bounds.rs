//! `cargo xtask bounds`: how the time of a check grows with hostile messages, as a page of the documentation.

use xshell::{Shell, cmd};

use crate::step::Step;

pub(crate) const STEPS: &[Step] = &[CURVE, Step::new("docs/bounds.md", page).after(&CURVE)];

const CURVE: Step = Step::new("rust", curve);
const CRITERION: &str = "benches/results/hostile";

fn curve(shell: &Shell) -> anyhow::Result<()> {
    let criterion = shell.current_dir().join(CRITERION);
    shell.remove_path(&criterion)?;
    let times = ["--warm-up-time", "0.05", "--measurement-time", "0.1", "--sample-size", "10", "--nresamples", "1000"];
    cmd!(shell, "cargo bench --quiet --locked --package aicc-bench --bench hostile -- --quiet --noplot {times...}")
        .env("CRITERION_HOME", &criterion)
        .run()?;
    Ok(())
}

fn page(shell: &Shell) -> anyhow::Result<()> {
    Ok(cmd!(shell, "python3 benches/python/bounds.py --criterion {CRITERION} --page docs/bounds.md").run()?)
}

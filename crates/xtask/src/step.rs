//! Runs a list of named steps and closes with a table of what became of each.
//!
//! A failed step stops only the steps that build on it, so that one run names everything that is wrong.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use xshell::Shell;

/// A toolchain that a machine may lack. The steps that need it are then skipped.
pub(crate) struct Toolchain {
    /// What to install, as the summary puts it.
    pub(crate) name: &'static str,
    pub(crate) is_installed: fn(&Shell) -> bool,
}

/// One line of the closing table.
pub(crate) struct Step {
    name: &'static str,
    action: fn(&Shell) -> anyhow::Result<()>,
    needs: Option<&'static Toolchain>,
    after: Option<&'static str>,
}

impl Step {
    pub(crate) const fn new(name: &'static str, action: fn(&Shell) -> anyhow::Result<()>) -> Self {
        Self { name, action, needs: None, after: None }
    }

    /// Skip this step where `toolchain` is missing.
    pub(crate) const fn needs(mut self, toolchain: &'static Toolchain) -> Self {
        self.needs = Some(toolchain);
        self
    }

    /// Run this step only if `earlier` passed: it uses what that one made.
    pub(crate) const fn after(mut self, earlier: &Self) -> Self {
        self.after = Some(earlier.name);
        self
    }
}

enum Outcome {
    Passed,
    Failed(anyhow::Error),
    /// The toolchain with this name is missing.
    Skipped(&'static str),
    /// The step with this name did not pass.
    NotRun(&'static str),
}

struct Record {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

/// Runs the steps in order and prints the table; fails if a step failed, or was skipped where `CI=true`.
pub(crate) fn run(shell: &Shell, title: &str, steps: &[Step]) -> ExitCode {
    let every_toolchain_is_due = shell.var("CI").is_ok_and(|value| value == "true");
    let mut records = Vec::with_capacity(steps.len());
    for step in steps {
        let start = Instant::now();
        let outcome = reason_not_to_run(shell, step, &records).unwrap_or_else(|| {
            println!("\n== {}", step.name);
            match (step.action)(shell) {
                Ok(()) => Outcome::Passed,
                Err(error) => Outcome::Failed(error),
            }
        });
        records.push(Record { name: step.name, outcome, took: start.elapsed() });
    }
    print!("\n{}", summary(title, &records, every_toolchain_is_due));
    if passed(&records, every_toolchain_is_due) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn reason_not_to_run(shell: &Shell, step: &Step, records: &[Record]) -> Option<Outcome> {
    if let Some(earlier) = step.after {
        match records.iter().find(|record| record.name == earlier).map(|record| &record.outcome) {
            Some(Outcome::Passed) => {}
            Some(Outcome::Skipped(toolchain)) => return Some(Outcome::Skipped(toolchain)),
            _ => return Some(Outcome::NotRun(earlier)),
        }
    }
    step.needs.filter(|toolchain| !(toolchain.is_installed)(shell)).map(|toolchain| Outcome::Skipped(toolchain.name))
}

fn passed(records: &[Record], every_toolchain_is_due: bool) -> bool {
    records.iter().all(|record| match record.outcome {
        Outcome::Passed => true,
        Outcome::Skipped(_) => !every_toolchain_is_due,
        Outcome::Failed(_) | Outcome::NotRun(_) => false,
    })
}

fn summary(title: &str, records: &[Record], every_toolchain_is_due: bool) -> String {
    let width = records.iter().map(|record| record.name.len()).max().unwrap_or_default();
    let mut text = format!("== summary of {title}\n");
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for Record { name, outcome, took } in records {
        let seconds = format!("{:.1} s", took.as_secs_f64());
        let (count, state, time, detail) = match outcome {
            Outcome::Passed => (&mut passed, "passed", seconds.as_str(), String::new()),
            Outcome::Failed(error) => (&mut failed, "failed", seconds.as_str(), format!("{error:#}")),
            Outcome::Skipped(toolchain) => (&mut skipped, "skipped", "", format!("not installed: {toolchain}")),
            Outcome::NotRun(earlier) => (&mut failed, "not run", "", format!("'{earlier}' did not pass")),
        };
        *count += 1;
        let line = format!("{name:width$}  {state:7}  {time:>8}  {detail}");
        // A String takes every write.
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let _ = writeln!(text, "{passed} passed, {failed} failed, {skipped} skipped");
    if skipped > 0 && every_toolchain_is_due {
        text.push_str("CI=true: a skipped step is an error\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABSENT: Toolchain = Toolchain { name: "an abacus", is_installed: |_| false };
    const GOOD: Step = Step::new("good", |_| Ok(()));
    const BAD: Step = Step::new("bad", |_| Err(anyhow::anyhow!("out of beads")));
    const ABSENT_TOOL: Step = Step::new("absent", |_| Ok(())).needs(&ABSENT);

    fn record(name: &'static str, outcome: Outcome) -> Record {
        Record { name, outcome, took: Duration::from_millis(1234) }
    }

    fn exit_of(ci: &str, steps: &[Step]) -> bool {
        let shell = Shell::new().unwrap();
        shell.set_var("CI", ci);
        run(&shell, "a test", steps) == ExitCode::SUCCESS
    }

    #[test]
    fn a_failed_step_fails_the_run() {
        assert!(exit_of("", &[GOOD, GOOD]));
        assert!(!exit_of("", &[BAD, GOOD]));
    }

    #[test]
    fn a_missing_toolchain_is_an_error_in_ci_only() {
        assert!(exit_of("", &[GOOD, ABSENT_TOOL]));
        assert!(!exit_of("true", &[GOOD, ABSENT_TOOL]));
    }

    #[test]
    fn a_step_runs_only_after_the_one_it_builds_on() {
        let shell = Shell::new().unwrap();
        let reason = |step: &Step, outcome| reason_not_to_run(&shell, step, &[record("earlier", outcome)]);
        let earlier = Step::new("earlier", |_| Ok(()));
        let step = Step::new("step", |_| Ok(())).after(&earlier);
        assert!(reason(&step, Outcome::Passed).is_none());
        assert!(matches!(reason(&step, Outcome::Skipped("an abacus")), Some(Outcome::Skipped("an abacus"))));
        assert!(matches!(reason(&step, Outcome::NotRun("first")), Some(Outcome::NotRun("earlier"))));
        assert!(matches!(reason(&step, Outcome::Failed(anyhow::anyhow!("no"))), Some(Outcome::NotRun("earlier"))));
        assert!(matches!(reason_not_to_run(&shell, &step, &[]), Some(Outcome::NotRun("earlier"))));
    }

    #[test]
    fn the_summary_names_every_step_and_why() {
        let records = [
            record("good", Outcome::Passed),
            record("bad", Outcome::Failed(anyhow::anyhow!("out of beads").context("counting"))),
            record("later", Outcome::NotRun("bad")),
            record("absent", Outcome::Skipped("an abacus")),
        ];
        let expected = "\
== summary of a test
good    passed      1.2 s
bad     failed      1.2 s  counting: out of beads
later   not run            'bad' did not pass
absent  skipped            not installed: an abacus
1 passed, 2 failed, 1 skipped
";
        assert_eq!(summary("a test", &records, false), expected);
        assert_eq!(summary("a test", &records, true), format!("{expected}CI=true: a skipped step is an error\n"));
    }
}

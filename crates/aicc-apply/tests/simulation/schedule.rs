//! A schedule: processes one after the other, in bad weather and then in good.

use std::num::{NonZeroU32, NonZeroUsize};

use aicc_apply::{AgentStep, ApplyOptions, RunEnding};
use conformance::secrecy::PASSWORD;
use fastrand::Rng;

use crate::laws::{Broken, check_end, check_world};
use crate::platform::{Dangers, Platform};
use crate::process::{Fate, Life, Universe};

/// How many processes in good weather finish any schedule.
const RESUMES: u32 = 40;

/// The largest number of accounts in a schedule.
pub(crate) const MAXIMUM_ACCOUNTS: usize = 7;

pub(crate) fn account(number: usize) -> String {
    format!("Agent.{number:02}")
}

/// What happened in schedules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statistics {
    processes: u64,
    kills: u64,
    stops: u64,
    full_disks: u64,
    without_token: u64,
    failures: u64,
    faults: u64,
    accounts: u64,
    creations_without_answer: u64,
    resends: u64,
    steps: u64,
    lost_steps: u64,
    settings_resends: u64,
}

impl Statistics {
    pub(crate) fn add(&mut self, other: &Self) {
        self.processes += other.processes;
        self.kills += other.kills;
        self.stops += other.stops;
        self.full_disks += other.full_disks;
        self.without_token += other.without_token;
        self.failures += other.failures;
        self.faults += other.faults;
        self.accounts += other.accounts;
        self.creations_without_answer += other.creations_without_answer;
        self.resends += other.resends;
        self.steps += other.steps;
        self.lost_steps += other.lost_steps;
        self.settings_resends += other.settings_resends;
    }

    fn note(&mut self, life: &Life) {
        self.processes += 1;
        match life {
            Life::Killed => self.kills += 1,
            Life::Ended(RunEnding::Stopped) => self.stops += 1,
            Life::Ended(RunEnding::JournalFailed) => self.full_disks += 1,
            Life::Ended(RunEnding::NoToken) => self.without_token += 1,
            Life::Ended(RunEnding::StoppedAfterFailures { .. }) => self.failures += 1,
            Life::Ended(RunEnding::Done) => {}
        }
    }

    /// A schedule that is too kind proves nothing.
    pub(crate) fn assert_that_everything_happened(&self, schedules: u64) {
        let all = [
            self.kills,
            self.stops,
            self.full_disks,
            self.without_token,
            self.failures,
            self.faults,
            self.creations_without_answer,
            self.resends,
            self.steps,
            self.lost_steps,
            self.settings_resends,
        ];
        assert!(schedules < 100 || all.iter().all(|count| *count > 0), "{self:?}");
    }
}

/// Runs the schedule of a seed. Returns what happened, or the law that it breaks; with `is_noted`, also its steps.
pub(crate) fn run(seed: u64, is_noted: bool) -> Result<Statistics, Broken> {
    let mut random = Rng::with_seed(seed);
    let platform = Platform::new(&mut random);
    let accounts: Vec<String> = (0..random.usize(1..=MAXIMUM_ACCOUNTS)).map(account).collect();
    let bodies = bodies(&accounts, &mut random);
    // Half of the schedules have steps.
    let is_wanted = random.bool();
    let wanted: Vec<AgentStep> = AgentStep::ALL.into_iter().filter(|_| is_wanted && random.u8(..3) > 0).collect();
    let mut universe = Universe::new(random, platform, bodies, is_noted);
    match finish(&mut universe, &accounts, &wanted) {
        Err(broken) => Err(format!("{broken}\n{}", universe.steps.unwrap_or_default())),
        Ok(statistics) => Ok(statistics),
    }
}

/// Returns the records of a file: each account once, and sometimes an account twice, or an invalid record.
fn bodies(accounts: &[String], random: &mut Rng) -> Vec<String> {
    let mut bodies: Vec<String> = accounts.iter().map(|account| body(account)).collect();
    for account in accounts {
        if random.u8(..8) == 0 {
            bodies.push(body(&account.to_uppercase()));
        }
        if random.u8(..8) == 0 {
            bodies.push(body("x"));
        }
    }
    bodies
}

fn body(account: &str) -> String {
    format!(
        r#"{{"userAccount": "{account}", "userName": "Li Na", "password": "{PASSWORD}", "email": "li.na@example.com", "agentType": 4, "ccRoleId": 2}}"#
    )
}

fn finish(universe: &mut Universe, accounts: &[String], wanted: &[AgentStep]) -> Result<Statistics, Broken> {
    let mut statistics = Statistics::default();
    for _ in 0..universe.random.u32(..6) {
        let (options, fate, dangers) = weather(universe);
        // A user can ask for a step later.
        let steps = &wanted[..universe.random.usize(..=wanted.len())];
        step(universe, accounts, &mut statistics, ((options, steps), fate, dangers))?;
        universe.now += universe.random.u64(..100_000);
    }
    // Good weather: every answer comes, and nobody kills. After the first process, nobody knows of some accounts; they are sent again.
    let mut resumes = 0;
    loop {
        universe.now = universe.platform.settled_at(universe.now);
        universe.platform.advance(universe.now);
        let options = ApplyOptions { resend_unknown: resumes > 0, ..options(universe) };
        let fate = Fate { token_seconds: 3600, ..Fate::default() };
        let life = step(universe, accounts, &mut statistics, ((options, wanted), fate, Dangers::default()))?;
        if resumes > 0 && life == Life::Ended(RunEnding::Done) && !universe.has_open_steps {
            break;
        }
        resumes += 1;
        if resumes > RESUMES {
            return Err(format!("not done after {RESUMES} processes in good weather: {life:?}"));
        }
    }
    check_end(&universe.platform, accounts, wanted, universe.settings_resends)?;
    statistics.accounts += accounts.len() as u64;
    statistics.steps += (accounts.len() * wanted.len()) as u64;
    statistics.lost_steps += universe.platform.lost_steps;
    statistics.settings_resends += u64::from(universe.settings_resends);
    statistics.faults += universe.platform.faults;
    statistics.creations_without_answer += universe.platform.late_creations;
    Ok(statistics)
}

fn step(
    universe: &mut Universe,
    accounts: &[String],
    statistics: &mut Statistics,
    ((options, steps), fate, dangers): ((ApplyOptions, &[AgentStep]), Fate, Dangers),
) -> Result<Life, Broken> {
    statistics.resends += u64::from(options.resend_unknown);
    let life = universe.live((options, steps), fate, dangers)?;
    statistics.note(&life);
    check_world(&universe.disk, &universe.platform, accounts)?;
    Ok(life)
}

/// Returns options, and what goes wrong in the next process.
fn weather(universe: &mut Universe) -> (ApplyOptions, Fate, Dangers) {
    let mut options = options(universe);
    let random = &mut universe.random;
    let mut chance = |maximum: u32| if random.bool() { random.u32(..maximum) } else { 0 };
    let fate =
        Fate { kill: chance(60), stop: chance(30), full_disk: chance(60), no_token: chance(400), token_seconds: 3600 };
    let dangers = Dangers {
        not_sent: chance(300),
        reset: chance(300),
        late: chance(300),
        status: chance(200),
        broken: chance(100),
        refusal: chance(100),
        throttle: chance(200),
        spare_queries: random.bool(),
    };
    let token_seconds = [1, 2, 10, 3600][random.usize(..4)];
    // Where the platform refuses an account that is there, a user can send accounts again at any time. Where it does not, only when every
    // earlier call has arrived, or never will.
    options.resend_unknown = random.u8(..3) == 0;
    if options.resend_unknown && universe.platform.accepts_duplicates {
        universe.now = universe.platform.settled_at(universe.now);
        universe.platform.advance(universe.now);
    }
    (options, Fate { token_seconds, ..fate }, dangers)
}

fn options(universe: &mut Universe) -> ApplyOptions {
    let random = &mut universe.random;
    ApplyOptions {
        parallel: NonZeroUsize::new(random.usize(1..5)).unwrap(),
        rate: NonZeroU32::new(random.u32(..4) * 10),
        attempts: NonZeroU32::new(random.u32(1..7)).unwrap(),
        stop_after: NonZeroU32::new(random.u32(1..7)).unwrap(),
        seed: random.u64(..),
        ..ApplyOptions::default()
    }
}

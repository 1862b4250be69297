//! Prints the microseconds that `aicc apply` takes for each account, beside a bare loop with the same HTTP client:
//! `apply_overhead [ACCOUNTS]`.
//!
//! Both send the same requests to one sandbox on this machine, one after the other on one connection. The loop sends and forgets.
//! The difference is the journal, which is on the disk twice for each account, and the state machine; the third line is the journal
//! alone.

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant};

use aicc_apply::{
    ApplyOptions, JournalFile, Machine, OutcomeKind, Plan, PlanBuilder, RunOptions, Runner, Stop, TokenSource,
};
use aicc_core::{Cloud, Endpoint, Profile, Request, Secret};
use aicc_sandbox::{Sandbox, SandboxOptions};
use anyhow::{Context, ensure};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::runtime::Builder;

fn main() -> anyhow::Result<()> {
    let accounts = std::env::args().nth(1).map_or(Ok(5000), |count| count.parse())?;
    let sandbox = Sandbox::start(SandboxOptions::default())?;
    let (_, port) = sandbox.url().rsplit_once(':').context("a URL with a port")?;
    let endpoint = Endpoint::new("127.0.0.1")?.with_port(port.parse()?)?.with_scheme("http")?;
    let cloud = Cloud::at(endpoint).app_key("0f1e");
    let folder = tempfile::tempdir_in(".")?;

    let requests = requests(&plan("bare", accounts, &folder.path().join("unused"))?, &cloud.clone().token("any"))?;
    let bare = bare_loop(port, requests)?;
    let applied = apply(cloud, accounts, folder.path())?;
    let journal = journal_alone(accounts, folder.path())?;
    for (name, time) in [("bare loop", bare), ("aicc apply", applied), ("journal alone", journal)] {
        println!("{name:>13} {:8.1} µs for each account", time.as_secs_f64() * 1e6 / f64::from(accounts));
    }
    Ok(())
}

fn plan(prefix: &str, accounts: u32, journal: &Path) -> anyhow::Result<Plan> {
    let state = JournalFile::state_of(journal)?;
    let mut builder = PlanBuilder::new(Profile::default(), &state);
    for number in 0..accounts {
        let body = format!(
            r#"{{"userAccount": "{prefix}.{number:06}", "userName": "Li Na", "password": "Aa1!Aa1!", "email": "li.na@example.com", "agentType": 4, "ccRoleId": 2}}"#
        );
        let added = builder.add(u64::from(number).saturating_add(1), None, body.as_bytes());
        ensure!(added.is_ok(), "the record is valid");
    }
    Ok(builder.finish())
}

fn requests(plan: &Plan, cloud: &Cloud) -> anyhow::Result<Vec<Request>> {
    let requests = plan.records().iter().map(|record| record.request(cloud).ok().flatten().context("a request"));
    requests.collect()
}

fn bare_loop(port: &str, requests: Vec<Request>) -> anyhow::Result<Duration> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let stream = TcpStream::connect(("127.0.0.1", port.parse::<u16>()?)).await?;
        stream.set_nodelay(true)?;
        let (mut connection, driver) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(driver);
        let start = Instant::now();
        for request in requests {
            send(&mut connection, request).await?;
        }
        Ok(start.elapsed())
    })
}

async fn send(connection: &mut SendRequest<Full<Bytes>>, mut request: Request) -> anyhow::Result<()> {
    let mut built = hyper::Request::builder().method(request.method.as_str()).uri(&request.url);
    for (name, value) in &request.headers {
        built = built.header(*name, value);
    }
    let body = Full::new(Bytes::from(std::mem::take(&mut request.body)));
    connection.ready().await?;
    let reply = connection.send_request(built.header("Host", "127.0.0.1").body(body)?).await?;
    ensure!(reply.status() == 200, "{}", reply.status());
    reply.into_body().collect().await?;
    Ok(())
}

fn apply(cloud: Cloud, accounts: u32, folder: &Path) -> anyhow::Result<Duration> {
    let path = folder.join("journal.jsonl");
    let plan = plan("apply", accounts, &path)?;
    let (mut journal, _) = JournalFile::open(&path)?;
    let tokens = TokenSource::Fixed(Secret::from("any"));
    let mut runner = Runner::new(cloud, tokens, &RunOptions::default(), Stop::default())?;
    let mut machine = Machine::new(plan, ApplyOptions { parallel: NonZeroUsize::MIN, ..ApplyOptions::default() });
    let start = Instant::now();
    runner.run(&mut machine, Some(&mut journal), |_, _| {});
    let time = start.elapsed();
    ensure!(machine.counts().of(OutcomeKind::Created) == u64::from(accounts), "{:?}", machine.counts());
    Ok(time)
}

/// Writes the entries of the run once more, as often as the run did.
fn journal_alone(accounts: u32, folder: &Path) -> anyhow::Result<Duration> {
    let (mut journal, state) = JournalFile::open(&folder.join("alone.jsonl"))?;
    let entry = state.header();
    let start = Instant::now();
    for _ in 0..accounts {
        // The outcome of an account is written together with the announcement of the next one.
        journal.write(&[entry.clone(), entry.clone()])?;
    }
    Ok(start.elapsed())
}

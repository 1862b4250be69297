//! The loop that does what the machine says.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use aicc_core::interfaces::AGENT_ACCOUNT_CREATE;
use aicc_core::{Cloud, Gateway, Profile, Server, check_server};
use hyper::Uri;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::client::{CallReply, CloudClient};
use super::error::RunnerError;
use super::journal_file::JournalFile;
use super::options::RunOptions;
use super::stop::Stop;
use super::token::{AccessToken, TokenError, TokenSource};
use crate::failure::NotSentReason;
use crate::journal::entry::JournalEntry;
use crate::machine::call::{Answered, CallId, OutgoingCall, Purpose};
use crate::machine::ending::RunEnding;
use crate::machine::{Machine, Next};

/// Does what machines say: it writes their journals, sends their calls and renews the token.
pub struct Runner {
    runtime: Runtime,
    client: Arc<CloudClient>,
    /// The client of the gateway, for sign-ins.
    gateway: Option<Arc<CloudClient>>,
    options: RunOptions,
    tokens: Arc<TokenSource>,
    /// The service with the newest token.
    cloud: Cloud,
    /// When the token is renewed, if that is known.
    renewal: Option<Instant>,
    stop: Stop,
}

/// How a run ended.
#[derive(Debug)]
pub struct EndedRun {
    /// Why it ended.
    pub ending: RunEnding,
    /// Why the journal could not be written; `None` if it could.
    pub journal_error: Option<io::Error>,
    /// Why the token could not be renewed the last time; `None` if it could.
    pub token_error: Option<TokenError>,
}

/// What happens while a run waits.
enum RunEvent {
    Answered(CallId, CallReply),
    Renewed(Result<AccessToken, TokenError>),
    Stop,
}

impl Runner {
    /// Returns a runner for a service, after it has connected to it. The token comes from `tokens`, which is asked for the first
    /// one now; the app key is that of `cloud`. `stop` ends its runs.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no token, if a credential breaks a rule, if the certificates or the proxy cannot be used, or if
    /// there is no connection.
    pub fn new(cloud: Cloud, tokens: TokenSource, options: &RunOptions, stop: Stop) -> Result<Self, RunnerError> {
        let token = tokens.token().map_err(RunnerError::Token)?;
        let renewal = token.renewal(Instant::now());
        let cloud = cloud.token(token.secret);
        let report = check_server(&AGENT_ACCOUNT_CREATE, &cloud, &[], &Profile::default());
        if !report.is_valid() {
            return Err(RunnerError::Credentials(report));
        }
        let client = CloudClient::new(&address(&cloud)?, &options.certificates, options.limits)?;
        let runtime = Builder::new_current_thread().enable_io().enable_time().build().map_err(RunnerError::Threads)?;
        runtime.block_on(client.open()).map_err(RunnerError::Unreachable)?;
        let (client, tokens, options) = (Arc::new(client), Arc::new(tokens), options.clone());
        Ok(Self { runtime, client, gateway: None, options, tokens, cloud, renewal, stop })
    }

    /// Connects to the gateway that agents sign in to. A machine with this step needs it: without it, its sign-ins fail as if there were no
    /// connection. The certificates are those of the service.
    ///
    /// # Errors
    ///
    /// Returns an error if the proxy cannot be used, or if there is no connection.
    pub fn connect_gateway(&mut self, gateway: &Gateway) -> Result<(), RunnerError> {
        let client = CloudClient::new(&address(gateway)?, &self.options.certificates, self.options.limits)?;
        self.runtime.block_on(client.open()).map_err(RunnerError::Unreachable)?;
        self.gateway = Some(Arc::new(client));
        Ok(())
    }

    /// Runs a machine until it is finished, and returns how the run ended. A machine that only asks needs no journal.
    /// `on_progress` is called when records have their outcomes, with their indices in the plan.
    pub fn run(
        &mut self,
        machine: &mut Machine,
        journal: Option<&mut JournalFile>,
        on_progress: impl FnMut(&Machine, &[usize]),
    ) -> EndedRun {
        let (sender, events) = unbounded_channel();
        let Self { runtime, client, gateway, tokens, cloud, renewal, stop, .. } = self;
        let run = Run {
            machine,
            journal,
            client,
            gateway: gateway.as_ref(),
            tokens,
            cloud,
            renewal,
            sender,
            is_renewing: false,
            needs_token: false,
            clock: Clock::start(),
            result: EndedRun { ending: RunEnding::Done, journal_error: None, token_error: None },
        };
        runtime.block_on(run.drive(events, stop.clone(), on_progress))
    }
}

/// Returns scheme, host and port of a service as a URL.
fn address<S: Server>(server: &S) -> Result<Uri, RunnerError> {
    let endpoint = server.endpoint();
    let port = endpoint.port().unwrap_or(S::SERVICE.default_port());
    format!("{}://{}:{port}", endpoint.scheme(), endpoint.host()).parse().map_err(|_| RunnerError::Address)
}

/// The time for machines: that of the system when the run started, and what a clock that never goes back has counted since.
struct Clock {
    start: u64,
    started: Instant,
}

impl Clock {
    fn start() -> Self {
        let start = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self { start: milliseconds(start), started: Instant::now() }
    }

    fn now(&self) -> u64 {
        self.start.saturating_add(milliseconds(self.started.elapsed()))
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// A run of one machine.
struct Run<'r> {
    machine: &'r mut Machine,
    journal: Option<&'r mut JournalFile>,
    client: &'r Arc<CloudClient>,
    gateway: Option<&'r Arc<CloudClient>>,
    tokens: &'r Arc<TokenSource>,
    cloud: &'r mut Cloud,
    renewal: &'r mut Option<Instant>,
    sender: UnboundedSender<RunEvent>,
    /// Whether a new token is on its way.
    is_renewing: bool,
    /// Whether the machine waits for it.
    needs_token: bool,
    clock: Clock,
    result: EndedRun,
}

impl Run<'_> {
    async fn drive(
        mut self,
        mut events: UnboundedReceiver<RunEvent>,
        stop: Stop,
        mut on_progress: impl FnMut(&Machine, &[usize]),
    ) -> EndedRun {
        let sender = self.sender.clone();
        let watching = tokio::spawn(async move {
            stop.asked().await;
            sender.send(RunEvent::Stop).unwrap_or_default();
        });
        loop {
            match self.machine.next(self.clock.now()) {
                Next::Write(entries) => self.write(&entries),
                Next::Call(call) => self.call(&call),
                Next::RenewToken => {
                    self.needs_token = true;
                    self.renew_token();
                }
                Next::Wait { until } => self.wait(&mut events, until).await,
                Next::Finished(ending) => {
                    watching.abort();
                    self.result.ending = ending;
                    return self.result;
                }
            }
            let settled = self.machine.take_settled();
            if !settled.is_empty() {
                on_progress(self.machine, &settled);
            }
        }
    }

    /// Writes entries to the journal, and waits until they are on the disk.
    fn write(&mut self, entries: &[JournalEntry]) {
        let written = self.journal.as_mut().map_or(Ok(()), |journal| journal.write(entries));
        match written {
            Ok(()) => self.machine.written(),
            Err(error) => {
                self.result.journal_error = Some(error);
                self.machine.write_failed();
            }
        }
    }

    /// Sends a call. Its answer is an event.
    fn call(&mut self, call: &OutgoingCall) {
        if self.renewal.is_some_and(|time| Instant::now() >= time) {
            self.renew_token();
        }
        let client = if call.purpose == Purpose::SignIn { self.gateway } else { Some(self.client) };
        let (client, request) = match (client, self.machine.request(call, self.cloud)) {
            (Some(client), Ok(request)) => (Arc::clone(client), request),
            (None, _) => return self.not_sent(call, NotSentReason::Connection),
            (_, Err(_)) => return self.not_sent(call, NotSentReason::Request),
        };
        let (id, sender) = (call.id, self.sender.clone());
        tokio::spawn(async move {
            let received = client.send(request).await;
            sender.send(RunEvent::Answered(id, received)).unwrap_or_default();
        });
    }

    fn not_sent(&mut self, call: &OutgoingCall, reason: NotSentReason) {
        self.machine.answered(call.id, Answered::NotSent(reason), self.clock.now());
    }

    /// Asks for a new token, unless one is on its way. The token is an event.
    fn renew_token(&mut self) {
        if self.is_renewing {
            return;
        }
        self.is_renewing = true;
        let (tokens, sender) = (Arc::clone(self.tokens), self.sender.clone());
        spawn_blocking(move || sender.send(RunEvent::Renewed(tokens.renewed())).unwrap_or_default());
    }

    /// Waits for the next event, until a time.
    async fn wait(&mut self, events: &mut UnboundedReceiver<RunEvent>, until: Option<u64>) {
        let event = match until {
            None => events.recv().await,
            Some(until) => {
                let time = Duration::from_millis(until.saturating_sub(self.clock.now()));
                timeout(time, events.recv()).await.unwrap_or_default()
            }
        };
        match event {
            Some(RunEvent::Answered(id, received)) => {
                let now = self.clock.now();
                received.answer(|answered| self.machine.answered(id, answered, now));
            }
            Some(RunEvent::Renewed(token)) => self.renewed(token),
            Some(RunEvent::Stop) => self.machine.stop(),
            None => {}
        }
    }

    fn renewed(&mut self, token: Result<AccessToken, TokenError>) {
        self.is_renewing = false;
        let needs_token = std::mem::take(&mut self.needs_token);
        match token {
            Ok(token) => {
                *self.renewal = token.renewal(Instant::now());
                *self.cloud = self.cloud.clone().token(token.secret);
                self.result.token_error = None;
                self.machine.token_renewed();
            }
            Err(error) => {
                // The platform says when it does not accept the old token any more.
                *self.renewal = None;
                self.result.token_error = Some(error);
                if needs_token {
                    self.machine.token_failed();
                }
            }
        }
    }
}

//! Threads that check chunks, with the answers in the order of the chunks.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::Builder;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::error::Error;

/// More threads than that are never started.
const MOST_THREADS: usize = 256;

/// So many chunks for each thread are under way or done and not yet taken.
const CHUNKS_A_THREAD: usize = 2;

/// Checks each chunk that `next` gives and hands it to `take` with its answer, in their order. `next` and `take` run on
/// the calling thread. A panic of `next` or `check` is the error [`Error::Fault`].
pub(crate) fn run<C: Send, T: Send>(
    threads: NonZeroUsize,
    mut next: impl FnMut() -> Result<Option<C>, Error>,
    check: impl Fn(&C) -> T + Sync,
    mut take: impl FnMut(&C, T) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut next = || guarded(&mut next)?;
    let check = |chunk: &C| guarded(|| check(chunk));
    if threads == NonZeroUsize::MIN {
        while let Some(chunk) = next()? {
            let answer = check(&chunk)?;
            take(&chunk, answer)?;
        }
        return Ok(());
    }
    let threads = threads.get().min(MOST_THREADS);
    let most = threads.saturating_mul(CHUNKS_A_THREAD);
    std::thread::scope(|scope| {
        let (jobs, queue) = bounded::<Job<C, Result<T, Error>>>(most);
        for _ in 0..threads {
            let (queue, check) = (queue.clone(), &check);
            Builder::new().spawn_scoped(scope, move || work(&queue, check)).map_err(Error::Spawn)?;
        }
        drop(queue);
        gather(most, jobs, &mut next, &mut take)
    })
}

/// A chunk, and where its answer is waited for.
struct Job<C, T> {
    chunk: C,
    done: Sender<(C, T)>,
}

fn work<C, T>(queue: &Receiver<Job<C, T>>, check: impl Fn(&C) -> T) {
    for Job { chunk, done } in queue {
        let answer = check(&chunk);
        // Nobody waits any more once the batch has failed.
        done.send((chunk, answer)).unwrap_or_default();
    }
}

/// Runs what should not panic: the last resort.
fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| Error::Fault)
}

fn gather<C, T>(
    most: usize,
    jobs: Sender<Job<C, Result<T, Error>>>,
    next: &mut impl FnMut() -> Result<Option<C>, Error>,
    take: &mut impl FnMut(&C, T) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut waiting: VecDeque<Receiver<(C, Result<T, Error>)>> = VecDeque::with_capacity(most);
    let mut take_first = |waiting: &mut VecDeque<Receiver<(C, Result<T, Error>)>>| -> Result<(), Error> {
        let Some(first) = waiting.pop_front() else { return Ok(()) };
        let (chunk, answer) = first.recv().map_err(|_| Error::Thread)?;
        take(&chunk, answer?)
    };
    let mut read = next();
    while let Ok(Some(chunk)) = read {
        if waiting.len() == most {
            take_first(&mut waiting)?;
        }
        let (done, answer) = bounded(1);
        jobs.send(Job { chunk, done }).map_err(|_| Error::Thread)?;
        waiting.push_back(answer);
        read = next();
    }
    while !waiting.is_empty() {
        take_first(&mut waiting)?;
    }
    read.map(drop)
}

//! Threads that check chunks and return the results in the order of the chunks.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::Builder;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::error::Error;

const MAXIMUM_THREADS: usize = 256;

/// The maximum number of chunks for each thread that are read and whose results are not yet taken.
const CHUNKS_PER_THREAD: usize = 2;

/// Checks each chunk that `next` returns, and calls `take` with the chunk and its result, in the order of the chunks.
/// `next` and `take` run on the calling thread. A panic of `next` or `check` becomes [`Error::Fault`].
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
            let result = check(&chunk)?;
            take(&chunk, result)?;
        }
        return Ok(());
    }
    let threads = threads.get().min(MAXIMUM_THREADS);
    let most = threads.saturating_mul(CHUNKS_PER_THREAD);
    std::thread::scope(|scope| {
        let (jobs, queue) = bounded::<Job<C, Result<T, Error>>>(most);
        for _ in 0..threads {
            let (queue, check) = (queue.clone(), &check);
            Builder::new().spawn_scoped(scope, move || work(&queue, check)).map_err(Error::Spawn)?;
        }
        drop(queue);
        feed(most, jobs, &mut next, &mut take)
    })
}

/// A chunk to check, and the channel for its result.
struct Job<C, T> {
    chunk: C,
    done: Sender<(C, T)>,
}

fn work<C, T>(queue: &Receiver<Job<C, T>>, check: impl Fn(&C) -> T) {
    for Job { chunk, done } in queue {
        let result = check(&chunk);
        // If the run has failed, there is no receiver.
        done.send((chunk, result)).unwrap_or_default();
    }
}

/// Turns a panic into an error. No panic is expected.
fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| Error::Fault)
}

/// Sends the chunks to the threads and takes their results, with at most `most` chunks in progress.
fn feed<C, T>(
    most: usize,
    jobs: Sender<Job<C, Result<T, Error>>>,
    next: &mut impl FnMut() -> Result<Option<C>, Error>,
    take: &mut impl FnMut(&C, T) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut waiting: VecDeque<Receiver<(C, Result<T, Error>)>> = VecDeque::with_capacity(most);
    let mut take_first = |waiting: &mut VecDeque<Receiver<(C, Result<T, Error>)>>| -> Result<(), Error> {
        let Some(first) = waiting.pop_front() else { return Ok(()) };
        let (chunk, result) = first.recv().map_err(|_| Error::Thread)?;
        take(&chunk, result?)
    };
    let mut read = next();
    while let Ok(Some(chunk)) = read {
        if waiting.len() == most {
            take_first(&mut waiting)?;
        }
        let (done, result) = bounded(1);
        jobs.send(Job { chunk, done }).map_err(|_| Error::Thread)?;
        waiting.push_back(result);
        read = next();
    }
    while !waiting.is_empty() {
        take_first(&mut waiting)?;
    }
    read.map(drop)
}

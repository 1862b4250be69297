//! A connection whose other side may not read, and which can be reset.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// What happens to a connection when it ends.
#[derive(Debug, Default)]
pub(super) struct Ending {
    reset: AtomicBool,
}

impl Ending {
    /// Makes the connection end with a reset (RST) in place of a regular end (FIN). Nothing more is written.
    pub(super) fn reset(&self) {
        self.reset.store(true, Ordering::Relaxed);
    }

    fn is_reset(&self) -> bool {
        self.reset.load(Ordering::Relaxed)
    }
}

/// A connection. Writing fails when the other side has read nothing for a time.
pub(super) struct Socket<S> {
    stream: S,
    ending: Arc<Ending>,
    /// What makes the stream end with a reset when it is dropped.
    prepare_reset: fn(&S),
    patience: Duration,
    /// Ends when the other side has read nothing for too long; `None` while it reads.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Socket<TcpStream> {
    /// Returns the connection of a stream. `patience` is how long a write waits for the other side to read.
    pub(super) fn tcp(stream: TcpStream, ending: Arc<Ending>, patience: Duration) -> Self {
        // Without it, a reply waits for the acknowledgement of the one before.
        stream.set_nodelay(true).unwrap_or_default();
        // Where the system cannot reset, the connection ends without a reply.
        let prepare_reset = |stream: &TcpStream| stream.set_zero_linger().unwrap_or_default();
        Self { stream, ending, prepare_reset, patience, stalled: None }
    }
}

impl<S> Socket<S> {
    /// Returns the connection of a stream that ends in one way only.
    pub(super) fn other(stream: S, ending: Arc<Ending>, patience: Duration) -> Self {
        Self { stream, ending, prepare_reset: |_| {}, patience, stalled: None }
    }

    /// Returns the result of a write, or an error if it has waited too long.
    fn watched<T>(&mut self, context: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let patience = self.patience;
        ready!(self.stalled.get_or_insert_with(|| Box::pin(sleep(patience))).as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Returns an error if the connection is to be reset.
    fn refuse_reset(&self) -> io::Result<()> {
        if self.ending.is_reset() { Err(io::ErrorKind::ConnectionReset.into()) } else { Ok(()) }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Socket<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Socket<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.refuse_reset()?;
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watched(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.refuse_reset()?;
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.watched(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.refuse_reset()?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl<S> Drop for Socket<S> {
    fn drop(&mut self) {
        if self.ending.is_reset() {
            (self.prepare_reset)(&self.stream);
        }
    }
}

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

/// A TCP connection. Writing fails when the other side has read nothing for a time.
pub(super) struct Socket {
    stream: TcpStream,
    ending: Arc<Ending>,
    patience: Duration,
    /// Ends when the other side has read nothing for too long; `None` while it reads.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Socket {
    /// Returns the connection of a stream. `patience` is how long a write waits for the other side to read.
    pub(super) fn new(stream: TcpStream, ending: Arc<Ending>, patience: Duration) -> Self {
        Self { stream, ending, patience, stalled: None }
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

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
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

impl Drop for Socket {
    fn drop(&mut self) {
        if self.ending.is_reset() {
            // Where the system cannot reset, the connection ends without a reply.
            self.stream.set_zero_linger().unwrap_or_default();
        }
    }
}

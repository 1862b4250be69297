//! The body of a reply, as a fault asks for it: whole, cut, or slow.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// How many parts of a slow body are sent in a second, if it has as many bytes.
const PARTS_PER_SECOND: u32 = 20;

/// A body that is sent. Its announced length is that of the whole body.
pub(super) struct OutgoingBody {
    left: Bytes,
    announced: u64,
    pace: Pace,
}

/// How the bytes are sent.
enum Pace {
    /// All at once.
    Whole,
    /// So many bytes, then the connection ends.
    Cut { bytes: usize },
    /// The connection ends when the bytes before have been written.
    Ending,
    /// Some bytes after each pause.
    Slow { part: usize, pause: Duration, waiting: Pin<Box<Sleep>> },
}

/// The body ends before its announced length.
#[derive(Debug)]
pub(super) struct CutBody;

impl fmt::Display for CutBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a fault cuts the body")
    }
}

impl std::error::Error for CutBody {}

impl OutgoingBody {
    /// Returns a body that is sent at once.
    pub(super) fn whole(body: impl Into<Bytes>) -> Self {
        Self::new(body.into(), Pace::Whole)
    }

    /// Returns a body of which only the first bytes are sent before the connection ends.
    pub(super) fn cut(body: impl Into<Bytes>, bytes: usize) -> Self {
        Self::new(body.into(), Pace::Cut { bytes })
    }

    /// Returns a body that is sent at a speed in bytes per second, at least 1.
    pub(super) fn slow(body: impl Into<Bytes>, bytes_per_second: u32) -> Self {
        let speed = bytes_per_second.max(1);
        let part = (speed / PARTS_PER_SECOND).max(1);
        let pause = Duration::from_secs(1).saturating_mul(part).checked_div(speed).unwrap_or_default();
        let part = usize::try_from(part).unwrap_or(usize::MAX);
        Self::new(body.into(), Pace::Slow { part, pause, waiting: Box::pin(sleep(pause)) })
    }

    fn new(left: Bytes, pace: Pace) -> Self {
        Self { announced: u64::try_from(left.len()).unwrap_or(u64::MAX), left, pace }
    }

    /// Takes the next bytes, at most `count`.
    fn take(&mut self, count: usize) -> Poll<Option<Result<Frame<Bytes>, CutBody>>> {
        let part = self.left.split_to(count.min(self.left.len()));
        Poll::Ready((!part.is_empty()).then(|| Ok(Frame::data(part))))
    }
}

impl Body for OutgoingBody {
    type Data = Bytes;
    type Error = CutBody;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, CutBody>>> {
        match &mut self.pace {
            Pace::Whole => self.take(usize::MAX),
            Pace::Cut { bytes } if *bytes > 0 => {
                let bytes = std::mem::take(bytes);
                self.take(bytes)
            }
            Pace::Cut { .. } => {
                // What was taken before is written while this body waits once.
                self.pace = Pace::Ending;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Pace::Ending => Poll::Ready(Some(Err(CutBody))),
            Pace::Slow { part, pause, waiting } => {
                ready!(waiting.as_mut().poll(context));
                let part = *part;
                *waiting = Box::pin(sleep(*pause));
                self.take(part)
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_empty() && matches!(self.pace, Pace::Whole | Pace::Slow { .. })
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}

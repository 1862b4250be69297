//! What begins when: records in their order, later steps at their times, and the pace of calls.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use crate::machine::call::Purpose;

/// A call that is to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PlannedCall {
    /// The index of the record in the plan.
    pub(super) index: usize,
    pub(super) purpose: Purpose,
}

/// The calls that are to begin. Times are in milliseconds.
#[derive(Debug, Default)]
pub(super) struct Schedule {
    /// The calls that can begin at any time, in their order.
    waiting: VecDeque<PlannedCall>,
    /// The calls that begin at a time or later. They go first.
    timed: BinaryHeap<Reverse<(u64, PlannedCall)>>,
    /// No call begins before this time.
    paused_until: u64,
    /// The time between two calls, in microseconds; 0 if there is no limit.
    interval: u64,
    /// When the next call can begin, in microseconds.
    next_call: u64,
}

const MICROSECONDS: u64 = 1000;

impl Schedule {
    /// Returns an empty schedule for a number of calls a second at most.
    pub(super) fn new(rate: Option<u32>) -> Self {
        let interval = rate.map_or(0, |rate| 1_000_000_u64.div_ceil(u64::from(rate.max(1))));
        Self { interval, ..Self::default() }
    }

    /// Adds a call after those that wait.
    pub(super) fn add(&mut self, call: PlannedCall) {
        self.waiting.push_back(call);
    }

    /// Adds a call that begins at a time or later.
    pub(super) fn add_at(&mut self, time: u64, call: PlannedCall) {
        self.timed.push(Reverse((time, call)));
    }

    /// Lets no call begin before a time.
    pub(super) fn pause(&mut self, until: u64) {
        self.paused_until = self.paused_until.max(until);
    }

    /// Removes and returns the next call that can begin.
    pub(super) fn pop(&mut self, now: u64) -> Option<PlannedCall> {
        if self.next_time()? > now {
            return None;
        }
        let is_due = self.timed.peek().is_some_and(|Reverse((time, _))| *time <= now);
        let call = if is_due { self.timed.pop().map(|Reverse((_, call))| call) } else { self.waiting.pop_front() };
        // Times are whole milliseconds: a call that is less than one late does not move the ones after it.
        let now = now.saturating_mul(MICROSECONDS);
        let is_in_time = now.saturating_sub(self.next_call) < MICROSECONDS;
        self.next_call = if is_in_time { self.next_call } else { now }.saturating_add(self.interval);
        call
    }

    /// Returns when the next call can begin; `None` if there is none.
    pub(super) fn next_time(&self) -> Option<u64> {
        let timed = self.timed.peek().map(|Reverse((time, _))| *time);
        let first = if self.waiting.is_empty() { timed? } else { 0 };
        Some(first.max(self.paused_until).max(self.next_call.div_ceil(MICROSECONDS)))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.timed.is_empty()
    }
}

"""Times subjects in turn, in a new order each round, so that other work on the machine affects all of them alike."""

import gc
import os
import random
import statistics
import time
from collections.abc import Mapping, Sequence

from subject import Record, Subject


def pin() -> None:
    """Keeps this process on the last core, if the system allows it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def medians(subjects: Sequence[Subject], records: Mapping[str, Sequence[Record]], rounds: int) -> list[float | None]:
    """Returns the CPU time per record in µs of each subject: the median of the rounds. ``records`` are by type."""
    times: list[list[int]] = [[] for _ in subjects]
    order = random.Random(0)
    gc.collect()
    gc.disable()
    try:
        for round_number in range(-1, rounds):
            for index in order.sample(range(len(subjects)), len(subjects)):
                subject = subjects[index]
                given = records[subject.takes]
                start = time.process_time_ns()
                subject.loop(given)
                took = time.process_time_ns() - start
                if round_number >= 0:  # the one before warms up
                    times[index].append(took)
            gc.collect()
    finally:
        gc.enable()
    return [
        statistics.median(each) / len(records[subject.takes]) / 1000
        for subject, each in zip(subjects, times, strict=True)
    ]

"""The package works in processes that fork, that end, and that have several interpreters."""

from __future__ import annotations

import io
import multiprocessing
import os
import subprocess
import sys
import threading
from typing import Any

import pytest
from batches import LINES, QUERY, VALID, check

import aicc

MANY = (VALID + b"\n") * 5000

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
# Python 3.12 and newer warn about a fork while threads run. These tests do it on purpose.
may_fork = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")


def run(script: str, *arguments: str) -> str:
    """Returns what a new process prints. It must exit with 0 and print nothing to stderr."""
    command = [sys.executable, "-c", script, *arguments]
    process = subprocess.run(command, capture_output=True, timeout=120, check=False, text=True)
    assert (process.returncode, process.stderr) == (0, "")
    return process.stdout


# Fork


def work(_: object = None) -> tuple[str, int]:
    """Does the work that must succeed in every process."""
    rule = aicc.check("loginex", b"{}").violations[0].rule
    return rule, check(MANY, threads=3).records


def forked() -> int:
    """Returns the exit code of a child process that does the work."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if work() == ("required", 5000) else 2
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@needs_fork
@may_fork
def test_a_child_after_work() -> None:
    work()
    assert [forked() for _ in range(5)] == [0] * 5


@needs_fork
@may_fork
def test_a_child_while_other_threads_are_at_work() -> None:
    """The child has no thread of the parent, and starts its own."""
    stop = threading.Event()
    at_work = threading.Barrier(4)

    class Endless(io.RawIOBase):
        has_begun = False

        def read(self, size: int = -1) -> bytes:
            if not self.has_begun:
                self.has_begun = True
                at_work.wait()
            return b"" if stop.is_set() else LINES * 100

    threads = [threading.Thread(target=aicc.check_many, args=(QUERY, Endless()), kwargs=CHOICES) for _ in range(3)]
    for thread in threads:
        thread.start()
    at_work.wait()
    try:
        assert [forked() for _ in range(5)] == [0] * 5
    finally:
        stop.set()
        for thread in threads:
            thread.join()


CHOICES = {"format": "jsonl", "threads": 2}


@needs_fork
@may_fork
def test_a_child_of_a_callback() -> None:
    codes: list[int] = []
    assert check(LINES, sink=lambda _: codes.append(forked()), threads=2).records == 4
    assert codes == [0]


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
@may_fork
def test_multiprocessing(method: Any) -> None:
    context = multiprocessing.get_context(method)
    with context.Pool(2) as pool:
        assert pool.map(work, range(4)) == [("required", 5000)] * 4


# The end of the process

ENDED = """
import sys, threading
from collections.abc import Mapping
import aicc

QUERY = "queryAgentInfoByAccount"
THREADS = 4
at_work = threading.Barrier(THREADS + 1)

def records():
    yield b"{}"
    at_work.wait()
    while True:
        yield b"{}"

class File:
    first = True
    def read(self, size):
        if self.first:
            self.first = False
            at_work.wait()
        return b"{}\\n" * 100

class Members(Mapping):
    def __getitem__(self, name):
        return "x"
    def __iter__(self):
        return iter("abcdefgh")
    def __len__(self):
        return 8

def mappings():
    at_work.wait()
    while True:
        aicc.check(QUERY, Members())

def file():
    # The import of the function is not what is tested.
    check_many = aicc.check_many
    at_work.wait()
    check_many(QUERY, "/dev/zero", format="jsonl")

def ignore(_):
    sum(range(1000))

RUNS = {
    "an iterable": lambda: aicc.check_many(QUERY, records(), threads=2),
    "an iterable, one thread": lambda: aicc.check_many(QUERY, records(), threads=1),
    "mappings in an iterable": lambda: aicc.check_many(QUERY, (Members() for _ in records()), threads=2),
    "a file object": lambda: aicc.check_many(QUERY, File(), format="jsonl", threads=2),
    "callbacks": lambda: aicc.check_many(QUERY, File(), format="jsonl", sink=ignore, progress=ignore),
    "a file": file,
    "mappings": mappings,
}

for _ in range(THREADS):
    threading.Thread(target=RUNS[sys.argv[1]], daemon=True).start()
at_work.wait()
print("ended")
"""

RUNS = [
    "an iterable",
    "an iterable, one thread",
    "mappings in an iterable",
    "a file object",
    "callbacks",
    pytest.param("a file", marks=pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs the files of Unix")),
    "mappings",
]


@pytest.mark.parametrize("name", RUNS)
def test_a_process_ends_while_threads_are_at_work(name: str) -> None:
    """Python ends daemon threads at any point, most often in a callback."""
    for _ in range(3):
        assert run(ENDED, name) == "ended\n"


# Interpreters

INTERPRETERS = """
import os, sys

IMPORT = '''
try:
    import aicc
    print(aicc.check("loginex", b"{}").violations[0].rule, flush=True)
except ImportError:
    print("refused", flush=True)
'''

try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
run = getattr(interpreters, "exec", None) or interpreters.run_string

def create(kind):
    if kind == "isolated":
        return interpreters.create()
    if sys.version_info >= (3, 13):
        return interpreters.create("legacy")
    return interpreters.create(isolated=False)

for kind in sys.argv[1:]:
    if kind == "main":
        exec(IMPORT)
        continue
    interpreter = create(kind)
    failed = run(interpreter, IMPORT)
    assert failed is None, failed
    interpreters.destroy(interpreter)
"""


@pytest.mark.parametrize("kind", ["isolated", "legacy"])
def test_other_interpreters_are_refused(kind: str) -> None:
    assert run(INTERPRETERS, "main", kind, kind, "main").split() == ["required", "refused", "refused", "required"]


def test_the_first_interpreter_need_not_be_the_main_one() -> None:
    """The first interpreter may have ended: the others are refused all the same."""
    assert run(INTERPRETERS, "legacy", "main", "legacy").split() == ["required", "refused", "refused"]

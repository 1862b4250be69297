"""The command as a process: standard streams, signals and terminals."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command import AGENTS, CREATE, MODULE, Command, Write, environment

CHECK = ("check", str(AGENTS), "-i", CREATE)
PIPES = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals and terminals")


def test_python_can_run_the_module() -> None:
    ran = MODULE.run(*CHECK)
    assert ran.code == 1
    assert "Records: 36 (22 valid, 14 invalid)" in ran.stdout
    assert "Usage: aicc check" in MODULE.run("check", "--help").stdout


def test_what_is_piped_is_utf_8_in_any_locale(command: Command) -> None:
    ran = command.run(*CHECK, "-l", "zh", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert ran.code == 1
    assert "缺少必填项" in ran.stdout


def test_a_full_disk_is_a_sentence(command: Command) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    with open("/dev/full", "wb") as full:
        process = command.start(*CHECK, stdout=full, stderr=subprocess.PIPE)
        _, err = process.communicate()
    assert process.returncode == 2
    assert "No space left on device" in err.decode().splitlines()[-1]


@posix
@pytest.mark.parametrize("output", ["table", "jsonl"])
def test_nobody_reads_any_more(command: Command, write: Write, output: str) -> None:
    file = write("a.jsonl", "{}\n" * 20_000)
    arguments = ("check", str(file), "-i", CREATE, "-o", output, "--limit", "20000")
    process = command.start(*arguments, **PIPES)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    # A shell calls both 141: the exit code, and the death by SIGPIPE.
    assert process.wait() in (141, -signal.SIGPIPE)


# Streams that are closed


def closed(*descriptors: int) -> Callable[[], None]:
    """Returns what a process does before it becomes the command."""
    return lambda: [os.close(descriptor) for descriptor in descriptors] and None


@posix
@pytest.mark.parametrize("descriptors", [(0,), (1,), (2,), (0, 1), (1, 2), (0, 1, 2)], ids=str)
def test_closed_streams(command: Command, descriptors: tuple[int, ...], tmp_path: Path) -> None:
    valid, invalid = tmp_path / "valid.csv", tmp_path / "invalid.csv"
    arguments = (*CHECK, "-o", "jsonl", "--valid", str(valid), "--invalid", str(invalid))
    process = command.start(*arguments, **PIPES, stdin=subprocess.DEVNULL, preexec_fn=closed(*descriptors))
    out, err = process.communicate()
    assert process.returncode in (1, 2)
    assert b"Traceback" not in err
    if 1 not in descriptors:
        assert len(out.splitlines()) == 20
    if process.returncode == 1:
        # A file must not take the place of a closed stream.
        assert len(valid.read_bytes().splitlines()) == 23
        assert len(invalid.read_bytes().splitlines()) == 15
    else:
        assert list(tmp_path.iterdir()) == []


@posix
def test_a_closed_standard_input_is_not_a_traceback(command: Command) -> None:
    process = command.start("check", "-", "-f", "jsonl", "-i", CREATE, **PIPES, preexec_fn=closed(0))
    _, err = process.communicate()
    assert process.returncode in (0, 2)
    assert b"Traceback" not in err
    assert err


# Signals


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_is_quiet_and_leaves_nothing_behind(command: Command, tmp_path: Path, number: signal.Signals) -> None:
    pipe, outputs = tmp_path / "endless.jsonl", tmp_path / "outputs"
    os.mkfifo(pipe)
    outputs.mkdir()
    process = command.start(
        *("check", str(pipe), "-i", CREATE, "--valid", str(outputs / "valid.jsonl")),
        **PIPES,
        # A process in the background of a shell is started without Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with open(opened(pipe, process), "wb"):
        out, err = signalled(process, number)
    # A shell calls both 128 + N: the exit code, and the death by the signal.
    assert process.returncode in (128 + number, -number)
    assert (out, err.strip()) == (b"", b"")
    assert list(outputs.iterdir()) == []


def opened(pipe: Path, process: subprocess.Popen[bytes]) -> int:
    """Opens a pipe for writing as soon as a process reads it."""
    while process.poll() is None:
        with contextlib.suppress(OSError):
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    raise AssertionError(process.communicate())


def signalled(process: subprocess.Popen[bytes], number: signal.Signals) -> tuple[bytes, bytes]:
    """Sends a signal until the process ends: one that comes just before it waits for input does not wake it."""
    for _ in range(60):
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=1)
    raise TimeoutError


# Terminals


@posix
@pytest.mark.parametrize(("records", "is_shown"), [(2000, True), (1, False)])
def test_progress_is_shown_for_long_files_on_a_terminal_only(
    command: Command, write: Write, records: int, is_shown: bool
) -> None:
    import pty

    record = json.dumps({"accountCode": "wang.xiaoming"}) + " " * 1000 + "\n"
    file = write("agents.jsonl", record * records)
    terminal, other = pty.openpty()
    process = command.start(
        *("check", str(file), "-i", "queryAgentInfoByAccount", "-o", "jsonl"),
        stdout=subprocess.PIPE,
        stderr=other,
        env=environment(TERM="xterm", COLUMNS="100"),
    )
    os.close(other)
    seen = b"".join(iter(lambda: read(terminal), b""))
    os.close(terminal)
    out, _ = process.communicate()
    assert (process.returncode, out) == (0, b"")
    assert (b"100%" in seen) is is_shown
    assert (b"2,000 records" in seen) is is_shown


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the command has ended
        return b""

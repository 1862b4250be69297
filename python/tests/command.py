"""Runs the command ``aicc`` as a person does: as the script of the package, and as the binary.

The environment variable ``AICC_BINARY`` names another binary than the one that ``cargo build -p aicc-cli`` makes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Union

from documents import ROOT

CREATE = "agentAccount/create"
EXAMPLES = ROOT / "examples"
AGENTS = EXAMPLES / "new-agents.csv"

Write = Callable[[str, Union[str, bytes]], Path]
"""A function that writes a file of a test: its name and its content."""

Found = tuple[int, str, str]
"""The place, pointer and rule of a finding."""

EXTENSION = ".exe" if sys.platform == "win32" else ""
SCRIPT = Path(sysconfig.get_path("scripts"), f"aicc{EXTENSION}")
BINARY = Path(os.environ.get("AICC_BINARY") or ROOT / f"target/debug/aicc{EXTENSION}")

# What the tests of one machine must not read: the person's language, terminal and credentials.
_PERSONAL = ("AICC_", "LC_", "LANG", "COLUMNS", "NO_COLOR", "CLICOLOR", "FORCE_COLOR", "TERM")


def environment(**variables: str) -> dict[str, str]:
    """Returns the environment of this process without personal settings, in English, with these variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_PERSONAL)}
    return {**kept, "LANG": "C.UTF-8", **variables}


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit status."""

    code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        return self.stdout + self.stderr

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings of `-o jsonl`."""
        return [json.loads(line) for line in self.stdout.split("\n") if line]

    @property
    def sentences(self) -> str:
        """Standard error, in one line."""
        return " ".join(self.stderr.split())


@dataclass(frozen=True)
class Command:
    """The command, called with the words at its beginning."""

    words: tuple[str, ...]

    def start(self, *arguments: str | bytes, **options: Any) -> subprocess.Popen[bytes]:
        """Starts the command without waiting for its end."""
        return subprocess.Popen([*self.words, *arguments], **{"env": environment(), **options})

    def run(self, *arguments: str | bytes, stdin: bytes = b"", **variables: str) -> Ran:
        """Runs the command, with environment variables."""
        ran = subprocess.run(
            [*self.words, *arguments], input=stdin, env=environment(**variables), capture_output=True, check=False
        )
        return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())

    def check(self, file: Path, *arguments: str, interface: str = CREATE) -> Ran:
        """Checks a file."""
        return self.run("check", str(file), "-i", interface, *arguments)

    def found(
        self, file: Path, *arguments: str, by: str = "record", interface: str = CREATE
    ) -> list[tuple[int, str, str]]:
        """Returns the place, pointer and rule of each finding in a file. `by` is `record`, `row` or `line`."""
        ran = self.check(file, "-o", "jsonl", *arguments, interface=interface)
        return [(finding[by], finding["pointer"], finding["rule"]) for finding in ran.findings]


COMMANDS = {"script": Command((str(SCRIPT),)), "binary": Command((str(BINARY),))}
MODULE = Command((sys.executable, "-m", "aicc"))

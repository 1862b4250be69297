"""The command as one static file: `cargo xtask static-binary` builds it, and names it in ``AICC_BINARY``."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BINARY = os.environ.get("AICC_BINARY")

AS_ROOT = [] if os.geteuid() == 0 else ["--map-root-user"]
ENVIRONMENT = {"PATH": os.defpath + ":/usr/sbin"}

pytestmark = pytest.mark.skipif(BINARY is None, reason="AICC_BINARY names no binary")


def test_it_runs_where_there_is_no_other_file(tmp_path: Path) -> None:
    assert BINARY is not None
    shutil.copy(BINARY, tmp_path / "aicc")
    shutil.copy(ROOT / "examples/new-agents.csv", tmp_path)
    as_root = ["unshare", *AS_ROOT] if AS_ROOT else []
    command = [*as_root, "chroot", str(tmp_path), "/aicc", "check", "new-agents.csv", "-i", "agentAccount/create"]
    ran = subprocess.run(
        [*command, "--valid", "valid.csv"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stderr
    assert "Records: 36 (22 valid, 14 invalid)." in ran.stdout
    assert len((tmp_path / "valid.csv").read_text("utf-8").splitlines()) == 23


def laid_out(root: Path) -> list[str]:
    """Copies what the Containerfile copies, and returns its entry point."""
    assert BINARY is not None
    lines = (ROOT / "Containerfile").read_text("utf-8").splitlines()
    instructions = [line.split(" ", 1) for line in lines if not line.startswith("#")]
    assert instructions[0] == ["FROM", "scratch"]
    for source, target in (rest.split() for name, rest in instructions if name == "COPY"):
        shutil.copy(Path(BINARY).parent / source, root / target.lstrip("/"))
    (entry_point,) = [rest for name, rest in instructions if name == "ENTRYPOINT"]
    command: list[str] = json.loads(entry_point)
    return command


def test_the_files_of_the_container_are_a_sandbox(tmp_path: Path) -> None:
    """Without a program for containers: in an empty root, as the first process."""
    unshare = ["unshare", *AS_ROOT, "--pid", "--fork"]
    if subprocess.run([*unshare, "true"], env=ENVIRONMENT, check=False).returncode != 0:
        pytest.skip("this machine makes no process spaces")
    command = [*unshare, "chroot", str(tmp_path), *laid_out(tmp_path), "sandbox", "--address", "0.0.0.0"]
    command += ["--record", "recording.jsonl", "--state", "state.json"]
    started = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    url = started.stdout.readline().strip()
    with urllib.request.urlopen(f"{url}/_aicc/health") as response:
        assert json.load(response)["status"] == "ok"
    (first,) = Path(f"/proc/{started.pid}/task/{started.pid}/children").read_text("ascii").split()
    os.kill(int(first), signal.SIGTERM)
    assert started.wait() == 143
    assert json.loads((tmp_path / "state.json").read_text("utf-8")).keys() == {"worlds"}
    assert (tmp_path / "recording.jsonl").exists()

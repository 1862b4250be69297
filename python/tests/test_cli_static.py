"""The command as one static file: `cargo xtask static-binary` builds it, and names it in ``AICC_BINARY``."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BINARY = os.environ.get("AICC_BINARY")

pytestmark = pytest.mark.skipif(BINARY is None, reason="AICC_BINARY names no binary")


def test_it_runs_where_there_is_no_other_file(tmp_path: Path) -> None:
    assert BINARY is not None
    shutil.copy(BINARY, tmp_path / "aicc")
    shutil.copy(ROOT / "examples/new-agents.csv", tmp_path)
    as_root = [] if os.geteuid() == 0 else ["unshare", "--map-root-user"]
    command = [*as_root, "chroot", str(tmp_path), "/aicc", "check", "new-agents.csv", "-i", "agentAccount/create"]
    ran = subprocess.run(
        [*command, "--valid", "valid.csv"],
        env={"PATH": os.defpath + ":/usr/sbin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stderr
    assert "Records: 36 (22 valid, 14 invalid)." in ran.stdout
    assert len((tmp_path / "valid.csv").read_text("utf-8").splitlines()) == 23

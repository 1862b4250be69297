"""Builds the package from the source distribution, offline and without the repository, and runs all vectors."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import interpreters
from project import ROOT, VERSION, run
from results import Result, keep

RUN = ROOT / "release/run_vectors.py"


def main(dist: Path) -> None:
    """Tries the source distribution. Cargo takes the crates of others from its cache."""
    archive = dist / f"aicc-{VERSION}.tar.gz"
    requirements = Path(ROOT, "python/requirements-dev.txt").read_text("utf-8")
    (maturin,) = re.findall(r"^maturin==.*", requirements, re.MULTILINE)
    python = interpreters.of_this_machine()[-1]
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder, "environment")
        run(python, "-m", "venv", environment)
        pip = (environment / "bin/python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
        run(*pip, maturin)
        # Without optimization: the trial is about what the archive contains. Compiled crates of others are shared.
        variables = {
            "CARGO_NET_OFFLINE": "true",
            "CARGO_TARGET_DIR": str(ROOT / "target"),
            "MATURIN_PEP517_ARGS": "--profile dev",
            "PATH": f"{environment / 'bin'}:{Path.home() / '.cargo/bin'}:/usr/bin:/bin",
        }
        run(*pip, "--no-index", "--no-build-isolation", archive, folder=Path(folder), **variables)
        judged = json.loads(run(environment / "bin/python", "-I", RUN, folder=Path(folder)))
    place = f"built by pip offline, with the profile `dev`, for CPython {judged['python']}"
    keep("source", [Result(archive.name, place, judged["passed"])])

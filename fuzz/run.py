"""Runs every fuzz target: first its seeds and regressions, then mutations of them.

``python fuzz/run.py --seconds 10`` gives each target ten seconds and fails if one finds an error. The counts are
written to ``target/proof/fuzz.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "target/fuzz/seeds"
LOGS = ROOT / "target/fuzz/logs"
BOUNDS = ["-max_len=4096", "-timeout=10", "-rss_limit_mb=1024", "-print_final_stats=1"]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command in the root of the repository, and returns its result with the output as text."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace")


def fuzz(target: str, seconds: int) -> tuple[int, bool]:
    """Runs a target, and returns the number of its runs and whether it found an error."""
    if target == "tables":
        return fuzz_tables(seconds)
    # libFuzzer writes new inputs into the first folder.
    made = [ROOT / "fuzz/corpus" / target, SEEDS / target]
    for folder in made:
        folder.mkdir(parents=True, exist_ok=True)
    kept = [ROOT / "fuzz/seeds" / target, ROOT / "fuzz/regressions" / target]
    folders = [str(folder) for folder in [*made, *kept] if folder.exists()]
    options = [f"-max_total_time={seconds}", *BOUNDS]
    done = run("cargo", "fuzz", "run", "--sanitizer", "none", target, *folders, "--", *options)
    (LOGS / target).write_text(done.stderr, "utf-8")
    executions = re.search(r"^stat::number_of_executed_units: *(\d+)", done.stderr, re.MULTILINE)
    if executions is None:
        sys.exit(f"{target} did not run: see {LOGS / target}")
    return int(executions[1]), done.returncode != 0


def fuzz_tables(seconds: int) -> tuple[int, bool]:
    """Does the same for Arrow streams, Parquet files and workbooks."""
    done = run(sys.executable, "fuzz/tables.py", "--seconds", str(seconds))
    (LOGS / "tables").write_text(done.stderr, "utf-8")
    if not done.stdout:
        sys.exit(f"fuzz/tables.py did not run: see {LOGS / 'tables'}")
    summary = json.loads(done.stdout.splitlines()[-1])
    return summary["executions"], summary["faults"] > 0


def main() -> None:
    """Runs as many targets at once as the machine has processors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=10, help="for each target, after its seeds and regressions")
    seconds = parser.parse_args().seconds
    shutil.rmtree(SEEDS, ignore_errors=True)
    LOGS.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cargo", "fuzz", "build", "--sanitizer", "none"], cwd=ROOT, check=True)
    write_seeds = ["cargo", "run", "--quiet", "--locked", "--package", "conformance", "--bin", "seeds", str(SEEDS)]
    subprocess.run(write_seeds, cwd=ROOT, check=True)

    executions, faulty = 0, []
    targets = [*run("cargo", "fuzz", "list").stdout.split(), "tables"]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(partial(fuzz, seconds=seconds), targets)
        for target, (count, is_faulty) in zip(targets, results, strict=True):
            print(f"{target}: {count} executions{', and a fault' if is_faulty else ''}", flush=True)
            executions += count
            faulty += [target] * is_faulty
    counts = {"targets": len(targets), "executions": executions, "seconds": seconds, "faults": len(faulty)}
    (ROOT / "target/proof").mkdir(exist_ok=True)
    (ROOT / "target/proof/fuzz.json").write_text(json.dumps(counts), "utf-8")
    if faulty:
        sys.exit(f"{', '.join(faulty)}: see {LOGS}; the inputs are in fuzz/artifacts")


if __name__ == "__main__":
    main()

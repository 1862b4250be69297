"""Writes the page of the documentation that shows a run, from the results of the parts."""

import argparse
import shutil
from pathlib import Path

import goals
import machine
import tables

PAGE = """\
# Benchmarks

This page shows one run of `cargo xtask bench`, which writes it. [benches/README.md](../../benches/README.md) explains
what is compared, how it is timed, and what the columns mean.

```text
{machine}
```

![Time per agentAccount/create record, by peer](one-record.png)

![Records a second, by threads and file size](many-records.png)

## Goals

The goal and the result of this run: how many times as fast as another library aicc is. The Python package is the wheel
that a release ships, which `cargo xtask wheel` builds.

{goals}

The package that `pip install .` builds from the sources is not optimized with a profile:

{plain_goals}

`check` makes no heap allocation for a valid record, on any of the four interfaces:
`benches/rust/tests/allocations.rs`.

## Many records, from Python

{many}

## Workbooks, from Python

{workbooks}

## One record, from Python

{python}

## One record, in Rust

{rust}
"""


def main() -> None:
    """Reads the folder of ``--results``, and writes into the folder of ``--docs``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, required=True, help="folder that holds what the parts wrote")
    parser.add_argument("--docs", type=Path, required=True, help="folder to write to")
    arguments = parser.parse_args()
    results, docs = arguments.results, arguments.docs
    names = ("many", "workbooks", "python", "rust")
    parts = {name: (results / f"{name}.md").read_text(encoding="utf-8").strip() for name in names}
    reached = [goal for name in ("python", "rust", "many") for goal in goals.load(results / f"{name}-goals.json")]
    plain = tables.goal_table(goals.load(results / "plain/python-goals.json"))
    page = PAGE.format(machine=machine.describe(), goals=tables.goal_table(reached), plain_goals=plain, **parts)
    (docs / "benchmarks.md").write_text(page, encoding="utf-8")
    for picture in ("one-record.png", "many-records.png"):
        shutil.copyfile(results / picture, docs / picture)


if __name__ == "__main__":
    main()

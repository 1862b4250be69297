"""The page that shows how time grows with hostile messages, from what criterion saved."""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import machine
from markdown_table import table

GROUP = "hostile "

PAGE = """\
# Bounds

What an input costs is a multiple of its size, whatever is in it: `benches/rust/tests/bounds.rs` and
`crates/aicc-batch/tests/bounds.rs` count the memory, and are part of `cargo xtask test`.

- **A body, a reply, a received request, a form**: at most 160 bytes are held for each byte, where every other byte has
  a finding; 8 where there are few findings.
- **A text that is typed**: 8 bytes for each byte.
- **A file or stream**, compressed or not: the same whatever its size, which is a chunk and the largest record for each
  thread, the findings that are kept, and at most 128 MiB that decompression looks back on.
- **An Excel workbook**: the file, of at most 256 MiB, and its distinct texts. Refused are parts that unpack to more
  than 1 GiB together, distinct texts of more than 256 MiB, styles of more than 4 MiB, and rows that are not in order.

`Profile.maximum_size`, by default 1 MiB, bounds a body that is read as text, wherever it comes from: `check` and its
like, a reply, a received request, a record of a file, a row of a workbook. What is larger is one finding, and not
looked at. Members that a caller holds as values already (a dict, a form) are not measured; the lists of a row of Arrow
data may have so many elements. JSON is read 127 arrays and objects deep, Arrow data 127 columns deep.

## Time

One run of `cargo xtask bounds`, which writes this page: nanoseconds of CPU time that `check` takes **for each byte**,
by the kind of message (`benches/rust/src/shapes.rs`) and its size. Where time is linear, a row stays as it is; it rises
where what is held leaves the caches of the processor.

```text
{machine}
```

{table}
"""


def main() -> None:
    """Reads criterion's folder, writes the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--criterion", type=Path, required=True, help="folder that criterion saved to")
    parser.add_argument("--page", type=Path, required=True, help="file to write")
    arguments = parser.parse_args()
    times = read(arguments.criterion)
    page = PAGE.format(machine=machine.describe([]).strip(), table=curve(times))
    arguments.page.write_text(page, encoding="utf-8")


def read(folder: Path) -> dict[str, dict[int, float]]:
    """By kind of message and size: nanoseconds for each byte."""
    times: dict[str, dict[int, float]] = defaultdict(dict)
    for path in folder.glob("*/*/new/benchmark.json"):
        benchmark = json.loads(path.read_text(encoding="utf-8"))
        if not benchmark["group_id"].startswith(GROUP):
            continue
        estimates = json.loads((path.parent / "estimates.json").read_text(encoding="utf-8"))
        kind, size = benchmark["group_id"].removeprefix(GROUP), int(benchmark["value_str"])
        times[kind][size] = estimates["median"]["point_estimate"] / benchmark["throughput"]["Bytes"]
    return times


def curve(times: dict[str, dict[int, float]]) -> str:
    """A row for each kind of message, a column for each size."""
    sizes = sorted({size for by_size in times.values() for size in by_size})
    rows = [[kind, *(f"{by_size[size]:.2f}" for size in sizes)] for kind, by_size in sorted(times.items())]
    return table(["ns for each byte", *(named(size) for size in sizes)], rows)


def named(size: int) -> str:
    """A size as people write it."""
    return f"{size >> 20} MiB" if size >= 1 << 20 else f"{size >> 10} KiB"


if __name__ == "__main__":
    main()

"""The work that `cargo xtask wheel` profiles before it compiles the package for a release.

All that is timed of aicc runs, on records of another seed than those that are timed.
"""

import json
import tempfile
from pathlib import Path

import aicc
import records
from peers.aicc import SUBJECTS

SEED = 2
RECORDS = 20_000


def one_by_one(interface: str, bodies: list[bytes]) -> None:
    """Checks records as text and as dicts."""
    forms = {"bytes": bodies, "dict": [json.loads(body) for body in bodies]}
    for subject in SUBJECTS:
        if subject.interface == interface:
            subject.loop(forms[subject.takes])


def together(interface: str, bodies: list[bytes]) -> None:
    """Checks records as a file of JSON Lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "records.jsonl")
        records.write_json_lines(path, bodies)
        aicc.check_many(interface, path)


def main() -> None:
    """Checks records of all interfaces in the same way."""
    for interface in records.INTERFACES:
        bodies = records.generate(interface, RECORDS, SEED)
        one_by_one(interface, bodies)
        together(interface, bodies)


if __name__ == "__main__":
    main()

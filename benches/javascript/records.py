"""Prints the records of the benchmark, one a line, with the patterns that peers share: JSON for ``run.js``."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "python"))

import patterns
import records

SEED = 1


def main() -> None:
    """Prints ``{records, patterns}``; the number of records is the first argument."""
    names = ("ACCOUNT", "NAME", "PASSWORD", "SHORT_EMAIL", "EMAIL")
    made = records.generate("agentAccount/create", int(sys.argv[1]), SEED)
    shared = {name: getattr(patterns, name) + "$" for name in names}
    json.dump({"records": [record.decode() for record in made], "patterns": shared}, sys.stdout)


if __name__ == "__main__":
    main()

"""Runs every conformance vector with the installed package, and prints how many as JSON.

python run_vectors.py     needs Python 3.9 or newer, and the package
"""

from __future__ import annotations

import json
import os
import platform
import sys

# Not pathlib: a path of another system stays as it is.
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path[0] = os.path.join(ROOT, "python", "tests")

import test_batch_vectors  # noqa: E402
import test_vectors  # noqa: E402
import vectors  # noqa: E402

import aicc  # noqa: E402


def main() -> None:
    """Runs the tests one after the other. The first difference ends the program with an error."""
    where = os.path.dirname(os.path.abspath(aicc.__file__))
    assert not where.startswith(os.path.join(ROOT, "python")), f"{where} is not an installed package"
    judges: list[vectors.Judge] = []
    made = vectors.Judge.__init__

    def remember(judge: vectors.Judge, chosen: list[vectors.Vector]) -> None:
        made(judge, chosen)
        judges.append(judge)

    vectors.Judge.__init__ = remember  # type: ignore[method-assign]
    for module in (test_vectors, test_batch_vectors):
        for name, test in sorted(vars(module).items()):
            if name.startswith("test_"):
                test()
    passed = {vector for judge in judges for vector in judge.compared}
    comparisons = sum(len(judge.compared) for judge in judges)
    print(json.dumps({"passed": len(passed), "comparisons": comparisons, "python": platform.python_version()}))


if __name__ == "__main__":
    main()

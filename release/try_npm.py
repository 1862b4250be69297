"""Installs the npm package in a project elsewhere, and runs the vectors with Node there."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from npm import FILE, JAVASCRIPT
from project import ROOT, run
from results import Result, keep

MANIFEST = {"name": "consumer", "private": True, "type": "module", "scripts": {"vectors": "node tests/vectors.mjs"}}


def main(dist: Path) -> None:
    """Tries the package, and keeps the result."""
    with tempfile.TemporaryDirectory() as temporary:
        # The tests read the vectors two folders above the project.
        project = Path(temporary, "apps/consumer")
        shutil.copytree(JAVASCRIPT / "tests", project / "tests")
        shutil.copy(ROOT / "release/consumers/vectors.mjs", project / "tests")
        shutil.copytree(ROOT / "tests/vectors", Path(temporary, "tests/vectors"))
        shutil.copy(ROOT / "tests/skips.json", Path(temporary, "tests"))
        Path(project, "package.json").write_text(json.dumps(MANIFEST), "utf-8")
        # Without a network, npm fails if the package needs another one.
        npm = ROOT / ".ci/npm"
        run(npm, "install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", dist / FILE, folder=project)
        installed = [path.name for path in Path(project, "node_modules").iterdir() if not path.name.startswith(".")]
        assert installed == ["aicc"], f"the package brought {installed}"
        judged = json.loads(run(npm, "run", "--silent", "vectors", folder=project))
    place = f"a project elsewhere, Node.js {judged['node']}"
    keep("npm", [Result(FILE, place, judged["passed"], "no other package")])
